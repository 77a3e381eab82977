//! The rules of a day with the values that local decisions set.

use std::borrow::Cow;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::condition::Condition;
use super::local_check::{MAX_DECISIONS, may_stand};
use super::local_term::Sets;
use super::standard::{Asks, Bilingual, Grace, LocalUse, Rule, Source, Standard, Version};
use super::{Fact, Library};
use crate::domain::{LocalDecision, LocalPlace, LocalValue, hexadecimal};

/// How many tests of dates and text a version may have: one bit each.
const MAX_TESTS: u8 = 32;
/// The end of a time that has none.
const NO_END: Option<NaiveDate> = NaiveDate::from_ymd_opt(9999, 12, 31);

impl Library {
    /// The library as it judges on the day: where a local decision in force sets a value that the
    /// central version of the day leaves open, the rule asks for that value and names the decision.
    ///
    /// A decision that [`super::check_local`] would refuse changes nothing, though a file may hold it.
    pub fn localised(&self, decisions: &[LocalDecision], day: NaiveDate) -> Cow<'_, Self> {
        let in_force: Vec<&LocalDecision> = decisions
            .iter()
            // What a file holds beyond that is not looked at: it would take too long.
            .take(MAX_DECISIONS)
            .enumerate()
            .filter(|(at, decision)| {
                let earlier = decisions.get(..*at).unwrap_or_default();
                decision.in_force(day) && may_stand(self, decision, earlier).is_ok()
            })
            .map(|(_, decision)| decision)
            .collect();
        if in_force.is_empty() {
            return Cow::Borrowed(self);
        }
        let digest = digest(self.digest(), &in_force);
        let mut library = self.clone();
        for decision in in_force {
            for standard in library.standards_mut() {
                if standard.id == decision.standard {
                    standard.apply(decision, day);
                }
            }
        }
        library.set_digest(digest);
        Cow::Owned(library)
    }
}

/// A digest over the central rules and the local decisions in force, whatever their order.
fn digest(central: &str, decisions: &[&LocalDecision]) -> String {
    let mut lines: Vec<String> = decisions
        .iter()
        .map(|decision| format!("{decision:?}"))
        .collect();
    lines.sort();
    let mut hash = Sha256::new();
    for part in std::iter::once(central).chain(lines.iter().map(String::as_str)) {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hexadecimal(&hash.finalize())
}

impl Standard {
    fn apply(&mut self, decision: &LocalDecision, day: NaiveDate) {
        let version = self
            .versions
            .iter_mut()
            .find(|version| version.in_force(day) && version.source.document == decision.basis);
        if let Some(version) = version {
            version.apply(decision);
        }
    }
}

impl Version {
    fn apply(&mut self, decision: &LocalDecision) {
        let Some(sets) = self.term(&decision.term).map(|term| term.sets.clone()) else {
            return;
        };
        let Some(first_test) = self.free_test().filter(|test| test + 2 <= MAX_TESTS) else {
            return;
        };
        let place = place(&decision.place, first_test);
        let document = self.source.document.clone();
        let mut graces = Vec::new();
        for rule in &mut self.rules {
            if rule.source.document != document && !rule.leaves_open(&decision.term) {
                continue;
            }
            let changed = Change {
                decision,
                sets: &sets,
                place: &place,
                test: first_test + 1,
            };
            if let Some(more) = rule.apply(&changed) {
                graces.extend(more);
                rule.local.push(LocalUse {
                    document: decision.document.clone(),
                    issuer: decision.issuer.clone(),
                    from: decision.from,
                    until: decision.until,
                    place: place.clone(),
                });
            }
        }
        self.graces.extend(graces);
        let helps = self
            .exemptions
            .iter()
            .flat_map(|exemption| [Some(&exemption.when), exemption.instead.as_ref()])
            .flatten()
            .chain(self.graces.iter().map(|grace| &grace.when));
        let asked = helps.fold(Default::default(), |asked: super::fact::FactSet, help| {
            asked.union(help.words_asked())
        });
        for rule in &mut self.rules {
            if let Asks::Require { only_if, require } = &rule.asks {
                for condition in only_if.iter().chain([require]) {
                    rule.words_asked = rule.words_asked.union(condition.words_asked());
                }
            }
            rule.words_asked = rule.words_asked.union(asked);
        }
    }

    /// The first number that no test of the version has.
    fn free_test(&self) -> Option<u8> {
        let mut next = 0;
        let mut look = |condition: &Condition| {
            condition.each(&mut |part| {
                if let Some(test) = part.test_number() {
                    next = next.max(test + 1);
                }
            });
        };
        for rule in &self.rules {
            match &rule.asks {
                Asks::Require { only_if, require } => {
                    only_if.iter().for_each(&mut look);
                    look(require);
                }
                Asks::WhereDesignated { require, .. } => look(require),
                Asks::Nothing { .. } => {}
            }
        }
        for exemption in &self.exemptions {
            look(&exemption.when);
            exemption.instead.iter().for_each(&mut look);
        }
        self.graces.iter().for_each(|grace| look(&grace.when));
        (next < MAX_TESTS).then_some(next)
    }
}

/// The condition that a unit lies where the decision is in force.
fn place(place: &LocalPlace, test: u8) -> Condition {
    match place {
        LocalPlace::Everywhere => Condition::All(Vec::new()),
        LocalPlace::SpecialHardship => Condition::Is {
            fact: Fact::SpecialHardship,
            value: true,
        },
        LocalPlace::Area(area) => Condition::OneOf {
            fact: Fact::AreaClass,
            mask: 1 << (*area as u8),
        },
        LocalPlace::Units(units) => Condition::InUnits {
            units: units.iter().map(|unit| unit.0.clone()).collect(),
            test,
        },
    }
}

/// A decision on its way into a rule.
struct Change<'d> {
    decision: &'d LocalDecision,
    sets: &'d Sets,
    place: &'d Condition,
    /// A free number for one test on dates.
    test: u8,
}

impl Change<'_> {
    fn everywhere(&self) -> bool {
        self.decision.place == LocalPlace::Everywhere
    }

    /// The condition in the decision's place, the other one elsewhere.
    fn in_place(&self, here: Condition, elsewhere: Condition) -> Condition {
        if self.everywhere() {
            return here;
        }
        Condition::Any(vec![
            Condition::All(vec![self.place.clone(), here]),
            Condition::All(vec![
                Condition::Not(Box::new(self.place.clone())),
                elsewhere,
            ]),
        ])
    }

    fn level(&self, fact: Fact) -> Option<Condition> {
        let LocalValue::Level(code) = &self.decision.value else {
            return None;
        };
        let rank = fact.words().iter().position(|word| word == code)? as u8;
        Some(Condition::AtLeast { fact, rank })
    }
}

impl Rule {
    /// Whether the rule leaves the term open.
    fn leaves_open(&self, term: &str) -> bool {
        let mut open = false;
        if let Asks::Require { require, .. } = &self.asks {
            require.each(&mut |part| {
                open |= matches!(part, Condition::Open(one) if one.term == term);
            });
        }
        open
    }

    /// Lets the rule ask for what the decision sets: nothing where it does not concern the rule;
    /// otherwise the grace that comes with it, if any.
    fn apply(&mut self, change: &Change) -> Option<Option<Grace>> {
        let Asks::Require { require, .. } = &mut self.asks else {
            return None;
        };
        let term = change.decision.term.as_str();
        match (change.sets, &change.decision.value) {
            (Sets::LowerLevel { fact, .. }, _) => {
                let enough = change.level(*fact)?;
                let here = Condition::All(vec![change.place.clone(), enough]);
                *require = Condition::Any(vec![require.clone(), here]);
                Some(None)
            }
            (Sets::HigherLevel { fact, .. }, _) => {
                let asked = change.level(*fact)?;
                let elsewhere = Condition::Not(Box::new(change.place.clone()));
                let more = if change.everywhere() {
                    asked
                } else {
                    Condition::Any(vec![elsewhere, asked])
                };
                *require = Condition::All(vec![require.clone(), more]);
                Some(None)
            }
            (Sets::Level { fact, .. }, _) => {
                let level = change.level(*fact)?;
                require
                    .fill(term, &|open| change.in_place(level.clone(), open.clone()))
                    .then_some(None)
            }
            (Sets::AgeAtMost { .. }, LocalValue::AgeAtMost { years, female }) => {
                let age = Condition::AgeAtMost {
                    years: *years,
                    female: *female,
                    at: Fact::PostSince,
                    test: change.test,
                };
                require
                    .fill(term, &|open| change.in_place(age.clone(), open.clone()))
                    .then_some(None)
            }
            (Sets::Months { .. }, LocalValue::Months(months)) => {
                let within = Condition::WithinMonths {
                    months: *months,
                    of: Fact::ServiceStarted,
                    test: change.test,
                };
                deadline(
                    require,
                    change,
                    Some(within),
                    NO_END?,
                    Some(*months),
                    &self.titles,
                )
            }
            (Sets::LastDay { .. }, LocalValue::Day(day)) => {
                deadline(require, change, None, *day, None, &self.titles)
            }
            _ => None,
        }
    }
}

/// Lets the term hold as a time that is left: the rule itself is not met by it.
fn deadline(
    require: &mut Condition,
    change: &Change,
    within: Option<Condition>,
    until: NaiveDate,
    months: Option<u16>,
    titles: &[crate::domain::Title],
) -> Option<Option<Grace>> {
    let term = change.decision.term.as_str();
    let mut if_left = require.clone();
    // Where the time is left, the open part holds; otherwise nothing holds in its place.
    if !if_left.fill(term, &|_| Condition::All(Vec::new())) {
        return None;
    }
    require.fill(term, &|open| {
        change.in_place(Condition::Any(Vec::new()), open.clone())
    });
    let mut when = vec![change.place.clone(), if_left];
    when.extend(within);
    let decision = change.decision;
    Some(Some(Grace {
        id: format!("local:{}", decision.term),
        titles: titles.to_vec(),
        says: Bilingual {
            vi: "Thời hạn do quyết định của địa phương quy định".to_owned(),
            en: "Time left by the local decision".to_owned(),
        },
        when: Condition::All(when),
        until,
        months,
        source: Source {
            document: decision.document.clone(),
            ..Source::default()
        },
    }))
}

impl Condition {
    /// Puts another condition in the place of every open term of that name; whether there is any.
    fn fill(&mut self, term: &str, with: &dyn Fn(&Condition) -> Condition) -> bool {
        match self {
            Self::Open(open) if open.term == term => {
                *self = with(self);
                true
            }
            Self::All(parts) | Self::Any(parts) => {
                let mut any = false;
                for part in parts {
                    any |= part.fill(term, with);
                }
                any
            }
            Self::Not(part) => part.fill(term, with),
            _ => false,
        }
    }
}
