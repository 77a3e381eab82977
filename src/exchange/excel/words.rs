//! The words that lists use, from the tables beside this file.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::domain::fold;

/// The text without marks, capitals and punctuation: words separated by single spaces.
pub fn normal(text: &str) -> String {
    // Plain text, as most cells are, needs no folding of marks.
    let folded = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        fold(text)
    };
    let mut words = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            words.push(c);
        } else if !words.ends_with(' ') && !words.is_empty() {
            words.push(' ');
        }
    }
    if words.ends_with(' ') {
        words.pop();
    }
    words
}

/// Whether the phrase stands in the text as whole words; both normal.
pub fn contains_words(text: &str, phrase: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text[from..].find(phrase) {
        let start = from + at;
        let end = start + phrase.len();
        let before = start == 0 || text.as_bytes()[start - 1] == b' ';
        let after = end == text.len() || text.as_bytes()[end] == b' ';
        if before && after {
            return true;
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    false
}

/// Whether the text begins with the phrase as whole words; both normal.
pub fn begins_with_words(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// What follows the first `count` words of a text in its own spelling, without leading punctuation.
pub fn after_words(text: &str, count: usize) -> &str {
    let mut seen = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            if !in_word {
                if seen == count {
                    return &text[at..];
                }
                seen += 1;
            }
            in_word = true;
        } else {
            in_word = false;
        }
    }
    ""
}

/// Phrases with what they mean.
#[derive(Debug)]
pub struct Lexicon<T> {
    exact: HashMap<String, T>,
    /// Longest first.
    phrases: Vec<(String, T)>,
}

/// Where a phrase was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit<T> {
    /// What it means.
    pub meaning: T,
    /// Its words when it stands at the beginning; 0 when it stands elsewhere.
    pub leading_words: usize,
}

impl<T: Copy> Lexicon<T> {
    /// The lexicon of the pairs; of equal phrases the first counts.
    pub fn new(pairs: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut exact = HashMap::new();
        let mut phrases = Vec::new();
        for (phrase, meaning) in pairs {
            if exact.contains_key(&phrase) {
                continue;
            }
            exact.insert(phrase.clone(), meaning);
            phrases.push((phrase, meaning));
        }
        phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        Self { exact, phrases }
    }

    /// What the whole text means.
    pub fn exactly(&self, text: &str) -> Option<T> {
        self.exact.get(text).copied()
    }

    /// What the text means as a whole, by its beginning, or by a longer phrase within it.
    pub fn find(&self, text: &str) -> Option<Hit<T>> {
        if let Some(meaning) = self.exactly(text) {
            return Some(Hit {
                meaning,
                leading_words: text.split(' ').count(),
            });
        }
        self.leading(text).or_else(|| {
            // Short abbreviations mean too many things in the middle of a text.
            self.phrases
                .iter()
                .find(|(phrase, _)| phrase.len() >= 5 && contains_words(text, phrase))
                .map(|(_, meaning)| Hit {
                    meaning: *meaning,
                    leading_words: 0,
                })
        })
    }

    /// What the beginning of the text means.
    pub fn leading(&self, text: &str) -> Option<Hit<T>> {
        self.phrases
            .iter()
            .find(|(phrase, _)| begins_with_words(text, phrase))
            .map(|(phrase, meaning)| Hit {
                meaning: *meaning,
                leading_words: phrase.split(' ').count(),
            })
    }

    /// What the longest phrase in the text means, wherever it stands.
    pub fn anywhere(&self, text: &str) -> Option<T> {
        self.anywhere_of(text, |_| true)
    }

    /// What the longest phrase in the text means, of those whose meaning is wanted.
    pub fn anywhere_of(&self, text: &str, wanted: impl Fn(&T) -> bool) -> Option<T> {
        self.phrases
            .iter()
            .find(|(phrase, meaning)| wanted(meaning) && contains_words(text, phrase))
            .map(|(_, meaning)| *meaning)
    }
}

/// One rule of `heads.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadRule {
    /// The column's meaning.
    pub field: String,
    /// The lowest line is one of these.
    #[serde(default)]
    pub exact: Vec<String>,
    /// The lowest line is one of these, marks included.
    #[serde(default)]
    pub marked: Vec<String>,
    /// The lowest line, written with marks, contains one of these.
    #[serde(default)]
    pub says: Vec<String>,
    /// The lowest line contains one of these.
    #[serde(default)]
    pub has: Vec<String>,
    /// The lowest line contains all of these.
    #[serde(default)]
    pub all: Vec<String>,
    /// A line above contains one of these.
    #[serde(default)]
    pub under: Vec<String>,
    /// No line contains any of these.
    #[serde(default)]
    pub not: Vec<String>,
    /// Whether columns below such a head belong to it.
    #[serde(default)]
    pub inherit: bool,
}

/// `heads.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heads {
    /// The rules, first fit first.
    pub column: Vec<HeadRule>,
    /// Lines that only gather columns.
    pub groups: Words,
}

/// A plain list of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub words: Vec<String>,
}

type Codes = BTreeMap<String, Vec<String>>;

/// `levels.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Levels {
    /// Cells that count as blank.
    pub blank: Vec<String>,
    /// Marks without a level.
    pub says_nothing: Vec<String>,
    /// Words for having none.
    pub none: Vec<String>,
    /// School.
    pub general_education: Codes,
    /// Professional level.
    pub professional_level: Codes,
    /// Level and field in one word.
    pub professional_compound: BTreeMap<String, (String, String)>,
    /// Political theory.
    pub political_theory: Codes,
    /// State management.
    pub state_management: Codes,
    /// Informatics.
    pub informatics: Codes,
    /// Minority language.
    pub minority_language: Codes,
    /// Levels of foreign languages.
    pub foreign_level: Codes,
    /// Foreign languages.
    pub foreign_language: BTreeMap<String, String>,
    /// Ratings.
    pub rating: Codes,
    /// Grades of degrees.
    pub degree_grade: Codes,
    /// Modes of study.
    pub study_mode: Codes,
    /// How far with a course.
    pub study_status: Codes,
    /// Kinds of moves.
    pub movement_kind: Codes,
}

/// `titles.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    /// Abbreviations and what they stand for.
    pub expand: BTreeMap<String, String>,
    /// Titles by code.
    pub title: Codes,
    /// Posts that are no title.
    pub other: Words,
    /// Words without a meaning of their own.
    pub filler: Words,
    /// Words that make the title behind them another post.
    pub deputy: Words,
}

/// `units.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Kinds of units by code.
    pub kind: Codes,
    /// Words that begin no name.
    pub not_a_name: Vec<String>,
    /// Words before which a name ends.
    pub ends_name: Vec<String>,
    /// Beginnings of the names of superior bodies.
    pub superior: Vec<String>,
    /// Ends that make no difference.
    pub superior_tail: Vec<String>,
    /// First words of sheet names that name no unit.
    pub generic_sheet: Vec<String>,
    /// Rows that name no person.
    pub rows: RowWords,
}

/// Beginnings of rows that name no person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowWords {
    /// Totals.
    pub total: Vec<String>,
    /// Signatures.
    pub signature: Vec<String>,
    /// Notes.
    pub note: Vec<String>,
    /// Sections.
    pub section: Vec<String>,
}

fn load<T: DeserializeOwned>(name: &str, text: &str) -> T {
    // The tables are part of the program; a test loads each of them.
    match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => panic!("{name}: {error}"),
    }
}

/// The words of heads.
pub static HEADS: LazyLock<Heads> =
    LazyLock::new(|| load("heads.toml", include_str!("words/heads.toml")));
/// The words of levels.
pub static LEVELS: LazyLock<Levels> =
    LazyLock::new(|| load("levels.toml", include_str!("words/levels.toml")));
/// The words of titles.
pub static TITLES: LazyLock<Titles> =
    LazyLock::new(|| load("titles.toml", include_str!("words/titles.toml")));
/// The words of units.
pub static UNITS: LazyLock<Units> =
    LazyLock::new(|| load("units.toml", include_str!("words/units.toml")));

/// The lexicon of a table of codes.
///
/// A code that `from_code` does not know is left out; a test makes sure that there is none.
pub fn lexicon<T: Copy>(codes: &Codes, from_code: impl Fn(&str) -> Option<T>) -> Lexicon<T> {
    Lexicon::new(codes.iter().flat_map(|(code, words)| {
        let meaning = from_code(code);
        words
            .iter()
            .filter_map(move |word| Some((word.clone(), meaning?)))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        CourseStatus, DegreeGrade, ForeignLanguageLevel, GeneralEducation, Informatics, Ladder,
        MinorityLanguage, MovementKind, PoliticalTheory, ProfessionalLevel, RatingGrade,
        StateManagement, StudyMode, Title, UnitKind,
    };

    #[test]
    fn every_code_of_the_tables_is_known() {
        let levels = &*LEVELS;
        let all = |codes: &Codes, known: &dyn Fn(&str) -> bool| {
            for (code, words) in codes {
                assert!(known(code), "{code}");
                assert!(
                    words.iter().all(|word| *word == normal(word)),
                    "{code}: {words:?}"
                );
            }
        };
        all(&levels.general_education, &|c| {
            GeneralEducation::from_code(c).is_some()
        });
        all(&levels.professional_level, &|c| {
            ProfessionalLevel::from_code(c).is_some()
        });
        all(&levels.political_theory, &|c| {
            PoliticalTheory::from_code(c).is_some()
        });
        all(&levels.state_management, &|c| {
            StateManagement::from_code(c).is_some()
        });
        all(&levels.informatics, &|c| {
            Informatics::from_code(c).is_some()
        });
        all(&levels.minority_language, &|c| {
            MinorityLanguage::from_code(c).is_some()
        });
        all(&levels.foreign_level, &|c| {
            ForeignLanguageLevel::from_code(c).is_some()
        });
        all(&levels.rating, &|c| RatingGrade::from_code(c).is_some());
        all(&levels.degree_grade, &|c| {
            DegreeGrade::from_code(c).is_some()
        });
        all(&levels.study_mode, &|c| StudyMode::from_code(c).is_some());
        all(&levels.study_status, &|c| {
            CourseStatus::from_code(c).is_some()
        });
        all(&levels.movement_kind, &|c| {
            MovementKind::from_code(c).is_some()
        });
        all(&TITLES.title, &|c| Title::from_code(c).is_some());
        for code in UNITS.kind.keys() {
            assert!(UnitKind::from_code(code).is_some());
        }
        assert!(!HEADS.column.is_empty());
    }

    #[test]
    fn whole_words_only() {
        assert!(contains_words("phong noi vu", "noi vu"));
        assert!(!contains_words("phong noi vu", "oi vu"));
        assert!(!contains_words("xahoi", "xa"));
        assert!(begins_with_words("dai hoc luat", "dai hoc"));
        assert!(!begins_with_words("dai hoccc", "dai hoc"));
        assert_eq!(after_words("T.cấp - Luật kinh tế", 2), "Luật kinh tế");
        assert_eq!(normal("  Họ, và   TÊN:"), "ho va ten");
    }
}
