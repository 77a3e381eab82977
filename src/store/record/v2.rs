//! Version 2 of an office's record: the record of version 1, and the training that it plans.

use serde::{Deserialize, Serialize};

use super::RecordError;
use super::training::TrainingRecord;
use super::v1;
use crate::domain::Office;

/// The number of this version.
pub(super) const VERSION: u32 = 2;

/// An office as it is written once it plans training.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficeRecord {
    v: u32,
    office: v1::OfficeRecord,
    training: TrainingRecord,
}

impl From<&Office> for OfficeRecord {
    fn from(office: &Office) -> Self {
        Self {
            v: VERSION,
            office: office.into(),
            training: (&office.training).into(),
        }
    }
}

impl TryFrom<OfficeRecord> for Office {
    type Error = RecordError;

    fn try_from(record: OfficeRecord) -> Result<Self, RecordError> {
        let mut office: Self = record.office.try_into()?;
        office.training = record.training.try_into()?;
        Ok(office)
    }
}
