//! Each kind of condition, and how it evaluates on the facts of a case.

use serde::{Deserialize, Serialize};

use super::case::{BLANK, CaseFacts, DayKey, Span};
use super::compiled::in_days;
use super::fact::FactSet;
use super::{Bilingual, Fact, Sets, Truth};
use crate::domain::{Sex, composed};

/// A value that a central rule leaves to someone else to set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTerm {
    /// The term's name in rule files.
    pub term: String,
    /// What is left open.
    pub says: Bilingual,
    /// Who sets it.
    pub decided_by: Bilingual,
    /// What a local decision may set; nothing where no such decision can be entered.
    pub sets: Option<Sets>,
}

/// What must hold. A kind's variant, its key in rule files and its words share one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// The level of the fact is that one or a higher one.
    AtLeast {
        /// A ladder.
        fact: Fact,
        /// The lowest rank that is enough.
        rank: u8,
    },
    /// The fact is yes, or no.
    Is {
        /// A yes-or-no fact.
        fact: Fact,
        /// What it must be.
        value: bool,
    },
    /// The fact is one of the words.
    OneOf {
        /// A fact with words.
        fact: Fact,
        /// The words, one bit each by their place.
        mask: u16,
    },
    /// The date of the fact is before the day.
    Before {
        /// A date.
        fact: Fact,
        /// The first day that is too late.
        #[serde(with = "in_days")]
        day: chrono::NaiveDate,
        /// Names the test among those of its version that look at dates or text.
        test: u8,
    },
    /// The person has completed that many years on the day judged.
    AgeAtLeast {
        /// Completed years.
        years: u8,
        /// As in [`Condition::Before`].
        test: u8,
    },
    /// The person had completed at most that many years at the date of the fact.
    AgeAtMost {
        /// Completed years, for a man.
        years: u8,
        /// Completed years, for a woman.
        female: u8,
        /// A date.
        at: Fact,
        /// As in [`Condition::Before`].
        test: u8,
    },
    /// At the date of the fact, at least that many months were left to the month of retirement.
    MonthsLeftAtLeast {
        /// Months.
        months: u16,
        /// A date.
        at: Fact,
        /// As in [`Condition::Before`].
        test: u8,
    },
    /// The field of study has one of the words.
    FieldHas {
        /// Words in lower case, composed.
        words: Vec<String>,
        /// As in [`Condition::Before`].
        test: u8,
    },
    /// The day judged is less than that many months after the date of the fact.
    WithinMonths {
        /// Months.
        months: u16,
        /// A date.
        of: Fact,
        /// As in [`Condition::Before`].
        test: u8,
    },
    /// The unit is one of those.
    InUnits {
        /// The ids of the units.
        units: Vec<String>,
        /// As in [`Condition::Before`].
        test: u8,
    },
    /// Not decided by the rule itself.
    Open(OpenTerm),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// Does not hold.
    Not(Box<Condition>),
}

/// Answers supposed for tests that the facts leave undecided, one bit each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Suppositions {
    pub(super) given: u32,
    pub(super) holds: u32,
}

impl Suppositions {
    fn or(self, truth: Truth, test: u8) -> Truth {
        let bit = 1_u32.checked_shl(u32::from(test)).unwrap_or(0);
        if truth == Truth::Unknown && self.given & bit != 0 {
            Truth::of(self.holds & bit != 0)
        } else {
            truth
        }
    }
}

const YEAR: DayKey = 10_000;

impl Condition {
    /// Whether the condition holds for the facts, with the suppositions where they leave it open.
    pub(super) fn evaluate(&self, facts: &CaseFacts, suppose: Suppositions) -> Truth {
        match self {
            Self::AtLeast { fact, rank } => match facts.word(*fact) {
                BLANK => Truth::Unknown,
                known => Truth::of(known >= *rank),
            },
            Self::Is { fact, value } => match facts.word(*fact) {
                BLANK => Truth::Unknown,
                known => Truth::of((known == 1) == *value),
            },
            Self::OneOf { fact, mask } => match facts.word(*fact) {
                BLANK => Truth::Unknown,
                known => Truth::of(mask & (1 << known) != 0),
            },
            Self::Before { test, .. }
            | Self::AgeAtLeast { test, .. }
            | Self::AgeAtMost { test, .. }
            | Self::MonthsLeftAtLeast { test, .. }
            | Self::FieldHas { test, .. }
            | Self::WithinMonths { test, .. }
            | Self::InUnits { test, .. } => suppose.or(self.test(facts), *test),
            Self::Open(_) => Truth::Open,
            Self::All(parts) => Truth::all(parts.iter().map(|part| part.evaluate(facts, suppose))),
            Self::Any(parts) => Truth::any(parts.iter().map(|part| part.evaluate(facts, suppose))),
            Self::Not(part) => part.evaluate(facts, suppose).negated(),
        }
    }

    /// The truth of a test on dates or text, as far as every reading of the facts agrees.
    fn test(&self, facts: &CaseFacts) -> Truth {
        let agreed = |readings: [bool; 2]| match readings {
            [true, true] => Truth::True,
            [false, false] => Truth::False,
            _ => Truth::Unknown,
        };
        match self {
            Self::Before { fact, day, .. } => {
                let (span, day) = (facts.date(*fact), super::case::day_key(*day));
                agreed([span.first < day, span.last < day])
            }
            Self::AgeAtLeast { years, .. } => {
                let latest = facts.on - YEAR * i32::from(*years);
                agreed([facts.birth.first <= latest, facts.birth.last <= latest])
            }
            Self::AgeAtMost {
                years, female, at, ..
            } => {
                let span = facts.date(*at).until(facts.on);
                let too_old = |years: u8| YEAR * (i32::from(years) + 1);
                let within = |years: u8| {
                    agreed([
                        span.first < facts.birth.last + too_old(years),
                        span.last < facts.birth.first + too_old(years),
                    ])
                };
                by_sex(facts.sex(), |sex| match sex {
                    Sex::Male => within(*years),
                    Sex::Female => within(*female),
                })
            }
            Self::MonthsLeftAtLeast { months, at, .. } => {
                let span = facts.date(*at).until(facts.on);
                by_sex(facts.sex(), |sex| {
                    let enough = |birth: DayKey, at: DayKey| {
                        let left = months_left(facts, birth, sex, at)?;
                        Some(left >= i32::from(*months))
                    };
                    let readings = (
                        enough(facts.birth.first, span.last),
                        enough(facts.birth.last, span.first),
                    );
                    match readings {
                        (Some(one), Some(other)) => agreed([one, other]),
                        _ => Truth::Unknown,
                    }
                })
            }
            Self::WithinMonths { months, of, .. } => {
                let span = facts.date(*of);
                let within = |since: DayKey| facts.on < months_after(since, *months);
                agreed([within(span.first), within(span.last)])
            }
            Self::InUnits { units, .. } => match facts.unit {
                None => Truth::Unknown,
                Some(unit) => Truth::of(units.iter().any(|known| known == unit)),
            },
            Self::FieldHas { words, .. } => match facts.field {
                "" => Truth::Unknown,
                field => Truth::of(words.iter().any(|word| has_words(field, word))),
            },
            _ => Truth::Unknown,
        }
    }

    /// The number of the test on dates or text that this very condition is.
    pub(super) fn test_number(&self) -> Option<u8> {
        match self {
            Self::Before { test, .. }
            | Self::AgeAtLeast { test, .. }
            | Self::AgeAtMost { test, .. }
            | Self::MonthsLeftAtLeast { test, .. }
            | Self::FieldHas { test, .. }
            | Self::WithinMonths { test, .. }
            | Self::InUnits { test, .. } => Some(*test),
            _ => None,
        }
    }

    /// Visits this condition and every one inside it.
    pub(super) fn each<'c>(&'c self, visit: &mut impl FnMut(&'c Condition)) {
        visit(self);
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(visit)),
            Self::Not(part) => part.each(visit),
            _ => {}
        }
    }

    /// The facts with words, levels, yes or no that the condition asks for.
    pub(super) fn words_asked(&self) -> FactSet {
        let mut facts = FactSet::default();
        self.each(&mut |condition| match condition {
            Self::AtLeast { fact, .. } | Self::Is { fact, .. } | Self::OneOf { fact, .. } => {
                facts.insert(*fact);
            }
            Self::AgeAtMost { years, female, .. } if years != female => facts.insert(Fact::Sex),
            Self::MonthsLeftAtLeast { .. } => facts.insert(Fact::Sex),
            _ => {}
        });
        facts
    }

    /// Where the facts leave this very test undecided: its number and the facts that would decide it.
    pub(super) fn undecided(&self, facts: &CaseFacts) -> Option<(u8, FactSet)> {
        let test = self.test_number()?;
        if self.test(facts) != Truth::Unknown {
            return None;
        }
        let mut missing = FactSet::default();
        match self {
            Self::Before { fact, .. } | Self::WithinMonths { of: fact, .. } => {
                missing.insert(*fact)
            }
            Self::InUnits { .. } => missing.insert(Fact::Unit),
            Self::AgeAtLeast { .. } => missing.insert(Fact::Birth),
            Self::FieldHas { .. } => missing.insert(Fact::Field),
            Self::AgeAtMost { at, .. } | Self::MonthsLeftAtLeast { at, .. } => {
                for fact in [Fact::Birth, *at] {
                    if self.turns_on(facts, fact) {
                        missing.insert(fact);
                    }
                }
            }
            _ => {}
        }
        Some((test, missing))
    }

    /// Whether some reading of the other date leaves the test to the date of this fact.
    fn turns_on(&self, facts: &CaseFacts, fact: Fact) -> bool {
        let span = facts.date(fact);
        if span.is_exact() {
            return false;
        }
        let (Self::AgeAtMost { at, .. } | Self::MonthsLeftAtLeast { at, .. }) = self else {
            return true;
        };
        let other = if fact == Fact::Birth {
            *at
        } else {
            Fact::Birth
        };
        // Age and months left only grow or only fall with each date, so that the limits lie
        // between the readings of both: a blank or long span of the other date leaves room.
        let other_span = facts.date(other);
        if other_span.is_exact() || other_span.is_blank() || span.is_blank() {
            return true;
        }
        let fixed = |key: DayKey| {
            let mut facts = *facts;
            let exact = Span {
                first: key,
                last: key,
            };
            match other {
                Fact::Birth => facts.birth = exact,
                Fact::PostSince => facts.post_since = exact,
                _ => facts.service_started = exact,
            }
            self.test(&facts) == Truth::Unknown
        };
        // Partial dates span a year at most: looking at every month of it is exact enough.
        month_firsts(other_span).any(fixed)
    }
}

/// The day that many months after the other; the last days of a long month sort before the first
/// of the next, as 29 February does a year later.
pub(super) fn months_after(day: DayKey, months: u16) -> DayKey {
    let month = month_index(day) + i32::from(months);
    month / 12 * 10_000 + (month % 12 + 1) * 100 + day % 100
}

/// The truth for the sex; where it is not known, what both agree on.
fn by_sex(sex: Option<Sex>, truth: impl Fn(Sex) -> Truth) -> Truth {
    match sex {
        Some(sex) => truth(sex),
        None => {
            let (male, female) = (truth(Sex::Male), truth(Sex::Female));
            if male == female { male } else { Truth::Unknown }
        }
    }
}

/// Months from the month of the second date to that of retirement; nothing where no law of retirement is loaded.
pub(super) fn months_left(facts: &CaseFacts, birth: DayKey, sex: Sex, at: DayKey) -> Option<i32> {
    Some(facts.retirement.month(month_index(birth), sex)? - month_index(at))
}

/// Months counted from the year 0.
pub(super) fn month_index(key: DayKey) -> i32 {
    key / 10_000 * 12 + (key / 100 % 100).max(1) - 1
}

/// The first and last day of the span and the first day of every month within it.
fn month_firsts(span: Span) -> impl Iterator<Item = DayKey> {
    let months = month_index(span.first) + 1..=month_index(span.last);
    [span.first, span.last]
        .into_iter()
        .chain(months.map(|month| month / 12 * 10_000 + (month % 12 + 1) * 100 + 1))
}

/// Whether the text has the words (lower case, composed, single spaces), whatever its capitals and its form.
pub(super) fn has_words(text: &str, words: &str) -> bool {
    let text = composed(text);
    let mut rest = text.chars().flat_map(char::to_lowercase);
    let mut at_start = true;
    loop {
        if at_start && starts_with_words(rest.clone(), words) {
            return true;
        }
        match rest.next() {
            Some(c) => at_start = !c.is_alphanumeric(),
            None => return false,
        }
    }
}

fn starts_with_words(text: impl Iterator<Item = char>, words: &str) -> bool {
    let mut text = text.peekable();
    for wanted in words.chars() {
        if wanted == ' ' {
            if text.next_if(|c| !c.is_alphanumeric()).is_none() {
                return false;
            }
            while text.next_if(|c| !c.is_alphanumeric()).is_some() {}
        } else if text.next() != Some(wanted) {
            return false;
        }
    }
    text.next().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_in_any_case_and_form() {
        assert!(has_words("Luật", "luật"));
        assert!(has_words("Cử nhân LUẬT kinh tế", "luật"));
        assert!(has_words("Đại học (Lua\u{323}\u{302}t)", "luật"));
        assert!(has_words("Lu\u{1ead}t.", "luật"));
        assert!(has_words("Chỉ huy  Quân-sự cơ sở", "quân sự"));
        assert!(!has_words("Quân y, sự vụ", "quân sự"));
        assert!(!has_words("Kỹ thuật", "luật"));
        assert!(!has_words("Luậts", "luật"));
        assert!(!has_words("", "luật"));
    }
}
