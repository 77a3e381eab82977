//! A pack of local decisions as a file: JSON with its own version, carried from office to office.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::RecordError;
use super::v2::LocalRecord;
use crate::domain::LocalDecision;

/// The largest pack, in bytes.
pub const MAX_PACK_BYTES: usize = 1 << 20;
/// The number of this version.
const VERSION: u32 = 1;

/// Why a file is no pack of local decisions.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackError {
    /// The file is larger than any pack.
    #[error("the file has {bytes} bytes, at most {max}")]
    TooLarge {
        /// Its size, in bytes.
        bytes: usize,
        /// The size allowed, in bytes.
        max: usize,
    },
    /// The file is no JSON of a pack.
    #[error("line {line}, column {column}: {reason}")]
    Malformed {
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What the JSON reader found.
        reason: String,
    },
    /// A newer program wrote the file.
    #[error("the pack is of version {found}, this program reads up to version {known}")]
    Newer {
        /// The file's version.
        found: u32,
        /// The newest version that this program reads.
        known: u32,
    },
    /// A decision holds what is none.
    #[error("decision {number}: {error}")]
    Decision {
        /// Its place, counted from 1.
        number: usize,
        /// What is wrong with it.
        error: RecordError,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pack {
    canbo_local_rules: u32,
    decisions: Vec<LocalRecord>,
}

/// The decisions as a file that a person can read; the same decisions give the same bytes.
pub fn encode_pack(decisions: &[LocalDecision]) -> Vec<u8> {
    let pack = Pack {
        canbo_local_rules: VERSION,
        decisions: decisions.iter().map(LocalRecord::from).collect(),
    };
    // Writing to memory cannot fail, and there are no maps with keys that are no texts.
    serde_json::to_vec_pretty(&pack).unwrap_or_default()
}

/// The decisions of a file; whether they can stand beside the rules is not looked at.
///
/// # Errors
/// [`PackError`]: the file is too large, no pack, of a newer version, or holds a word or date
/// that is none.
pub fn decode_pack(bytes: &[u8]) -> Result<Vec<LocalDecision>, PackError> {
    #[derive(Deserialize)]
    struct Version {
        canbo_local_rules: u32,
    }

    if bytes.len() > MAX_PACK_BYTES {
        return Err(PackError::TooLarge {
            bytes: bytes.len(),
            max: MAX_PACK_BYTES,
        });
    }
    let malformed = |error: serde_json::Error| PackError::Malformed {
        line: error.line(),
        column: error.column(),
        reason: error.to_string(),
    };
    match serde_json::from_slice::<Version>(bytes) {
        Ok(version) if version.canbo_local_rules > VERSION => {
            return Err(PackError::Newer {
                found: version.canbo_local_rules,
                known: VERSION,
            });
        }
        Ok(_) => {}
        Err(error) => return Err(malformed(error)),
    }
    let pack: Pack = serde_json::from_slice(bytes).map_err(malformed)?;
    let decisions = pack.decisions.into_iter().enumerate();
    decisions
        .map(|(at, record)| {
            record.try_into().map_err(|error| PackError::Decision {
                number: at + 1,
                error,
            })
        })
        .collect()
}
