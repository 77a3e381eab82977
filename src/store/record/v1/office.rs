//! The record of an office.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{VERSION, Versioned, code, day, is_false, optional_word, word};
use crate::domain::{
    AreaClass, Confirmation, LocalPeriod, MajorDecision, Office, SourceList, Title, Unit, UnitId,
    UnitKind,
};
use crate::store::record::RecordError;

/// An office as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store::record) struct OfficeRecord {
    v: u32,
    name: String,
    #[serde(default, skip_serializing_if = "is_false")]
    sample: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    units: Vec<UnitRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    judged_on: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    confirmations: BTreeMap<String, ConfirmationRecord>,
    /// By title, then by the match key of the field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    majors: BTreeMap<String, BTreeMap<String, MajorRecord>>,
    /// Months and document by the title of the post.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    conversion_periods: BTreeMap<String, PeriodRecord>,
    /// The file's name by the digest of its bytes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    source_lists: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitRecord {
    id: String,
    name: String,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hardship: Option<bool>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfirmationRecord {
    by: String,
    on: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    ground: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodRecord {
    months: u16,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    document: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MajorRecord {
    field: String,
    fits: bool,
}

impl Versioned for OfficeRecord {
    fn version(&self) -> u32 {
        self.v
    }
}

impl From<&Office> for OfficeRecord {
    fn from(office: &Office) -> Self {
        // Taken apart whole: a field added to the office must not be forgotten here.
        let Office {
            name,
            sample,
            units,
            judged_on,
            confirmations,
            majors,
            conversion_periods,
            source_lists,
            // Version 2 has them.
            local: _,
        } = office;
        let mut by_title: BTreeMap<String, BTreeMap<String, MajorRecord>> = BTreeMap::new();
        for ((title, key), MajorDecision { field, fits }) in majors {
            let decision = MajorRecord {
                field: field.clone(),
                fits: *fits,
            };
            by_title
                .entry(title.code().to_owned())
                .or_default()
                .insert(key.clone(), decision);
        }
        Self {
            v: VERSION,
            name: name.clone(),
            sample: *sample,
            units: units.iter().map(Into::into).collect(),
            judged_on: judged_on.map(|day| day.to_string()),
            confirmations: confirmations
                .iter()
                .map(|(rule, confirmation)| (rule.clone(), confirmation.into()))
                .collect(),
            majors: by_title,
            conversion_periods: conversion_periods
                .iter()
                .map(|(title, LocalPeriod { months, document })| {
                    let record = PeriodRecord {
                        months: *months,
                        document: document.clone(),
                    };
                    (title.code().to_owned(), record)
                })
                .collect(),
            source_lists: source_lists
                .iter()
                .map(|(digest, SourceList { file })| (digest.clone(), file.clone()))
                .collect(),
        }
    }
}

impl TryFrom<OfficeRecord> for Office {
    type Error = RecordError;

    fn try_from(record: OfficeRecord) -> Result<Self, RecordError> {
        let mut majors = BTreeMap::new();
        for (title, decisions) in record.majors {
            let title = word("majors", title, Title::from_code)?;
            for (key, MajorRecord { field, fits }) in decisions {
                majors.insert((title, key), MajorDecision { field, fits });
            }
        }
        Ok(Self {
            name: record.name,
            sample: record.sample,
            units: record
                .units
                .into_iter()
                .map(TryInto::try_into)
                .collect::<Result<_, _>>()?,
            judged_on: record
                .judged_on
                .map(|text| day("judged_on", text))
                .transpose()?,
            confirmations: record
                .confirmations
                .into_iter()
                .map(|(rule, confirmation)| Ok((rule, confirmation.try_into()?)))
                .collect::<Result<_, RecordError>>()?,
            majors,
            local: Vec::new(),
            conversion_periods: record
                .conversion_periods
                .into_iter()
                .map(|(title, PeriodRecord { months, document })| {
                    let title = word("conversion_periods", title, Title::from_code)?;
                    Ok((title, LocalPeriod { months, document }))
                })
                .collect::<Result<_, RecordError>>()?,
            source_lists: record
                .source_lists
                .into_iter()
                .map(|(digest, file)| (digest, SourceList { file }))
                .collect(),
        })
    }
}

impl From<&Unit> for UnitRecord {
    fn from(unit: &Unit) -> Self {
        let Unit {
            id: UnitId(id),
            name,
            kind,
            area,
            special_hardship,
        } = unit;
        Self {
            id: id.clone(),
            name: name.clone(),
            kind: kind.code().to_owned(),
            area: code(*area, AreaClass::code),
            hardship: *special_hardship,
        }
    }
}

impl TryFrom<UnitRecord> for Unit {
    type Error = RecordError;

    fn try_from(record: UnitRecord) -> Result<Self, RecordError> {
        Ok(Self {
            id: UnitId(record.id),
            name: record.name,
            kind: word("units.kind", record.kind, UnitKind::from_code)?,
            area: optional_word("units.area", record.area, AreaClass::from_code)?,
            special_hardship: record.hardship,
        })
    }
}

impl From<&Confirmation> for ConfirmationRecord {
    fn from(confirmation: &Confirmation) -> Self {
        let Confirmation { by, on, ground } = confirmation;
        Self {
            by: by.clone(),
            on: on.to_string(),
            ground: ground.clone(),
        }
    }
}

impl TryFrom<ConfirmationRecord> for Confirmation {
    type Error = RecordError;

    fn try_from(record: ConfirmationRecord) -> Result<Self, RecordError> {
        Ok(Self {
            by: record.by,
            on: day("confirmations.on", record.on)?,
            ground: record.ground,
        })
    }
}
