//! Making a plan better: some people are taken out and put back in another way.

use super::closed;
use super::pace::{Pace, Phase, Stopped};
use super::prices::Prices;
use super::problem::Problem;
use super::random::Random;
use super::roster::Roster;
use super::timetable::{Timetable, TimetableSearch};

/// Any number: the same for all, so that the same question gives the same plan.
const SEED: u64 = 0x6361_6e62_6f21;

/// The search for a better plan from a given one.
pub(super) struct Improvement<'a> {
    problem: &'a Problem,
    prices: &'a Prices,
    /// What everybody's best timetable alone would bring.
    ideal: &'a [f64],
    roster: Roster,
    best: BestPlan,
    random: Random,
    search: TimetableSearch,
    /// Who was taken out in this step, with the timetable before.
    out: Vec<(u32, Timetable)>,
}

/// The best plan so far, and who has changed since.
struct BestPlan {
    timetables: Vec<Timetable>,
    objective: f64,
    changed: Vec<u32>,
    is_changed: Vec<bool>,
}

impl BestPlan {
    fn note(&mut self, place: u32) {
        if !self.is_changed[place as usize] {
            self.is_changed[place as usize] = true;
            self.changed.push(place);
        }
    }

    fn keep(&mut self, roster: &Roster) {
        self.objective = roster.objective;
        for place in self.changed.drain(..) {
            let place = place as usize;
            self.is_changed[place] = false;
            self.timetables[place] = roster.timetables[place];
        }
    }
}

impl<'a> Improvement<'a> {
    pub fn new(
        problem: &'a Problem,
        prices: &'a Prices,
        ideal: &'a [f64],
        roster: Roster,
        round: u64,
    ) -> Self {
        Self {
            problem,
            prices,
            ideal,
            best: BestPlan {
                timetables: roster.timetables.clone(),
                objective: roster.objective,
                changed: Vec::new(),
                is_changed: vec![false; roster.timetables.len()],
            },
            roster,
            random: Random::new(SEED ^ round),
            search: TimetableSearch::default(),
            out: Vec::new(),
        }
    }

    /// What the best plan so far brings.
    pub fn objective(&self) -> f64 {
        self.best.objective
    }

    /// The best plan so far.
    pub fn into_best(self) -> Vec<Timetable> {
        self.best.timetables
    }

    /// Makes so many steps, at first accepting small losses, in the end none.
    ///
    /// It ends early when the best plan reaches the bound.
    pub fn round(
        &mut self,
        steps: usize,
        patience: f64,
        bound: f64,
        pace: &mut Pace,
    ) -> Result<(), Stopped> {
        for step in 0..steps {
            let left = 1.0 - (step + 1) as f64 / steps as f64;
            let work = self.step(patience * left * left);
            if self.roster.objective > self.best.objective + 1e-9 {
                self.best.keep(&self.roster);
                if closed(self.best.objective, bound) {
                    return Ok(());
                }
            }
            pace.report(Phase::Improving, self.best.objective, bound);
            pace.spend(work)?;
        }
        Ok(())
    }

    /// Takes some people out and puts them back; what loses more than `patience` is undone.
    ///
    /// Returns how many states were visited.
    fn step(&mut self, patience: f64) -> u64 {
        let seed = self.seed();
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
        let mut work = 50;
        for at in 0..self.out.len() {
            let place = self.out[at].0 as usize;
            work += self.problem.work(&self.problem.people[place]);
            if place != seed {
                self.insert(place, share);
            }
        }
        if self.roster.objective < before - patience {
            self.undo();
        } else {
            for (place, _) in &self.out {
                self.best.note(*place);
            }
        }
        work
    }

    fn insert(&mut self, place: usize, share: f64) {
        let search = &mut self.search;
        self.roster
            .insert(self.problem, self.prices, share, place, search);
    }

    /// Somebody, rather one who could have more.
    fn seed(&mut self) -> usize {
        let people = self.problem.people.len();
        for _ in 0..8 {
            let place = self.random.below(people);
            if self.roster.worth[place] < self.ideal[place] - 1e-9 {
                return place;
            }
        }
        self.random.below(people)
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
        seated.get(at).map(|number| self.problem.owner(*number))
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
        let ledger = &self.roster.ledger;
        // A person's courses never run at once, so none takes the place of another.
        let fits = wish
            .starts()
            .all(|(need, period)| ledger.fits(problem, person.unit, &slots[need], period));
        if fits {
            self.roster.put(problem, place, *wish);
        } else {
            self.insert(place, share);
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
