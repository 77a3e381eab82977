//! What seats, money and presence are worth: prices, and the upper bound that they prove.

use super::pace::{Pace, Stopped};
use super::problem::{NeedSlot, Problem, money_amount};
use super::timetable::TimetableSearch;

/// A price for each row that people compete for.
#[derive(Clone)]
pub(super) struct Prices {
    /// By row; the budget's are for [`Prices::money_unit`].
    row: Vec<f64>,
    /// Seat and money of a start, by course and period.
    start: Vec<f64>,
    /// Cost of each course in money units.
    cost: Vec<f64>,
    /// The amount of money in which budgets are counted, so that their rows weigh like seats.
    money_unit: f64,
}

impl Prices {
    pub fn none(problem: &Problem) -> Self {
        let costs = || problem.cost.iter().map(|cost| money_amount(*cost));
        let paid = costs().filter(|cost| *cost > 0.0).count();
        let money_unit = if paid == 0 {
            1.0
        } else {
            costs().sum::<f64>() / paid as f64
        };
        Self {
            row: vec![0.0; problem.rows()],
            start: vec![0.0; problem.courses * problem.periods],
            cost: costs().map(|cost| cost / money_unit).collect(),
            money_unit,
        }
    }

    fn set(&mut self, problem: &Problem, row: &[f64]) {
        self.row.copy_from_slice(row);
        for course in 0..problem.courses {
            for period in 0..problem.periods {
                let seat = problem.seat_row(course, period);
                let money = self.row[problem.budget_row(period)];
                self.start[seat] = self.row[seat] + self.cost[course] * money;
            }
        }
    }

    /// What a start costs a person of the unit.
    pub fn of_start(&self, problem: &Problem, unit: usize, slot: &NeedSlot, period: usize) -> f64 {
        let course = usize::from(slot.course);
        let mut price = self.start[problem.seat_row(course, period)];
        if slot.full_time {
            let first = problem.absence_row(unit, period);
            let away = &self.row[first..first + usize::from(slot.duration)];
            price += away.iter().sum::<f64>();
        }
        price
    }

    /// The price of a seat, of a unit of the instance's money, and of a person's absence.
    pub fn seat(&self, problem: &Problem, course: usize, period: usize) -> f64 {
        self.row[problem.seat_row(course, period)]
    }

    pub fn money(&self, problem: &Problem, period: usize) -> f64 {
        self.row[problem.budget_row(period)] / self.money_unit
    }

    pub fn absence(&self, problem: &Problem, unit: usize, period: usize) -> f64 {
        self.row[problem.absence_row(unit, period)]
    }
}

/// How much of each row there is, with money in the unit of the prices.
fn capacities(problem: &Problem, prices: &Prices) -> Vec<f64> {
    let mut capacity: Vec<f64> = problem
        .seats
        .iter()
        .map(|seats| f64::from(*seats))
        .collect();
    let budget = problem.budget.iter();
    capacity.extend(budget.map(|budget| money_amount(*budget) / prices.money_unit));
    for max in &problem.max_absent {
        capacity.extend(std::iter::repeat_n(f64::from(*max), problem.periods));
    }
    capacity
}

/// The search for the prices that prove the lowest bound (the volume algorithm).
///
/// At any prices, letting everybody choose freely and selling all rows brings at least what the
/// best plan brings: the sum is an upper bound. Prices move towards what the average of the recent
/// choices overbooks; that average comes near a fractional best plan.
pub(super) struct PriceSearch {
    /// The prices of the lowest bound so far.
    pub prices: Prices,
    /// The lowest bound so far.
    pub bound: f64,
    /// Steps made.
    pub steps: usize,
    trial: Prices,
    trial_row: Vec<f64>,
    capacity: Vec<f64>,
    use_now: Vec<f64>,
    use_average: Vec<f64>,
    pace_factor: f64,
    failures: usize,
    search: TimetableSearch,
}

impl PriceSearch {
    /// A search that starts without prices, where everybody gets the best timetable alone.
    pub fn new(problem: &Problem, pace: &mut Pace) -> Result<Self, Stopped> {
        let prices = Prices::none(problem);
        let capacity = capacities(problem, &prices);
        let mut search = Self {
            trial: prices.clone(),
            trial_row: prices.row.clone(),
            prices,
            bound: 0.0,
            steps: 0,
            use_now: vec![0.0; capacity.len()],
            use_average: Vec::new(),
            capacity,
            pace_factor: FIRST_PACE,
            failures: 0,
            search: TimetableSearch::default(),
        };
        search.bound = search.respond(problem, pace)?;
        search.use_average = search.use_now.clone();
        Ok(search)
    }

    /// One step: new prices, everybody's answer, and what is learnt from it.
    ///
    /// `target` is the worth of the best plan known.
    pub fn step(&mut self, problem: &Problem, target: f64, pace: &mut Pace) -> Result<(), Stopped> {
        self.steps += 1;
        let mut norm = 0.0;
        for row in 0..self.capacity.len() {
            let excess = self.use_average[row] - self.capacity[row];
            if excess > 0.0 || self.prices.row[row] > 0.0 {
                norm += excess * excess;
            }
        }
        if norm <= 0.0 {
            return Ok(());
        }
        let aim = self.bound - (target + 0.002 * target.abs()).min(self.bound * 0.9999);
        let length = self.pace_factor * aim.max(1e-9) / norm;
        for row in 0..self.capacity.len() {
            let excess = self.use_average[row] - self.capacity[row];
            self.trial_row[row] = (self.prices.row[row] + length * excess).max(0.0);
        }
        self.trial.set(problem, &self.trial_row);
        let bound = self.respond(problem, pace)?;

        // The mix of old average and new answer that overbooks least.
        let (mut old_new, mut new_new, mut old_old) = (0.0, 0.0, 0.0);
        let mut slope = 0.0;
        for row in 0..self.capacity.len() {
            let old = self.use_average[row] - self.capacity[row];
            let new = self.use_now[row] - self.capacity[row];
            old_new += old * new;
            new_new += new * new;
            old_old += old * old;
            slope += old * new;
        }
        let curve = old_old - 2.0 * old_new + new_new;
        let best_mix = if curve > 0.0 {
            (old_old - old_new) / curve
        } else {
            1.0
        };
        let max_mix = (FIRST_MIX * (1.0 - self.steps as f64 / MIX_STEPS)).max(LAST_MIX);
        let mix = best_mix.clamp(max_mix / 10.0, max_mix);
        for (average, now) in self.use_average.iter_mut().zip(&self.use_now) {
            *average += mix * (now - *average);
        }

        if bound < self.bound {
            self.bound = bound;
            std::mem::swap(&mut self.prices, &mut self.trial);
            self.failures = 0;
            if slope > 0.0 {
                self.pace_factor = (self.pace_factor * 1.1).min(2.0);
            }
        } else {
            self.failures += 1;
            if self.failures >= PATIENCE {
                self.failures = 0;
                self.pace_factor *= SHORTER;
            }
        }
        Ok(())
    }

    /// The bound at the trial prices; fills in what everybody's choice uses.
    fn respond(&mut self, problem: &Problem, pace: &mut Pace) -> Result<f64, Stopped> {
        self.use_now.fill(0.0);
        let trial = &self.trial;
        let mut bound = 0.0;
        for (price, capacity) in trial.row.iter().zip(&self.capacity) {
            bound += price * capacity;
        }
        for person in &problem.people {
            let (net, timetable) = self.search.best(problem, person, |slot, period| {
                Some(trial.of_start(problem, person.unit, slot, period))
            });
            bound += net;
            let slots = problem.slots(person);
            pace.spend(problem.work(person))?;
            for (need, period) in timetable.starts() {
                let slot = &slots[need];
                let course = usize::from(slot.course);
                self.use_now[problem.seat_row(course, period)] += 1.0;
                self.use_now[problem.budget_row(period)] += trial.cost[course];
                if slot.full_time {
                    let first = problem.absence_row(person.unit, period);
                    for away in &mut self.use_now[first..first + usize::from(slot.duration)] {
                        *away += 1.0;
                    }
                }
            }
        }
        Ok(bound)
    }
}

// Tried on instances of 40 to 5,000 people: lower or higher by half costs up to twice the steps.

/// The first length of a step, as a share of what would close the gap at once.
const FIRST_PACE: f64 = 0.5;
/// The largest share of one answer in the average at first: rough and fast.
const FIRST_MIX: f64 = 0.3;
/// The same in the end: fine and slow.
const LAST_MIX: f64 = 0.03;
/// The steps in which the share would fall to nothing.
const MIX_STEPS: f64 = 250.0;
/// Steps without a lower bound before they are made shorter.
const PATIENCE: usize = 5;
/// By how much they are then made shorter.
const SHORTER: f64 = 0.75;
