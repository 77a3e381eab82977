//! The training plan of an office, as the headless command prints it.

use chrono::NaiveDate;
use serde_json::{Value, json};
use thiserror::Error;

use crate::app::Law;
use crate::domain::{Dossier, LeftOut, PlanLine, PlanSettings};
use crate::plan::{
    Catalogue, Continue, OfficePlan, OptimiseError, Price, Progress, QuestionError, Scarce,
    office_question, plan_office,
};
use crate::store::Snapshot;
use crate::text::{Language, code_names, edit_words, plan_words};

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum PlanOfficeError {
    /// The question cannot be asked.
    #[error(transparent)]
    Question(#[from] QuestionError),
    /// No plan can be made.
    #[error(transparent)]
    Optimise(#[from] OptimiseError),
    /// The catalogue that the program carries is broken.
    #[error("the catalogue of courses cannot be read: {0}")]
    Catalogue(String),
}

/// The plan of the office on its settings, made on the day; `ask` may stop the search.
///
/// # Errors
/// [`PlanOfficeError`] when the settings are impossible.
pub fn office_plan(
    snapshot: &Snapshot,
    law: &Law,
    on: NaiveDate,
    settings: &PlanSettings,
    ask: &mut dyn FnMut(Progress) -> Continue,
) -> Result<OfficePlan, PlanOfficeError> {
    let catalogue = Catalogue::embedded().map_err(PlanOfficeError::Catalogue)?;
    let rules = law.library.on(on, &snapshot.office);
    let question = office_question(
        &rules,
        &snapshot.office,
        &snapshot.dossiers,
        settings,
        &catalogue,
    )?;
    Ok(plan_office(&question, ask)?)
}

/// The plan as JSON: who attends what and why, who is left out and why, how good it is, prices.
///
/// # Errors
/// As [`office_plan`].
pub fn plan_office_json(
    snapshot: &Snapshot,
    law: &Law,
    on: NaiveDate,
    settings: &PlanSettings,
    ask: &mut dyn FnMut(Progress) -> Continue,
    seconds: impl FnOnce() -> f64,
) -> Result<Value, PlanOfficeError> {
    let plan = office_plan(snapshot, law, on, settings, ask)?;
    let catalogue = Catalogue::embedded().map_err(PlanOfficeError::Catalogue)?;
    let people: std::collections::HashMap<_, _> = snapshot
        .dossiers
        .iter()
        .map(|dossier| (dossier.id, dossier))
        .collect();
    let who = |id| person_json(snapshot, people.get(&id).copied());
    let lines = plan
        .lines
        .iter()
        .map(|line| line_json(line, who(line.person), &catalogue));
    let left_out = plan
        .left_out
        .iter()
        .map(|left| left_out_json(left, who(left.person), &catalogue));
    let prices = plan
        .prices
        .iter()
        .map(|price| price_json(price, snapshot, &catalogue));
    let done_by = plan
        .done_by
        .iter()
        .map(|(year, people)| json!({ "year": year, "people": people }));
    let idle = plan.idle_wishes.iter().map(|wish| {
        json!({
            "person": wish.person.to_string(),
            "course": wish.course,
            "intake": wish.intake.map(|day| day.to_string()),
            "keep": wish.keep,
        })
    });
    Ok(json!({
        "on": on.to_string(),
        "assignments": lines.collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "how_good": plan_words::how_good(plan.gap, Language::Vi),
        "prices": prices.collect::<Vec<_>>(),
        "done_by": done_by.collect::<Vec<_>>(),
        "people": plan.people,
        "studying": plan.studying,
        "idle_wishes": idle.collect::<Vec<_>>(),
        "dong": plan.lines.iter().map(|line| line.dong).sum::<u64>(),
        "stopped": plan.stopped,
        "seconds": seconds(),
    }))
}

/// Id, name and unit, to which the rest is added.
fn person_json(snapshot: &Snapshot, dossier: Option<&Dossier>) -> Value {
    let unit = dossier.and_then(|dossier| snapshot.office.unit(dossier.unit.as_ref()?));
    json!({
        "person": dossier.map(|dossier| dossier.id.to_string()),
        "name": dossier.map(|dossier| dossier.name.clone()),
        "unit": unit.map(|unit| edit_words::unit_name(unit, Language::Vi)),
    })
}

fn line_json(line: &PlanLine, mut entry: Value, catalogue: &Catalogue) -> Value {
    entry["course"] = line.course.as_str().into();
    entry["course_name"] = plan_words::course_name(catalogue, &line.course, Language::Vi).into();
    entry["start"] = line.from.to_string().into();
    entry["end"] = line.until.to_string().into();
    entry["full_time"] = line.full_time.into();
    entry["dong"] = line.dong.into();
    let codes = line.priorities.iter().map(|priority| priority.code());
    entry["priorities"] = codes.collect::<Vec<_>>().into();
    let codes = line.to_check.iter().map(|demand| demand.code());
    entry["to_check"] = codes.collect::<Vec<_>>().into();
    entry["by_hand"] = line.by_hand.into();
    entry["reason"] = plan_words::line_reason(line, Language::Vi).into();
    entry
}

fn left_out_json(left: &LeftOut, mut entry: Value, catalogue: &Catalogue) -> Value {
    entry["need"] = left.kind.code().into();
    entry["need_name"] = code_names::course_name(left.kind, Language::Vi).into();
    entry["course"] = left.course.clone().into();
    entry["start"] = left.planned.map(|day| day.to_string()).into();
    entry["hindrance"] = left.hindrance.code().into();
    let days = left.intakes.iter().map(ToString::to_string);
    entry["intakes"] = days.collect::<Vec<_>>().into();
    entry["retires"] = left.retires.map(|day| day.to_string()).into();
    entry["reason"] = plan_words::left_out_reason(left, catalogue, Language::Vi).into();
    entry
}

fn price_json(price: &Price, snapshot: &Snapshot, catalogue: &Catalogue) -> Value {
    let (kind, what) = match &price.of {
        Scarce::Seat(course) => ("seat", Some(course.clone())),
        Scarce::Million => ("million", None),
        Scarce::Absence(unit) => ("absence", unit.as_ref().map(|id| id.0.clone())),
    };
    let office = &snapshot.office;
    let words = plan_words::scarce(&price.of, price.intake, office, catalogue, Language::Vi);
    json!({
        "kind": kind,
        "of": what,
        "intake": price.intake.to_string(),
        "years": price.years,
        "words": words,
    })
}
