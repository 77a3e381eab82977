//! Units in the words of the lists, and the units that an office comes to know.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::{Unit, UnitId, UnitKind, fold, match_key, tidy};
use crate::exchange::excel::words::{UNITS, normal};

/// A unit as a list names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitName {
    /// The name without its kind; a superior body's whole name.
    pub name: String,
    /// The kind that the words say.
    pub kind: UnitKind,
}

/// Words that are no part of a name even in a text without marks, where the others could be.
const PLAIN_STOPS: [&str; 6] = ["hoi", "vien", "nam", "nhiem", "phuong", "xa"];

/// The most words of a commune's name.
const NAME_WORDS: usize = 5;

static SUPERIOR: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    UNITS
        .superior
        .iter()
        .map(|word| (match_key(word), fold(word)))
        .collect()
});

/// The unit that a cell names; nothing for a dash or a blank.
pub(super) fn read_unit(text: &str) -> Option<UnitName> {
    let text = tidy(text);
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    if let Some(unit) = commune_in(&text) {
        return Some(unit);
    }
    if is_superior(&text) {
        return Some(UnitName {
            name: text,
            kind: UnitKind::Superior,
        });
    }
    Some(UnitName {
        name: proper(&text),
        kind: UnitKind::Unknown,
    })
}

/// Whether the words begin the name of a body above the commune.
fn is_superior(text: &str) -> bool {
    let (key, folded) = (match_key(text), fold(text));
    let plain = text.is_ascii();
    SUPERIOR.iter().any(|(word_key, word_folded)| {
        let (text, word) = if plain {
            (&folded, word_folded)
        } else {
            (&key, word_key)
        };
        text.strip_prefix(word.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// The commune, ward or township that a text names: `UBND phường Trần Phú`, `P. Trần Phú`.
pub(super) fn commune_in(text: &str) -> Option<UnitName> {
    let text = tidy(text);
    // `P.Trần Phú`: a space behind the point, as behind all others.
    let spaced = text.replace('.', ". ");
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    let plain = text.is_ascii();
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
            .to_lowercase()
    };
    for at in 0..words.len() {
        let Some((kind, length)) = kind_at(&words, at, plain) else {
            continue;
        };
        // `thị xã` is above the communes, `cấp xã` names none.
        let before = at
            .checked_sub(1)
            .map(|at| bare(words[at]))
            .unwrap_or_default();
        if matches!(
            before.as_str(),
            "thị" | "cấp" | "thi" | "cap" | "các" | "cac" | "làng"
        ) {
            continue;
        }
        let mut name: Vec<&str> = Vec::new();
        let mut ended = ends_in_punctuation(words[at + length - 1]);
        for word in &words[at + length..] {
            let clean = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
            let lower = word.to_lowercase();
            let lower = lower.trim_matches(|c: char| !c.is_alphanumeric());
            let stop = if name.is_empty() {
                &UNITS.not_a_name
            } else {
                &UNITS.ends_name
            };
            let starts_break = word.starts_with(|c: char| !c.is_alphanumeric());
            let stops =
                stop.iter().any(|stop| stop == lower) || plain && PLAIN_STOPS.contains(&lower);
            let kind_again = !name.is_empty()
                && matches!(lower, "phường" | "xã" | "thành" if lower != "thành" || follows_city(word, &words));
            if ended
                || clean.is_empty()
                || starts_break
                || stops
                || kind_again
                || name.len() == NAME_WORDS
            {
                break;
            }
            name.push(clean);
            ended = ends_in_punctuation(word);
        }
        if !name.is_empty() {
            return Some(UnitName {
                name: proper(&name.join(" ")),
                kind,
            });
        }
    }
    None
}

fn ends_in_punctuation(word: &str) -> bool {
    word.ends_with([',', ';', ')', '(', '/', '-', ':', '–'])
}

/// Whether `thành` begins `thành phố` here: many names have it as a syllable.
fn follows_city(word: &str, words: &[&str]) -> bool {
    words
        .windows(2)
        .any(|pair| pair[0] == word && fold(pair[1]).starts_with("pho"))
}

/// The kind of unit that the word, or two words, at this place name, and how many words they are.
fn kind_at(words: &[&str], at: usize, plain: bool) -> Option<(UnitKind, usize)> {
    let one = words[at].to_lowercase();
    let one = one.trim_start_matches(|c: char| !c.is_alphanumeric());
    let one = one.trim_end_matches([',', ';', ')', ':', '-']);
    let two = words
        .get(at + 1)
        .map(|next| format!("{one} {}", next.to_lowercase()));
    for (code, spellings) in &UNITS.kind {
        let Some(kind) = UnitKind::from_code(code) else {
            continue;
        };
        for spelling in spellings {
            // Without marks the word may be another one, unless the whole text has none.
            if spelling.is_ascii() && !spelling.ends_with('.') && !plain {
                continue;
            }
            if spelling.contains(' ') {
                if two.as_deref() == Some(spelling) {
                    return Some((kind, 2));
                }
            } else if one == spelling && (at == 0 || !spelling.ends_with('.')) {
                return Some((kind, 1));
            }
        }
    }
    None
}

/// Each word with its first letter capital, where the text is in capitals or in mixed cases.
fn proper(text: &str) -> String {
    let odd = text.split(' ').any(|word| {
        let upper = word.chars().filter(|c| c.is_uppercase()).count();
        let is_number = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
            || word.chars().any(|c| c.is_ascii_digit());
        !is_number && (upper > 1 && !word.contains(['\'', '’']) || upper == 0)
    });
    if !odd {
        return text.to_owned();
    }
    text.split(' ')
        .map(|word| {
            if word.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
                return word.to_owned();
            }
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| {
                first
                    .to_uppercase()
                    .chain(chars.flat_map(char::to_lowercase))
                    .collect()
            })
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The unit that a sheet's own name gives; nothing for `Sheet1`, `DS`, `Tổng hợp` and the like.
pub(super) fn unit_of_sheet(name: &str) -> Option<UnitName> {
    let name = tidy(name);
    if let Some(unit) = commune_in(&name) {
        return Some(unit);
    }
    let trimmed = name.trim_start_matches(|c: char| !c.is_alphabetic());
    let words = normal(trimmed);
    let first = words.split(' ').next().unwrap_or_default();
    let first = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let named = trimmed.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if !named || first.is_empty() || UNITS.generic_sheet.iter().any(|word| word == first) {
        return None;
    }
    Some(UnitName {
        name: proper(trimmed),
        kind: UnitKind::Unknown,
    })
}

/// The units of an office, found by name.
#[derive(Debug, Default)]
pub(super) struct UnitBook {
    units: Vec<Unit>,
    by_key: HashMap<String, Vec<usize>>,
}

/// Whether a name leads to one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    One(UnitId),
    Several,
}

impl UnitBook {
    pub(super) fn new(units: Vec<Unit>) -> Self {
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, unit) in units.iter().enumerate() {
            by_key
                .entry(key_of(&unit.name, unit.kind))
                .or_default()
                .push(at);
        }
        Self { units, by_key }
    }

    pub(super) fn into_units(self) -> Vec<Unit> {
        self.units
    }

    pub(super) fn get(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == *id)
    }

    /// Takes note of a unit. Those named with their kind come first, so that a bare name can join them.
    pub(super) fn learn(&mut self, name: &UnitName) {
        let key = key_of(&name.name, name.kind);
        let known = self.by_key.entry(key.clone()).or_default();
        if known.iter().any(|at| self.units[*at].kind == name.kind) {
            return;
        }
        if name.kind == UnitKind::Unknown && !known.is_empty() {
            return;
        }
        // A unit known by its bare name only is this one: its kind is learnt now.
        if let Some(at) = known
            .iter()
            .find(|at| self.units[**at].kind == UnitKind::Unknown)
        {
            self.units[*at].kind = name.kind;
            return;
        }
        known.push(self.units.len());
        self.units.push(Unit {
            id: UnitId(format!("{} {key}", name.kind.code())),
            name: name.name.clone(),
            kind: name.kind,
            area: None,
            special_hardship: None,
        });
    }

    /// The unit of that name; nothing when it was never learnt.
    pub(super) fn find(&self, name: &UnitName) -> Option<Found> {
        let known = self.by_key.get(&key_of(&name.name, name.kind))?;
        if let Some(at) = known.iter().find(|at| self.units[**at].kind == name.kind) {
            return Some(Found::One(self.units[*at].id.clone()));
        }
        match known.as_slice() {
            [] => None,
            [one] => Some(Found::One(self.units[*one].id.clone())),
            _ => Some(Found::Several),
        }
    }
}

/// What a unit's name is compared by.
fn key_of(name: &str, kind: UnitKind) -> String {
    let key = match_key(name);
    if kind != UnitKind::Superior {
        return key;
    }
    // `Phòng Nội vụ` and `Phòng Nội vụ thành phố` are one.
    for tail in &UNITS.superior_tail {
        let words = normal(name);
        let found = words.rfind(&format!(" {tail}"));
        if let Some(at) = found {
            let kept = words[..at].split(' ').count();
            if kept >= 2 {
                return key.split(' ').take(kept).collect::<Vec<_>>().join(" ");
            }
        }
    }
    key
}

#[cfg(test)]
#[path = "units_tests.rs"]
mod tests;
