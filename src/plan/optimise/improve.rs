//! Making a plan better: some people are taken out and put back in another way.

use super::pace::{Pace, Stopped};
use super::prices::Prices;
use super::problem::Problem;
use super::random::Random;
use super::roster::Roster;
use super::timetable::{Timetable, TimetableSearch};

/// Fills a roster from nothing: first where it is worth the price, then where there is room.
///
/// People with the most to gain choose first.
pub(super) fn fill(
    problem: &Problem,
    prices: &Prices,
    roster: &mut Roster,
    order: &[u32],
    search: &mut TimetableSearch,
    pace: &mut Pace,
) -> Result<(), Stopped> {
    for share in [1.0, 0.0] {
        for &place in order {
            let place = place as usize;
            pace.spend(problem.work(&problem.people[place]))?;
            roster.clear(problem, place);
            roster.insert(problem, prices, share, place, search);
        }
    }
    Ok(())
}

/// The search for a better plan from a given one.
pub(super) struct Improvement<'a> {
    problem: &'a Problem,
    prices: &'a Prices,
    /// What everybody's best timetable alone would bring.
    ideal: &'a [f64],
    pub roster: Roster,
    random: Random,
    search: TimetableSearch,
    /// Who was taken out in this step, with the timetable before.
    out: Vec<(u32, Timetable)>,
}

impl<'a> Improvement<'a> {
    pub fn new(
        problem: &'a Problem,
        prices: &'a Prices,
        ideal: &'a [f64],
        roster: Roster,
        seed: u64,
    ) -> Self {
        Self {
            problem,
            prices,
            ideal,
            roster,
            random: Random::new(seed),
            search: TimetableSearch::default(),
            out: Vec::new(),
        }
    }

    /// Takes some people out and puts them back; what loses more than `patience` is undone.
    pub fn step(&mut self, patience: f64, pace: &mut Pace) -> Result<(), Stopped> {
        let Some(seed) = self.seed() else {
            return pace.spend(1000);
        };
        let before = self.roster.objective;
        self.out.clear();
        self.take_out(seed);
        let wish = self.wish(seed);
        self.make_room(seed, &wish);
        for _ in 0..self.random.below(4) {
            self.take_out_neighbour(seed, &wish);
        }
        let share = self.random.unit();
        self.put_wish(seed, &wish, share);
        self.shuffle();
        for at in 0..self.out.len() {
            let place = self.out[at].0 as usize;
            if place == seed {
                continue;
            }
            self.roster
                .insert(self.problem, self.prices, share, place, &mut self.search);
        }
        let mut work = 0;
        for (place, _) in &self.out {
            work += self.problem.work(&self.problem.people[*place as usize]);
        }
        if self.roster.objective < before - patience {
            self.undo();
        }
        pace.spend(work + 50)
    }

    /// Somebody, rather one who could have more.
    fn seed(&mut self) -> Option<usize> {
        let people = self.problem.people.len();
        for _ in 0..8 {
            let place = self.random.below(people);
            if self.roster.worth[place] < self.ideal[place] - 1e-9 {
                return Some(place);
            }
        }
        (people > 0).then(|| self.random.below(people))
    }

    fn take_out(&mut self, place: usize) {
        if self.out.iter().all(|(other, _)| *other as usize != place) {
            let old = self.roster.clear(self.problem, place);
            self.out.push((place as u32, old));
        }
    }

    /// What the person would choose at prices that waver, if nobody else sat there.
    fn wish(&mut self, place: usize) -> Timetable {
        let problem = self.problem;
        let person = &problem.people[place];
        let prices = self.prices;
        let ledger = &self.roster.ledger;
        let open = self.random.unit();
        let taken = self.random.unit() * 1.5;
        let (_, wish) = self.search.best(problem, person, |slot, period| {
            let price = prices.of_start(problem, person.unit, slot, period);
            let fits = ledger.fits(problem, person.unit, slot, period);
            Some(price * if fits { open } else { taken })
        });
        wish
    }

    /// Takes out people until the wish fits or nobody is left to make room.
    fn make_room(&mut self, place: usize, wish: &Timetable) {
        let problem = self.problem;
        let person = &problem.people[place];
        let slots = problem.slots(person);
        for (need, period) in wish.starts() {
            let slot = &slots[need];
            let course = usize::from(slot.course);
            let row = problem.seat_row(course, period);
            for _ in 0..64 {
                if self.roster.ledger.fits(problem, person.unit, slot, period) {
                    break;
                }
                let victim = if self.roster.ledger.seats[row] <= 0 {
                    self.one_of_row(row)
                } else if self.roster.ledger.budget[period] < problem.cost[course] {
                    self.one_of_period(period)
                } else {
                    self.one_away(person.unit, period, period + usize::from(slot.duration))
                };
                match victim {
                    Some(victim) => self.take_out(victim),
                    None => break,
                }
            }
        }
    }

    fn one_of_row(&mut self, row: usize) -> Option<usize> {
        let seated = &self.roster.seated[row];
        let at = self.random.below(seated.len());
        seated.get(at).map(|place| *place as usize)
    }

    /// Somebody who starts something then.
    fn one_of_period(&mut self, period: usize) -> Option<usize> {
        let courses = self.problem.courses;
        let first = self.random.below(courses);
        (0..courses).find_map(|step| {
            let course = (first + step) % courses;
            self.one_of_row(self.problem.seat_row(course, period))
        })
    }

    /// Somebody of the unit who is away between the two.
    fn one_away(&mut self, unit: usize, from: usize, end: usize) -> Option<usize> {
        let people = &self.problem.people_of_unit[unit];
        let first = self.random.below(people.len());
        let looked_at = people.len().min(200);
        for step in 0..looked_at {
            let place = people[(first + step) % people.len()] as usize;
            let slots = self.problem.slots(&self.problem.people[place]);
            let away = self.roster.timetables[place].starts().any(|(need, start)| {
                let slot = &slots[need];
                slot.full_time
                    && slot.pinned.is_none()
                    && start < end
                    && start + usize::from(slot.duration) > from
            });
            if away {
                return Some(place);
            }
        }
        None
    }

    /// Somebody who sits in the same course at another time or in the same period elsewhere.
    fn take_out_neighbour(&mut self, place: usize, wish: &Timetable) {
        let problem = self.problem;
        let slots = problem.slots(&problem.people[place]);
        let starts = wish.starts().count();
        let at = self.random.below(starts);
        let Some((need, period)) = wish.starts().nth(at) else {
            return;
        };
        let neighbour = if self.random.below(3) == 0 {
            self.one_of_period(period)
        } else {
            let course = usize::from(slots[need].course);
            let period = self.random.below(problem.periods);
            self.one_of_row(problem.seat_row(course, period))
        };
        if let Some(neighbour) = neighbour {
            self.take_out(neighbour);
        }
    }

    /// Gives the person what was wished, or what fits.
    fn put_wish(&mut self, place: usize, wish: &Timetable, share: f64) {
        let problem = self.problem;
        let person = &problem.people[place];
        let slots = problem.slots(person);
        let ledger = &mut self.roster.ledger;
        // One course after another may use the same money, so each is booked before the next.
        let mut fits = true;
        let mut booked = Timetable::EMPTY;
        for (need, period) in wish.starts() {
            fits &= ledger.fits(problem, person.unit, &slots[need], period);
            booked.set(need, period);
        }
        if fits {
            self.roster.put(problem, place, booked);
        } else {
            self.roster
                .insert(problem, self.prices, share, place, &mut self.search);
        }
    }

    fn shuffle(&mut self) {
        for at in (1..self.out.len()).rev() {
            let other = self.random.below(at + 1);
            self.out.swap(at, other);
        }
    }

    fn undo(&mut self) {
        for (place, _) in &self.out {
            self.roster.clear(self.problem, *place as usize);
        }
        for (place, old) in &self.out {
            self.roster.put(self.problem, *place as usize, *old);
        }
    }
}
