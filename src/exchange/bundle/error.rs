//! Why a data file cannot be opened or written.

use thiserror::Error;

use crate::domain::DossierId;
use crate::store::document::DocumentError;
use crate::store::record::RecordError;

/// A part of a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// What the file says of itself.
    Manifest,
    /// The office and its own decisions.
    Office,
    /// A block of dossiers.
    Dossiers,
    /// The count and overall checksum at the end.
    Trailer,
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Manifest => "manifest",
            Self::Office => "office",
            Self::Dossiers => "dossiers",
            Self::Trailer => "trailer",
        })
    }
}

/// Why a data file cannot be opened or written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BundleError {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file does not begin as a data file does.
    #[error("the file is not a canbo data file")]
    NotADataFile,
    /// The line end at the start was changed: the file was carried as text.
    #[error("the file was changed on its way: it was carried as text")]
    CarriedAsText,
    /// A newer program wrote the file.
    #[error("the file is of version {found}, this program opens up to version {known}")]
    Newer {
        /// The file's version.
        found: u16,
        /// The newest version that this program opens.
        known: u16,
        /// The program that the file says it needs, as `canbo 0.3.0`.
        needs: Option<String>,
    },
    /// The file is larger than any that is opened, or would need more memory than is safe.
    #[error("the file is too large: {bytes} bytes where {limit} are the limit")]
    TooLarge {
        /// The size found, in bytes.
        bytes: u64,
        /// The limit, in bytes.
        limit: u64,
    },
    /// The file ends before its last part does.
    #[error("the file ends early, after {bytes} bytes")]
    CutShort {
        /// How many bytes there are.
        bytes: usize,
    },
    /// Bytes were changed: a checksum or count does not agree.
    #[error("the file is damaged at byte {at}")]
    Damaged {
        /// Where the part begins that does not agree.
        at: usize,
    },
    /// Bytes follow the end of the file.
    #[error("the file has {bytes} bytes after its end")]
    BytesAfterEnd {
        /// How many.
        bytes: usize,
    },
    /// A part that this version does not know and that may not be left out.
    #[error("the file has a part `{kind}` that this program does not know")]
    UnknownPart {
        /// Its letter.
        kind: char,
    },
    /// The parts are there but not as the version has them.
    #[error("the {0} of the file is missing, repeated or out of place")]
    Misplaced(Part),
    /// A part's checksum agrees but its contents are none.
    #[error("the {part} of the file cannot be read: {reason}")]
    Unreadable {
        /// The part.
        part: Part,
        /// What is wrong with it.
        reason: String,
    },
    /// A record cannot be read.
    #[error("record {number} of the {part}: {source}")]
    Record {
        /// The part.
        part: Part,
        /// The record's number in the part, counted from 1.
        number: usize,
        /// Why.
        source: RecordError,
    },
    /// A document cannot be opened.
    #[error("document {number} of the file: {source}")]
    Document {
        /// Its number in the index, counted from 0, which is the office's.
        number: usize,
        /// Why.
        source: DocumentError,
    },
    /// One record is larger than any reader accepts.
    #[error("one record of the {part} has {bytes} bytes where {limit} are the limit")]
    RecordTooLarge {
        /// The part.
        part: Part,
        /// The size of the record, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        limit: usize,
        /// The person's name; empty for the office.
        name: String,
    },
    /// Two dossiers have one id.
    #[error("two dossiers have the id `{0}`")]
    RepeatedDossier(DossierId),
}
