//! Decisions on retirement and what spares a person a move, as they are written.

use serde::{Deserialize, Serialize};

use super::{partial_date, word, written};
use crate::domain::{Circumstance, CircumstanceKind, RetirementDecision, RetirementGround};
use crate::store::record::RecordError;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetirementRecord {
    ground: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    document: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CircumstanceRecord {
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

impl From<&RetirementDecision> for RetirementRecord {
    fn from(decision: &RetirementDecision) -> Self {
        let RetirementDecision {
            ground,
            on,
            document,
        } = decision;
        Self {
            ground: ground.code().to_owned(),
            on: written(*on),
            document: document.clone(),
        }
    }
}

impl TryFrom<RetirementRecord> for RetirementDecision {
    type Error = RecordError;

    fn try_from(record: RetirementRecord) -> Result<Self, RecordError> {
        Ok(Self {
            ground: word(
                "retirement.ground",
                record.ground,
                RetirementGround::from_code,
            )?,
            on: partial_date("retirement.on", record.on)?,
            document: record.document,
        })
    }
}

impl From<&Circumstance> for CircumstanceRecord {
    fn from(circumstance: &Circumstance) -> Self {
        let Circumstance {
            kind,
            from,
            until,
            note,
        } = circumstance;
        Self {
            kind: kind.code().to_owned(),
            from: written(*from),
            until: written(*until),
            note: note.clone(),
        }
    }
}

impl TryFrom<CircumstanceRecord> for Circumstance {
    type Error = RecordError;

    fn try_from(record: CircumstanceRecord) -> Result<Self, RecordError> {
        Ok(Self {
            kind: word(
                "circumstances.kind",
                record.kind,
                CircumstanceKind::from_code,
            )?,
            from: partial_date("circumstances.from", record.from)?,
            until: partial_date("circumstances.until", record.until)?,
            note: record.note,
        })
    }
}
