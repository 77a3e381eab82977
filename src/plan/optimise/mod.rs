//! The optimiser of the training plan: near the best, and it proves how near.
//!
//! Seats, money and absence get prices. At given prices everybody can be served alone and exactly,
//! which proves an upper bound (`prices`); the prices that prove the lowest bound also say who
//! should sit where. A plan is filled at these prices (`fill`) and made better by taking a few
//! people out and putting them back in another way (`improve`), never breaking a limit on the way.
//! Nothing depends on the clock but the moment at which the caller says stop.

mod fill;
mod improve;
mod ledger;
mod outcome;
mod pace;
mod prices;
mod problem;
mod random;
mod reasons;
mod roster;
mod timetable;

pub use outcome::{OptimiseError, OptimisedPlan, ShadowPrices};
pub use pace::{Continue, Phase, Progress};
pub use reasons::{Obstacle, Shortfall, WindowEnd};

use super::check::check;
use super::instance::{Instance, Start};
use fill::{fill, settle};
use improve::Improvement;
use pace::{Pace, Stopped};
use prices::{PriceSearch, Prices};
use problem::Problem;
use roster::Roster;
use timetable::{Timetable, TimetableSearch};

/// The best plan found for the instance, with an upper bound on all plans.
///
/// `ask` is asked about every millisecond whether to go on; told to stop, the best plan so far is
/// returned. The same instance and the same answers give the same plan, and without a stop the
/// search ends by itself: about a hundred times the time in which the plan is good.
///
/// # Errors
/// [`OptimiseError::Pins`] when the pinned starts cannot be kept.
pub fn optimise(
    instance: &Instance,
    ask: &mut dyn FnMut(Progress) -> Continue,
) -> Result<OptimisedPlan, OptimiseError> {
    check(instance, instance.pins())?;
    let problem = Problem::new(instance);
    let mut pace = Pace::new(ask);
    let mut run = Run::new(&problem);
    let stopped = run.search(&mut pace).is_err();
    let prices = match &run.pricing {
        Some(pricing) => pricing.prices.clone(),
        None => Prices::none(&problem),
    };
    let roster = settle(&problem, &prices, &run.best, &run.order);
    // The sums of the bound are rounded: a billionth keeps it on the safe side.
    let bound = run.bound() * (1.0 + 1e-9);
    let shadow = shadow_prices(&problem, &prices);
    let shortfalls = reasons::shortfalls(instance, &problem, &roster, &shadow);
    let starts = starts(instance, &roster);
    // The search keeps every limit by itself; the plan leaves only after the checker has agreed.
    let objective = check(instance, &starts).map_err(OptimiseError::Broken)?;
    Ok(OptimisedPlan {
        starts,
        objective,
        bound,
        prices: shadow,
        shortfalls,
        stopped,
    })
}

/// Whether a plan cannot become better by anything that counts.
fn closed(objective: f64, bound: f64) -> bool {
    bound - objective <= 1e-7 * bound
}

/// One run of the search, which keeps its best plan when it is stopped.
struct Run<'a> {
    problem: &'a Problem,
    /// What everybody's best timetable alone would bring.
    ideal: Vec<f64>,
    /// People, those with the most to gain first.
    order: Vec<u32>,
    pricing: Option<PriceSearch>,
    best: Vec<Timetable>,
    objective: f64,
}

/// Price steps before the first plan is improved.
const FIRST_PRICE_STEPS: usize = 300;
/// Price steps before each later round.
const MORE_PRICE_STEPS: usize = 300;
/// The states that the first price steps may visit: fewer steps beyond some 50,000 people.
const FIRST_PRICE_STATES: u64 = 1_200_000_000;
/// Price steps between two fillings of a new plan.
const STEPS_BETWEEN_FILLS: usize = 50;
/// Steps of the first round of improvement, for each person; each later round doubles them.
const ROUND_STEPS: usize = 160;
/// Rounds of improvement.
const ROUNDS: usize = 6;
/// The loss that a step may bring at first, as a share of what one person's ideal brings.
const PATIENCE: f64 = 0.025;

impl<'a> Run<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self {
            problem,
            ideal: Vec::new(),
            order: (0..problem.people.len() as u32).collect(),
            pricing: None,
            best: Roster::new(problem).timetables,
            objective: 0.0,
        }
    }

    fn bound(&self) -> f64 {
        match &self.pricing {
            Some(pricing) => pricing.bound,
            // Everybody in full compliance from the first period on.
            None => {
                let weights = self.problem.people.iter().map(|person| person.weight);
                weights.sum::<f64>() * 1.1 * self.problem.periods as f64
            }
        }
    }

    fn search(&mut self, pace: &mut Pace) -> Result<(), Stopped> {
        let problem = self.problem;
        if problem.people.is_empty() {
            self.pricing = Some(PriceSearch::new(problem, pace)?);
            return Ok(());
        }
        self.rank(pace)?;
        self.fill(&Prices::none(problem), pace)?;
        self.pricing = Some(PriceSearch::new(problem, pace)?);
        let states: u64 = problem
            .people
            .iter()
            .map(|person| problem.work(person))
            .sum();
        let affordable = (FIRST_PRICE_STATES / states.max(1)) as usize;
        self.price(affordable.clamp(60, FIRST_PRICE_STEPS), pace)?;

        let mean_ideal = self.ideal.iter().sum::<f64>() / self.ideal.len() as f64;
        let mut steps = ROUND_STEPS * problem.people.len().max(60);
        for _ in 0..ROUNDS {
            if closed(self.objective, self.bound()) {
                break;
            }
            self.improve(steps, PATIENCE * mean_ideal, pace)?;
            self.price(MORE_PRICE_STEPS, pace)?;
            steps *= 2;
        }
        Ok(())
    }

    /// Works out everybody's best timetable alone, and the order in which people choose.
    fn rank(&mut self, pace: &mut Pace) -> Result<(), Stopped> {
        let mut search = TimetableSearch::default();
        for person in &self.problem.people {
            pace.spend(self.problem.work(person))?;
            let (ideal, _) = search.best(self.problem, person, |_, _| Some(0.0));
            self.ideal.push(ideal);
        }
        let ideal = &self.ideal;
        self.order.sort_by(|one, two| {
            let (first, second) = (ideal[*one as usize], ideal[*two as usize]);
            second.total_cmp(&first).then(one.cmp(two))
        });
        Ok(())
    }

    fn fill(&mut self, prices: &Prices, pace: &mut Pace) -> Result<(), Stopped> {
        let mut roster = Roster::new(self.problem);
        let result = fill(self.problem, prices, &mut roster, &self.order, pace);
        if roster.objective > self.objective {
            self.objective = roster.objective;
            self.best = roster.timetables;
        }
        result
    }

    fn price(&mut self, steps: usize, pace: &mut Pace) -> Result<(), Stopped> {
        for step in 1..=steps {
            let Some(pricing) = &mut self.pricing else {
                return Ok(());
            };
            pace.report(Phase::Pricing, self.objective, pricing.bound);
            pricing.step(self.problem, self.objective, pace)?;
            if closed(self.objective, pricing.bound) {
                return Ok(());
            }
            if step % STEPS_BETWEEN_FILLS == 0 || step == steps {
                let prices = pricing.prices.clone();
                self.fill(&prices, pace)?;
            }
        }
        Ok(())
    }

    fn improve(&mut self, steps: usize, patience: f64, pace: &mut Pace) -> Result<(), Stopped> {
        let Some(pricing) = &self.pricing else {
            return Ok(());
        };
        let mut roster = Roster::new(self.problem);
        for (place, timetable) in self.best.iter().enumerate() {
            roster.put(self.problem, place, *timetable);
        }
        let mut improvement = Improvement::new(
            self.problem,
            &pricing.prices,
            &self.ideal,
            roster,
            steps as u64,
        );
        let result = improvement.round(steps, patience, pricing.bound, pace);
        self.objective = improvement.objective();
        self.best = improvement.into_best();
        result
    }
}

fn starts(instance: &Instance, roster: &Roster) -> Vec<Start> {
    let mut starts = Vec::new();
    for (place, timetable) in roster.timetables.iter().enumerate() {
        let first = starts.len();
        for (need, period) in timetable.starts() {
            starts.push(Start {
                person: place,
                course: instance.people()[place].needs[need],
                period,
            });
        }
        starts[first..].sort_by_key(|start| start.period);
    }
    starts
}

fn shadow_prices(problem: &Problem, prices: &Prices) -> ShadowPrices {
    let periods = 0..problem.periods;
    let by_period = |price: &dyn Fn(usize) -> f64| periods.clone().map(price).collect::<Vec<_>>();
    ShadowPrices {
        seats: (0..problem.courses)
            .map(|course| by_period(&|period| prices.seat(problem, course, period)))
            .collect(),
        budget: by_period(&|period| prices.money(problem, period)),
        absence: (0..problem.max_absent.len())
            .map(|unit| by_period(&|period| prices.absence(problem, unit, period)))
            .collect(),
    }
}
