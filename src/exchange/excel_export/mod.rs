//! Tables as an Excel workbook: true dates and numbers, ready to filter and to print on A4.

mod sheet;
mod sheet_name;

use chrono::{Datelike, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use thiserror::Error;

use self::sheet::Formats;
use self::sheet_name::SheetNames;
use crate::report::Table;

/// The rows that a sheet can have.
const MAX_ROWS: usize = 1_048_576;
/// The columns that a sheet can have.
const MAX_COLUMNS: usize = 16_384;
/// The UTF-16 units that a cell's text can have.
const MAX_TEXT: usize = 32_767;

/// What stands on every sheet around its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// Lines above the title: the office.
    pub above: Vec<String>,
    /// Lines below the title: the day on which people were judged, the source.
    pub below: Vec<String>,
    /// Words that mark the whole as no real data, on the sheet and on every printed page.
    pub watermark: Option<String>,
    /// The time now, written into the file's properties.
    pub created: NaiveDateTime,
}

/// Why a workbook cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExportError {
    /// There is no table.
    #[error("there is nothing to write")]
    NoTables,
    /// A table is longer than a sheet.
    #[error("`{table}` has {rows} rows where a sheet has room for {limit}")]
    TooManyRows {
        /// The table's title.
        table: String,
        /// The rows that it has.
        rows: usize,
        /// The rows for which the sheet has room.
        limit: usize,
    },
    /// A table is wider than a sheet.
    #[error("`{table}` has {columns} columns where a sheet has room for {limit}")]
    TooManyColumns {
        /// The table's title.
        table: String,
        /// The columns that it has.
        columns: usize,
        /// The columns for which a sheet has room.
        limit: usize,
    },
    /// A text is longer than a cell.
    #[error("row {row}, `{column}` of `{table}` is longer than a cell holds")]
    TextTooLong {
        /// The table's title.
        table: String,
        /// The table's row, counted from 1.
        row: usize,
        /// The column's heading.
        column: String,
    },
    /// The writer refused for another reason.
    #[error("the workbook cannot be written: {0}")]
    Refused(String),
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        Self::Refused(error.to_string())
    }
}

/// The workbook (`.xlsx`) of those tables, one sheet each.
///
/// A whole date is a true Excel date, shown as `dd/mm/yyyy`; a date of which the day or month is
/// not known is text (`05/1998`, `1998`), as is one before 1900, which Excel does not have. No
/// text becomes a formula, whatever it begins with.
///
/// # Errors
/// See [`ExportError`].
pub fn write_workbook(
    tables: &[Table],
    surroundings: &Surroundings,
) -> Result<Vec<u8>, ExportError> {
    if tables.is_empty() {
        return Err(ExportError::NoTables);
    }
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(surroundings)?);
    let formats = Formats::new();
    let mut names = SheetNames::default();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(names.name(&table.title))?;
        sheet::write(sheet, table, surroundings, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(surroundings: &Surroundings) -> Result<DocProperties, ExportError> {
    let created = surroundings.created;
    // A clock may be wrong by centuries; that is no reason to refuse the export.
    let year = created.year().clamp(1900, 9999) as u16;
    let moment = ExcelDateTime::from_ymd(year, created.month() as u8, created.day() as u8)?
        .and_hms(
            created.hour() as u16,
            created.minute() as u8,
            f64::from(created.second()),
        )?;
    let company = surroundings.above.first().cloned().unwrap_or_default();
    Ok(DocProperties::new()
        .set_company(company)
        .set_author("Canbo")
        .set_creation_datetime(&moment))
}
