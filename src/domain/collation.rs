//! The order of names in Vietnamese lists: by given name, then by the whole name.
//!
//! Letters first (a ă â b c d đ e ê … o ô ơ … u ư … y), then tones (ngang, huyền, hỏi, ngã, sắc,
//! nặng), then case: the order of the Unicode collation algorithm with the Vietnamese tailoring
//! of CLDR, against which the tests compare it. That library (`icu_collator` 2.4) is not used in
//! the product because of what it adds to the download: 416 KB compressed with the data of all
//! languages, 95 KB with Vietnamese alone, of the 500 KB that the whole first load may take.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::given_name;

/// The place of a name in a list: smaller keys come first.
///
/// Equal for names that differ in the place of a tone mark only (`Hòa`, `Hoà`), in Unicode form
/// (composed, decomposed), or in the number of spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey(Box<[u8]>);

impl SortKey {
    /// The key as bytes, to be compared as they stand.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The key of a full name: given name first, then the whole name from its family name on.
pub fn sort_key(name: &str) -> SortKey {
    let given = Levels::of(given_name(name));
    let whole = Levels::of(name);
    let length = given.letters.len() + given.tones.len() + whole.len() + 4;
    let mut key = Vec::with_capacity(length);
    // Case comes last of all: a name typed in capitals stands beside its namesakes.
    for level in [&given.letters, &given.tones, &whole.letters, &whole.tones] {
        key.extend_from_slice(level);
        key.push(END);
    }
    key.extend_from_slice(&whole.capitals);
    SortKey(key.into_boxed_slice())
}

/// Ends a level; below every weight, so that a shorter name precedes the longer one.
const END: u8 = 0;
/// Ends a syllable's tones.
const SYLLABLE: u8 = 1;
/// A space among the letters.
const SPACE: u8 = 1;
/// Before the code point of a sign that is neither letter nor digit.
const SIGN: u8 = 2;
/// Weight of the digit 0.
const DIGITS: u8 = 3;
/// Before the code point of a letter of another script.
const OTHER_SCRIPT: u8 = 0xff;

/// The Latin letters in Vietnamese order.
const ALPHABET: [char; 33] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'ô', 'ơ', 'p', 'q', 'r', 's', 't', 'u', 'ư', 'v', 'w', 'x', 'y', 'z',
];

const BREVE: char = '\u{306}';
const CIRCUMFLEX: char = '\u{302}';
const HORN: char = '\u{31b}';

/// The weights of a text, level by level.
#[derive(Default)]
struct Levels {
    letters: Vec<u8>,
    tones: Vec<u8>,
    /// One bit a letter, 1 for a capital.
    capitals: Vec<u8>,
    letter_count: usize,
}

/// A letter whose marks are still being read.
#[derive(Clone, Copy)]
struct Pending {
    letter: char,
    capital: bool,
}

impl Levels {
    fn of(text: &str) -> Self {
        let text = text.trim_end_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let mut levels = Self {
            letters: Vec::with_capacity(text.len()),
            tones: Vec::with_capacity(8),
            capitals: Vec::with_capacity(text.len() / 8 + 1),
            letter_count: 0,
        };
        let mut pending = None;
        for c in text.chars() {
            if c.is_ascii() {
                levels.take(c, &mut pending);
            } else {
                decompose_canonical(c, |part| levels.take(part, &mut pending));
            }
        }
        levels.flush(&mut pending);
        levels.close_syllable();
        levels
    }

    fn len(&self) -> usize {
        self.letters.len() + self.tones.len() + self.capitals.len()
    }

    /// Takes one decomposed character.
    fn take(&mut self, c: char, pending: &mut Option<Pending>) {
        if !c.is_ascii() && is_combining_mark(c) {
            let Some(letter) = pending.as_mut().map(|pending| &mut pending.letter) else {
                return;
            };
            match (*letter, c) {
                ('a', BREVE) => *letter = 'ă',
                ('a', CIRCUMFLEX) => *letter = 'â',
                ('e', CIRCUMFLEX) => *letter = 'ê',
                ('o', CIRCUMFLEX) => *letter = 'ô',
                ('o', HORN) => *letter = 'ơ',
                ('u', HORN) => *letter = 'ư',
                _ => self.tones.push(mark_weight(c)),
            }
            return;
        }
        self.flush(pending);
        if c.is_ascii_alphabetic() {
            *pending = Some(Pending {
                letter: c.to_ascii_lowercase(),
                capital: c.is_ascii_uppercase(),
            });
        } else if c.is_whitespace() {
            if !self.letters.is_empty() && self.letters.last() != Some(&SPACE) {
                self.letters.push(SPACE);
                self.close_syllable();
            }
        } else if let Some(digit) = c.to_digit(10) {
            self.letters.push(DIGITS + digit as u8);
        } else if c.is_alphabetic() {
            *pending = Some(Pending {
                // Icelandic eth looks like đ and is typed for it.
                letter: match c {
                    'Đ' | 'Ð' | 'ð' => 'đ',
                    c => c.to_lowercase().next().unwrap_or(c),
                },
                capital: c.is_uppercase(),
            });
        } else if !c.is_control() && !is_invisible(c) {
            self.letters.push(SIGN);
            self.push_code_point(c);
            self.close_syllable();
        }
    }

    /// Weighs the letter whose marks have all been read.
    fn flush(&mut self, pending: &mut Option<Pending>) {
        let Some(Pending { letter, capital }) = pending.take() else {
            return;
        };
        match letter_weight(letter) {
            Some(weight) => self.letters.push(weight),
            None => {
                self.letters.push(OTHER_SCRIPT);
                self.push_code_point(letter);
            }
        }
        let bit = self.letter_count % 8;
        if bit == 0 {
            self.capitals.push(0);
        }
        if let Some(bits) = self.capitals.last_mut().filter(|_| capital) {
            *bits |= 0x80 >> bit;
        }
        self.letter_count += 1;
    }

    fn close_syllable(&mut self) {
        self.tones.push(SYLLABLE);
    }

    fn push_code_point(&mut self, c: char) {
        let mut utf8 = [0; 4];
        self.letters
            .extend_from_slice(c.encode_utf8(&mut utf8).as_bytes());
    }
}

/// The weight of a Latin letter, between the digits and the other scripts.
fn letter_weight(letter: char) -> Option<u8> {
    let at = match letter {
        // The letters between two of Vietnam's own, by their distance from `a`.
        'a' => 0,
        'b'..='d' => letter as u8 - b'b' + 3,
        'e' => 7,
        'f'..='o' => letter as u8 - b'f' + 9,
        'p'..='u' => letter as u8 - b'p' + 21,
        'v'..='z' => letter as u8 - b'v' + 28,
        _ => ALPHABET.iter().position(|own| *own == letter)? as u8,
    };
    Some(DIGITS + 10 + at)
}

/// The weight of a mark that does not make another letter; ngang, having none, is below all.
fn mark_weight(mark: char) -> u8 {
    match mark {
        '\u{300}' => 2,
        '\u{309}' => 3,
        '\u{303}' => 4,
        '\u{301}' => 5,
        '\u{323}' => 6,
        _ => 7,
    }
}

/// Whether the character has no width and no meaning in a name.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.reverse();
        names.sort_by_cached_key(|name| sort_key(name));
        names
    }

    #[test]
    fn each_letter_has_its_place_in_the_alphabet() {
        for (at, letter) in ALPHABET.iter().enumerate() {
            assert_eq!(
                letter_weight(*letter),
                Some(DIGITS + 10 + at as u8),
                "{letter}"
            );
        }
        assert_eq!(letter_weight('я'), None);
    }

    #[test]
    fn given_names_come_first_then_family_names() {
        let list = vec![
            "Trần Văn An",
            "Đặng Thị Ân",
            "Lê Bình",
            "Nguyễn Thị Bình",
            "Nguyễn Văn Bình",
            "Bùi Dũng",
            "Lê Đào",
            "Lê Thị Ước",
        ];
        assert_eq!(sorted(list.clone()), list);
    }

    #[test]
    fn tones_tell_only_names_of_the_same_letters_apart() {
        let list = vec![
            "Ma", "Mà", "Mả", "Mã", "Má", "Mạ", "Mai", "Mãi", "Mái", "Măng", "Mận",
        ];
        assert_eq!(sorted(list.clone()), list);
        // Not syllable by syllable: the letters of the whole name outweigh the first tone.
        let list = vec!["Hồ Văn Ánh", "Hộ Vân Ánh"];
        assert_eq!(sorted(list.clone()), list);
    }

    #[test]
    fn one_key_for_both_spellings_and_forms() {
        let key = sort_key("Nguyễn Thị Hòa");
        for same in [
            "Nguyễn Thị Hoà",
            "  Nguyễn  Thị\u{200b} Hoà ",
            "Nguye\u{302}\u{303}n Thi\u{323} Hoa\u{300}",
            "Nguye\u{303}\u{302}n Thị Hòa",
        ] {
            assert_eq!(sort_key(same), key, "{same}");
        }
        let decomposed: String = "Nguyễn Thị Hòa".nfd().collect();
        assert_eq!(sort_key(&decomposed), key);
    }

    #[test]
    fn capitals_matter_last() {
        let list = vec!["NGUYỄN VĂN AN", "Nguyễn Văn Ân", "Nguyễn Văn Ẩn"];
        assert_eq!(sorted(list.clone()), list);
        let list = vec!["Nguyễn Văn An", "NGUYỄN VĂN AN", "Nguyễn Văn Anh"];
        assert_eq!(sorted(list.clone()), list);
    }

    #[test]
    fn a_shorter_name_precedes_the_longer() {
        let list = vec!["", "1", "An", "Lê An", "Lê Văn An", "An 2", "Ánh"];
        let mut expected = list.clone();
        // `An 2` is sorted by its last word, the digit.
        expected.retain(|name| *name != "An 2");
        expected.insert(2, "An 2");
        assert_eq!(sorted(list), expected);
    }

    #[test]
    fn signs_and_other_scripts_have_a_place_too() {
        let list = vec!["H’Hen Niê", "Y Moan", "王"];
        assert_eq!(sorted(list.clone()).last(), Some(&"王"));
        assert_ne!(sort_key("H’Hen"), sort_key("HHen"));
        assert_eq!(sort_key("Ðào"), sort_key("Đào"));
    }
}
