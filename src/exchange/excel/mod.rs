//! Reading workbooks as offices send them: bytes of unknown kind in, rows of cells out.
//!
//! Every byte is hostile. Nothing is laid out densely, so a sheet that uses only its two far
//! corners costs two cells, and everything that grows has a limit in [`limits`].

pub mod legacy_font;
pub mod limits;
pub mod syllable;

mod biff;
mod cfb;
mod csv;

mod format;
mod number_format;
mod ods;
mod sheet;
mod xlsx;
mod xml;

pub mod words;

pub use format::{Found, WorkbookFormat};
pub(super) use number_format::day_of_serial;
pub use sheet::{Cell, Merge, Row, Sheet, Value, column_letters};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A workbook as it stands in the file.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// What kind of file it is, by its content.
    pub format: WorkbookFormat,
    /// Its sheets in their order, without the empty ones' rows.
    pub sheets: Vec<Sheet>,
}

/// Why a file could not be read as a list at all.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "error")]
pub enum ReadListError {
    /// The file is larger than a list can be.
    #[error("the file has {bytes} bytes, more than {limit}")]
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// The file is locked by a password.
    #[error("the file is protected by a password")]
    Password,
    /// The file is something else, whatever its name says.
    #[error("the file is not a workbook but {found}")]
    NotAWorkbook {
        /// What it is.
        found: Found,
    },
    /// The file ends before its content does.
    #[error("the file is cut off")]
    Truncated,
    /// The file contradicts its own format.
    #[error("the file is damaged: {detail}")]
    Damaged {
        /// Where the reader stopped.
        detail: String,
    },
    /// Unpacked, the file is larger than a list can be.
    #[error("the file unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// The most that is unpacked.
        limit: u64,
    },
    /// More filled cells, or more text in them, than a list can have.
    #[error("the file has more than {limit} filled cells")]
    TooManyCells {
        /// The most that is read.
        limit: u64,
    },
    /// More sheets than a list can have.
    #[error("the file has {found} sheets, more than {limit}")]
    TooManySheets {
        /// Sheets of the file.
        found: u64,
        /// The most that is read.
        limit: u64,
    },
    /// No sheet has a head that names people.
    #[error("no sheet has a head with a column of names")]
    NoList,
}

/// The sheets of a file, whatever its name says it is.
///
/// # Errors
/// [`ReadListError`] for a file that is no workbook, is locked, cut off, damaged or beyond the limits.
pub fn read_workbook(name: &str, bytes: &[u8]) -> Result<Workbook, ReadListError> {
    let size = bytes.len() as u64;
    if size > limits::FILE_BYTES {
        return Err(ReadListError::TooLarge {
            bytes: size,
            limit: limits::FILE_BYTES,
        });
    }
    let format = format::recognise(name, bytes)?;
    let sheets = match format {
        WorkbookFormat::Xlsx => xlsx::read(bytes)?,
        WorkbookFormat::Ods => ods::read(bytes)?,
        WorkbookFormat::Xls => biff::read(bytes)?,
        WorkbookFormat::Csv => vec![csv::read(name, bytes)?],
    };
    Ok(Workbook { format, sheets })
}
