//! Standards as loaded: every version, its rules, and the text that each rests on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::compiled::{by_code, in_days, maybe_in_days};
use super::condition::Condition;
use super::fact::FactSet;
use super::{Criterion, OpenTerm, Sets};
use crate::domain::{AreaClass, Title, codes};

/// A short text in both languages of the page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bilingual {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

codes!(
    /// How sure we are that a rule says what the official text says, surest first.
    #[derive(Serialize, Deserialize)]
    Confidence {
        /// Read on a published page that restates the text.
        Seen = "seen",
        /// Remembered well.
        RecalledHigh = "recalled-high",
        /// Remembered.
        RecalledMedium = "recalled-medium",
        /// Remembered badly, or doubted: never decides until a person confirms it.
        RecalledLow = "recalled-low",
    }
);

/// Where the law says it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Source {
    /// The document with its kind and number: `Thông tư 06/2012/TT-BNV`.
    pub document: String,
    /// *Điều*.
    pub article: Option<u16>,
    /// *Khoản*.
    pub clause: Option<u16>,
    /// *Điểm*.
    pub point: Option<String>,
    /// The page where it was read.
    pub url: Option<String>,
}

/// Who compared a version with the official text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The person.
    pub by: String,
    /// The day.
    #[serde(with = "in_days")]
    pub on: NaiveDate,
}

/// One standard of one criterion, with all its versions, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standard {
    /// Names the standard; also the name of its file without the ending.
    pub id: String,
    /// What it asks about.
    pub criterion: Criterion,
    /// Its title.
    pub title: Bilingual,
    /// Titles of which it speaks.
    #[serde(with = "by_code")]
    pub titles: Vec<Title>,
    /// Its versions; their time in force does not overlap.
    pub versions: Vec<Version>,
}

/// What a standard says during one time in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The first day in force.
    #[serde(with = "in_days")]
    pub from: NaiveDate,
    /// The first day no longer in force; nothing while it is in force.
    #[serde(with = "maybe_in_days")]
    pub until: Option<NaiveDate>,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are of the version as a whole.
    pub confidence: Confidence,
    /// Who compared it with the official text; nothing until someone has.
    pub checked: Option<Checked>,
    /// A remark for the reader.
    pub note: Option<Bilingual>,
    /// The rules: exactly one for each title and area class.
    pub rules: Vec<Rule>,
    /// What spares a holder the rule.
    pub exemptions: Vec<Exemption>,
    /// What leaves a holder time.
    pub graces: Vec<Grace>,
    /// What the text lets someone else set, shown but not decided here.
    pub local_terms: Vec<LocalTerm>,
}

/// What is asked of some titles in some areas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Names the rule in its version.
    pub id: String,
    /// `standard/first day of the version/rule`: what an office confirms.
    pub key: String,
    /// Titles that it binds.
    #[serde(with = "by_code")]
    pub titles: Vec<Title>,
    /// Area classes where it binds.
    #[serde(with = "by_code")]
    pub areas: Vec<AreaClass>,
    /// What it asks.
    pub asks: Asks,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
    /// Its words, where we have them.
    pub quote: Option<String>,
    /// The local decisions that have changed what it asks; see `Library::localised`.
    pub local: Vec<LocalUse>,
    /// The facts with few values on which the rule, its exemptions and graces turn.
    pub(super) words_asked: FactSet,
}

/// What a rule asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asks {
    /// That the condition holds.
    Require {
        /// Only of those for whom this holds.
        only_if: Option<Condition>,
        /// What must hold.
        require: Condition,
    },
    /// The same, but only in posts that someone has to name first; until the office confirms
    /// that there are such posts, it does not apply.
    WhereDesignated {
        /// Who names the posts, and how.
        designation: OpenTerm,
        /// What must hold there.
        require: Condition,
    },
    /// Nothing, for the reason given.
    Nothing {
        /// Why nothing is asked.
        reason: Bilingual,
    },
}

/// What spares a holder the rule, or asks something else instead. It can only help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemption {
    /// Names it in its version.
    pub id: String,
    /// Titles that it helps.
    #[serde(with = "by_code")]
    pub titles: Vec<Title>,
    /// What it says.
    pub says: Bilingual,
    /// Who it helps.
    pub when: Condition,
    /// What is enough instead; nothing when nothing is asked.
    pub instead: Option<Condition>,
    /// The first day on which it no longer helps.
    #[serde(with = "maybe_in_days")]
    pub until: Option<NaiveDate>,
    /// Where the law says it.
    pub source: Source,
}

/// What leaves a holder who falls short time until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grace {
    /// Names it in its version.
    pub id: String,
    /// Titles that it helps.
    #[serde(with = "by_code")]
    pub titles: Vec<Title>,
    /// What it says.
    pub says: Bilingual,
    /// Who it helps.
    pub when: Condition,
    /// The day by which the standard must be met; from it on, not meeting it counts.
    #[serde(with = "in_days")]
    pub until: NaiveDate,
    /// The months after recruitment after which not meeting it counts, where that is earlier.
    pub months: Option<u16>,
    /// Where the law says it.
    pub source: Source,
}

/// A local decision that changed what a rule asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalUse {
    /// The decision with its kind and number.
    pub document: String,
    /// Who decided.
    pub issuer: String,
    /// The first day in force.
    #[serde(with = "in_days")]
    pub from: NaiveDate,
    /// The first day no longer in force.
    #[serde(with = "maybe_in_days")]
    pub until: Option<NaiveDate>,
    /// Where it is in force.
    pub(super) place: Condition,
}

/// A value that the text lets someone else set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalTerm {
    /// Names it in its version.
    pub id: String,
    /// What may be set, and by whom.
    pub says: Bilingual,
    /// What a local decision may set; nothing where the text gives no value to be set.
    pub sets: Option<Sets>,
}

impl Rule {
    /// Whether the rule is too uncertain to decide a case before a person has confirmed it.
    pub fn is_doubtful(&self) -> bool {
        self.confidence == Confidence::RecalledLow
    }
}

impl Version {
    /// Whether the version is in force on the day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether both are in force on some day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from < until)
            && other.until.is_none_or(|until| self.from < until)
    }
}

impl Standard {
    /// The version in force on the day.
    pub fn version_on(&self, day: NaiveDate) -> Option<&Version> {
        self.versions.iter().find(|version| version.in_force(day))
    }
}
