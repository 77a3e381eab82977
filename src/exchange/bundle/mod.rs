//! The data file (`.canbo`) that an office keeps and passes on; one module per released version.
//!
//! Every version begins with [`MAGIC`] and its number as two bytes, low byte first; what follows
//! is the version's own. An old version always opens; a newer one is refused by its number.

mod error;
mod frame;
mod v1;
mod v2;

pub use error::{BundleError, Part};

use chrono::NaiveDateTime;
use sha2::{Digest, Sha256};

use crate::store::Snapshot;
use crate::store::archive::Archive;
use crate::store::document::DocumentId;

/// The first bytes of every data file. The line end and the end-of-text sign show a file that
/// was carried as if it were text.
pub const MAGIC: &[u8; 8] = b"CANBO\r\n\x1a";

/// The version in which files are written.
pub const VERSION: u16 = v2::VERSION;

/// How a moment is written.
const MOMENT: &str = "%Y-%m-%dT%H:%M:%S";

/// The largest file that is opened, in bytes.
pub const MAX_FILE_BYTES: usize = 256 << 20;

/// What a data file says of itself, before its contents are opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The version of the file's format.
    pub version: u16,
    /// The program that wrote it, as `canbo 0.1.0`.
    pub written_by: String,
    /// The office whose data it holds.
    pub office: String,
    /// Names that office for ever; nothing before version 2.
    pub office_id: Option<DocumentId>,
    /// Whether it holds the invented sample city.
    pub sample: bool,
    /// Why it was written.
    pub purpose: Purpose,
    /// The office's number of the file: a later file has a higher one.
    pub sequence: u64,
    /// The SHA-256, in hexadecimal, of the file that this one continues; nothing for the first.
    pub parent: Option<String>,
    /// When it was written, to the second, by the clock of the computer that wrote it.
    pub saved_at: NaiveDateTime,
    /// How many dossiers it holds, with those of people who were taken out of the database.
    pub dossiers: usize,
}

/// Why a data file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The office's own data, saved by a person.
    Archive,
    /// A copy taken before an act that changes much.
    Backup,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 2] = [Self::Archive, Self::Backup];

    /// The purpose's name in the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Backup => "backup",
        }
    }

    /// The purpose of that code; nothing for an unknown word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

/// What the file must be told, since the core knows neither the clock nor what was saved before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saving {
    /// Why it is written.
    pub purpose: Purpose,
    /// The office's number of the file.
    pub sequence: u64,
    /// The [`identity`] of the file that this one continues.
    pub parent: Option<String>,
    /// The time now.
    pub saved_at: NaiveDateTime,
}

/// The data file of all that an office keeps; the same changes and saving give the same bytes.
///
/// # Errors
/// [`BundleError::RecordTooLarge`] when one document is larger than any reader would accept;
/// [`BundleError::Document`] when the office's own cannot be opened; [`BundleError::TooLarge`]
/// when the file would exceed [`MAX_FILE_BYTES`] or a reader's memory.
pub fn write(archive: &Archive, saving: &Saving) -> Result<Vec<u8>, BundleError> {
    let office = archive
        .office
        .open(archive.office_id)
        .map_err(|source| BundleError::Document { number: 0, source })?;
    v2::write(archive, &office, saving)
}

/// The data file of version 1, without history.
///
/// # Errors
/// [`BundleError::RecordTooLarge`] when one dossier, or the office's own record, is larger than
/// any reader would accept; [`BundleError::RepeatedDossier`] when two dossiers have one id;
/// [`BundleError::TooLarge`] when the file would exceed [`MAX_FILE_BYTES`] or a reader's memory.
pub fn write_v1(snapshot: &Snapshot, saving: &Saving) -> Result<Vec<u8>, BundleError> {
    v1::write(snapshot, saving)
}

/// Names a file: the SHA-256 of its bytes, in hexadecimal.
pub fn identity(bytes: &[u8]) -> String {
    crate::domain::hexadecimal(&Sha256::digest(bytes))
}

/// What the file says of itself; only its first part is read and verified.
///
/// # Errors
/// See [`BundleError`]; the first part must be whole and of a known version.
pub fn peek(bytes: &[u8]) -> Result<Manifest, BundleError> {
    match version(bytes)? {
        v1::VERSION => v1::peek(bytes),
        v2::VERSION => v2::peek(bytes),
        found => Err(newer(found, bytes)),
    }
}

/// All that the file holds, every checksum and count verified, every document opened.
///
/// `progress` is told how many dossiers of how many have been read. Memory and time are bounded
/// whatever the bytes. A file of version 1 becomes the same archive wherever it is opened.
///
/// # Errors
/// See [`BundleError`]; either the whole file is good or nothing of it is returned.
pub fn read(
    bytes: &[u8],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Manifest, Archive), BundleError> {
    match version(bytes)? {
        v1::VERSION => {
            let (manifest, snapshot) = v1::read(bytes, progress)?;
            Ok((manifest, Archive::begun(&snapshot)))
        }
        v2::VERSION => v2::read(bytes, progress),
        found => Err(newer(found, bytes)),
    }
}

/// The data as they stand, without their history; otherwise as [`read`].
///
/// # Errors
/// As for [`read`].
pub fn read_snapshot(
    bytes: &[u8],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Manifest, Snapshot), BundleError> {
    match version(bytes)? {
        v1::VERSION => v1::read(bytes, progress),
        _ => {
            let (manifest, archive) = read(bytes, progress)?;
            Ok((manifest, snapshot(&archive)?))
        }
    }
}

/// The data of an archive as they stand.
///
/// # Errors
/// [`BundleError::Document`] with the number of the document that makes no record.
pub fn snapshot(archive: &Archive) -> Result<Snapshot, BundleError> {
    archive.snapshot().map_err(|(person, source)| {
        let place = |id| archive.dossiers.keys().position(|known| *known == id);
        BundleError::Document {
            number: person.and_then(place).map_or(0, |place| place + 1),
            source,
        }
    })
}

/// One part of a file: a chunk with a checksum of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePart {
    /// Its letter: what kind of contents it has.
    pub kind: char,
    /// Where it begins, in bytes.
    pub at: usize,
    /// Its length with its checksum, in bytes.
    pub bytes: usize,
    /// Whether the checksum agrees.
    pub good: bool,
}

/// The parts of a file as far as they can be told apart, each verified by itself: says what of a
/// damaged file is whole. None for what is no data file.
pub fn parts(bytes: &[u8]) -> Vec<FilePart> {
    match version(bytes) {
        Ok(_) => frame::parts(bytes, MAGIC.len() + 2),
        Err(_) => Vec::new(),
    }
}

/// The version that the file names.
fn version(bytes: &[u8]) -> Result<u16, BundleError> {
    if bytes.is_empty() {
        return Err(BundleError::Empty);
    }
    if bytes.len() > MAX_FILE_BYTES {
        return Err(BundleError::TooLarge {
            bytes: bytes.len() as u64,
            limit: MAX_FILE_BYTES as u64,
        });
    }
    let Some((magic, rest)) = bytes.split_first_chunk::<8>() else {
        return Err(if MAGIC.starts_with(bytes) {
            BundleError::CutShort { bytes: bytes.len() }
        } else {
            BundleError::NotADataFile
        });
    };
    if magic != MAGIC {
        return Err(if magic.starts_with(b"CANBO") {
            BundleError::CarriedAsText
        } else {
            BundleError::NotADataFile
        });
    }
    let Some(number) = rest.first_chunk::<2>() else {
        return Err(BundleError::CutShort { bytes: bytes.len() });
    };
    match u16::from_le_bytes(*number) {
        0 => Err(BundleError::Damaged { at: MAGIC.len() }),
        version => Ok(version),
    }
}

fn newer(found: u16, bytes: &[u8]) -> BundleError {
    BundleError::Newer {
        found,
        known: VERSION,
        needs: v2::needs(bytes),
    }
}
