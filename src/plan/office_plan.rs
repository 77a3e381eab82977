//! The plan of an office: who attends what and when, who is left out and why, and how good it is.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::PlanCalendar;
use super::instance::Start;
use super::office_question::{Offered, OfficeQuestion};
use super::optimise::{
    Continue, Obstacle, OptimiseError, OptimisedPlan, Progress, Shortfall, WindowEnd, optimise,
};
use crate::domain::{DossierId, Hindrance, LeftOut, PlanLine, UnitId, Wish};

/// A price below this many years of one person is rounding of the search.
const LEAST_WORTH: f64 = 0.005;

/// What one more of something scarce would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Price {
    /// One more of what.
    pub of: Scarce,
    /// The first day of the period.
    pub intake: NaiveDate,
    /// At most so many years of one person of average priority in full compliance.
    pub years: f64,
}

/// Something scarce.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scarce {
    /// A seat in a course of the catalogue.
    Seat(String),
    /// A million đồng.
    Million,
    /// One more person away from a unit.
    Absence(Option<UnitId>),
}

/// The plan that answers an [`OfficeQuestion`].
#[derive(Debug, Clone, PartialEq)]
pub struct OfficePlan {
    /// Who attends what, earliest first.
    pub lines: Vec<PlanLine>,
    /// What it does not meet, or meets later than for the person alone.
    pub left_out: Vec<LeftOut>,
    /// What it brings: years of one person of average priority in full compliance.
    pub objective: f64,
    /// No plan brings more than this.
    pub bound: f64,
    /// The share of the best possible that may be missing at most.
    pub gap: f64,
    /// What one more would bring, the most first.
    pub prices: Vec<Price>,
    /// For each year, how many people have got everything that they need by its end.
    pub done_by: Vec<(i32, u32)>,
    /// How many people need something that a course could give.
    pub people: u32,
    /// How many people attend a course at the beginning.
    pub studying: u32,
    /// Decisions by hand that no plan can follow.
    pub idle_wishes: Vec<Wish>,
    /// Whether the search was stopped before its own end.
    pub stopped: bool,
}

/// The best plan found for the question; `ask` as in [`optimise`].
///
/// # Errors
/// [`OptimiseError::Pins`] when the decisions by hand contradict each other or a limit.
pub fn plan_office(
    question: &OfficeQuestion,
    ask: &mut dyn FnMut(Progress) -> Continue,
) -> Result<OfficePlan, OptimiseError> {
    let plan = optimise(&question.instance, ask)?;
    Ok(question.told(&plan))
}

impl OfficeQuestion {
    /// The optimiser's answer in the words of the office.
    fn told(&self, plan: &OptimisedPlan) -> OfficePlan {
        let years = f64::from(self.calendar.months()) / 12.0;
        let mut lines: Vec<PlanLine> = plan
            .starts
            .iter()
            .filter_map(|start| self.line(start))
            .collect();
        lines.sort_by(|one, two| (one.from, &one.course).cmp(&(two.from, &two.course)));
        let mut left_out: Vec<LeftOut> = plan
            .shortfalls
            .iter()
            .filter_map(|shortfall| self.shortfall(shortfall))
            .collect();
        left_out.extend(self.left_out.iter().cloned());
        left_out.sort_by_key(|left| (left.planned, left.kind));
        let concerned = lines.iter().map(|line| line.person);
        let concerned: BTreeSet<DossierId> = concerned
            .chain(left_out.iter().map(|left| left.person))
            .collect();
        OfficePlan {
            people: concerned.len() as u32,
            lines,
            left_out,
            objective: plan.objective * years,
            bound: plan.bound * years,
            gap: plan.gap(),
            prices: self.prices(plan, years),
            done_by: self.done_by(plan),
            studying: self.studying,
            idle_wishes: self.idle_wishes.clone(),
            stopped: plan.stopped,
        }
    }

    fn line(&self, start: &Start) -> Option<PlanLine> {
        let Offered::Course {
            id,
            kind,
            full_time,
            dong,
        } = &self.courses[start.course]
        else {
            return None;
        };
        let person = &self.people[start.person];
        let duration = self.instance.courses()[start.course].duration;
        let to_check = person
            .to_check
            .iter()
            .find(|(course, _)| *course == start.course);
        Some(PlanLine {
            person: person.id,
            course: id.clone(),
            kind: *kind,
            from: self.calendar.first_day(start.period),
            until: self.calendar.last_day(start.period + duration - 1),
            full_time: *full_time,
            dong: *dong,
            priorities: person.priorities.clone(),
            to_check: to_check
                .map(|(_, demands)| demands.clone())
                .unwrap_or_default(),
            by_hand: self.instance.pins().binary_search(start).is_ok(),
        })
    }

    fn id(&self, course: usize) -> Option<String> {
        match &self.courses[course] {
            Offered::Course { id, .. } => Some(id.clone()),
            Offered::UnderWay => None,
        }
    }

    fn shortfall(&self, shortfall: &Shortfall) -> Option<LeftOut> {
        let Offered::Course { id, kind, .. } = &self.courses[shortfall.course] else {
            return None;
        };
        let person = &self.people[shortfall.person];
        let days = |periods: &[usize]| {
            let day = |period: &usize| self.calendar.first_day(*period);
            periods.iter().map(day).collect::<Vec<_>>()
        };
        let mut told = LeftOut {
            course: Some(id.clone()),
            planned: shortfall
                .planned
                .map(|period| self.calendar.first_day(period)),
            ..LeftOut::new(person.id, *kind, Hindrance::TimeUp)
        };
        told.hindrance = match &shortfall.obstacle {
            Obstacle::WindowTooShort {
                needed,
                available,
                end,
            } => {
                let missing = needed.saturating_sub(*available) as u32;
                told.number = Some(missing * self.calendar.months());
                match end {
                    WindowEnd::Service => {
                        told.retires = person.retires;
                        Hindrance::RetiresTooSoon
                    }
                    WindowEnd::Horizon => Hindrance::PlanTooShort,
                }
            }
            Obstacle::NotOffered => Hindrance::NotOffered,
            Obstacle::PrerequisiteNotOffered { course } => {
                told.other = self.id(*course);
                Hindrance::FirstCourseNotOffered
            }
            Obstacle::PrerequisiteLeftOut { course } => {
                told.other = self.id(*course);
                Hindrance::FirstCourseLeftOut
            }
            Obstacle::SeatsFull { periods } => {
                told.intakes = days(periods);
                Hindrance::SeatsFull
            }
            Obstacle::BudgetSpent { periods } => {
                told.intakes = days(periods);
                Hindrance::MoneySpent
            }
            Obstacle::UnitAbsence { periods, .. } => {
                told.intakes = days(periods);
                Hindrance::UnitAway
            }
            Obstacle::OwnCourse { course } => {
                told.other = self.id(*course);
                Hindrance::OwnCourse
            }
            Obstacle::Forbidden => Hindrance::Forbidden,
            Obstacle::Pinned => Hindrance::Pinned,
            Obstacle::NoWeight | Obstacle::RoomLeft => Hindrance::TimeUp,
        };
        Some(told)
    }

    fn prices(&self, plan: &OptimisedPlan, years: f64) -> Vec<Price> {
        let calendar: &PlanCalendar = &self.calendar;
        let mut prices = Vec::new();
        let mut add = |of: Scarce, period: usize, worth: f64| {
            let years = worth * years;
            if years >= LEAST_WORTH {
                prices.push(Price {
                    of,
                    intake: calendar.first_day(period),
                    years,
                });
            }
        };
        for (course, by_period) in plan.prices.seats.iter().enumerate() {
            let Some(id) = self.id(course) else { continue };
            for (period, worth) in by_period.iter().enumerate() {
                add(Scarce::Seat(id.clone()), period, *worth);
            }
        }
        for (period, worth) in plan.prices.budget.iter().enumerate() {
            add(Scarce::Million, period, *worth);
        }
        for (unit, by_period) in self.units.iter().zip(&plan.prices.absence) {
            for (period, worth) in by_period.iter().enumerate() {
                add(Scarce::Absence(unit.clone()), period, *worth);
            }
        }
        prices.sort_by(|one, two| two.years.total_cmp(&one.years));
        prices
    }

    /// For each year, how many people have attended all their courses by its end.
    fn done_by(&self, plan: &OptimisedPlan) -> Vec<(i32, u32)> {
        let mut finished: Vec<(usize, Option<usize>)> = vec![(0, None); self.people.len()];
        for start in &plan.starts {
            let end = start.period + self.instance.courses()[start.course].duration;
            let person = &mut finished[start.person];
            person.0 += 1;
            person.1 = person.1.max(Some(end));
        }
        let mut years: Vec<(i32, u32)> = Vec::new();
        for period in 0..self.calendar.periods() {
            let people = self.instance.people().iter().zip(&finished);
            let done = people
                .filter(|(person, (courses, end))| {
                    // Who only ends a course under way has no need that the plan meets.
                    let needs = |course: &usize| self.id(*course).is_some();
                    person.needs.iter().any(needs)
                        && *courses == person.needs.len()
                        && end.is_some_and(|end| end <= period + 1)
                })
                .count() as u32;
            let year = self.calendar.year(period);
            match years.last_mut() {
                Some(last) if last.0 == year => last.1 = done,
                _ => years.push((year, done)),
            }
        }
        years
    }
}
