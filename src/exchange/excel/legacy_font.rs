//! Text typed for the fonts of the 1990s: TCVN3 (`.VnTime`) and VNI (`VNI-Times`).
//!
//! Such cells hold Latin-1 characters that only those fonts show as Vietnamese. Workbooks rarely
//! say which font a cell bears by the time they arrive, so the content decides: text is converted
//! where it is no Vietnamese as it stands and becomes Vietnamese by the conversion.
//!
//! Source of the TCVN3 table: TCVN 5712:1993, VN3. Source of the VNI table: the two-byte VNI
//! Windows set.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::sheet::{Sheet, Value};
use super::syllable::is_syllable;

/// The encodings that are converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegacyFont {
    /// TCVN 5712:1993, fonts named `.Vn…`.
    Tcvn3,
    /// VNI Windows, fonts named `VNI-…`.
    Vni,
}

/// What was converted in a sheet, with an example to check by eye.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// The encoding of most converted cells.
    pub font: LegacyFont,
    /// Cells converted.
    pub cells: usize,
    /// A cell as it stands in the file.
    pub before: String,
    /// The same cell as it is read.
    pub after: String,
}

/// Letters from byte `A1` to `FE` of TCVN3; a space where the set has none.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

/// The letter of a TCVN3 character; nothing for those that the set does not use.
fn tcvn3(c: char) -> Option<char> {
    let at = (c as u32).checked_sub(0xA1)? as usize;
    TCVN3.chars().nth(at).filter(|letter| *letter != ' ')
}

/// The TCVN3 characters, looked up by place rather than counted each time.
static TCVN3_TABLE: std::sync::LazyLock<Vec<Option<char>>> = std::sync::LazyLock::new(|| {
    (0xA1u32..=0xFE)
        .map(|code| char::from_u32(code).and_then(tcvn3))
        .collect()
});

fn tcvn3_letter(c: char) -> Option<char> {
    let at = (c as u32).checked_sub(0xA1)? as usize;
    TCVN3_TABLE.get(at).copied().flatten()
}

/// Marks that a VNI character puts on the vowel before it.
fn vni_marks(c: char) -> Option<&'static str> {
    Some(match c {
        'ù' | 'Ù' => "\u{301}",
        'ø' | 'Ø' => "\u{300}",
        'û' | 'Û' => "\u{309}",
        'õ' | 'Õ' => "\u{303}",
        'ï' | 'Ï' => "\u{323}",
        'â' | 'Â' => "\u{302}",
        'á' | 'Á' => "\u{302}\u{301}",
        'à' | 'À' => "\u{302}\u{300}",
        'å' | 'Å' => "\u{302}\u{309}",
        'ã' | 'Ã' => "\u{302}\u{303}",
        'ä' | 'Ä' => "\u{302}\u{323}",
        'ê' | 'Ê' => "\u{306}",
        'é' | 'É' => "\u{306}\u{301}",
        'è' | 'È' => "\u{306}\u{300}",
        'ú' | 'Ú' => "\u{306}\u{309}",
        'ü' | 'Ü' => "\u{306}\u{303}",
        'ë' | 'Ë' => "\u{306}\u{323}",
        _ => return None,
    })
}

/// VNI characters that are letters by themselves.
fn vni_letter(c: char) -> Option<char> {
    Some(match c {
        'í' => 'í',
        'Í' => 'Í',
        'ì' => 'ì',
        'Ì' => 'Ì',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        _ => return None,
    })
}

/// Whether the marks may stand on the vowel.
fn takes(vowel: char, marks: &str) -> bool {
    let vowel = vowel.to_ascii_lowercase();
    if marks.starts_with('\u{306}') {
        vowel == 'a'
    } else if marks.starts_with('\u{302}') {
        matches!(vowel, 'a' | 'e' | 'o')
    } else {
        matches!(vowel, 'a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
    }
}

/// The text read as if typed for that font.
pub fn decode(font: LegacyFont, text: &str) -> String {
    match font {
        LegacyFont::Tcvn3 => text.chars().map(|c| tcvn3_letter(c).unwrap_or(c)).collect(),
        LegacyFont::Vni => {
            let mut marked = String::with_capacity(text.len() + 8);
            let mut before = ' ';
            for c in text.chars() {
                match vni_marks(c) {
                    Some(marks) if takes(before, marks) => {
                        marked.push_str(marks);
                        before = ' ';
                    }
                    _ => {
                        before = vni_letter(c).unwrap_or(c);
                        marked.push(before);
                    }
                }
            }
            marked.nfc().collect()
        }
    }
}

/// What a text by itself says of its encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Without marked letters: the same in all encodings.
    Plain,
    /// Vietnamese as it stands, or at least not better by any conversion.
    Unicode,
    /// No Vietnamese as it stands, and Vietnamese by the conversion.
    Legacy {
        /// The encoding that makes sense of it.
        font: LegacyFont,
        /// Whether it is enough text to be sure of by itself.
        sure: bool,
    },
    /// Vietnamese both ways: its neighbours must decide.
    Either,
}

/// What the text by itself says of its encoding.
pub fn read(text: &str) -> Reading {
    if text.is_ascii() {
        return Reading::Plain;
    }
    if text.chars().any(is_modern_vietnamese) {
        return Reading::Unicode;
    }
    let (raw, total) = valid_words(text, text);
    if total == 0 {
        return Reading::Plain;
    }
    let tcvn3 = valid_words(text, &decode(LegacyFont::Tcvn3, text)).0;
    let vni = valid_words(text, &decode(LegacyFont::Vni, text)).0;
    let (font, valid) = if vni > tcvn3 {
        (LegacyFont::Vni, vni)
    } else {
        (LegacyFont::Tcvn3, tcvn3)
    };
    if raw == total {
        return if valid == total {
            Reading::Either
        } else {
            Reading::Unicode
        };
    }
    if valid > raw && 2 * valid > total {
        let long = text.chars().filter(|c| c.is_alphanumeric()).count() >= 4;
        let sure = valid == total && (total > 1 || long);
        return Reading::Legacy { font, sure };
    }
    Reading::Unicode
}

/// Letters that no Latin-1 font has, but Vietnamese in Unicode does.
fn is_modern_vietnamese(c: char) -> bool {
    matches!(c, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1EA0}'..='\u{1EF9}' | '\u{300}'..='\u{323}')
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c.is_whitespace()
            || c.is_ascii_punctuation()
            || matches!(c, '\u{2010}'..='\u{201F}' | '\u{2026}')
    })
    .filter(|word| !word.is_empty())
}

/// Of the words that are marked in `raw`: how many are Vietnamese in `read`, and how many there are.
fn valid_words(raw: &str, read: &str) -> (usize, usize) {
    let mut valid = 0;
    let mut total = 0;
    for (raw, word) in words(raw).zip(words(read)) {
        if raw.is_ascii() {
            continue;
        }
        total += 1;
        if is_syllable(word) || is_abbreviation(word) {
            valid += 1;
        }
    }
    (valid, total)
}

/// `HĐND`, `CĐ`: consonants in capitals.
fn is_abbreviation(word: &str) -> bool {
    word.contains(['Đ', 'Ô', 'Ư'])
        && word.chars().count() <= 8
        && word
            .chars()
            .all(|c| matches!(c, 'Đ' | 'Ô' | 'Ư') || c.is_ascii_uppercase() || c.is_ascii_digit())
}

/// Converts the cells of a sheet that are typed for an old font; gives an example, nothing when none was.
pub fn convert(sheet: &mut Sheet) -> Option<Conversion> {
    let readings: Vec<Vec<Reading>> = sheet
        .rows
        .iter()
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| match &cell.value {
                    Value::Text(text) => read(text),
                    _ => Reading::Plain,
                })
                .collect()
        })
        .collect();
    let sheet_votes = Votes::of(readings.iter().flatten());
    if sheet_votes.tcvn3 + sheet_votes.vni == 0 {
        return None;
    }
    let mut conversion: Option<Conversion> = None;
    let mut converted = Votes::default();
    for (row, readings) in sheet.rows.iter_mut().zip(&readings) {
        let row_votes = Votes::of(readings);
        for (cell, reading) in row.cells.iter_mut().zip(readings) {
            let Value::Text(text) = &cell.value else {
                continue;
            };
            let font = match reading {
                Reading::Plain | Reading::Unicode => None,
                Reading::Legacy { font, sure: true } => Some(
                    row_votes
                        .font()
                        .filter(|_| !row_votes.says(*font))
                        .unwrap_or(*font),
                ),
                Reading::Legacy { font, .. } => row_votes
                    .font()
                    .or(sheet_votes.font())
                    .or_else(|| sheet_votes.says(*font).then_some(*font)),
                // The neighbours in the row know best; a row without evidence follows its sheet.
                Reading::Either if row_votes.decided() => row_votes.font(),
                Reading::Either => sheet_votes.font(),
            };
            let Some(font) = font else { continue };
            let after = decode(font, text);
            if *after == **text {
                continue;
            }
            match font {
                LegacyFont::Tcvn3 => converted.tcvn3 += 1,
                LegacyFont::Vni => converted.vni += 1,
            }
            let longer = |best: &Conversion| {
                best.before.chars().count() < 12 && text.len() > best.before.len()
            };
            if conversion.as_ref().is_none_or(longer) {
                let short = |text: &str| text.chars().take(80).collect();
                conversion = Some(Conversion {
                    font,
                    cells: 0,
                    before: short(text),
                    after: short(&after),
                });
            }
            cell.value = Value::Text(Rc::from(after));
        }
    }
    if let Some(font) = sheet_votes.font()
        && !sheet.name.is_ascii()
        && matches!(read(&sheet.name), Reading::Either | Reading::Legacy { .. })
    {
        sheet.name = decode(font, &sheet.name);
    }
    conversion.map(|conversion| Conversion {
        font: if converted.vni > converted.tcvn3 {
            LegacyFont::Vni
        } else {
            LegacyFont::Tcvn3
        },
        cells: converted.tcvn3 + converted.vni,
        ..conversion
    })
}

/// How many cells speak for each encoding.
#[derive(Debug, Default)]
struct Votes {
    tcvn3: usize,
    vni: usize,
    unicode: usize,
}

impl Votes {
    fn of<'r>(readings: impl IntoIterator<Item = &'r Reading>) -> Self {
        let mut votes = Self::default();
        for reading in readings {
            match reading {
                Reading::Legacy {
                    font: LegacyFont::Tcvn3,
                    sure: true,
                } => votes.tcvn3 += 1,
                Reading::Legacy {
                    font: LegacyFont::Vni,
                    sure: true,
                } => votes.vni += 1,
                Reading::Unicode => votes.unicode += 1,
                _ => {}
            }
        }
        votes
    }

    fn decided(&self) -> bool {
        self.tcvn3.max(self.vni) != self.unicode
    }

    fn says(&self, font: LegacyFont) -> bool {
        match font {
            LegacyFont::Tcvn3 => self.tcvn3 > 0,
            LegacyFont::Vni => self.vni > 0,
        }
    }

    /// The encoding that the majority speaks for; nothing for Unicode.
    fn font(&self) -> Option<LegacyFont> {
        if self.tcvn3.max(self.vni) <= self.unicode {
            None
        } else if self.vni > self.tcvn3 {
            Some(LegacyFont::Vni)
        } else {
            Some(LegacyFont::Tcvn3)
        }
    }
}

/// The character of a Windows-1252 byte.
pub(super) fn windows_1252(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

/// The character of a Windows-1258 byte; tones are combining characters of their own.
pub(super) fn windows_1258(byte: u8) -> char {
    match byte {
        0xC3 => 'Ă',
        0xCC => '\u{300}',
        0xD0 => 'Đ',
        0xD2 => '\u{309}',
        0xD5 => 'Ơ',
        0xDD => 'Ư',
        0xDE => '\u{303}',
        0xE3 => 'ă',
        0xEC => '\u{301}',
        0xF0 => 'đ',
        0xF2 => '\u{323}',
        0xF5 => 'ơ',
        0xFD => 'ư',
        0xFE => '₫',
        byte => windows_1252(byte),
    }
}

#[cfg(test)]
#[path = "legacy_font_tests.rs"]
mod tests;
