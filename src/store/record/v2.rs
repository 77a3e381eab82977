//! Version 2 of the record of an office: that of version 1 with the local decisions beside it.
//!
//! An office without local decisions is still written in version 1, so that an older program opens
//! it; dossiers have no version 2.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::RecordError;
use super::v1::{OfficeRecord as OfficeRecordV1, Versioned, day, optional_day, word};
use crate::domain::{AreaClass, LocalDecision, LocalPlace, LocalValue, Office, UnitId};

/// The number of this version.
pub(super) const VERSION: u32 = 2;

/// An office as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficeRecord {
    v: u32,
    office: OfficeRecordV1,
    local: Vec<LocalRecord>,
}

/// A local decision as it is written, in data files and in packs of local decisions.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LocalRecord {
    standard: String,
    term: String,
    basis: String,
    document: String,
    issuer: String,
    signed_on: String,
    from: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    place: PlaceRecord,
    value: ValueRecord,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum PlaceRecord {
    Everywhere,
    SpecialHardship,
    Area(String),
    Units(BTreeSet<String>),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum ValueRecord {
    Level(String),
    AgeAtMost { years: u8, female: u8 },
    Months(u16),
    Day(String),
}

impl Versioned for OfficeRecord {
    fn version(&self) -> u32 {
        self.v
    }
}

impl From<&Office> for OfficeRecord {
    fn from(office: &Office) -> Self {
        Self {
            v: VERSION,
            office: OfficeRecordV1::from(office),
            local: office.local.iter().map(LocalRecord::from).collect(),
        }
    }
}

impl TryFrom<OfficeRecord> for Office {
    type Error = RecordError;

    fn try_from(record: OfficeRecord) -> Result<Self, RecordError> {
        Ok(Self {
            local: record
                .local
                .into_iter()
                .map(TryInto::try_into)
                .collect::<Result<_, _>>()?,
            ..record.office.try_into()?
        })
    }
}

impl From<&LocalDecision> for LocalRecord {
    fn from(decision: &LocalDecision) -> Self {
        let LocalDecision {
            standard,
            term,
            basis,
            document,
            issuer,
            signed_on,
            from,
            until,
            place,
            value,
        } = decision;
        Self {
            standard: standard.clone(),
            term: term.clone(),
            basis: basis.clone(),
            document: document.clone(),
            issuer: issuer.clone(),
            signed_on: signed_on.to_string(),
            from: from.to_string(),
            until: until.map(|until| until.to_string()),
            place: match place {
                LocalPlace::Everywhere => PlaceRecord::Everywhere,
                LocalPlace::SpecialHardship => PlaceRecord::SpecialHardship,
                LocalPlace::Area(area) => PlaceRecord::Area(area.code().to_owned()),
                LocalPlace::Units(units) => {
                    PlaceRecord::Units(units.iter().map(|unit| unit.0.clone()).collect())
                }
            },
            value: match value {
                LocalValue::Level(code) => ValueRecord::Level(code.clone()),
                LocalValue::AgeAtMost { years, female } => ValueRecord::AgeAtMost {
                    years: *years,
                    female: *female,
                },
                LocalValue::Months(months) => ValueRecord::Months(*months),
                LocalValue::Day(day) => ValueRecord::Day(day.to_string()),
            },
        }
    }
}

impl TryFrom<LocalRecord> for LocalDecision {
    type Error = RecordError;

    fn try_from(record: LocalRecord) -> Result<Self, RecordError> {
        Ok(Self {
            standard: record.standard,
            term: record.term,
            basis: record.basis,
            document: record.document,
            issuer: record.issuer,
            signed_on: day("local.signed_on", record.signed_on)?,
            from: day("local.from", record.from)?,
            until: optional_day("local.until", record.until)?,
            place: match record.place {
                PlaceRecord::Everywhere => LocalPlace::Everywhere,
                PlaceRecord::SpecialHardship => LocalPlace::SpecialHardship,
                PlaceRecord::Area(area) => {
                    LocalPlace::Area(word("local.place.area", area, AreaClass::from_code)?)
                }
                PlaceRecord::Units(units) => {
                    LocalPlace::Units(units.into_iter().map(UnitId).collect())
                }
            },
            value: match record.value {
                ValueRecord::Level(code) => LocalValue::Level(code),
                ValueRecord::AgeAtMost { years, female } => LocalValue::AgeAtMost { years, female },
                ValueRecord::Months(months) => LocalValue::Months(months),
                ValueRecord::Day(text) => LocalValue::Day(day("local.value.day", text)?),
            },
        })
    }
}
