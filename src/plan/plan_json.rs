//! A planning question answered as JSON, and a plan read back.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};
use thiserror::Error;

use super::instance::{Instance, Start};
use super::instance_error::InstanceError;
use super::instance_json::read_instance;
use super::optimise::{
    Continue, Obstacle, OptimiseError, OptimisedPlan, Progress, Shortfall, WindowEnd, optimise,
};

/// Why a question is not answered.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum PlanJsonError {
    /// The question cannot be asked.
    #[error(transparent)]
    Instance(#[from] InstanceError),
    /// No plan can be made.
    #[error(transparent)]
    Optimise(#[from] OptimiseError),
    /// The text is no plan.
    #[error("line {line}, column {column}: {message}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser says, in English.
        message: String,
    },
    /// The plan names somebody or something that the instance does not have.
    #[error("the plan names the {list} `{id}`, which does not exist")]
    Unknown {
        /// What it should be: `person` or `course`.
        list: &'static str,
        /// The name.
        id: String,
    },
}

/// The plan for the instance in the text: `assignments`, `objective`, `bound`, `gap`, `seconds`.
///
/// Beside them `stopped` says whether the search was cut short, `shortfalls` gives what stands in
/// the way of everybody who is left out or late, and `prices` what one more seat, unit of money or
/// absence would bring where that is more than nothing. `ask` may stop the search (see
/// [`optimise`]); `seconds` is asked at the end for the time it took.
///
/// # Errors
/// [`PlanJsonError`] when the text is no possible instance or its pins cannot be kept.
pub fn plan_json(
    text: &str,
    ask: &mut dyn FnMut(Progress) -> Continue,
    seconds: impl FnOnce() -> f64,
) -> Result<Value, PlanJsonError> {
    let instance = read_instance(text)?;
    let plan = optimise(&instance, ask)?;
    let assignments = plan.starts.iter().map(|start| {
        json!({
            "person": instance.people()[start.person].id,
            "course": instance.courses()[start.course].id,
            "start": start.period,
        })
    });
    let shortfalls = plan.shortfalls.iter();
    Ok(json!({
        "assignments": assignments.collect::<Vec<_>>(),
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap(),
        "seconds": seconds(),
        "stopped": plan.stopped,
        "shortfalls": shortfalls.map(|shortfall| shortfall_json(&instance, shortfall)).collect::<Vec<_>>(),
        "prices": prices_json(&instance, &plan),
    }))
}

fn shortfall_json(instance: &Instance, shortfall: &Shortfall) -> Value {
    json!({
        "person": instance.people()[shortfall.person].id,
        "course": instance.courses()[shortfall.course].id,
        "planned": shortfall.planned,
        "wished": shortfall.wished,
        "obstacle": obstacle_json(instance, &shortfall.obstacle),
    })
}

fn obstacle_json(instance: &Instance, obstacle: &Obstacle) -> Value {
    let id = |course: &usize| &instance.courses()[*course].id;
    match obstacle {
        Obstacle::WindowTooShort {
            needed,
            available,
            end,
        } => json!({
            "kind": "window_too_short",
            "needed": needed,
            "available": available,
            "end": match end {
                WindowEnd::Service => "service",
                WindowEnd::Horizon => "horizon",
            },
        }),
        Obstacle::NotOffered => json!({ "kind": "not_offered" }),
        Obstacle::PrerequisiteNotOffered { course } => {
            json!({ "kind": "prerequisite_not_offered", "course": id(course) })
        }
        Obstacle::PrerequisiteLeftOut { course } => {
            json!({ "kind": "prerequisite_left_out", "course": id(course) })
        }
        Obstacle::SeatsFull { periods } => json!({ "kind": "seats_full", "periods": periods }),
        Obstacle::BudgetSpent { periods } => json!({ "kind": "budget_spent", "periods": periods }),
        Obstacle::UnitAbsence { unit, periods } => json!({
            "kind": "unit_absence",
            "unit": instance.units()[*unit].id,
            "periods": periods,
        }),
        Obstacle::OwnCourse { course } => json!({ "kind": "own_course", "course": id(course) }),
        Obstacle::Forbidden => json!({ "kind": "forbidden" }),
        Obstacle::Pinned => json!({ "kind": "pinned" }),
        Obstacle::NoWeight => json!({ "kind": "no_weight" }),
        Obstacle::RoomLeft => json!({ "kind": "room_left" }),
    }
}

/// The prices above zero, each with what it is the price of.
fn prices_json(instance: &Instance, plan: &OptimisedPlan) -> Value {
    // Less than a thousandth of one person's period is rounding of the search.
    let counts = |price: &f64| *price > 1e-3;
    let mut seats = Vec::new();
    for (course, prices) in instance.courses().iter().zip(&plan.prices.seats) {
        for (period, price) in prices.iter().enumerate().filter(|(_, price)| counts(price)) {
            seats.push(json!({ "course": course.id, "period": period, "price": price }));
        }
    }
    let mut absence = Vec::new();
    for (unit, prices) in instance.units().iter().zip(&plan.prices.absence) {
        for (period, price) in prices.iter().enumerate().filter(|(_, price)| counts(price)) {
            absence.push(json!({ "unit": unit.id, "period": period, "price": price }));
        }
    }
    json!({ "seats": seats, "budget": plan.prices.budget, "absence": absence })
}

#[derive(Deserialize)]
struct PlanText {
    assignments: Vec<AssignmentText>,
}

#[derive(Deserialize)]
struct AssignmentText {
    person: String,
    course: String,
    start: usize,
}

/// The starts of a plan that was written as JSON, for the checker.
///
/// # Errors
/// [`PlanJsonError::Form`] when the text is no plan, [`PlanJsonError::Unknown`] when it names what
/// the instance does not have.
pub fn read_plan(instance: &Instance, text: &str) -> Result<Vec<Start>, PlanJsonError> {
    let plan: PlanText = serde_json::from_str(text).map_err(|problem| PlanJsonError::Form {
        line: problem.line(),
        column: problem.column(),
        message: problem.to_string(),
    })?;
    let place_of = |(place, id)| (id, place);
    let people = instance.people().iter().map(|person| person.id.as_str());
    let people: HashMap<&str, usize> = people.enumerate().map(place_of).collect();
    let courses = instance.courses().iter().map(|course| course.id.as_str());
    let courses: HashMap<&str, usize> = courses.enumerate().map(place_of).collect();
    let found = |list: &'static str, places: &HashMap<&str, usize>, id: String| {
        let place = places.get(id.as_str()).copied();
        place.ok_or(PlanJsonError::Unknown { list, id })
    };
    let mut starts = Vec::with_capacity(plan.assignments.len());
    for assignment in plan.assignments {
        starts.push(Start {
            person: found("person", &people, assignment.person)?,
            course: found("course", &courses, assignment.course)?,
            period: assignment.start,
        });
    }
    Ok(starts)
}
