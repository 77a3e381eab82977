//! A dossier and an office as one line of JSON each, for the browser's store and the data file.
//!
//! Every record carries its version (`"v":1`). A version, once released, never gains or loses a
//! field: a new field is a new version with a module of its own beside `v1`. So a record with
//! a field that its version does not have is refused, and a newer version is refused by its
//! number. The first version is open until the program is first released: what it gained
//! (`retirement`, `circumstances`, `conversion_periods`) is left out where blank, so that older records read as before. Keeping unknown fields unread was the other choice; it was not taken, because a field
//! that this program does not understand would survive an edit that makes it untrue.

mod pack;
mod v1;
mod v2;

pub use pack::{MAX_PACK_BYTES, PackError, decode_pack, encode_pack};

use serde::Deserialize;
use thiserror::Error;

use crate::domain::{Dossier, Office};

/// The newest version of a record.
pub const VERSION: u32 = v2::VERSION;

/// Why a record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecordError {
    /// The text is not a record of the version that it names.
    #[error("the record is damaged: {reason}")]
    Malformed {
        /// What the JSON reader found, with line and column.
        reason: String,
    },
    /// A newer program wrote the record.
    #[error("the record is of version {found}, this program reads up to version {known}")]
    Newer {
        /// The record's version.
        found: u32,
        /// The newest version that this program reads.
        known: u32,
    },
    /// A field holds a code word that its vocabulary does not have.
    #[error("`{word}` is not a value of `{field}`")]
    UnknownWord {
        /// The field: a path in the record (`posts.title`), or the ladder of a level.
        field: &'static str,
        /// The word found.
        word: String,
    },
    /// A field that should hold a date holds none.
    #[error("`{word}` in `{field}` is not a date of the form 1998, 1998-05 or 1998-05-03")]
    NotADate {
        /// The field, as a path in the record: `courses.from`.
        field: &'static str,
        /// The words found.
        word: String,
    },
    /// The name of the dossier is not 32 hexadecimal digits.
    #[error("`{0}` is not the id of a dossier")]
    NotAnId(String),
}

/// The dossier as one line of JSON, in the newest version; the same dossier gives the same bytes.
pub fn encode_dossier(dossier: &Dossier) -> String {
    v1::to_json(&v1::DossierRecord::from(dossier))
}

/// The dossier of that record.
///
/// # Errors
/// See [`RecordError`]: the text is damaged, of a newer version, or holds a word or date that
/// is none.
pub fn decode_dossier(text: &str) -> Result<Dossier, RecordError> {
    read::<v1::DossierRecord>(text, v1::VERSION)?.try_into()
}

/// The office as one line of JSON, in the oldest version that holds all of it; the same office
/// gives the same bytes.
pub fn encode_office(office: &Office) -> String {
    if office.local.is_empty() {
        v1::to_json(&v1::OfficeRecord::from(office))
    } else {
        v1::to_json(&v2::OfficeRecord::from(office))
    }
}

/// The office of that record.
///
/// # Errors
/// As for [`decode_dossier`].
pub fn decode_office(text: &str) -> Result<Office, RecordError> {
    match read::<v1::OfficeRecord>(text, v1::VERSION) {
        Err(RecordError::Newer { .. }) => read::<v2::OfficeRecord>(text, v2::VERSION)?.try_into(),
        record => record?.try_into(),
    }
}

/// Reads a record of that version; looks for the reason only when that fails, so that a good
/// record is read once.
fn read<'a, R: Deserialize<'a> + v1::Versioned>(
    text: &'a str,
    version: u32,
) -> Result<R, RecordError> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }

    match serde_json::from_str::<R>(text) {
        Ok(record) if record.version() == version => Ok(record),
        outcome => Err(match serde_json::from_str::<Version>(text) {
            Ok(Version { v }) if v > version => RecordError::Newer {
                found: v,
                known: version,
            },
            Ok(Version { v: 0 }) => RecordError::Malformed {
                reason: "there is no version 0".to_owned(),
            },
            _ => RecordError::Malformed {
                reason: outcome
                    .err()
                    .map_or_else(String::new, |error| error.to_string()),
            },
        }),
    }
}
