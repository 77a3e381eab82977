//! What an office holds besides the dossiers: units, settings, decisions of its own.

use std::collections::BTreeMap;

use super::{LocalDecision, Title, Unit, UnitId, match_key};

/// The office and its own decisions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Office {
    /// Name of the office as printed on its papers.
    pub name: String,
    /// Whether this is the invented sample city, kept apart from real data.
    pub sample: bool,
    /// Units, in the order in which lists print them.
    pub units: Vec<Unit>,
    /// The day on which people are judged; nothing means today.
    pub judged_on: Option<chrono::NaiveDate>,
    /// Rules of low certainty that a named person has confirmed, by `standard/version/rule` key.
    pub confirmations: BTreeMap<String, Confirmation>,
    /// Which fields of study fit which title, by title and the match key of the field.
    pub majors: BTreeMap<(Title, String), MajorDecision>,
    /// Values that central rules leave open, as decided here.
    pub local: Vec<LocalDecision>,
    /// How long a post is held before it changes hands, where the office has said so.
    pub conversion_periods: BTreeMap<Title, LocalPeriod>,
    /// Lists imported before, by the SHA-256 of their bytes in hexadecimal.
    pub source_lists: BTreeMap<String, SourceList>,
}

/// Who confirmed a rule of low certainty, and on what ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The person who takes responsibility.
    pub by: String,
    /// The day.
    pub on: chrono::NaiveDate,
    /// The text that was consulted.
    pub ground: String,
}

/// Whether a field of study fits a title, as the office decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MajorDecision {
    /// The field as written in the lists.
    pub field: String,
    /// Whether it fits.
    pub fits: bool,
}

/// How long a post is held before it changes hands, as a text of the sector or the office sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPeriod {
    /// Months.
    pub months: u16,
    /// The text that sets it, with its number and date.
    pub document: String,
}

/// A list that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceList {
    /// The file's name.
    pub file: String,
}

impl Office {
    /// The unit of that id.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == *id)
    }

    /// Whether the office decided that the field fits the title; nothing when it has not decided.
    pub fn major_fits(&self, title: Title, field: &str) -> Option<bool> {
        self.majors
            .get(&(title, match_key(field)))
            .map(|decision| decision.fits)
    }
}
