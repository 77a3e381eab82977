//! From a rule and the facts of a case to a verdict.
//!
//! A blank fact does not blur a verdict that every value of it leads to. So a rule is first
//! evaluated with the blanks as they are; only when that settles nothing, every way to fill the
//! blanks that the rule asks about is tried: agreement gives the verdict, otherwise it is
//! unknown, and a fact is missing when changing it alone changes the verdict.

use chrono::{Datelike, Months, NaiveDate};

use super::case::{BLANK, CaseFacts};
use super::condition::{Condition, Suppositions};
use super::fact::FactSet;
use super::standard::{Asks, Rule, Version};
use super::{Fact, Truth, Verdict};
use crate::domain::{AreaClass, Title};

/// How a rule comes out for a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Met,
    /// Met by what an exemption asks instead.
    MetBy(u8),
    Exempt(u8),
    Grace(u8),
    NotMet,
    /// Outside what the rule speaks of.
    NotApplicable,
    /// Met or not applicable, whatever the blank facts are.
    EitherWay,
    /// The rule leaves a value open.
    Open,
    /// The rule is not certain enough.
    Doubtful,
    Unknown,
}

impl Outcome {
    pub(super) fn verdict(self) -> Verdict {
        match self {
            Self::Met | Self::MetBy(_) | Self::EitherWay => Verdict::Met,
            Self::Exempt(_) => Verdict::Exempt,
            Self::Grace(_) => Verdict::Grace,
            Self::NotMet => Verdict::NotMet,
            Self::NotApplicable => Verdict::NotApplicable,
            Self::Open | Self::Doubtful => Verdict::Unsettled,
            Self::Unknown => Verdict::Unknown,
        }
    }

    /// What both come to; unknown when they differ in what they ask of the person.
    fn joined(self, other: Self) -> Self {
        let (one, two) = (self.verdict(), other.verdict());
        if one == two {
            self
        } else if !one.is_satisfied() || !two.is_satisfied() {
            Self::Unknown
        } else if one == Verdict::Met || two == Verdict::Met {
            Self::EitherWay
        } else {
            Self::NotApplicable
        }
    }

    /// Whether the two differ in what they ask of the person.
    fn differs(self, other: Self) -> bool {
        let (one, two) = (self.verdict(), other.verdict());
        one != two && !(one.is_satisfied() && two.is_satisfied())
    }
}

/// The rules of one criterion for one title on one day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) version: &'a Version,
    pub(super) title: Title,
    /// The rule of each area class, and whether the office has confirmed it.
    pub(super) rules: [(&'a Rule, bool); 3],
}

/// Beyond so many ways to fill the blanks, the plain reading of them is kept.
const MAX_FILLINGS: usize = 4096;
/// Beyond so many blanks likewise.
const MAX_BLANKS: usize = 16;

/// What may be filled in.
#[derive(Clone, Copy)]
enum Blank {
    /// A fact with so many values.
    Word(Fact, u8),
    /// A test on dates or text that they leave undecided.
    Test(u8, FactSet),
}

impl Blank {
    fn size(self) -> usize {
        match self {
            Self::Word(_, size) => usize::from(size),
            Self::Test(..) => 2,
        }
    }

    fn facts(self) -> FactSet {
        match self {
            Self::Word(fact, _) => {
                let mut facts = FactSet::default();
                facts.insert(fact);
                facts
            }
            Self::Test(_, facts) => facts,
        }
    }
}

struct Blanks {
    items: [Blank; MAX_BLANKS],
    len: usize,
    overflow: bool,
}

impl Blanks {
    fn push(&mut self, blank: Blank) {
        match self.items.get_mut(self.len) {
            Some(item) => {
                *item = blank;
                self.len += 1;
            }
            None => self.overflow = true,
        }
    }

    fn items(&self) -> &[Blank] {
        self.items.get(..self.len).unwrap_or_default()
    }

    fn fillings(&self) -> Option<usize> {
        let count = self
            .items()
            .iter()
            .try_fold(1_usize, |count, blank| count.checked_mul(blank.size()))?;
        (!self.overflow && count <= MAX_FILLINGS).then_some(count)
    }

    /// The facts with the blanks filled in the way of that number.
    fn filled<'f>(&self, facts: &CaseFacts<'f>, number: usize) -> (CaseFacts<'f>, Suppositions) {
        let (mut facts, mut suppose, mut rest) = (*facts, Suppositions::default(), number);
        for blank in self.items() {
            let value = rest % blank.size();
            rest /= blank.size();
            match *blank {
                Blank::Word(fact, _) => facts = facts.with(fact, value as u8),
                Blank::Test(test, _) => {
                    let bit = 1_u32.checked_shl(u32::from(test)).unwrap_or(0);
                    suppose.given |= bit;
                    if value == 1 {
                        suppose.holds |= bit;
                    }
                }
            }
        }
        (facts, suppose)
    }
}

impl<'a> Cell<'a> {
    /// How the rules come out for the facts.
    pub(super) fn decide(&self, facts: &CaseFacts) -> Outcome {
        let plain = self.outcome(facts, Suppositions::default());
        if plain != Outcome::Unknown {
            return plain;
        }
        let blanks = self.blanks(facts);
        let Some(count) = blanks.fillings() else {
            return plain;
        };
        let mut sum: Option<Outcome> = None;
        // Lowest and highest values of everything first: they disagree in most cases that do.
        let order = [0, count.saturating_sub(1)]
            .into_iter()
            .chain(1..count.saturating_sub(1));
        for number in order {
            let (facts, suppose) = blanks.filled(facts, number);
            let next = self.outcome(&facts, suppose);
            let joined = sum.map_or(next, |sum| sum.joined(next));
            if joined == Outcome::Unknown {
                return joined;
            }
            sum = Some(joined);
        }
        sum.unwrap_or(plain)
    }

    /// The blank facts of which a change changes the verdict.
    pub(super) fn missing(&self, facts: &CaseFacts) -> FactSet {
        let blanks = self.blanks(facts);
        let everything = || {
            blanks
                .items()
                .iter()
                .fold(FactSet::default(), |all, blank| all.union(blank.facts()))
        };
        let Some(count) = blanks.fillings() else {
            return everything();
        };
        let outcomes: Vec<Outcome> = (0..count)
            .map(|number| {
                let (facts, suppose) = blanks.filled(facts, number);
                self.outcome(&facts, suppose)
            })
            .collect();
        let mut missing = FactSet::default();
        let mut stride = 1;
        for blank in blanks.items() {
            let size = blank.size();
            let matters = outcomes.iter().enumerate().any(|(number, outcome)| {
                // Compare each filling with that where this blank alone has its first value.
                let value = number / stride % size;
                outcomes
                    .get(number - value * stride)
                    .is_some_and(|first| first.differs(*outcome))
            });
            if matters {
                missing = missing.union(blank.facts());
            }
            stride *= size;
        }
        missing
    }

    /// The rule for the area of the facts; nothing when the area is blank and rules differ by area.
    pub(super) fn rule(&self, facts: &CaseFacts) -> Option<(&'a Rule, bool)> {
        match facts.word(Fact::AreaClass) {
            BLANK => (!self.differs_by_area()).then_some(self.rules[0]),
            area => self.rules.get(usize::from(area)).copied(),
        }
    }

    /// The day by which the standard must be met for the grace of that place to help; of a date that
    /// is known in part, the earliest that it may mean.
    pub(super) fn due(&self, grace: u8, facts: &CaseFacts) -> Option<NaiveDate> {
        let grace = self.version.graces.get(usize::from(grace))?;
        let Some(months) = grace.months else {
            return Some(grace.until);
        };
        let started = facts.date(Fact::ServiceStarted).first;
        let (year, month, day) = (started / 10_000, started / 100 % 100, started % 100);
        let started = NaiveDate::from_ymd_opt(year, month as u32, day as u32)?;
        let due = started.checked_add_months(Months::new(u32::from(months)))?;
        // Where the month is too short for the day, the time lasts to the end of the month.
        if due.day() < started.day() {
            due.succ_opt()
        } else {
            Some(due)
        }
    }

    fn differs_by_area(&self) -> bool {
        self.rules
            .iter()
            .any(|(rule, _)| rule.id != self.rules[0].0.id)
    }

    /// How the rules come out with the blanks as they are.
    pub(super) fn outcome(&self, facts: &CaseFacts, suppose: Suppositions) -> Outcome {
        let Some((rule, confirmed)) = self.rule(facts) else {
            return Outcome::Unknown;
        };
        let (only_if, require) = match &rule.asks {
            Asks::Nothing { .. } => return Outcome::NotApplicable,
            Asks::WhereDesignated { .. } if !confirmed => return Outcome::NotApplicable,
            Asks::WhereDesignated { require, .. } => (None, require),
            Asks::Require { only_if, require } => (only_if.as_ref(), require),
        };
        if rule.is_doubtful() && !confirmed {
            return Outcome::Doubtful;
        }
        match only_if.map_or(Truth::True, |only| only.evaluate(facts, suppose)) {
            Truth::True => {}
            Truth::False => return Outcome::NotApplicable,
            Truth::Unknown => return Outcome::Unknown,
            Truth::Open => return Outcome::Open,
        }
        let required = require.evaluate(facts, suppose);
        match required {
            Truth::True => return Outcome::Met,
            Truth::Unknown => return Outcome::Unknown,
            Truth::False | Truth::Open => {}
        }
        let mut open = required == Truth::Open;
        for (at, exemption) in (0_u8..).zip(&self.version.exemptions) {
            let over = exemption
                .until
                .is_some_and(|until| facts.on >= super::case::day_key(until));
            if over || !exemption.titles.contains(&self.title) {
                continue;
            }
            let helped = Truth::all([
                exemption.when.evaluate(facts, suppose),
                exemption
                    .instead
                    .as_ref()
                    .map_or(Truth::True, |instead| instead.evaluate(facts, suppose)),
            ]);
            match helped {
                Truth::True if exemption.instead.is_some() => return Outcome::MetBy(at),
                Truth::True => return Outcome::Exempt(at),
                Truth::Unknown => return Outcome::Unknown,
                Truth::Open => open = true,
                Truth::False => {}
            }
        }
        if open {
            return Outcome::Open;
        }
        for (at, grace) in (0_u8..).zip(&self.version.graces) {
            if facts.on >= super::case::day_key(grace.until) || !grace.titles.contains(&self.title)
            {
                continue;
            }
            match grace.when.evaluate(facts, suppose) {
                Truth::True => return Outcome::Grace(at),
                Truth::Unknown => return Outcome::Unknown,
                Truth::Open => return Outcome::Open,
                Truth::False => {}
            }
        }
        Outcome::NotMet
    }

    fn blanks(&self, facts: &CaseFacts) -> Blanks {
        let mut blanks = Blanks {
            items: [Blank::Word(Fact::Sex, 2); MAX_BLANKS],
            len: 0,
            overflow: false,
        };
        let mut asked = FactSet::default();
        let mut tests = 0_u32;
        let mut look = |condition: &Condition, blanks: &mut Blanks| {
            condition.each(&mut |part| {
                if let Some((test, missing)) = part.undecided(facts) {
                    let bit = 1_u32.checked_shl(u32::from(test)).unwrap_or(0);
                    if tests & bit == 0 {
                        tests |= bit;
                        blanks.push(Blank::Test(test, missing));
                    }
                }
            });
        };
        let by_area = self.rule(facts).is_none();
        if by_area {
            asked.insert(Fact::AreaClass);
        }
        let areas = match facts.word(Fact::AreaClass) {
            BLANK if by_area => 0..AreaClass::ALL.len(),
            BLANK => 0..1,
            area => usize::from(area)..usize::from(area) + 1,
        };
        for (rule, _) in self.rules.get(areas).unwrap_or_default() {
            asked = asked.union(rule.words_asked);
            match &rule.asks {
                Asks::Require { only_if, require } => {
                    if let Some(only_if) = only_if {
                        look(only_if, &mut blanks);
                    }
                    look(require, &mut blanks);
                }
                Asks::WhereDesignated { require, .. } => look(require, &mut blanks),
                Asks::Nothing { .. } => {}
            }
        }
        for exemption in &self.version.exemptions {
            look(&exemption.when, &mut blanks);
            if let Some(instead) = &exemption.instead {
                look(instead, &mut blanks);
            }
        }
        for grace in &self.version.graces {
            look(&grace.when, &mut blanks);
        }
        for fact in asked.iter() {
            if facts.word(fact) == BLANK && fact.size() > 0 {
                blanks.push(Blank::Word(fact, fact.size()));
            }
        }
        blanks
    }
}

#[cfg(test)]
mod tests;
