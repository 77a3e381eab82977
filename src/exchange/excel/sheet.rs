//! A sheet as rows of filled cells.

use std::rc::Rc;

use chrono::NaiveDate;

use super::{ReadListError, limits};

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text as typed.
    Text(Rc<str>),
    /// A number that is not formatted as a date.
    Number(f64),
    /// A number that the sheet shows as a date.
    Date(NaiveDate),
    /// A truth value.
    Bool(bool),
    /// A formula's error: `#REF!`.
    Error(Rc<str>),
}

/// A filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Column, counted from 0.
    pub column: u32,
    /// What it holds; never blank text.
    pub value: Value,
}

/// A row with at least one filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Row as Excel counts, from 1.
    pub number: u32,
    /// Filled cells, from left to right.
    pub cells: Vec<Cell>,
}

impl Row {
    /// What the column holds; nothing when it is blank.
    pub fn value(&self, column: u32) -> Option<&Value> {
        self.cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()
            .map(|at| &self.cells[at].value)
    }
}

/// A merged area: both corners belong to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row, counted from 1.
    pub first_row: u32,
    /// First column, counted from 0.
    pub first_column: u32,
    /// Last row.
    pub last_row: u32,
    /// Last column.
    pub last_column: u32,
}

/// A sheet: its name and its filled rows in order.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The name on its tab.
    pub name: String,
    /// Rows with at least one filled cell, in order.
    pub rows: Vec<Row>,
    /// Merged areas.
    pub merges: Vec<Merge>,
}

/// What may still be read of one file.
#[derive(Debug)]
pub(super) struct Budget {
    cells: u64,
    text_bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            cells: limits::CELLS,
            text_bytes: limits::TEXT_BYTES,
        }
    }
}

/// Collects the cells of one sheet in whatever order they come.
pub(super) struct SheetBuilder<'a> {
    name: String,
    cells: Vec<(u32, u32, Value)>,
    merges: Vec<Merge>,
    budget: &'a mut Budget,
}

impl<'a> SheetBuilder<'a> {
    pub(super) fn new(name: impl Into<String>, budget: &'a mut Budget) -> Self {
        Self {
            name: name.into(),
            cells: Vec::new(),
            merges: Vec::new(),
            budget,
        }
    }

    /// Adds a cell; `row` counts from 0. Blank text is no cell.
    pub(super) fn push(
        &mut self,
        row: u32,
        column: u32,
        value: Value,
    ) -> Result<(), ReadListError> {
        let too_many = ReadListError::TooManyCells {
            limit: limits::CELLS,
        };
        let value = match value {
            Value::Text(text) if text.trim().is_empty() => return Ok(()),
            Value::Text(text) => {
                let text = match text.char_indices().nth(limits::CELL_CHARS) {
                    Some((end, _)) => Rc::from(&text[..end]),
                    None => text,
                };
                self.budget.text_bytes = self
                    .budget
                    .text_bytes
                    .checked_sub(text.len() as u64)
                    .ok_or_else(|| too_many.clone())?;
                Value::Text(text)
            }
            value => value,
        };
        if column >= limits::COLUMNS || row >= u32::MAX - 1 {
            return Err(ReadListError::Damaged {
                detail: format!("cell in column {column}"),
            });
        }
        self.budget.cells = self.budget.cells.checked_sub(1).ok_or(too_many)?;
        self.cells.push((row, column, value));
        Ok(())
    }

    /// Notes a merged area.
    pub(super) fn merge(&mut self, merge: Merge) {
        if self.merges.len() < limits::MERGES {
            self.merges.push(merge);
        }
    }

    pub(super) fn finish(mut self) -> Sheet {
        // Stable: of two cells at one place the later one counts, as in Excel.
        self.cells.sort_by_key(|(row, column, _)| (*row, *column));
        let mut rows: Vec<Row> = Vec::new();
        for (row, column, value) in self.cells {
            let number = row + 1;
            let cell = Cell { column, value };
            match rows.last_mut() {
                Some(last) if last.number == number => match last.cells.last_mut() {
                    Some(twin) if twin.column == column => *twin = cell,
                    _ => last.cells.push(cell),
                },
                _ => rows.push(Row {
                    number,
                    cells: vec![cell],
                }),
            }
        }
        Sheet {
            name: self.name,
            rows,
            merges: self.merges,
        }
    }
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(b'A' + (rest % 26) as u8);
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters
        .iter()
        .rev()
        .map(|letter| char::from(*letter))
        .collect()
}

/// Row and column, both from 0, of a cell's name (`B7`); nothing for what is no such name.
pub(super) fn cell_place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = name.split_at(digits);
    if letters.is_empty() || letters.len() > 3 || number.len() > 7 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() {
            return None;
        }
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    let row: u32 = number.parse().ok()?;
    Some((row.checked_sub(1)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_excel_names_them() {
        for (column, letters) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(column_letters(column), letters);
            assert_eq!(cell_place(&format!("{letters}7")), Some((6, column)));
        }
        for name in ["", "A", "7", "A0", "ABCD1", "A99999999", "A-1", "Ă1"] {
            assert_eq!(cell_place(name), None, "{name}");
        }
    }

    #[test]
    fn two_far_corners_are_two_cells() {
        let mut budget = Budget::default();
        let mut builder = SheetBuilder::new("s", &mut budget);
        builder.push(1_048_575, 16_383, Value::Number(1.0)).unwrap();
        builder.push(0, 0, Value::Number(2.0)).unwrap();
        let sheet = builder.finish();
        assert_eq!(sheet.rows.len(), 2);
        assert_eq!(sheet.rows[1].number, 1_048_576);
    }

    #[test]
    fn more_cells_than_the_limit_are_refused() {
        let mut budget = Budget {
            cells: 1,
            text_bytes: 10,
        };
        let mut builder = SheetBuilder::new("s", &mut budget);
        builder.push(0, 0, Value::Number(1.0)).unwrap();
        assert!(builder.push(0, 1, Value::Number(1.0)).is_err());
        assert!(builder.push(0, 2, Value::Text("  ".into())).is_ok());
    }
}
