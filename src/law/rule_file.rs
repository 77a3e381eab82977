//! The shape of a rule file, word for word, before its words are looked up.

use serde::Deserialize;
use toml::Spanned;

/// A word with its place in the file.
pub(super) type Word = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub(super) id: Word,
    pub(super) criterion: Word,
    pub(super) title: Both,
    pub(super) subject: Subject,
    /// Taken out before and read apart: what is left here is no list of versions and is refused.
    #[serde(default)]
    #[expect(dead_code, reason = "refuses what is no list and names the key")]
    pub(super) version: Vec<VersionText>,
}

/// A text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Both {
    pub(super) vi: String,
    pub(super) en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Subject {
    pub(super) group: Option<Word>,
    pub(super) titles: Option<Vec<Word>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VersionText {
    pub(super) from: Word,
    pub(super) until: Option<Word>,
    pub(super) source: SourceText,
    pub(super) confidence: Word,
    pub(super) checked: CheckedText,
    pub(super) note: Option<Both>,
    #[serde(default)]
    pub(super) rule: Vec<RuleText>,
    #[serde(default)]
    pub(super) exemption: Vec<ExemptionText>,
    #[serde(default)]
    pub(super) grace: Vec<GraceText>,
    #[serde(default)]
    pub(super) local: Vec<LocalText>,
}

#[derive(Debug, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceText {
    pub(super) document: String,
    pub(super) article: Option<u16>,
    pub(super) clause: Option<u16>,
    pub(super) point: Option<String>,
    pub(super) url: Option<String>,
}

/// Empty until someone has compared the version with the official text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckedText {
    pub(super) by: String,
    pub(super) on: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleText {
    pub(super) id: Word,
    pub(super) titles: Option<Vec<Word>>,
    pub(super) areas: Option<Vec<Word>>,
    pub(super) only_if: Option<ConditionText>,
    pub(super) require: Option<ConditionText>,
    pub(super) where_designated: Option<OpenText>,
    pub(super) nothing: Option<Both>,
    pub(super) source: Option<SourceText>,
    pub(super) confidence: Option<Word>,
    pub(super) quote: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExemptionText {
    pub(super) id: Word,
    pub(super) titles: Option<Vec<Word>>,
    pub(super) says: Both,
    pub(super) when: ConditionText,
    pub(super) instead: Option<ConditionText>,
    pub(super) until: Option<Word>,
    pub(super) source: SourceText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GraceText {
    pub(super) id: Word,
    pub(super) titles: Option<Vec<Word>>,
    pub(super) says: Both,
    pub(super) when: ConditionText,
    pub(super) until: Word,
    pub(super) source: SourceText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LocalText {
    pub(super) id: Word,
    pub(super) says: Both,
    pub(super) sets: Option<SetsText>,
}

/// What a term lets be set.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum SetsText {
    LowerLevel(LowerLevel),
    HigherLevel(HigherLevel),
    Level(LevelBetween),
    AgeAtMost(AgeBetween),
    Months(MonthsAtMost),
    LastDay(LastDay),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LowerLevel {
    pub(super) fact: Word,
    pub(super) lowest: Word,
    pub(super) years: Option<u8>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HigherLevel {
    pub(super) fact: Word,
    pub(super) highest: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelBetween {
    pub(super) fact: Word,
    pub(super) lowest: Word,
    pub(super) highest: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgeBetween {
    pub(super) least: u8,
    pub(super) most: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MonthsAtMost {
    pub(super) most: u16,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LastDay {
    pub(super) latest: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenText {
    pub(super) term: String,
    pub(super) says: Both,
    pub(super) decided_by: Both,
    pub(super) sets: Option<SetsText>,
}

/// Tagged by key, so that a misspelt key is refused rather than read as something else.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum ConditionText {
    AtLeast(AtLeast),
    Is(Is),
    OneOf(OneOf),
    Before(Before),
    AgeAtLeast(AgeAtLeast),
    AgeAtMost(AgeAtMost),
    MonthsLeftAtLeast(MonthsLeftAtLeast),
    FieldHas(FieldHas),
    Open(OpenText),
    All(Vec<ConditionText>),
    Any(Vec<ConditionText>),
    Not(Box<ConditionText>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtLeast {
    pub(super) fact: Word,
    pub(super) level: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Is {
    pub(super) fact: Word,
    pub(super) value: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneOf {
    pub(super) fact: Word,
    pub(super) values: Vec<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Before {
    pub(super) fact: Word,
    pub(super) date: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgeAtLeast {
    pub(super) years: u8,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgeAtMost {
    pub(super) years: u8,
    /// For women, where it differs.
    pub(super) female: Option<u8>,
    pub(super) at: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MonthsLeftAtLeast {
    pub(super) months: u16,
    pub(super) at: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldHas {
    pub(super) words: Vec<Word>,
}
