//! Text with separators, in whatever encoding an office program wrote it.

use super::legacy_font::{self, Reading};
use super::sheet::{Budget, Sheet, SheetBuilder, Value};
use super::{ReadListError, limits};

/// The one sheet of a text file; it bears the file's name without its ending.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Sheet, ReadListError> {
    let text = decode(bytes);
    let separator = separator_of(&text);
    let title = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut budget = Budget::default();
    let mut builder = SheetBuilder::new(title, &mut budget);
    let (mut row, mut column) = (0u32, 0u32);
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            c if quoted => field.push(c),
            c if c == separator => {
                place(&mut builder, row, column, &mut field)?;
                column += 1;
            }
            '\n' => {
                place(&mut builder, row, column, &mut field)?;
                row += 1;
                column = 0;
            }
            '\r' => {}
            c => field.push(c),
        }
    }
    place(&mut builder, row, column, &mut field)?;
    Ok(builder.finish())
}

fn place(
    builder: &mut SheetBuilder<'_>,
    row: u32,
    column: u32,
    field: &mut String,
) -> Result<(), ReadListError> {
    // Separators without end make no columns.
    if column < limits::COLUMNS && !field.trim().is_empty() {
        builder.push(row, column, Value::Text(field.as_str().into()))?;
    }
    field.clear();
    Ok(())
}

/// The separator that the first lines use most; a semicolon wins a draw, since commas stand in texts.
fn separator_of(text: &str) -> char {
    let count = |separator: char| {
        text.lines()
            .take(50)
            .map(|line| line.matches(separator).count())
            .sum::<usize>()
    };
    if let Some(declared) = text
        .strip_prefix("sep=")
        .and_then(|rest| rest.chars().next())
    {
        return declared;
    }
    [(';', 2), ('\t', 3), (',', 1)]
        .into_iter()
        .max_by_key(|(separator, rank)| (count(*separator), *rank))
        .map_or(';', |(separator, _)| separator)
}

fn decode(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    let rest = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(rest) {
        return text.to_owned();
    }
    // One byte a letter: Windows-1258, or an old font whose bytes pass for Windows-1252.
    let western: String = rest
        .iter()
        .map(|byte| legacy_font::windows_1252(*byte))
        .collect();
    let (mut legacy, mut other) = (0, 0);
    for field in western.split([';', ',', '\t', '\n']).take(2_000) {
        match legacy_font::read(field) {
            Reading::Plain => {}
            Reading::Legacy { .. } => legacy += 1,
            Reading::Unicode | Reading::Either => other += 1,
        }
    }
    if legacy > other {
        return western;
    }
    rest.iter()
        .map(|byte| legacy_font::windows_1258(*byte))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheet = read("ds.csv", bytes).unwrap();
        sheet
            .rows
            .iter()
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| match &cell.value {
                        Value::Text(text) => text.to_string(),
                        other => format!("{other:?}"),
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn separators_quotes_and_encodings() {
        let wanted = vec![vec!["TT", "Họ và tên"], vec!["1", "Đỗ Thị \"Ước\"; x"]];
        let text = "TT;Họ và tên\r\n1;\"Đỗ Thị \"\"Ước\"\"; x\"\r\n";
        assert_eq!(cells(text.as_bytes()), wanted);
        assert_eq!(cells(format!("\u{feff}{text}").as_bytes()), wanted);
        let utf16: Vec<u8> = std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(cells(&utf16), wanted);
        let tabs = "TT\tHọ và tên\n1\tNguyễn, A";
        assert_eq!(cells(tabs.as_bytes())[1], ["1", "Nguyễn, A"]);
    }

    #[test]
    fn windows_1258_is_read() {
        // `Phường Trần` with its tones as letters of their own.
        let bytes = b"a;Ph\xFD\xF5\xCCng Tr\xE2\xCCn;b\nc;d;e\n";
        let text = &cells(bytes)[0][1];
        assert_eq!(crate::domain::tidy(text), "Phường Trần");
    }
}
