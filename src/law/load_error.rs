//! Why a rule file cannot be used.

use chrono::NaiveDate;
use thiserror::Error;

use crate::domain::{AreaClass, Title};

/// Why a rule file cannot be used: the place, the word, and what would be right.
///
/// Lines are counted from 1. Nothing of a library is used when one of its files is broken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LoadRuleError {
    /// More files than a library may have.
    #[error("{count} rule files are too many: at most {max}")]
    TooManyFiles {
        /// How many were given.
        count: usize,
        /// How many are allowed.
        max: usize,
    },
    /// A file is larger than any rule file needs to be.
    #[error("`{file}` has {bytes} bytes: at most {max}")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        bytes: usize,
        /// The size allowed.
        max: usize,
    },
    /// A file is no text in UTF-8.
    #[error("`{file}` line {line}: not text in UTF-8")]
    NotText {
        /// The file.
        file: String,
        /// The line of the first byte that is no text.
        line: usize,
    },
    /// The text is not of the form of a rule file.
    #[error("`{file}` line {line}, column {column}: {message}")]
    Form {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The column, in characters from 1.
        column: usize,
        /// What the parser says, in English.
        message: String,
    },
    /// A key that has no meaning there.
    #[error("`{file}` line {line}: unknown key `{word}`, allowed here: {}", .allowed.join(", "))]
    UnknownKey {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The key.
        word: String,
        /// The keys with a meaning there.
        allowed: Vec<String>,
    },
    /// A word that is not in its list.
    #[error("`{file}` line {line}: unknown {list} `{word}`, allowed: {}", .allowed.join(", "))]
    UnknownWord {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// Which list: `title`, `fact`, `level` and so on.
        list: &'static str,
        /// The word.
        word: String,
        /// The list.
        allowed: Vec<String>,
    },
    /// A text that is no date of the form `2012-12-15`.
    #[error("`{file}` line {line}: `{word}` is no date of the form 2012-12-15")]
    NoDate {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The text.
        word: String,
    },
    /// A time in force ends before it begins.
    #[error("`{file}` line {line}: `until` {until} is not after `from` {from}")]
    ReversedDates {
        /// The file.
        file: String,
        /// The line of the end.
        line: usize,
        /// The first day.
        from: NaiveDate,
        /// The first day after.
        until: NaiveDate,
    },
    /// Two versions are in force on one day.
    #[error(
        "`{file}` line {line}: the version from {from} overlaps the version from {other_from} in `{other_file}` line {other_line}"
    )]
    OverlappingVersions {
        /// The file.
        file: String,
        /// The line of the later version.
        line: usize,
        /// Its first day.
        from: NaiveDate,
        /// The file of the other version.
        other_file: String,
        /// The line of the other version.
        other_line: usize,
        /// Its first day.
        other_from: NaiveDate,
    },
    /// Two rules of one version speak of the same title and area.
    #[error(
        "`{file}` line {line}: rule `{rule}` and rule `{other_rule}` (line {other_line}) both bind `{}` in `{}`",
        .title.code(), .area.code()
    )]
    OverlappingRules {
        /// The file.
        file: String,
        /// The line of the later rule.
        line: usize,
        /// The later rule.
        rule: String,
        /// The other rule.
        other_rule: String,
        /// The line of the other rule.
        other_line: usize,
        /// The title of which both speak.
        title: Title,
        /// The area class where both bind.
        area: AreaClass,
    },
    /// No rule of a version speaks of a title in an area.
    #[error("`{file}` line {line}: no rule of the version from {from} binds `{}` in `{}`",
        .title.code(), .area.code())]
    MissingRule {
        /// The file.
        file: String,
        /// The line of the version.
        line: usize,
        /// The first day of the version.
        from: NaiveDate,
        /// The title.
        title: Title,
        /// The area class.
        area: AreaClass,
    },
    /// A name is used twice where it must tell apart.
    #[error("`{file}` line {line}: {list} `{word}` is used twice")]
    UsedTwice {
        /// The file.
        file: String,
        /// The line of the second use.
        line: usize,
        /// What is named.
        list: &'static str,
        /// The name.
        word: String,
    },
    /// A rule with keys that exclude each other, or with none of those of which one is needed.
    #[error("`{file}` line {line}: rule `{rule}` needs exactly one of {}", .keys.join(", "))]
    OneOfKeys {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The rule.
        rule: String,
        /// The keys of which it needs one.
        keys: Vec<String>,
    },
    /// More of something than a standard needs.
    #[error("`{file}` line {line}: too many {what}: {count}, at most {max}")]
    TooMany {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// What there is too much of.
        what: &'static str,
        /// How many.
        count: usize,
        /// How many are allowed.
        max: usize,
    },
    /// Conditions inside conditions beyond what a person can read.
    #[error("`{file}` line {line}: conditions are nested too deep, at most {max} levels")]
    TooDeep {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// How many levels are allowed.
        max: usize,
    },
    /// A fact is asked in a way that its kind has no answer for.
    #[error("`{file}` line {line}: `{fact}` cannot be asked with `{condition}`, allowed: {}", .allowed.join(", "))]
    WrongKindOfFact {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// The fact.
        fact: String,
        /// The kind of condition.
        condition: &'static str,
        /// The facts that can be asked so.
        allowed: Vec<String>,
    },
}

impl LoadRuleError {
    /// The file that is broken; nothing when it is about the library as a whole.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::TooManyFiles { .. } => None,
            Self::TooLarge { file, .. }
            | Self::NotText { file, .. }
            | Self::Form { file, .. }
            | Self::UnknownKey { file, .. }
            | Self::UnknownWord { file, .. }
            | Self::NoDate { file, .. }
            | Self::ReversedDates { file, .. }
            | Self::OverlappingVersions { file, .. }
            | Self::OverlappingRules { file, .. }
            | Self::MissingRule { file, .. }
            | Self::UsedTwice { file, .. }
            | Self::OneOfKeys { file, .. }
            | Self::TooMany { file, .. }
            | Self::TooDeep { file, .. }
            | Self::WrongKindOfFact { file, .. } => Some(file),
        }
    }

    /// The line, counted from 1; nothing when it is about a file or the library as a whole.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::TooManyFiles { .. } | Self::TooLarge { .. } => None,
            Self::NotText { line, .. }
            | Self::Form { line, .. }
            | Self::UnknownKey { line, .. }
            | Self::UnknownWord { line, .. }
            | Self::NoDate { line, .. }
            | Self::ReversedDates { line, .. }
            | Self::OverlappingVersions { line, .. }
            | Self::OverlappingRules { line, .. }
            | Self::MissingRule { line, .. }
            | Self::UsedTwice { line, .. }
            | Self::OneOfKeys { line, .. }
            | Self::TooMany { line, .. }
            | Self::TooDeep { line, .. }
            | Self::WrongKindOfFact { line, .. } => Some(*line),
        }
    }

    /// The word that is wrong, as written, where it is one word.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::UnknownKey { word, .. }
            | Self::UnknownWord { word, .. }
            | Self::NoDate { word, .. }
            | Self::UsedTwice { word, .. } => Some(word),
            Self::OverlappingRules { rule, .. } | Self::OneOfKeys { rule, .. } => Some(rule),
            Self::MissingRule { title, .. } => Some(title.code()),
            Self::WrongKindOfFact { fact, .. } => Some(fact),
            _ => None,
        }
    }

    /// The words that are allowed in its place; empty where there is no list of them.
    pub fn allowed(&self) -> &[String] {
        match self {
            Self::UnknownKey { allowed, .. }
            | Self::UnknownWord { allowed, .. }
            | Self::WrongKindOfFact { allowed, .. } => allowed,
            Self::OneOfKeys { keys, .. } => keys,
            _ => &[],
        }
    }
}
