//! The values that a central rule lets someone else set, with the bounds that it sets them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::compiled::in_days;
use super::condition::Condition;
use super::rule_file::{SetsText, Word};
use super::rule_reader::{Loaded, Reader};
use super::standard::{Asks, Bilingual, Version};
use super::{Fact, Level};

/// What kind of value may be set, and between which bounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sets {
    /// A level that is enough in place of that of the rule, no lower than the bound.
    LowerLevel {
        /// The ladder.
        fact: Fact,
        /// The lowest rank that may be set.
        lowest: u8,
        /// For how many years at most; nothing where the rule sets no limit.
        years: Option<u8>,
    },
    /// A level that is asked for besides that of the rule, no higher than the bound.
    HigherLevel {
        /// The ladder.
        fact: Fact,
        /// The highest rank that may be set.
        highest: u8,
    },
    /// The level that the rule leaves open.
    Level {
        /// The ladder.
        fact: Fact,
        /// The lowest rank that may be set.
        lowest: u8,
        /// The highest rank that may be set.
        highest: u8,
    },
    /// The highest age when the title is first held.
    AgeAtMost {
        /// The lowest age that may be set, in completed years.
        least: u8,
        /// The highest age that may be set.
        most: u8,
    },
    /// The months after recruitment in which the standard must be met.
    Months {
        /// The most that may be set.
        most: u16,
    },
    /// The first day on which the standard must be met.
    LastDay {
        /// The latest that may be set.
        #[serde(with = "in_days")]
        latest: NaiveDate,
    },
}

impl Sets {
    /// The levels that may be set, lowest first; empty where it is no level that is set.
    pub fn levels(&self) -> Vec<Level> {
        let (fact, lowest, highest) = match self {
            Self::LowerLevel { fact, lowest, .. } => (fact, *lowest, fact.size()),
            Self::HigherLevel { fact, highest } => (fact, 0, *highest),
            Self::Level {
                fact,
                lowest,
                highest,
            } => (fact, *lowest, *highest),
            _ => return Vec::new(),
        };
        (lowest..=highest.min(fact.size().saturating_sub(1)))
            .filter_map(|rank| Level::of(*fact, rank))
            .collect()
    }
}

/// A term of a version that may be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term<'v> {
    /// Its name in the standard.
    pub id: &'v str,
    /// What is left open.
    pub says: &'v Bilingual,
    /// What may be set.
    pub sets: &'v Sets,
}

impl Version {
    /// The terms that a local decision may set, each once.
    pub fn terms(&self) -> Vec<Term<'_>> {
        let mut terms: Vec<Term> = Vec::new();
        for local in &self.local_terms {
            if let Some(sets) = &local.sets {
                terms.push(Term {
                    id: &local.id,
                    says: &local.says,
                    sets,
                });
            }
        }
        for rule in &self.rules {
            if let Asks::Require { require, .. } = &rule.asks {
                require.each(&mut |part| {
                    if let Condition::Open(open) = part
                        && let Some(sets) = &open.sets
                        && terms.iter().all(|term| term.id != open.term)
                    {
                        terms.push(Term {
                            id: &open.term,
                            says: &open.says,
                            sets,
                        });
                    }
                });
            }
        }
        terms
    }

    /// The term of that name.
    pub fn term(&self, id: &str) -> Option<Term<'_>> {
        self.terms().into_iter().find(|term| term.id == id)
    }
}

impl Reader<'_> {
    fn rank(&self, fact: Fact, word: &Word) -> Loaded<u8> {
        let words = fact.words();
        let place = words.iter().position(|known| known == word.get_ref());
        self.look_up(word, "level", place.map(|place| place as u8), words)
    }

    fn ladder(&self, word: &Word) -> Loaded<Fact> {
        self.fact_for(word, "sets", Fact::is_ladder)
    }

    /// What a term lets be set.
    pub(super) fn sets(&self, text: SetsText) -> Loaded<Sets> {
        Ok(match text {
            SetsText::LowerLevel(text) => {
                let fact = self.ladder(&text.fact)?;
                Sets::LowerLevel {
                    fact,
                    lowest: self.rank(fact, &text.lowest)?,
                    years: text.years,
                }
            }
            SetsText::HigherLevel(text) => {
                let fact = self.ladder(&text.fact)?;
                Sets::HigherLevel {
                    fact,
                    highest: self.rank(fact, &text.highest)?,
                }
            }
            SetsText::Level(text) => {
                let fact = self.ladder(&text.fact)?;
                Sets::Level {
                    fact,
                    lowest: self.rank(fact, &text.lowest)?,
                    highest: self.rank(fact, &text.highest)?,
                }
            }
            SetsText::AgeAtMost(text) => Sets::AgeAtMost {
                least: text.least,
                most: text.most,
            },
            SetsText::Months(text) => Sets::Months { most: text.most },
            SetsText::LastDay(text) => Sets::LastDay {
                latest: self.date(&text.latest)?,
            },
        })
    }
}
