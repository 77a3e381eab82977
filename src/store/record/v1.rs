//! Version 1 of the records: blank fields left out, vocabularies as code words, dates in ISO form.

mod career;
mod circumstance;
mod dossier;
mod office;

pub(super) use dossier::DossierRecord;
pub(super) use office::OfficeRecord;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::RecordError;
use crate::domain::{Known, Ladder, PartialDate};

/// The number of this version.
pub(super) const VERSION: u32 = 1;

/// A record that names its version.
pub(super) trait Versioned {
    /// The version as written.
    fn version(&self) -> u32;
}

/// The record as one line of JSON.
pub(super) fn to_json<R: Serialize>(record: &R) -> String {
    // Writing to memory cannot fail, and every map of a record has texts for keys.
    serde_json::to_string(record).unwrap_or_default()
}

/// A level: its code alone where it was chosen from a list, else the code and the words.
#[derive(Serialize, Deserialize)]
#[serde(
    untagged,
    expecting = "a level is a code word, or a code word and the words as written"
)]
enum LevelRecord {
    Chosen(String),
    Written(String, String),
}

impl<L: Ladder> From<&Known<L>> for LevelRecord {
    fn from(known: &Known<L>) -> Self {
        let code = known.level.code();
        if known.written == code {
            Self::Chosen(code.to_owned())
        } else {
            Self::Written(code.to_owned(), known.written.clone())
        }
    }
}

impl LevelRecord {
    fn known<L: Ladder>(self) -> Result<Known<L>, RecordError> {
        let (code, written) = match self {
            Self::Chosen(code) => (code.clone(), code),
            Self::Written(code, written) => (code, written),
        };
        let level = word(L::CODE, code, L::from_code)?;
        Ok(Known { level, written })
    }
}

/// The value of a code word, or which field has which unknown word.
pub(super) fn word<T>(
    field: &'static str,
    word: String,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<T, RecordError> {
    from_code(&word).ok_or(RecordError::UnknownWord { field, word })
}

/// The value of a code word that may be missing.
fn optional_word<T>(
    field: &'static str,
    code: Option<String>,
    from_code: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, RecordError> {
    code.map(|code| word(field, code, from_code)).transpose()
}

/// The partial date of a field that may be missing.
fn partial_date(
    field: &'static str,
    text: Option<String>,
) -> Result<Option<PartialDate>, RecordError> {
    text.map(|text| {
        text.parse()
            .map_err(|_| RecordError::NotADate { field, word: text })
    })
    .transpose()
}

/// The calendar day of a field.
pub(super) fn day(field: &'static str, text: String) -> Result<NaiveDate, RecordError> {
    text.parse()
        .map_err(|_| RecordError::NotADate { field, word: text })
}

/// The calendar day of a field that may be missing.
pub(super) fn optional_day(
    field: &'static str,
    text: Option<String>,
) -> Result<Option<NaiveDate>, RecordError> {
    text.map(|text| day(field, text)).transpose()
}

fn written(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn code<T: Copy>(value: Option<T>, code: impl Fn(T) -> &'static str) -> Option<String> {
    value.map(|value| code(value).to_owned())
}

/// Whether a flag has its usual value and is left out.
fn is_false(flag: &bool) -> bool {
    !flag
}
