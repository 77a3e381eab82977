//! A table of typed cells, from which pages and workbooks are made alike.

use chrono::NaiveDate;

use crate::domain::PartialDate;

/// A table with a title and a head.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The title above the table, and the name of its sheet.
    pub title: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, top to bottom; cells beyond the last column are not shown.
    pub rows: Vec<Vec<Cell>>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// The width, in characters of the usual letter size.
    pub width: u16,
    /// What its cells hold.
    pub kind: ColumnKind,
}

impl Column {
    /// The column of that heading, width and kind.
    pub fn new(heading: impl Into<String>, width: u16, kind: ColumnKind) -> Self {
        Self {
            heading: heading.into(),
            width,
            kind,
        }
    }
}

/// What the cells of a column hold, which decides how they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Words, from the left.
    Text,
    /// Counts, from the right.
    Integer,
    /// Numbers with decimals, from the right.
    Number,
    /// Dates at any precision, in the middle.
    Date,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing is known.
    #[default]
    Blank,
    /// Words.
    Text(String),
    /// A count.
    Integer(i64),
    /// A number with decimals.
    Number(f64),
    /// A calendar day.
    Date(NaiveDate),
    /// A date at the precision known.
    PartialDate(PartialDate),
}

impl Cell {
    /// The words; blank when there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() {
            Self::Blank
        } else {
            Self::Text(words)
        }
    }

    /// The count.
    pub fn count(count: impl Into<i64>) -> Self {
        Self::Integer(count.into())
    }

    /// The date; blank when it is not known.
    pub fn date(date: Option<PartialDate>) -> Self {
        date.map_or(Self::Blank, Self::PartialDate)
    }
}
