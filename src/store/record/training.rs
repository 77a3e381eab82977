//! The record of an office's training plans, since version 2 of the office's record.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::RecordError;
use super::v1::{day, is_false, optional_word, word};
use crate::domain::{
    Adjustment, AdjustmentKind, CourseDemand, CourseKind, DossierId, Hindrance, LeftOut, PlanLine,
    PlanState, Priority, Training, TrainingPlan,
};
use crate::plan::SettingsText;

/// What an office plans, as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrainingRecord {
    settings: SettingsText,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    plans: Vec<PlanRecord>,
}

/// A training plan as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanRecord {
    name: String,
    state: String,
    made_on: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    decision: String,
    settings: SettingsText,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lines: Vec<LineRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOutRecord>,
    gap_millionths: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    adjustments: Vec<AdjustmentRecord>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRecord {
    person: String,
    course: String,
    kind: String,
    from: String,
    until: String,
    #[serde(default, skip_serializing_if = "is_false")]
    full_time: bool,
    dong: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    priorities: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    to_check: Vec<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    by_hand: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LeftOutRecord {
    person: String,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    course: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    planned: Option<String>,
    hindrance: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    intakes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    demand: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retires: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdjustmentRecord {
    kind: String,
    decision: String,
    on: String,
    line: LineRecord,
}

fn person(id: &str) -> Result<DossierId, RecordError> {
    id.parse().map_err(|()| RecordError::NotAnId(id.to_owned()))
}

fn settings(text: SettingsText) -> Result<crate::domain::PlanSettings, RecordError> {
    text.settings().map_err(|error| RecordError::Malformed {
        reason: error.to_string(),
    })
}

impl From<&Training> for TrainingRecord {
    fn from(training: &Training) -> Self {
        let Training { settings, plans } = training;
        Self {
            settings: settings.into(),
            plans: plans.iter().map(|plan| plan.as_ref().into()).collect(),
        }
    }
}

impl TryFrom<TrainingRecord> for Training {
    type Error = RecordError;

    fn try_from(record: TrainingRecord) -> Result<Self, RecordError> {
        Ok(Self {
            settings: settings(record.settings)?,
            plans: record
                .plans
                .into_iter()
                .map(|plan| plan.try_into().map(Arc::new))
                .collect::<Result<_, _>>()?,
        })
    }
}

impl From<&TrainingPlan> for PlanRecord {
    fn from(plan: &TrainingPlan) -> Self {
        let TrainingPlan {
            name,
            state,
            made_on,
            decision,
            settings,
            lines,
            left_out,
            gap_millionths,
            adjustments,
        } = plan;
        Self {
            name: name.clone(),
            state: state.code().to_owned(),
            made_on: made_on.to_string(),
            decision: decision.clone(),
            settings: settings.into(),
            lines: lines.iter().map(Into::into).collect(),
            left_out: left_out.iter().map(Into::into).collect(),
            gap_millionths: *gap_millionths,
            adjustments: adjustments.iter().map(Into::into).collect(),
        }
    }
}

impl TryFrom<PlanRecord> for TrainingPlan {
    type Error = RecordError;

    fn try_from(record: PlanRecord) -> Result<Self, RecordError> {
        Ok(Self {
            name: record.name,
            state: word("plans.state", record.state, PlanState::from_code)?,
            made_on: day("plans.made_on", record.made_on)?,
            decision: record.decision,
            settings: settings(record.settings)?,
            lines: all(record.lines)?,
            left_out: all(record.left_out)?,
            gap_millionths: record.gap_millionths,
            adjustments: all(record.adjustments)?,
        })
    }
}

fn all<R, T: TryFrom<R, Error = RecordError>>(records: Vec<R>) -> Result<Vec<T>, RecordError> {
    records.into_iter().map(TryInto::try_into).collect()
}

impl From<&PlanLine> for LineRecord {
    fn from(line: &PlanLine) -> Self {
        let PlanLine {
            person,
            course,
            kind,
            from,
            until,
            full_time,
            dong,
            priorities,
            to_check,
            by_hand,
        } = line;
        Self {
            person: person.to_string(),
            course: course.clone(),
            kind: kind.code().to_owned(),
            from: from.to_string(),
            until: until.to_string(),
            full_time: *full_time,
            dong: *dong,
            priorities: priorities
                .iter()
                .map(|priority| priority.code().to_owned())
                .collect(),
            to_check: to_check
                .iter()
                .map(|demand| demand.code().to_owned())
                .collect(),
            by_hand: *by_hand,
        }
    }
}

impl TryFrom<LineRecord> for PlanLine {
    type Error = RecordError;

    fn try_from(record: LineRecord) -> Result<Self, RecordError> {
        Ok(Self {
            person: person(&record.person)?,
            course: record.course,
            kind: word("plans.lines.kind", record.kind, CourseKind::from_code)?,
            from: day("plans.lines.from", record.from)?,
            until: day("plans.lines.until", record.until)?,
            full_time: record.full_time,
            dong: record.dong,
            priorities: record
                .priorities
                .into_iter()
                .map(|code| word("plans.lines.priorities", code, Priority::from_code))
                .collect::<Result<_, _>>()?,
            to_check: record
                .to_check
                .into_iter()
                .map(|code| word("plans.lines.to_check", code, CourseDemand::from_code))
                .collect::<Result<_, _>>()?,
            by_hand: record.by_hand,
        })
    }
}

impl From<&LeftOut> for LeftOutRecord {
    fn from(left: &LeftOut) -> Self {
        let LeftOut {
            person,
            kind,
            course,
            planned,
            hindrance,
            intakes,
            other,
            demand,
            number,
            retires,
        } = left;
        Self {
            person: person.to_string(),
            kind: kind.code().to_owned(),
            course: course.clone(),
            planned: planned.map(|day| day.to_string()),
            hindrance: hindrance.code().to_owned(),
            intakes: intakes.iter().map(ToString::to_string).collect(),
            other: other.clone(),
            demand: demand.map(|demand| demand.code().to_owned()),
            number: *number,
            retires: retires.map(|day| day.to_string()),
        }
    }
}

impl TryFrom<LeftOutRecord> for LeftOut {
    type Error = RecordError;

    fn try_from(record: LeftOutRecord) -> Result<Self, RecordError> {
        let maybe = |field, text: Option<String>| text.map(|text| day(field, text)).transpose();
        Ok(Self {
            person: person(&record.person)?,
            kind: word("plans.left_out.kind", record.kind, CourseKind::from_code)?,
            course: record.course,
            planned: maybe("plans.left_out.planned", record.planned)?,
            hindrance: word(
                "plans.left_out.hindrance",
                record.hindrance,
                Hindrance::from_code,
            )?,
            intakes: record
                .intakes
                .into_iter()
                .map(|text| day("plans.left_out.intakes", text))
                .collect::<Result<_, _>>()?,
            other: record.other,
            demand: optional_word(
                "plans.left_out.demand",
                record.demand,
                CourseDemand::from_code,
            )?,
            number: record.number,
            retires: maybe("plans.left_out.retires", record.retires)?,
        })
    }
}

impl From<&Adjustment> for AdjustmentRecord {
    fn from(adjustment: &Adjustment) -> Self {
        let Adjustment {
            kind,
            decision,
            on,
            line,
        } = adjustment;
        Self {
            kind: kind.code().to_owned(),
            decision: decision.clone(),
            on: on.to_string(),
            line: line.into(),
        }
    }
}

impl TryFrom<AdjustmentRecord> for Adjustment {
    type Error = RecordError;

    fn try_from(record: AdjustmentRecord) -> Result<Self, RecordError> {
        Ok(Self {
            kind: word(
                "plans.adjustments.kind",
                record.kind,
                AdjustmentKind::from_code,
            )?,
            decision: record.decision,
            on: day("plans.adjustments.on", record.on)?,
            line: record.line.try_into()?,
        })
    }
}
