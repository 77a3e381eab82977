//! Planning beside the page: a first plan soon, better ones as long as there is time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::app::Law;
use crate::domain::{PlanSettings, PlanState, TrainingPlan, UnitId};
use crate::plan::{
    Catalogue, Continue, OfficePlan, OptimiseError, Price, Progress, Scarce, office_question,
    plan_office,
};
use crate::store::Snapshot;
use crate::store::record::{decode_plan, encode_plan};
use crate::text::{Language, plan_words};

/// How long each search may take, in seconds: the page shows the plan of one while the next runs.
const STAGES: [f64; 3] = [1.0, 4.0, 15.0];
/// A plan this near the best needs no further search.
const NEAR_ENOUGH: f64 = 1e-4;
/// Seconds between two reports of progress.
const BETWEEN_REPORTS: f64 = 0.1;

/// A plan with what the optimiser says of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPlan {
    /// The plan, still without a name.
    pub plan: TrainingPlan,
    /// Years of one person of average priority in full compliance.
    pub objective: f64,
    /// No plan brings more.
    pub bound: f64,
    /// The share of the best possible that may be missing at most.
    pub gap: f64,
    /// What one more would bring, the most first.
    pub prices: Vec<Price>,
    /// By year, who has got everything needed.
    pub done_by: Vec<(i32, u32)>,
    /// People who need something that a course could give.
    pub people: u32,
    /// People who attend a course at the beginning.
    pub studying: u32,
    /// Decisions by hand that no plan can follow.
    pub idle_wishes: u32,
    /// Whether no better plan will come.
    pub last: bool,
}

/// A [`FoundPlan`] on its way to the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FoundPlanText {
    plan: String,
    objective: f64,
    bound: f64,
    gap: f64,
    prices: Vec<(String, Option<String>, String, f64)>,
    done_by: Vec<(i32, u32)>,
    people: u32,
    studying: u32,
    idle_wishes: u32,
    last: bool,
}

impl From<&FoundPlan> for FoundPlanText {
    fn from(found: &FoundPlan) -> Self {
        let price = |price: &Price| {
            let (kind, of) = match &price.of {
                Scarce::Seat(course) => ("seat", Some(course.clone())),
                Scarce::Million => ("million", None),
                Scarce::Absence(unit) => ("absence", unit.as_ref().map(|id| id.0.clone())),
            };
            (kind.to_owned(), of, price.intake.to_string(), price.years)
        };
        Self {
            plan: encode_plan(&found.plan),
            objective: found.objective,
            bound: found.bound,
            gap: found.gap,
            prices: found.prices.iter().map(price).collect(),
            done_by: found.done_by.clone(),
            people: found.people,
            studying: found.studying,
            idle_wishes: found.idle_wishes,
            last: found.last,
        }
    }
}

impl FoundPlanText {
    /// The plan that has arrived.
    ///
    /// # Errors
    /// What is wrong with it, in English.
    pub fn read(self) -> Result<FoundPlan, String> {
        let price = |(kind, of, intake, years): (String, Option<String>, String, f64)| {
            let intake: NaiveDate = intake.parse().map_err(|_| format!("`{intake}`"))?;
            let of = match (kind.as_str(), of) {
                ("seat", Some(course)) => Scarce::Seat(course),
                ("million", None) => Scarce::Million,
                ("absence", unit) => Scarce::Absence(unit.map(UnitId)),
                _ => return Err(format!("`{kind}`")),
            };
            Ok(Price { of, intake, years })
        };
        Ok(FoundPlan {
            plan: decode_plan(&self.plan).map_err(|error| error.to_string())?,
            objective: self.objective,
            bound: self.bound,
            gap: self.gap,
            prices: self
                .prices
                .into_iter()
                .map(price)
                .collect::<Result<_, String>>()?,
            done_by: self.done_by,
            people: self.people,
            studying: self.studying,
            idle_wishes: self.idle_wishes,
            last: self.last,
        })
    }
}

/// What planning tells on its way.
pub enum Told<'a> {
    /// How far a search is: the gap so far, 1 before anything is known.
    Progress {
        /// The stage, from 0.
        stage: usize,
        /// The share of its time that is spent, 0 to 1.
        spent: f64,
        /// The gap.
        gap: f64,
    },
    /// A plan better than the one before, or the same with the last word.
    Found(&'a FoundPlan),
}

/// Plans for the office on its settings, made on the day; the best plan is told last.
///
/// `seconds` is the time, from any beginning.
///
/// # Errors
/// What happened and what to do, in the language.
pub fn plan_in_stages(
    snapshot: &Snapshot,
    law: &Law,
    on: NaiveDate,
    settings: &PlanSettings,
    language: Language,
    seconds: &dyn Fn() -> f64,
    tell: &mut dyn FnMut(Told),
) -> Result<(), String> {
    let catalogue = Catalogue::embedded()?;
    let library = law.library.localised(&snapshot.office.local, on);
    let rules = library.on(on, &snapshot.office);
    let question = office_question(
        &rules,
        &snapshot.office,
        &snapshot.dossiers,
        settings,
        &catalogue,
    )
    .map_err(|error| plan_words::question_error(&error, language))?;
    let mut best: Option<FoundPlan> = None;
    for (stage, limit) in STAGES.into_iter().enumerate() {
        let start = seconds();
        let mut reported = start;
        let mut ask = |progress: Progress| {
            let now = seconds();
            if now - reported >= BETWEEN_REPORTS {
                reported = now;
                let known = best.as_ref().map_or(1.0, |best| best.gap);
                tell(Told::Progress {
                    stage,
                    spent: ((now - start) / limit).clamp(0.0, 1.0),
                    gap: gap_of(&progress).min(known),
                });
            }
            if now - start < limit {
                Continue::Yes
            } else {
                Continue::Stop
            }
        };
        let plan = plan_office(&question, &mut ask).map_err(|error| match error {
            OptimiseError::Pins(violation) => plan_words::pins_error(
                &violation,
                &question,
                &|id| name_of(snapshot, id),
                &catalogue,
                language,
            ),
            other => other.to_string(),
        })?;
        let last = !plan.stopped || plan.gap <= NEAR_ENOUGH || stage + 1 == STAGES.len();
        let found = match best.take() {
            // A bound proven once holds for every plan.
            Some(known) if known.objective >= plan.objective => FoundPlan {
                bound: known.bound.min(plan.bound),
                ..known
            },
            known => FoundPlan {
                bound: known.map_or(plan.bound, |known| known.bound.min(plan.bound)),
                ..found(plan, settings, on)
            },
        };
        let gap = if found.bound > 0.0 {
            ((found.bound - found.objective) / found.bound).clamp(0.0, 1.0)
        } else {
            0.0
        };
        let mut found = FoundPlan { gap, last, ..found };
        found.plan.gap_millionths = (gap * 1e6).ceil() as u32;
        tell(Told::Found(&found));
        if last {
            break;
        }
        best = Some(found);
    }
    Ok(())
}

fn gap_of(progress: &Progress) -> f64 {
    if progress.bound.is_finite() && progress.bound > 0.0 {
        ((progress.bound - progress.objective) / progress.bound).clamp(0.0, 1.0)
    } else {
        1.0
    }
}

fn name_of(snapshot: &Snapshot, id: &str) -> Option<String> {
    let id = id.parse().ok()?;
    let dossier = snapshot.dossiers.iter().find(|dossier| dossier.id == id)?;
    Some(dossier.name.clone())
}

fn found(plan: OfficePlan, settings: &PlanSettings, on: NaiveDate) -> FoundPlan {
    FoundPlan {
        plan: TrainingPlan {
            name: String::new(),
            state: PlanState::Draft,
            made_on: on,
            decision: String::new(),
            settings: settings.clone(),
            lines: plan.lines,
            left_out: plan.left_out,
            gap_millionths: 0,
            adjustments: Vec::new(),
        },
        objective: plan.objective,
        bound: plan.bound,
        gap: plan.gap,
        prices: plan.prices,
        done_by: plan.done_by,
        people: plan.people,
        studying: plan.studying,
        idle_wishes: plan.idle_wishes.len() as u32,
        last: false,
    }
}
