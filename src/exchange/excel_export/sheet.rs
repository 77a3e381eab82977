//! One sheet: lines, title, head, rows, and how it prints.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet};

use super::{ExportError, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Surroundings};
use crate::domain::PartialDate;
use crate::report::{Cell, ColumnKind, Table};

const FONT: &str = "Times New Roman";
const DAY: &str = "dd/mm/yyyy";
const A4: u8 = 9;
/// The UTF-16 units that a printed page's header can have.
const MAX_HEADER: usize = 255;
/// The largest whole number that Excel's numbers hold exactly.
const MAX_EXACT: i64 = 1 << 53;

/// How cells look, made once for all sheets.
pub(super) struct Formats {
    line: Format,
    title: Format,
    watermark: Format,
    head: Format,
    text: Format,
    /// Text that begins as a formula would: stays text even when it is edited.
    quoted: Format,
    integer: Format,
    number: Format,
    date: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let line = Format::new().set_font_name(FONT).set_font_size(12);
        let cell = line
            .clone()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Top);
        let text = cell.clone().set_text_wrap();
        Self {
            title: line.clone().set_bold().set_font_size(14),
            watermark: line.clone().set_bold().set_font_color(Color::Red),
            head: text
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E7_EDF3)),
            quoted: text.clone().set_quote_prefix(),
            integer: cell.clone().set_num_format("#,##0"),
            number: cell.clone().set_num_format("#,##0.0"),
            date: cell
                .set_num_format(DAY)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::Top),
            line,
            text,
        }
    }

    fn of(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::Text => &self.text,
            ColumnKind::Integer => &self.integer,
            ColumnKind::Number => &self.number,
            ColumnKind::Date => &self.date,
        }
    }
}

pub(super) fn write(
    sheet: &mut Worksheet,
    table: &Table,
    surroundings: &Surroundings,
    formats: &Formats,
) -> Result<(), ExportError> {
    let lines = lines(table, surroundings, formats);
    // A blank row keeps the filter from taking the lines for its head.
    let head = lines.len() + 1;
    check_size(table, head)?;
    for (row, (words, format)) in lines.iter().enumerate() {
        sheet.write_string_with_format(row as u32, 0, clipped(words, MAX_TEXT), format)?;
    }
    let head = head as u32;
    for (at, column) in table.columns.iter().enumerate() {
        let at = at as u16;
        sheet.set_column_width(at, f64::from(column.width.clamp(1, 255)))?;
        let heading = clipped(&column.heading, MAX_TEXT);
        sheet.write_string_with_format(head, at, heading, &formats.head)?;
    }
    for (number, cells) in table.rows.iter().enumerate() {
        let row = head + 1 + number as u32;
        for (at, column) in table.columns.iter().enumerate() {
            let place = (row, at as u16);
            let cell = cells.get(at).unwrap_or(&Cell::Blank);
            if is_too_long(cell) {
                return Err(ExportError::TextTooLong {
                    table: table.title.clone(),
                    row: number + 1,
                    column: column.heading.clone(),
                });
            }
            write_cell(sheet, place, cell, column.kind, formats)?;
        }
    }
    if let Some(last_column) = table.columns.len().checked_sub(1) {
        let last_row = head + table.rows.len() as u32;
        sheet.autofilter(head, 0, last_row, last_column as u16)?;
        sheet.set_repeat_rows(head, head)?;
        sheet.set_freeze_panes(head + 1, 0)?;
    }
    set_page(sheet, surroundings);
    Ok(())
}

/// What stands above the head, each line with its look.
fn lines<'a>(
    table: &'a Table,
    surroundings: &'a Surroundings,
    formats: &'a Formats,
) -> Vec<(&'a str, &'a Format)> {
    let plain = |lines: &'a [String]| lines.iter().map(|line| (line.as_str(), &formats.line));
    let mut all: Vec<(&str, &Format)> = Vec::new();
    all.extend(
        surroundings
            .watermark
            .iter()
            .map(|words| (words.as_str(), &formats.watermark)),
    );
    all.extend(plain(&surroundings.above));
    all.push((&table.title, &formats.title));
    all.extend(plain(&surroundings.below));
    all
}

fn check_size(table: &Table, head: usize) -> Result<(), ExportError> {
    let limit = MAX_ROWS.saturating_sub(head + 1);
    if table.rows.len() > limit {
        return Err(ExportError::TooManyRows {
            table: table.title.clone(),
            rows: table.rows.len(),
            limit,
        });
    }
    if table.columns.len() > MAX_COLUMNS {
        return Err(ExportError::TooManyColumns {
            table: table.title.clone(),
            columns: table.columns.len(),
            limit: MAX_COLUMNS,
        });
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    kind: ColumnKind,
    formats: &Formats,
) -> Result<(), ExportError> {
    let mut text = |words: &str, format: &Format| {
        sheet
            .write_string_with_format(row, column, words, format)
            .map(|_| ())
    };
    match cell {
        Cell::Text(words) if begins_as_formula(words) => text(words, &formats.quoted)?,
        Cell::Text(words) => text(words, &formats.text)?,
        Cell::Integer(count) if count.unsigned_abs() > MAX_EXACT.unsigned_abs() => {
            text(&count.to_string(), &formats.integer)?;
        }
        Cell::Date(day) if excel_day(*day).is_none() => {
            text(&PartialDate::from(*day).to_vietnamese(), &formats.date)?;
        }
        Cell::PartialDate(date) => match date.day().and_then(|_| excel_day(date.earliest())) {
            Some(day) => {
                sheet.write_datetime_with_format(row, column, &day, &formats.date)?;
            }
            None => text(&date.to_vietnamese(), &formats.date)?,
        },
        Cell::Date(day) => {
            if let Some(day) = excel_day(*day) {
                sheet.write_datetime_with_format(row, column, &day, &formats.date)?;
            }
        }
        Cell::Integer(count) => {
            sheet.write_number_with_format(row, column, *count as f64, &formats.integer)?;
        }
        Cell::Number(number) if number.is_finite() => {
            sheet.write_number_with_format(row, column, *number, &formats.number)?;
        }
        // Division by nothing gives no number; the cell says none rather than an error code.
        Cell::Number(_) | Cell::Blank => {
            sheet.write_blank(row, column, formats.of(kind))?;
        }
    }
    Ok(())
}

/// The day as Excel has it; nothing before 1900, where its calendar begins.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year())
        .ok()
        .filter(|year| *year >= 1900)?;
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8).ok()
}

fn begins_as_formula(words: &str) -> bool {
    words.trim_start().starts_with(['=', '+', '-', '@'])
}

fn is_too_long(cell: &Cell) -> bool {
    // A byte holds no more than one unit: most texts need not be counted.
    matches!(cell, Cell::Text(words)
        if words.len() > MAX_TEXT && words.encode_utf16().count() > MAX_TEXT)
}

/// The beginning of the words, of at most so many UTF-16 units.
fn clipped(words: &str, limit: usize) -> String {
    let mut units = 0;
    words
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= limit
        })
        .collect()
}

/// A4 across, all columns on the page's width, the head on every page, pages numbered.
fn set_page(sheet: &mut Worksheet, surroundings: &Surroundings) {
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3)
        .set_footer(r#"&R&"Times New Roman,Regular"&P/&N"#);
    if let Some(watermark) = &surroundings.watermark {
        // In a header `&` begins a command; two stand for one.
        let words = clipped(watermark, MAX_HEADER / 3).replace('&', "&&");
        sheet.set_header(format!(r#"&C&"Times New Roman,Bold"&14{words}"#));
    }
}
