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
    /// Who starts each course in each period, pinned starts apart.
    pub seated: Vec<Vec<u32>>,
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
                self.seated[row].push(place as u32);
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
                let seated = &mut self.seated[row];
                if let Some(at) = seated.iter().position(|other| *other == place as u32) {
                    seated.swap_remove(at);
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
