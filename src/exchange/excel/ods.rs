//! OpenDocument workbooks. Repeated blank rows and columns are counted, never laid out.

use quick_xml::events::{BytesStart, Event};

use super::sheet::{Budget, Merge, Sheet, SheetBuilder, Value};
use super::xml::{Package, Part, attribute, push_entity};
use super::{ReadListError, limits};

/// The most that one filled cell or row is repeated: a list repeats a value, not a sheet.
const MAX_REPEATS: u32 = 1_000;

/// The sheets of an `.ods` file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadListError> {
    let mut package = Package::open(bytes)?;
    if is_locked(&mut package)? {
        return Err(ReadListError::Password);
    }
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    let failed = {
        let Some(mut part) = package.part("content.xml")? else {
            return Err(ReadListError::Truncated);
        };
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match part.read_event_into(&mut buffer) {
                Ok(Event::Eof) => return Ok(sheets),
                Ok(Event::Start(element)) if element.local_name().as_ref() == "table" => {
                    if sheets.len() == limits::SHEETS {
                        return Err(ReadListError::TooManySheets {
                            found: sheets.len() as u64 + 1,
                            limit: limits::SHEETS as u64,
                        });
                    }
                    let name = attribute(&element, "name").unwrap_or_default();
                    let mut table = Table {
                        builder: SheetBuilder::new(name, &mut budget),
                        row: 0,
                    };
                    match table.read(&mut part)? {
                        None => sheets.push(table.builder.finish()),
                        Some(error) => break error,
                    }
                }
                Ok(_) => {}
                Err(error) => break error,
            }
        }
    };
    Err(package.failure(&failed))
}

fn is_locked(package: &mut Package<'_>) -> Result<bool, ReadListError> {
    let Some(mut part) = package.part("META-INF/manifest.xml")? else {
        return Ok(false);
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match part.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "encryption-data" => {
                return Ok(true);
            }
            Ok(Event::Eof) | Err(_) => return Ok(false),
            Ok(_) => {}
        }
    }
}

struct Table<'a> {
    builder: SheetBuilder<'a>,
    row: u32,
}

/// A cell's place and repetition as its element states them.
struct Opened {
    value: Option<Value>,
    columns_repeated: u32,
    rows_spanned: u32,
    columns_spanned: u32,
}

impl Table<'_> {
    /// Reads until the table ends; gives the XML error that stopped it, if one did.
    fn read(&mut self, part: &mut Part<'_>) -> Result<Option<quick_xml::Error>, ReadListError> {
        let mut buffer = Vec::new();
        let mut row_repeats = 1u32;
        let mut column = 0u32;
        let mut filled: Vec<(u32, Value)> = Vec::new();
        let mut cell: Option<Opened> = None;
        let mut text = String::new();
        let mut paragraphs = 0;
        let mut depth_of_note = 0u32;
        loop {
            buffer.clear();
            let event = match part.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Ok(Some(error)),
            };
            match event {
                Event::Eof => return Err(ReadListError::Truncated),
                Event::Start(element) => match element.local_name().as_ref() {
                    "annotation" => depth_of_note += 1,
                    _ if depth_of_note > 0 => {}
                    "table-row" => {
                        row_repeats = count(&element, "number-rows-repeated");
                        column = 0;
                        filled.clear();
                    }
                    "table-cell" | "covered-table-cell" => {
                        text.clear();
                        paragraphs = 0;
                        cell = Some(open(&element));
                    }
                    "p" if cell.is_some() => {
                        if paragraphs > 0 {
                            text.push('\n');
                        }
                        paragraphs += 1;
                    }
                    "s" if cell.is_some() => {
                        let spaces = count(&element, "c").min(MAX_REPEATS) as usize;
                        text.extend(std::iter::repeat_n(' ', spaces));
                    }
                    "tab" | "line-break" if cell.is_some() => text.push(' '),
                    _ => {}
                },
                Event::Text(part) if cell.is_some() && depth_of_note == 0 && paragraphs > 0 => {
                    text.push_str(&part.xml10_content());
                }
                Event::GeneralRef(entity) if cell.is_some() && depth_of_note == 0 => {
                    push_entity(&mut text, &entity)
                }
                Event::End(element) => match element.local_name().as_ref() {
                    "annotation" => depth_of_note = depth_of_note.saturating_sub(1),
                    _ if depth_of_note > 0 => {}
                    "table-cell" | "covered-table-cell" => {
                        let Some(opened) = cell.take() else { continue };
                        let value = opened.value.or_else(|| {
                            (!text.trim().is_empty()).then(|| Value::Text(text.as_str().into()))
                        });
                        if let Some(value) = value {
                            if opened.rows_spanned > 1 || opened.columns_spanned > 1 {
                                self.builder.merge(Merge {
                                    first_row: self.row.saturating_add(1),
                                    first_column: column,
                                    last_row: self.row.saturating_add(opened.rows_spanned),
                                    last_column: column.saturating_add(opened.columns_spanned - 1),
                                });
                            }
                            for repeat in 0..opened.columns_repeated.min(MAX_REPEATS) {
                                filled.push((column.saturating_add(repeat), value.clone()));
                            }
                        }
                        column = column.saturating_add(opened.columns_repeated);
                    }
                    "table-row" => {
                        if !filled.is_empty() {
                            for repeat in 0..row_repeats.min(MAX_REPEATS) {
                                for (column, value) in &filled {
                                    let row = self.row.saturating_add(repeat);
                                    self.builder.push(row, *column, value.clone())?;
                                }
                            }
                        }
                        self.row = self.row.saturating_add(row_repeats);
                    }
                    "table" => return Ok(None),
                    _ => {}
                },
                _ => {}
            }
        }
    }
}

fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
        .max(1)
}

fn open(element: &BytesStart<'_>) -> Opened {
    let number = || attribute(element, "value").and_then(|value| value.parse::<f64>().ok());
    let value = match attribute(element, "value-type").as_deref() {
        Some("float" | "percentage" | "currency") => {
            number().filter(|n| n.is_finite()).map(Value::Number)
        }
        Some("date") => attribute(element, "date-value")
            .and_then(|date| date.get(..10).and_then(|day| day.parse().ok()))
            .map(Value::Date),
        Some("boolean") => {
            attribute(element, "boolean-value").map(|value| Value::Bool(value == "true"))
        }
        Some("string") => attribute(element, "string-value").map(|text| Value::Text(text.into())),
        _ => None,
    };
    Opened {
        value,
        columns_repeated: count(element, "number-columns-repeated"),
        rows_spanned: count(element, "number-rows-spanned"),
        columns_spanned: count(element, "number-columns-spanned"),
    }
}
