//! What a rule asks of one person: its condition without the parts that known facts settle.

use chrono::NaiveDate;

use super::case::CaseFacts;
use super::condition::{Condition, OpenTerm, Suppositions};
use super::decide::Cell;
use super::standard::{Asks, Rule};
use super::{Fact, Level, Truth};
use crate::domain::{AreaClass, Sex};

/// What a rule asks of this person, as far as the known facts single it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needed {
    /// Nothing.
    Nothing,
    /// The level or a higher one.
    AtLeast(Level),
    /// One of the words of a fact.
    OneOf(Fact, Vec<&'static str>),
    /// Yes, or no.
    Is(Fact, bool),
    /// A date before the day.
    Before(Fact, NaiveDate),
    /// An age in completed years on the day judged.
    AgeAtLeast(u8),
    /// An age in completed years at a date: for men, for women.
    AgeAtMost {
        /// Men.
        years: u8,
        /// Women.
        female: u8,
        /// The date.
        at: Fact,
    },
    /// Months left to retirement at a date.
    MonthsLeftAtLeast {
        /// Months.
        months: u16,
        /// The date.
        at: Fact,
    },
    /// One of the words in the field of study.
    FieldHas(Vec<String>),
    /// What someone else has to set.
    Open(OpenTerm),
    /// All of them.
    All(Vec<Needed>),
    /// One of them.
    Any(Vec<Needed>),
    /// The opposite.
    Not(Box<Needed>),
    /// Something else in each area class.
    ByArea(Vec<(Vec<AreaClass>, Needed)>),
}

/// What is asked in the case: the parts that known facts settle are left out.
pub(super) fn needed(cell: &Cell, facts: &CaseFacts) -> Needed {
    if let Some((rule, _)) = cell.rule(facts) {
        return needed_by(rule, facts);
    }
    let mut by_area: Vec<(Vec<AreaClass>, Needed)> = Vec::new();
    for (area, (rule, _)) in AreaClass::ALL.into_iter().zip(&cell.rules) {
        let needed = needed_by(rule, facts);
        match by_area.iter_mut().find(|(_, known)| *known == needed) {
            Some((areas, _)) => areas.push(area),
            None => by_area.push((vec![area], needed)),
        }
    }
    Needed::ByArea(by_area)
}

fn needed_by(rule: &Rule, facts: &CaseFacts) -> Needed {
    match &rule.asks {
        Asks::Nothing { .. } => Needed::Nothing,
        Asks::Require { require, .. } | Asks::WhereDesignated { require, .. } => {
            Needed::of(require, Some(facts))
        }
    }
}

impl Rule {
    /// What the rule asks of anyone whom it binds.
    pub fn needed(&self) -> Needed {
        match &self.asks {
            Asks::Nothing { .. } => Needed::Nothing,
            Asks::Require { require, .. } | Asks::WhereDesignated { require, .. } => {
                Needed::of(require, None)
            }
        }
    }
}

/// Whether the fact only sorts people into those whom a part of a rule binds and others.
fn sorts_people(fact: Fact) -> bool {
    matches!(
        fact,
        Fact::FirstTime | Fact::Sex | Fact::AreaClass | Fact::SpecialHardship | Fact::UnitKind
    )
}

impl Needed {
    /// What the condition asks, without the parts that the facts which sort people settle.
    fn of(condition: &Condition, facts: Option<&CaseFacts>) -> Self {
        match Self::simplified(condition, facts) {
            Ok(needed) => needed,
            Err(_) => Self::Nothing,
        }
    }

    /// The condition in words, or its truth where the sorting facts settle it.
    fn simplified(condition: &Condition, facts: Option<&CaseFacts>) -> Result<Self, bool> {
        let settled = |fact: Fact| -> Result<(), bool> {
            let Some(facts) = facts.filter(|_| sorts_people(fact)) else {
                return Ok(());
            };
            match condition.evaluate(facts, Suppositions::default()) {
                Truth::True => Err(true),
                Truth::False => Err(false),
                Truth::Unknown | Truth::Open => Ok(()),
            }
        };
        Ok(match condition {
            Condition::AtLeast { fact, rank } => {
                Level::of(*fact, *rank).map_or(Self::Nothing, Self::AtLeast)
            }
            Condition::Is { fact, value } => {
                settled(*fact)?;
                Self::Is(*fact, *value)
            }
            Condition::OneOf { fact, mask } => {
                settled(*fact)?;
                let words = fact.words().into_iter().enumerate();
                Self::OneOf(
                    *fact,
                    words
                        .filter(|(place, _)| mask & (1 << place) != 0)
                        .map(|(_, word)| word)
                        .collect(),
                )
            }
            Condition::InUnits { .. } => {
                settled(Fact::UnitKind)?;
                Self::Nothing
            }
            Condition::WithinMonths { .. } => Self::Nothing,
            Condition::Before { fact, day, .. } => Self::Before(*fact, *day),
            Condition::AgeAtLeast { years, .. } => Self::AgeAtLeast(*years),
            Condition::AgeAtMost {
                years, female, at, ..
            } => {
                let (mut years, mut female) = (*years, *female);
                match facts.and_then(CaseFacts::sex) {
                    Some(Sex::Male) => female = years,
                    Some(Sex::Female) => years = female,
                    None => {}
                }
                Self::AgeAtMost {
                    years,
                    female,
                    at: *at,
                }
            }
            Condition::MonthsLeftAtLeast { months, at, .. } => Self::MonthsLeftAtLeast {
                months: *months,
                at: *at,
            },
            Condition::FieldHas { words, .. } => Self::FieldHas(words.clone()),
            Condition::Open(term) => Self::Open(term.clone()),
            Condition::Not(part) => match Self::simplified(part, facts) {
                Ok(needed) => Self::Not(Box::new(needed)),
                Err(truth) => return Err(!truth),
            },
            Condition::All(parts) => Self::joined(parts, facts, true)?,
            Condition::Any(parts) => Self::joined(parts, facts, false)?,
        })
    }

    /// The parts that are still open; `neutral` is the truth that leaves the others to decide.
    fn joined(parts: &[Condition], facts: Option<&CaseFacts>, neutral: bool) -> Result<Self, bool> {
        let mut left = Vec::new();
        for part in parts {
            match Self::simplified(part, facts) {
                Ok(needed) => left.push(needed),
                Err(truth) if truth == neutral => {}
                Err(truth) => return Err(truth),
            }
        }
        left = without_settled_levels(left, neutral);
        match left.len() {
            0 => Err(neutral),
            1 => Ok(left.swap_remove(0)),
            _ if neutral => Ok(Self::All(left)),
            _ => Ok(Self::Any(left)),
        }
    }
}

/// The demands without levels that another among them includes: of several levels that must all be
/// held the highest is left, of several of which one is enough the lowest.
fn without_settled_levels(demands: Vec<Needed>, all: bool) -> Vec<Needed> {
    let settles = |one: &Needed, other: &Needed| match (one, other) {
        (Needed::AtLeast(one), Needed::AtLeast(other)) => {
            std::mem::discriminant(one) == std::mem::discriminant(other)
                && (if all { one > other } else { one < other })
        }
        _ => false,
    };
    demands
        .iter()
        .filter(|demand| !demands.iter().any(|other| settles(other, demand)))
        .cloned()
        .collect()
}
