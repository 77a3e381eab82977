//! What an office has decided, or its province for it, where a central rule leaves a value open.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{AreaClass, UnitId};

/// A value set by a decision of the province or the office, in force for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalDecision {
    /// The standard whose rule leaves the value open, by its name.
    pub standard: String,
    /// The term that is set, by its name in the standard.
    pub term: String,
    /// The central document that lets it be set, as the rule files write it.
    pub basis: String,
    /// The decision with its kind and number: `Quyết định 12/2024/QĐ-UBND`.
    pub document: String,
    /// Who decided.
    pub issuer: String,
    /// The day of the decision.
    pub signed_on: NaiveDate,
    /// The first day in force.
    pub from: NaiveDate,
    /// The first day no longer in force; nothing while it is in force.
    pub until: Option<NaiveDate>,
    /// Where it is in force.
    pub place: LocalPlace,
    /// What it sets.
    pub value: LocalValue,
}

/// Where a local decision is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocalPlace {
    /// In every unit.
    Everywhere,
    /// In areas of special hardship.
    SpecialHardship,
    /// In units of an area class.
    Area(AreaClass),
    /// In the units that it names.
    Units(BTreeSet<UnitId>),
}

/// What a local decision sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocalValue {
    /// The lowest level that is enough, by its code.
    Level(String),
    /// The highest age in completed years when the title is first held.
    AgeAtMost {
        /// For a man.
        years: u8,
        /// For a woman.
        female: u8,
    },
    /// Months after recruitment in which the standard must be met.
    Months(u16),
    /// The first day on which the standard must be met.
    Day(NaiveDate),
}

impl LocalDecision {
    /// Whether the decision is in force on the day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether both set the same term of the same central document.
    pub fn same_term(&self, other: &Self) -> bool {
        self.standard == other.standard && self.term == other.term && self.basis == other.basis
    }

    /// Whether both are in force on some day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from < until)
            && other.until.is_none_or(|until| self.from < until)
    }
}
