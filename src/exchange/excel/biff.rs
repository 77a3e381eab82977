//! Workbooks of Excel 5.0 to 2003: records of the BIFF stream (MS-XLS).

use std::rc::Rc;

use super::cfb::Compound;
use super::number_format::{builtin_is_date, day_of_serial, is_date};
use super::sheet::{Budget, Merge, Sheet, SheetBuilder, Value};
use super::{ReadListError, limits};

mod record {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000A;
    pub const DATE_1904: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002F;
    pub const CONTINUE: u16 = 0x003C;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const XF: u16 = 0x00E0;
    pub const MERGE_CELLS: u16 = 0x00E5;
    pub const SST: u16 = 0x00FC;
    pub const LABEL_SST: u16 = 0x00FD;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: u16 = 0x041E;
    pub const BOF: u16 = 0x0809;
    pub const R_STRING: u16 = 0x00D6;
}

/// The sheets of an `.xls` file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadListError> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let file = Compound::open(bytes)?;
        let stream = match file.stream("Workbook")? {
            Some(stream) => stream,
            None => file.stream("Book")?.ok_or(ReadListError::Truncated)?,
        };
        return read_stream(&stream);
    }
    read_stream(bytes)
}

/// The records of a stream from an offset on: kind and content.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn next(&mut self) -> Result<Option<(u16, &'a [u8])>, ReadListError> {
        let Some(head) = self.stream.get(self.at..self.at + 4) else {
            return Ok(None);
        };
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let start = self.at + 4;
        let content = self
            .stream
            .get(start..start + length)
            .ok_or(ReadListError::Truncated)?;
        self.at = start + length;
        Ok(Some((kind, content)))
    }

    /// The contents of the CONTINUE records that follow.
    fn continued(&mut self) -> Result<Vec<&'a [u8]>, ReadListError> {
        let mut parts = Vec::new();
        loop {
            let before = self.at;
            match self.next()? {
                Some((record::CONTINUE, content)) => parts.push(content),
                _ => {
                    self.at = before;
                    return Ok(parts);
                }
            }
        }
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// One byte a character. The old Vietnamese fonts put their letters on Latin-1's places, so the
/// bytes are kept as those characters and the legacy-font step decides what they mean.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

fn wide(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .filter_map(|unit| u16_at(unit, 0))
        .collect();
    String::from_utf16_lossy(&units)
}

/// What the sheets share.
#[derive(Default)]
struct Globals {
    biff8: bool,
    from_1904: bool,
    strings: Vec<Rc<str>>,
    formats: Vec<(u16, bool)>,
    styles: Vec<u16>,
    sheets: Vec<(usize, String)>,
}

impl Globals {
    /// A string with its length in front; `wide_length`: two bytes of length, else one.
    fn text(&self, bytes: &[u8], wide_length: bool) -> Option<String> {
        let (length, rest) = if wide_length {
            (usize::from(u16_at(bytes, 0)?), bytes.get(2..)?)
        } else {
            (usize::from(*bytes.first()?), bytes.get(1..)?)
        };
        if !self.biff8 {
            return Some(latin(rest.get(..length.min(rest.len()))?));
        }
        let flags = *rest.first()?;
        let rest = rest.get(1..)?;
        if flags & 1 == 0 {
            Some(latin(rest.get(..length.min(rest.len()))?))
        } else {
            Some(wide(rest.get(..(2 * length).min(rest.len()))?))
        }
    }

    fn number(&self, number: f64, style: u16) -> Option<Value> {
        if !number.is_finite() {
            return None;
        }
        let format = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        let shows_date = self
            .formats
            .iter()
            .rev()
            .find(|(index, _)| *index == format)
            .map_or_else(|| builtin_is_date(u32::from(format)), |(_, shows)| *shows);
        Some(match day_of_serial(number, self.from_1904) {
            Some(day) if shows_date => Value::Date(day),
            _ => Value::Number(number),
        })
    }
}

fn read_stream(stream: &[u8]) -> Result<Vec<Sheet>, ReadListError> {
    let globals = read_globals(stream)?;
    if globals.sheets.len() > limits::SHEETS {
        return Err(ReadListError::TooManySheets {
            found: globals.sheets.len() as u64,
            limit: limits::SHEETS as u64,
        });
    }
    let mut budget = Budget::default();
    let mut sheets = Vec::new();
    for (offset, name) in &globals.sheets {
        if *offset >= stream.len() {
            return Err(ReadListError::Truncated);
        }
        let mut records = Records {
            stream,
            at: *offset,
        };
        sheets.push(read_sheet(&mut records, name, &globals, &mut budget)?);
    }
    Ok(sheets)
}

fn read_globals(stream: &[u8]) -> Result<Globals, ReadListError> {
    let mut globals = Globals::default();
    let mut records = Records { stream, at: 0 };
    match records.next()? {
        Some((record::BOF, content)) => globals.biff8 = u16_at(content, 0) == Some(0x0600),
        _ => {
            return Err(ReadListError::Damaged {
                detail: "no beginning of a workbook".to_owned(),
            });
        }
    }
    while let Some((kind, content)) = records.next()? {
        match kind {
            record::EOF => return Ok(globals),
            record::FILE_PASS => return Err(ReadListError::Password),
            record::DATE_1904 => globals.from_1904 = u16_at(content, 0) == Some(1),
            record::FORMAT => {
                if let Some(index) = u16_at(content, 0)
                    && let Some(code) =
                        globals.text(content.get(2..).unwrap_or_default(), globals.biff8)
                {
                    globals.formats.push((index, is_date(&code)));
                }
            }
            record::XF => globals.styles.push(u16_at(content, 2).unwrap_or(0)),
            record::BOUND_SHEET => {
                // Kind 0 is a sheet of cells; charts and macros are others.
                if let Some(offset) = u32_at(content, 0)
                    && content.get(5) == Some(&0)
                    && let Some(name) = globals.text(content.get(6..).unwrap_or_default(), false)
                {
                    globals.sheets.push((offset as usize, name));
                }
            }
            record::SST => {
                let mut parts = vec![content];
                parts.extend(records.continued()?);
                globals.strings = shared_strings(&parts)?;
            }
            _ => {}
        }
    }
    Err(ReadListError::Truncated)
}

/// Reads over the seams of a record and its continuations.
struct Seamed<'a, 'b> {
    parts: &'b [&'a [u8]],
    part: usize,
    at: usize,
}

impl<'a> Seamed<'a, '_> {
    fn take(&mut self, wanted: usize) -> Option<&'a [u8]> {
        let rest = self.parts.get(self.part)?.get(self.at..)?;
        if rest.is_empty() {
            self.part += 1;
            self.at = 0;
            return self.take_here(wanted);
        }
        self.take_here(wanted)
    }

    fn take_here(&mut self, wanted: usize) -> Option<&'a [u8]> {
        let taken = self.parts.get(self.part)?.get(self.at..self.at + wanted)?;
        self.at += wanted;
        Some(taken)
    }

    fn left(&self) -> usize {
        self.parts
            .get(self.part)
            .map_or(0, |part| part.len() - self.at)
    }

    fn skip(&mut self, mut wanted: usize) -> Option<()> {
        while wanted > 0 {
            if self.left() == 0 {
                self.part += 1;
                self.at = 0;
                self.parts.get(self.part)?;
                continue;
            }
            let step = wanted.min(self.left());
            self.at += step;
            wanted -= step;
        }
        Some(())
    }

    /// Characters that may run over a seam, where a new flag byte stands.
    fn characters(&mut self, mut count: usize, mut is_wide: bool) -> Option<String> {
        let mut text = String::new();
        while count > 0 {
            if self.left() == 0 {
                self.part += 1;
                self.at = 0;
                is_wide = self.take_here(1)?[0] & 1 == 1;
            }
            let size = if is_wide { 2 } else { 1 };
            let here = count.min(self.left() / size);
            if here == 0 {
                return None;
            }
            let bytes = self.take_here(here * size)?;
            text.push_str(&if is_wide { wide(bytes) } else { latin(bytes) });
            count -= here;
        }
        Some(text)
    }

    fn string(&mut self) -> Option<String> {
        let head = self.take(3)?;
        let count = usize::from(u16::from_le_bytes([head[0], head[1]]));
        let flags = head[2];
        let runs = if flags & 8 != 0 {
            usize::from(u16_at(self.take(2)?, 0)?)
        } else {
            0
        };
        let aids = if flags & 4 != 0 {
            u32_at(self.take(4)?, 0)? as usize
        } else {
            0
        };
        let text = self.characters(count, flags & 1 == 1)?;
        self.skip(4 * runs)?;
        self.skip(aids)?;
        Some(text)
    }
}

fn shared_strings(parts: &[&[u8]]) -> Result<Vec<Rc<str>>, ReadListError> {
    let count = parts
        .first()
        .and_then(|part| u32_at(part, 4))
        .ok_or(ReadListError::Truncated)?;
    let mut reader = Seamed {
        parts,
        part: 0,
        at: 8,
    };
    let mut strings = Vec::new();
    for _ in 0..count {
        match reader.string() {
            Some(text) => strings.push(Rc::from(text)),
            None => return Err(ReadListError::Truncated),
        }
    }
    Ok(strings)
}

/// The number packed into four bytes.
fn rk(packed: u32) -> f64 {
    let number = if packed & 2 != 0 {
        f64::from(packed as i32 >> 2)
    } else {
        f64::from_bits(u64::from(packed & 0xFFFF_FFFC) << 32)
    };
    if packed & 1 != 0 {
        number / 100.0
    } else {
        number
    }
}

fn read_sheet(
    records: &mut Records<'_>,
    name: &str,
    globals: &Globals,
    budget: &mut Budget,
) -> Result<Sheet, ReadListError> {
    let mut builder = SheetBuilder::new(name, budget);
    let mut depth = 0u32;
    let mut waiting: Option<(u32, u32)> = None;
    while let Some((kind, content)) = records.next()? {
        let place = || {
            Some((
                u32::from(u16_at(content, 0)?),
                u32::from(u16_at(content, 2)?),
                u16_at(content, 4)?,
            ))
        };
        let cell = |value: Option<Value>| {
            place()
                .zip(value)
                .map(|((row, column, _), value)| (row, column, value))
        };
        let found = match kind {
            // Charts within the sheet have a beginning and an end of their own.
            record::BOF => {
                depth += 1;
                None
            }
            record::EOF if depth <= 1 => return Ok(builder.finish()),
            record::EOF => {
                depth -= 1;
                None
            }
            _ if depth > 1 => None,
            record::LABEL_SST => {
                let text = u32_at(content, 6).and_then(|at| globals.strings.get(at as usize));
                cell(text.map(|text| Value::Text(text.clone())))
            }
            record::LABEL | record::R_STRING => {
                let text = content.get(6..).and_then(|rest| globals.text(rest, true));
                cell(text.map(|text| Value::Text(text.into())))
            }
            record::NUMBER => cell(
                place()
                    .zip(f64_at(content, 6))
                    .and_then(|((.., style), n)| globals.number(n, style)),
            ),
            record::RK => cell(
                place()
                    .zip(u32_at(content, 6))
                    .and_then(|((.., style), n)| globals.number(rk(n), style)),
            ),
            record::MUL_RK => {
                mul_rk(content, globals, &mut builder)?;
                None
            }
            record::BOOL_ERR => cell(match (content.get(6), content.get(7)) {
                (Some(value), Some(0)) => Some(Value::Bool(*value == 1)),
                (Some(code), Some(1)) => Some(Value::Error(format!("#{code}").into())),
                _ => None,
            }),
            record::FORMULA => {
                let result = content.get(6..14).unwrap_or_default();
                match (result.first(), result.ends_with(&[0xFF, 0xFF])) {
                    // The text of the result stands in the record that follows.
                    (Some(0), true) => {
                        waiting = place().map(|(row, column, _)| (row, column));
                        None
                    }
                    (Some(1), true) => cell(result.get(2).map(|value| Value::Bool(*value == 1))),
                    (_, true) => None,
                    _ => cell(
                        place()
                            .zip(f64_at(content, 6))
                            .and_then(|((.., style), n)| globals.number(n, style)),
                    ),
                }
            }
            record::STRING => {
                let text = globals.text(content, true);
                waiting
                    .take()
                    .zip(text)
                    .map(|((row, column), text)| (row, column, Value::Text(text.into())))
            }
            record::MERGE_CELLS => {
                let corner = |at| u16_at(content, at).map(u32::from);
                for area in 0..usize::from(u16_at(content, 0).unwrap_or(0)) {
                    let at = 2 + 8 * area;
                    if let (
                        Some(first_row),
                        Some(last_row),
                        Some(first_column),
                        Some(last_column),
                    ) = (corner(at), corner(at + 2), corner(at + 4), corner(at + 6))
                    {
                        builder.merge(Merge {
                            first_row: first_row + 1,
                            first_column,
                            last_row: last_row + 1,
                            last_column,
                        });
                    }
                }
                None
            }
            _ => None,
        };
        if let Some((row, column, value)) = found {
            builder.push(row, column, value)?;
        }
    }
    Err(ReadListError::Truncated)
}

fn mul_rk(
    content: &[u8],
    globals: &Globals,
    builder: &mut SheetBuilder<'_>,
) -> Result<(), ReadListError> {
    let (Some(row), Some(first)) = (u16_at(content, 0), u16_at(content, 2)) else {
        return Ok(());
    };
    let packed = content
        .get(4..content.len().saturating_sub(2))
        .unwrap_or_default();
    for (at, entry) in packed.chunks_exact(6).enumerate() {
        let style = u16_at(entry, 0).unwrap_or(0);
        let number = u32_at(entry, 2).map(rk);
        if let Some(value) = number.and_then(|number| globals.number(number, style)) {
            builder.push(u32::from(row), u32::from(first) + at as u32, value)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_unpack() {
        assert_eq!(rk((1997 << 2) | 2), 1997.0);
        assert_eq!(rk((12_345 << 2) | 3), 123.45);
        assert_eq!(rk((1.5f64.to_bits() >> 32) as u32), 1.5);
        assert_eq!(rk(((-5i32 << 2) as u32) | 2), -5.0);
    }

    #[test]
    fn a_string_runs_over_the_seam_of_two_records() {
        // `Phó Bí` with the flag byte repeated at the seam, first narrow, then wide.
        let first: &[u8] = &[0, 0, 0, 0, 1, 0, 0, 0, 6, 0, 0, b'P', b'h', 0xF3];
        let second: &[u8] = &[1, b' ', 0, b'B', 0, 0xED, 0];
        let strings = shared_strings(&[first, second]).unwrap();
        assert_eq!(&*strings[0], "Phó Bí");
        assert_eq!(shared_strings(&[first]), Err(ReadListError::Truncated));
    }

    #[test]
    fn a_locked_stream_asks_for_a_password() {
        let stream = [0x09, 0x08, 2, 0, 0, 6, 0x2F, 0, 0, 0];
        assert_eq!(read_stream(&stream).unwrap_err(), ReadListError::Password);
    }
}
