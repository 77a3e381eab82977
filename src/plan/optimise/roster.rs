//! A plan in the making: everybody's timetable, and who sits where.

use super::ledger::Ledger;
use super::prices::Prices;
use super::problem::Problem;
use super::timetable::{Timetable, TimetableSearch};

/// A plan in the making; it keeps every limit at every moment.
#[derive(Clone)]
pub(super) struct Roster {
    pub timetables: Vec<Timetable>,
    /// What each person's timetable brings.
    pub worth: Vec<f64>,
    /// What all timetables bring.
    pub objective: f64,
    pub ledger: Ledger,
    /// The needs that start in each course and period, pinned starts apart.
    pub seated: Vec<Vec<u32>>,
    /// Where among them each need is.
    seat_of: Vec<u32>,
}

impl Roster {
    /// The plan with the pinned starts only.
    pub fn new(problem: &Problem) -> Self {
        let mut roster = Self {
            timetables: vec![Timetable::EMPTY; problem.people.len()],
            worth: vec![0.0; problem.people.len()],
            objective: 0.0,
            ledger: Ledger::new(problem),
            seated: vec![Vec::new(); problem.seats.len()],
            seat_of: vec![0; problem.slot_count()],
        };
        if problem.pinned {
            for place in 0..problem.people.len() {
                roster.put(problem, place, problem.pins(&problem.people[place]));
            }
        }
        roster
    }

    /// Gives the person, who has none but the pins, a timetable that fits.
    pub fn put(&mut self, problem: &Problem, place: usize, timetable: Timetable) {
        let person = &problem.people[place];
        let slots = problem.slots(person);
        self.ledger.take(problem, person, &timetable);
        for (need, period) in timetable.starts() {
            if slots[need].pinned.is_none() {
                let row = problem.seat_row(usize::from(slots[need].course), period);
                let number = problem.slot_number(person, need);
                self.seat_of[number] = self.seated[row].len() as u32;
                self.seated[row].push(number as u32);
            }
        }
        let worth = timetable.worth(problem, person);
        self.objective += worth - self.worth[place];
        self.worth[place] = worth;
        self.timetables[place] = timetable;
    }

    /// Takes the person's timetable away, pins apart, and returns it.
    pub fn clear(&mut self, problem: &Problem, place: usize) -> Timetable {
        let person = &problem.people[place];
        let slots = problem.slots(person);
        let old = self.timetables[place];
        self.ledger.give_back(problem, person, &old);
        for (need, period) in old.starts() {
            if slots[need].pinned.is_none() {
                let row = problem.seat_row(usize::from(slots[need].course), period);
                let seat = self.seat_of[problem.slot_number(person, need)] as usize;
                let seated = &mut self.seated[row];
                seated.swap_remove(seat);
                if let Some(moved) = seated.get(seat) {
                    self.seat_of[*moved as usize] = seat as u32;
                }
            }
        }
        let pins = problem.pins(person);
        let worth = pins.worth(problem, person);
        self.objective += worth - self.worth[place];
        self.worth[place] = worth;
        self.timetables[place] = pins;
        old
    }

    /// Gives the person, who has none but the pins, the best timetable that fits when prices count for `share`.
    pub fn insert(
        &mut self,
        problem: &Problem,
        prices: &Prices,
        share: f64,
        place: usize,
        search: &mut TimetableSearch,
    ) {
        let person = &problem.people[place];
        let ledger = &self.ledger;
        let (_, timetable) = search.best(problem, person, |slot, period| {
            ledger
                .fits(problem, person.unit, slot, period)
                .then(|| share * prices.of_start(problem, person.unit, slot, period))
        });
        self.put(problem, place, timetable);
    }
}
