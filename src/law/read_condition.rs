//! The conditions of a rule file, looked up and bounded.

use super::condition::{Condition, OpenTerm};
use super::fact::FactKind;
use super::load::both;
use super::rule_file::{ConditionText, OpenText, Word};
use super::rule_reader::{Loaded, Reader};
use super::{Fact, LoadRuleError};
use crate::domain::composed;

const MAX_CONDITIONS: usize = 64;
const MAX_DEPTH: usize = 8;
/// Local decisions may need some of the 32 that there are.
const MAX_TESTS: u8 = 24;
const MAX_WORDS: usize = 32;

/// Reads the conditions of one version and numbers its tests on dates and text.
pub(super) struct Conditions<'r, 'a> {
    reader: &'r Reader<'a>,
    line: usize,
    tests: u8,
    count: usize,
}

impl<'r, 'a> Conditions<'r, 'a> {
    pub(super) fn new(reader: &'r Reader<'a>, line: usize) -> Self {
        Self {
            reader,
            line,
            tests: 0,
            count: 0,
        }
    }

    /// Begins with the conditions of a rule, an exemption or a grace on that line.
    pub(super) fn start(&mut self, line: usize) {
        self.line = line;
        self.count = 0;
    }

    pub(super) fn read(&mut self, text: ConditionText) -> Loaded<Condition> {
        self.read_at(text, 1)
    }

    fn next_test(&mut self) -> Loaded<u8> {
        if self.tests == MAX_TESTS {
            return Err(LoadRuleError::TooMany {
                file: self.reader.file(),
                line: self.line,
                what: "tests of dates or text in one version",
                count: usize::from(MAX_TESTS) + 1,
                max: usize::from(MAX_TESTS),
            });
        }
        self.tests += 1;
        Ok(self.tests - 1)
    }

    fn read_all(&mut self, texts: Vec<ConditionText>, depth: usize) -> Loaded<Vec<Condition>> {
        texts
            .into_iter()
            .map(|text| self.read_at(text, depth))
            .collect()
    }

    fn read_at(&mut self, text: ConditionText, depth: usize) -> Loaded<Condition> {
        let reader = self.reader;
        self.count += 1;
        if self.count > MAX_CONDITIONS {
            return Err(LoadRuleError::TooMany {
                file: reader.file(),
                line: self.line,
                what: "conditions in one rule",
                count: self.count,
                max: MAX_CONDITIONS,
            });
        }
        if depth > MAX_DEPTH {
            return Err(LoadRuleError::TooDeep {
                file: reader.file(),
                line: self.line,
                max: MAX_DEPTH,
            });
        }
        let is_date = |fact: Fact| fact.kind() == FactKind::Date;
        Ok(match text {
            ConditionText::AtLeast(at_least) => {
                let fact = reader.fact_for(&at_least.fact, "at_least", Fact::is_ladder)?;
                Condition::AtLeast {
                    fact,
                    rank: self.lowest_rank(fact, &at_least.level)?,
                }
            }
            ConditionText::Is(is) => Condition::Is {
                fact: reader.fact_for(&is.fact, "is", |fact| fact.kind() == FactKind::YesNo)?,
                value: is.value,
            },
            ConditionText::OneOf(one_of) => {
                let fact = reader.fact_for(&one_of.fact, "one_of", |fact| {
                    fact.kind() == FactKind::Words
                })?;
                let mut mask = 0;
                for word in &one_of.values {
                    mask |= 1 << self.place(fact, word)?;
                }
                Condition::OneOf { fact, mask }
            }
            ConditionText::Before(before) => Condition::Before {
                fact: reader.fact_for(&before.fact, "before", is_date)?,
                day: reader.date(&before.date)?,
                test: self.next_test()?,
            },
            ConditionText::AgeAtLeast(age) => Condition::AgeAtLeast {
                years: age.years,
                test: self.next_test()?,
            },
            ConditionText::AgeAtMost(age) => Condition::AgeAtMost {
                years: age.years,
                female: age.female.unwrap_or(age.years),
                at: reader.fact_for(&age.at, "age_at_most", starts_something)?,
                test: self.next_test()?,
            },
            ConditionText::MonthsLeftAtLeast(left) => Condition::MonthsLeftAtLeast {
                months: left.months,
                at: reader.fact_for(&left.at, "months_left_at_least", starts_something)?,
                test: self.next_test()?,
            },
            ConditionText::FieldHas(field) => {
                let count = field.words.len();
                reader.at_most(count, MAX_WORDS, "words for a field of study", self.line)?;
                let lower = |word: &Word| {
                    let word = composed(word.get_ref());
                    word.chars().flat_map(char::to_lowercase).collect()
                };
                Condition::FieldHas {
                    words: field.words.iter().map(lower).collect(),
                    test: self.next_test()?,
                }
            }
            ConditionText::Open(term) => Condition::Open(open(reader, term)?),
            ConditionText::All(parts) => Condition::All(self.read_all(parts, depth + 1)?),
            ConditionText::Any(parts) => Condition::Any(self.read_all(parts, depth + 1)?),
            ConditionText::Not(part) => Condition::Not(Box::new(self.read_at(*part, depth + 1)?)),
        })
    }

    fn place(&self, fact: Fact, word: &Word) -> Loaded<u8> {
        let words = fact.words();
        let place = words.iter().position(|known| known == word.get_ref());
        let list = if fact.is_ladder() { "level" } else { "value" };
        self.reader
            .look_up(word, list, place.map(|place| place as u8), words)
    }

    /// The rank of the level; of advanced theory where a bachelor is asked for, since the
    /// statistics count both as one level and no minimum tells them apart.
    fn lowest_rank(&self, fact: Fact, word: &Word) -> Loaded<u8> {
        let rank = self.place(fact, word)?;
        Ok(if fact == Fact::PoliticalTheory {
            rank.min(3)
        } else {
            rank
        })
    }
}

/// Whether the date is the beginning of something, at which an age can be asked.
fn starts_something(fact: Fact) -> bool {
    matches!(fact, Fact::PostSince | Fact::ServiceStarted)
}

pub(super) fn open(reader: &Reader, text: OpenText) -> Loaded<OpenTerm> {
    Ok(OpenTerm {
        term: text.term,
        says: both(text.says),
        decided_by: both(text.decided_by),
        sets: text.sets.map(|sets| reader.sets(sets)).transpose()?,
    })
}
