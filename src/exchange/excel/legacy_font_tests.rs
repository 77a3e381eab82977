use proptest::prelude::*;

use super::*;
use crate::exchange::excel::sheet::{Cell, Row};

/// The text as typed for the font; nothing when the font cannot show it (TCVN3 has no toned capitals).
fn encode(font: LegacyFont, text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.nfc() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        match font {
            LegacyFont::Tcvn3 => out.push(
                (0xA1..=0xFEu32)
                    .filter_map(char::from_u32)
                    .find(|code| tcvn3(*code) == Some(c))?,
            ),
            LegacyFont::Vni => {
                let codes = (0xC0..=0xFFu32).filter_map(char::from_u32);
                if let Some(code) = codes.clone().find(|code| vni_letter(*code) == Some(c)) {
                    out.push(code);
                    continue;
                }
                let upper = c.is_uppercase();
                let parts: String = c.nfd().collect();
                let base = parts.chars().next()?;
                let (base, marks) = match parts.chars().nth(1) {
                    Some('\u{31B}') => {
                        let horned: String = parts.chars().take(2).nfc().collect();
                        let horned = horned.chars().next()?;
                        (
                            codes
                                .clone()
                                .find(|code| vni_letter(*code) == Some(horned))?,
                            parts.chars().skip(2).collect(),
                        )
                    }
                    _ => (base, parts.chars().skip(1).collect::<String>()),
                };
                // The tone follows the hat or breve, in whichever order they decompose.
                let sorted = |text: &str| {
                    let mut chars: Vec<char> = text.chars().collect();
                    chars.sort_unstable();
                    chars
                };
                let mark = codes
                    .filter(|code| code.is_uppercase() == upper)
                    .find(|code| {
                        vni_marks(*code).is_some_and(|own| sorted(own) == sorted(&marks))
                    })?;
                out.push(base);
                out.push(mark);
            }
        }
    }
    Some(out)
}

fn sheet(rows: &[&[&str]]) -> Sheet {
    Sheet {
        rows: rows
            .iter()
            .enumerate()
            .map(|(at, cells)| Row {
                number: at as u32 + 1,
                cells: cells
                    .iter()
                    .enumerate()
                    .map(|(column, text)| Cell {
                        column: column as u32,
                        value: Value::Text((*text).into()),
                    })
                    .collect(),
            })
            .collect(),
        ..Sheet::default()
    }
}

fn texts(sheet: &Sheet) -> Vec<String> {
    sheet
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| match &cell.value {
            Value::Text(text) => text.to_string(),
            _ => String::new(),
        })
        .collect()
}

#[test]
fn known_words_in_both_fonts() {
    assert_eq!(
        decode(LegacyFont::Tcvn3, "NguyÔn ThÞ Tr\u{AD}¬ng"),
        "Nguyễn Thị Trương"
    );
    assert_eq!(
        decode(LegacyFont::Tcvn3, "BÝ th\u{AD} §¶ng ñy, Chñ tÞch H§ND"),
        "Bí thư Đảng ủy, Chủ tịch HĐND"
    );
    assert_eq!(
        decode(LegacyFont::Vni, "Nguyeãn Vaên Höôùng"),
        "Nguyễn Văn Hướng"
    );
    assert_eq!(
        decode(LegacyFont::Vni, "Traàn Thò Myõ Hueä"),
        "Trần Thị Mỹ Huệ"
    );
    assert_eq!(
        decode(LegacyFont::Vni, "UÛY BAN NHAÂN DAÂN PHÖÔØNG ÑÖÙC PHOÅ"),
        "ỦY BAN NHÂN DÂN PHƯỜNG ĐỨC PHỔ"
    );
}

#[test]
fn a_name_that_reads_both_ways_follows_its_neighbours() {
    // `Dòng` is a word, and TCVN3 for `Dũng`.
    let mut old = sheet(&[
        &["Cao Minh Dòng", "Trung cÊp", "ChØ huy tr\u{AD}ëng"],
        &["Hå Hµ", "§¹i häc", "Bé"],
    ]);
    let conversion = convert(&mut old).unwrap();
    assert_eq!(
        texts(&old),
        [
            "Cao Minh Dũng",
            "Trung cấp",
            "Chỉ huy trưởng",
            "Hồ Hà",
            "Đại học",
            "Bộ"
        ]
    );
    assert_eq!((conversion.font, conversion.cells), (LegacyFont::Tcvn3, 6));

    let mut new = sheet(&[&["Cao Minh Dòng", "Trung cấp", "Chỉ huy trưởng"]]);
    assert_eq!(convert(&mut new), None);
}

#[test]
fn one_sheet_may_mix_all_encodings() {
    let mut mixed = sheet(&[
        &["Họ và tên", "Chức vụ", "Trình độ"],
        &["NguyÔn V¨n Dòng", "Chñ tÞch UBND", "§¹i häc"],
        &["Nguyeãn Vaên Haø", "Chuû tòch HÑND", "Ñaïi hoïc"],
        &["Trần Văn Dòng", "Bí thư Đảng ủy", "Đại học"],
        &["Lò Văn Tòng", "Chủ tịch", "CĐ"],
    ]);
    convert(&mut mixed).unwrap();
    assert_eq!(
        texts(&mixed)[3..],
        [
            "Nguyễn Văn Dũng",
            "Chủ tịch UBND",
            "Đại học",
            "Nguyễn Văn Hà",
            "Chủ tịch HĐND",
            "Đại học",
            "Trần Văn Dòng",
            "Bí thư Đảng ủy",
            "Đại học",
            "Lò Văn Tòng",
            "Chủ tịch",
            "CĐ"
        ]
    );
}

const SYLLABLES: &[&str] = &[
    "Nguyễn",
    "Trần",
    "Đặng",
    "Hồ",
    "Thị",
    "Văn",
    "Ước",
    "Quỳnh",
    "Dũng",
    "Hạnh",
    "Thắng",
    "Phượng",
    "Nghĩa",
    "Tịnh",
    "Khuê",
    "Lê",
    "Mỹ",
    "Tuấn",
    "Đức",
    "Oanh",
    "Cường",
    "Hiếu",
    "Bảo",
    "Ngọc",
    "Thuỷ",
    "Giàu",
    "Sỹ",
    "Kỳ",
    "Hưởng",
];

proptest! {
    #[test]
    fn names_survive_both_fonts(picks in prop::collection::vec(0..SYLLABLES.len(), 1..5)) {
        let name: Vec<&str> = picks.iter().map(|at| SYLLABLES[*at]).collect();
        let name = name.join(" ");
        for font in [LegacyFont::Tcvn3, LegacyFont::Vni] {
            if let Some(old) = encode(font, &name) {
                prop_assert_eq!(decode(font, &old), name.clone());
            }
        }
    }

    #[test]
    fn unicode_vietnamese_is_never_touched(picks in prop::collection::vec(0..SYLLABLES.len(), 1..40)) {
        let cells: Vec<&str> = picks.iter().map(|at| SYLLABLES[*at]).collect();
        let mut new = sheet(&[&cells]);
        prop_assert_eq!(convert(&mut new), None);
        prop_assert_eq!(texts(&new), cells);
    }

    #[test]
    fn ascii_is_never_touched(text in "[ -~]{0,40}") {
        prop_assert_eq!(read(&text), Reading::Plain);
    }

    #[test]
    fn no_text_stops_the_reader(text in "\\PC{0,60}") {
        let _ = read(&text);
        let _ = decode(LegacyFont::Vni, &text);
    }
}
