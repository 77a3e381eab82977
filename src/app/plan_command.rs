//! What the user can do with the office's training plans.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{
    Adjustment, AdjustmentKind, DossierId, PlanLine, PlanSettings, PlanState, TrainingPlan, tidy,
};
use crate::plan::with_result;

use super::step::Step;
use super::{CommandError, Label, Workspace};

/// The most plans that an office keeps; the oldest that is no longer frozen goes first.
pub const MAX_PLANS: usize = 20;

/// A change of what the office plans. Plans are named by their place, from 0.
#[derive(Debug, Clone, PartialEq)]
pub enum PlanCommand {
    /// Set the terms of the next plan.
    SetTerms(PlanSettings),
    /// Keep a plan that was found, as a draft of that name.
    Keep(TrainingPlan),
    /// Throw away a plan that is not frozen.
    Drop(usize),
    /// Bring a plan into its next state; approval needs the number of the decision.
    Advance(usize, String),
    /// Change a line of a frozen plan by a decision.
    Adjust(usize, Adjustment),
    /// Take a line out of a plan that is not frozen.
    TakeOut(usize, PlanLine),
    /// Record that a person passed a course of a frozen plan on a day, or dropped out.
    Result {
        /// The plan.
        plan: usize,
        /// The line.
        line: PlanLine,
        /// Whether the person passed.
        passed: bool,
        /// The day.
        on: NaiveDate,
    },
}

/// What a step did to plans, for the words beside "undo".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanDeed {
    /// Changed the terms.
    Terms,
    /// Kept a plan of that name.
    Kept(String),
    /// Threw it away.
    Dropped(String),
    /// Brought it into that state.
    Advanced(String, PlanState),
    /// Changed a line of it.
    Adjusted(String),
    /// Recorded the result of that person.
    Result(String),
}

impl PlanCommand {
    pub(super) fn step(self, workspace: &Workspace) -> Result<Step, CommandError> {
        let office = workspace.office();
        let plan = |at: usize| {
            let plan = office.training.plans.get(at);
            plan.ok_or(CommandError::NoSuchPlan)
        };
        let changed = |at: usize, label: PlanDeed, change: &dyn Fn(&mut TrainingPlan)| {
            Step::of_office(office, Label::Plan(label), |office| {
                if let Some(plan) = office.training.plans.get_mut(at) {
                    change(Arc::make_mut(plan));
                }
            })
        };
        match self {
            Self::SetTerms(settings) => Ok(Step::of_office(
                office,
                Label::Plan(PlanDeed::Terms),
                |office| office.training.settings = settings,
            )),
            Self::Keep(mut plan) => {
                plan.name = tidy(&plan.name);
                if plan.name.is_empty() {
                    return Err(CommandError::NameMissing);
                }
                plan.state = PlanState::Draft;
                let label = Label::Plan(PlanDeed::Kept(plan.name.clone()));
                Ok(Step::of_office(office, label, |office| {
                    let plans = &mut office.training.plans;
                    if plans.len() >= MAX_PLANS
                        && let Some(oldest) = plans.iter().position(|plan| !plan.state.is_frozen())
                    {
                        plans.remove(oldest);
                    }
                    plans.push(Arc::new(plan));
                }))
            }
            Self::Drop(at) => {
                let dropped = plan(at)?;
                if dropped.state.is_frozen() {
                    return Err(CommandError::PlanState);
                }
                let label = Label::Plan(PlanDeed::Dropped(dropped.name.clone()));
                Ok(Step::of_office(office, label, |office| {
                    office.training.plans.remove(at);
                }))
            }
            Self::Advance(at, decision) => {
                let before = plan(at)?;
                let next = before.state.next().ok_or(CommandError::PlanState)?;
                let decision = tidy(&decision);
                if next == PlanState::Approved && decision.is_empty() {
                    return Err(CommandError::DecisionMissing);
                }
                let label = PlanDeed::Advanced(before.name.clone(), next);
                Ok(changed(at, label, &|plan| {
                    plan.state = next;
                    if next == PlanState::Approved {
                        plan.decision = decision.clone();
                    }
                }))
            }
            Self::Adjust(at, mut adjustment) => {
                let before = plan(at)?;
                if !before.state.is_frozen() || before.state == PlanState::Closed {
                    return Err(CommandError::PlanState);
                }
                adjustment.decision = tidy(&adjustment.decision);
                if adjustment.decision.is_empty() {
                    return Err(CommandError::DecisionMissing);
                }
                let there = before.lines_now().contains(&&adjustment.line);
                if there == (adjustment.kind == AdjustmentKind::Added) {
                    return Err(CommandError::NoSuchPlan);
                }
                let label = PlanDeed::Adjusted(before.name.clone());
                Ok(changed(at, label, &|plan| {
                    plan.adjustments.push(adjustment.clone());
                }))
            }
            Self::TakeOut(at, line) => {
                let before = plan(at)?;
                if before.state.is_frozen() {
                    return Err(CommandError::PlanState);
                }
                if !before.lines.contains(&line) {
                    return Err(CommandError::NoSuchPlan);
                }
                let label = PlanDeed::Adjusted(before.name.clone());
                Ok(changed(at, label, &|plan| {
                    plan.lines.retain(|known| *known != line);
                }))
            }
            Self::Result {
                plan: at,
                line,
                passed,
                on,
            } => {
                let before = plan(at)?;
                if !before.state.is_frozen() {
                    return Err(CommandError::PlanState);
                }
                if !before.lines_now().contains(&&line) {
                    return Err(CommandError::NoSuchPlan);
                }
                result_step(workspace, line.person, &line, passed, on)
            }
        }
    }
}

fn result_step(
    workspace: &Workspace,
    person: DossierId,
    line: &PlanLine,
    passed: bool,
    on: NaiveDate,
) -> Result<Step, CommandError> {
    let (dossier, _) = workspace
        .dossier(person)
        .ok_or(CommandError::NoSuchDossier(person))?;
    let after = with_result(dossier, line, passed, on);
    let label = Label::Plan(PlanDeed::Result(dossier.name.clone()));
    Ok(Step::of_one(
        label,
        person,
        Some(dossier.clone()),
        Some(after),
    ))
}
