//! Properties of the verdicts over random rules and random facts.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::super::case::{DayKey, Span};
use super::super::standard::{
    Bilingual, Confidence, Exemption, Grace, LocalTerm, Source, Standard,
};
use super::*;
use crate::law::{Criterion, OpenTerm};

const ON: DayKey = 20_200_615;
const WORDS: [Fact; 6] = [
    Fact::GeneralEducation,
    Fact::PoliticalTheory,
    Fact::FirstTime,
    Fact::SpecialHardship,
    Fact::Sex,
    Fact::AreaClass,
];

fn open_term() -> Condition {
    Condition::Open(OpenTerm {
        term: "term".to_owned(),
        says: Bilingual::default(),
        decided_by: Bilingual::default(),
        sets: None,
    })
}

/// Conditions on facts with words only; a fact may come several times.
fn on_words() -> impl Strategy<Value = Condition> {
    prop_oneof![
        4 => (0..4_u8).prop_map(|rank| Condition::AtLeast { fact: Fact::GeneralEducation, rank }),
        4 => (0..5_u8).prop_map(|rank| Condition::AtLeast { fact: Fact::PoliticalTheory, rank }),
        2 => any::<bool>().prop_map(|value| Condition::Is { fact: Fact::FirstTime, value }),
        2 => any::<bool>().prop_map(|value| Condition::Is { fact: Fact::SpecialHardship, value }),
        2 => (1..4_u16).prop_map(|mask| Condition::OneOf { fact: Fact::Sex, mask }),
        1 => Just(open_term()),
    ]
}

/// The same, and tests of dates, numbered later.
fn on_anything() -> impl Strategy<Value = Condition> {
    let years = 1995..2021_i32;
    prop_oneof![
        5 => on_words(),
        1 => years.prop_map(|year| Condition::Before {
            fact: Fact::ServiceStarted,
            day: NaiveDate::from_ymd_opt(year, 3, 9).unwrap(),
            test: 0,
        }),
        1 => (20..60_u8, 20..60_u8).prop_map(|(years, female)| Condition::AgeAtMost {
            years,
            female,
            at: Fact::PostSince,
            test: 0,
        }),
        1 => (20..60_u8).prop_map(|years| Condition::AgeAtLeast { years, test: 0 }),
        1 => (12..240_u16).prop_map(|months| Condition::MonthsLeftAtLeast {
            months,
            at: Fact::PostSince,
            test: 0,
        }),
    ]
}

fn nested(leaf: impl Strategy<Value = Condition> + 'static) -> impl Strategy<Value = Condition> {
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(Condition::All),
            vec(inner.clone(), 1..4).prop_map(Condition::Any),
            inner.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

fn number_tests(condition: &mut Condition, next: &mut u8) {
    match condition {
        Condition::Before { test, .. }
        | Condition::AgeAtLeast { test, .. }
        | Condition::AgeAtMost { test, .. }
        | Condition::MonthsLeftAtLeast { test, .. }
        | Condition::FieldHas { test, .. } => {
            *test = *next;
            *next += 1;
        }
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter_mut().for_each(|part| number_tests(part, next));
        }
        Condition::Not(part) => number_tests(part, next),
        _ => {}
    }
}

/// A version with one rule for the lowlands and towns and one for the mountains.
#[derive(Debug, Clone)]
struct Sketch {
    only_if: Option<Condition>,
    lowland: Condition,
    mountain: Condition,
    exemption: Option<(Condition, Option<Condition>)>,
    grace: Option<Condition>,
}

fn sketch<L>(leaf: fn() -> L) -> impl Strategy<Value = Sketch>
where
    L: Strategy<Value = Condition> + 'static,
{
    (
        option::weighted(0.3, nested(leaf())),
        nested(leaf()),
        nested(leaf()),
        option::weighted(0.5, (nested(leaf()), option::of(nested(leaf())))),
        option::weighted(0.5, nested(leaf())),
    )
        .prop_map(|(only_if, lowland, mountain, exemption, grace)| {
            let mut sketch = Sketch {
                only_if,
                lowland,
                mountain,
                exemption,
                grace,
            };
            sketch.number();
            sketch
        })
}

impl Sketch {
    fn number(&mut self) {
        let mut next = 0;
        let (when, instead) = match &mut self.exemption {
            Some((when, instead)) => (Some(when), instead.as_mut()),
            None => (None, None),
        };
        for condition in [
            self.only_if.as_mut(),
            Some(&mut self.lowland),
            Some(&mut self.mountain),
            when,
            instead,
            self.grace.as_mut(),
        ]
        .into_iter()
        .flatten()
        {
            number_tests(condition, &mut next);
        }
    }

    fn standard(&self) -> Standard {
        let titles = vec![Title::CommitteeChair];
        let source = Source::default();
        let helps = self
            .exemption
            .iter()
            .flat_map(|(when, instead)| [Some(when), instead.as_ref()]);
        let helps = helps
            .flatten()
            .chain(&self.grace)
            .fold(FactSet::default(), |asked, condition| {
                asked.union(condition.words_asked())
            });
        let rule = |id: &str, areas: &[AreaClass], require: &Condition| Rule {
            id: id.to_owned(),
            key: id.to_owned(),
            titles: titles.clone(),
            areas: areas.to_vec(),
            words_asked: [Some(require), self.only_if.as_ref()]
                .into_iter()
                .flatten()
                .fold(helps, |asked, condition| {
                    asked.union(condition.words_asked())
                }),
            asks: Asks::Require {
                only_if: self.only_if.clone(),
                require: require.clone(),
            },
            source: source.clone(),
            confidence: Confidence::Seen,
            quote: None,
            local: Vec::new(),
        };
        Standard {
            id: "sketch".to_owned(),
            criterion: Criterion::GeneralEducation,
            title: Bilingual::default(),
            titles: titles.clone(),
            versions: vec![Version {
                from: NaiveDate::MIN,
                until: None,
                source: source.clone(),
                confidence: Confidence::Seen,
                checked: None,
                note: None,
                rules: vec![
                    rule(
                        "lowland",
                        &[AreaClass::Lowland, AreaClass::Urban],
                        &self.lowland,
                    ),
                    rule("mountain", &[AreaClass::Mountain], &self.mountain),
                ],
                exemptions: self
                    .exemption
                    .iter()
                    .map(|(when, instead)| Exemption {
                        id: "exemption".to_owned(),
                        titles: titles.clone(),
                        says: Bilingual::default(),
                        when: when.clone(),
                        instead: instead.clone(),
                        until: None,
                        source: source.clone(),
                    })
                    .collect(),
                graces: self
                    .grace
                    .iter()
                    .map(|when| Grace {
                        id: "grace".to_owned(),
                        titles: titles.clone(),
                        says: Bilingual::default(),
                        when: when.clone(),
                        until: NaiveDate::from_ymd_opt(2200, 1, 1).unwrap(),
                        months: None,
                        source: source.clone(),
                    })
                    .collect(),
                local_terms: Vec::<LocalTerm>::new(),
            }],
        }
    }

    fn decide(&self, facts: &CaseFacts) -> Verdict {
        self.with_cell(|cell| cell.decide(facts).verdict())
    }

    fn missing(&self, facts: &CaseFacts) -> Vec<Fact> {
        self.with_cell(|cell| cell.missing(facts).iter().collect())
    }

    fn with_cell<T>(&self, look: impl FnOnce(&Cell) -> T) -> T {
        let standard = self.standard();
        let version = &standard.versions[0];
        let (lowland, mountain) = (&version.rules[0], &version.rules[1]);
        look(&Cell {
            version,
            title: Title::CommitteeChair,
            rules: [(lowland, false), (lowland, false), (mountain, false)],
        })
    }
}

/// The values of the six facts with words, each perhaps blank.
fn words() -> impl Strategy<Value = Vec<Option<u8>>> {
    WORDS
        .map(|fact| option::weighted(0.6, 0..fact.size()))
        .to_vec()
}

/// A birth, a first day in the post and at work: the real day, and how much of it is known.
fn days() -> impl Strategy<Value = Vec<((i32, i32, i32), u8)>> {
    let day = |years: std::ops::Range<i32>| ((years, 1..13_i32, 1..29_i32), 0..4_u8);
    (day(1955..2001), day(1996..2020), day(1990..2020))
        .prop_map(|(birth, since, started)| vec![birth, since, started])
}

fn span(((year, month, day), known): &((i32, i32, i32), u8), all: bool) -> Span {
    let (first, last) = match if all { 3 } else { *known } {
        0 => (0, 99_999_999),
        1 => (year * 10_000 + 101, year * 10_000 + 1231),
        2 => {
            let month = year * 10_000 + month * 100;
            (month + 1, month + 31)
        }
        _ => {
            let day = year * 10_000 + month * 100 + day;
            (day, day)
        }
    };
    Span { first, last }
}

fn facts<'a>(
    words: &[Option<u8>],
    days: &[((i32, i32, i32), u8)],
    all_days: bool,
) -> CaseFacts<'a> {
    let mut facts = CaseFacts::blank(ON);
    for (fact, value) in WORDS.iter().zip(words) {
        facts = facts.with(*fact, value.unwrap_or(BLANK));
    }
    facts.birth = span(&days[0], all_days);
    facts.post_since = span(&days[1], all_days);
    facts.service_started = span(&days[2], all_days);
    facts
}

/// Every way to fill the blank words.
fn fillings(words: &[Option<u8>]) -> Vec<Vec<Option<u8>>> {
    let mut all = vec![Vec::new()];
    for (fact, value) in WORDS.iter().zip(words) {
        let values: Vec<u8> = value.map_or((0..fact.size()).collect(), |value| vec![value]);
        all = all
            .into_iter()
            .flat_map(|before: Vec<Option<u8>>| {
                values.iter().map(move |value| {
                    let mut next = before.clone();
                    next.push(Some(*value));
                    next
                })
            })
            .collect();
    }
    all
}

fn same_demand(one: Verdict, two: Verdict) -> bool {
    one == two || one.is_satisfied() && two.is_satisfied()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn learning_a_fact_never_overturns_a_verdict(
        sketch in sketch(on_anything),
        blank in words(),
        learnt in words(),
        days in days(),
        learn_days in any::<bool>(),
    ) {
        let before = sketch.decide(&facts(&blank, &days, false));
        let more: Vec<Option<u8>> = blank.iter().zip(&learnt).map(|(one, two)| one.or(*two)).collect();
        let after = sketch.decide(&facts(&more, &days, learn_days));
        if before != Verdict::Unknown {
            prop_assert!(same_demand(before, after), "{before:?} became {after:?}");
        }
    }

    #[test]
    fn what_is_missing_is_what_can_change_the_verdict(
        sketch in sketch(on_words),
        blank in words(),
        days in days(),
    ) {
        let blank_facts = facts(&blank, &days, true);
        let verdict = sketch.decide(&blank_facts);
        let filled: Vec<(Vec<Option<u8>>, Verdict)> = fillings(&blank)
            .into_iter()
            .map(|words| {
                let verdict = sketch.decide(&facts(&words, &days, true));
                (words, verdict)
            })
            .collect();
        let agree = filled.windows(2).all(|pair| same_demand(pair[0].1, pair[1].1));
        prop_assert_eq!(verdict != Verdict::Unknown, agree);
        if verdict != Verdict::Unknown {
            return Ok(());
        }
        let missing = sketch.missing(&blank_facts);
        prop_assert!(!missing.is_empty());
        for (place, fact) in WORDS.iter().enumerate() {
            let matters = filled.iter().any(|(one, verdict)| {
                filled.iter().any(|(two, other)| {
                    let alone = one.iter().zip(two).enumerate()
                        .all(|(at, (a, b))| (at == place) != (a == b));
                    alone && !same_demand(*verdict, *other)
                })
            });
            prop_assert_eq!(missing.contains(fact), matters, "{:?}", fact);
        }
    }

    #[test]
    fn an_exemption_makes_nobody_worse_off(
        with in sketch(on_anything),
        words in words(),
        days in days(),
    ) {
        let mut without = with.clone();
        without.exemption = None;
        let facts_known = facts(&words, &days, false);
        let (before, after) = (without.decide(&facts_known), with.decide(&facts_known));
        if before.is_satisfied() {
            prop_assert!(after.is_satisfied(), "{before:?} became {after:?}");
        }
        if after == Verdict::NotMet {
            prop_assert_eq!(before, Verdict::NotMet);
        }
    }

    #[test]
    fn one_false_part_settles_all_and_one_true_part_any(
        part in nested(on_anything()),
        words in words(),
        days in days(),
    ) {
        let facts = facts(&words, &days, false);
        let never = Condition::Any(Vec::new());
        let always = Condition::All(Vec::new());
        let suppose = Suppositions::default();
        prop_assert_eq!(
            Condition::All(vec![part.clone(), never]).evaluate(&facts, suppose),
            Truth::False
        );
        prop_assert_eq!(
            Condition::Any(vec![part, always]).evaluate(&facts, suppose),
            Truth::True
        );
    }

    #[test]
    fn a_date_called_missing_can_change_the_verdict(
        years in 20..60_u8,
        female in 20..60_u8,
        sex in option::of(0..2_u8),
        days in days(),
    ) {
        // One test of two dates, each known to the year, the month, the day or not at all.
        let mut sketch = Sketch {
            only_if: None,
            lowland: Condition::AgeAtMost { years, female, at: Fact::PostSince, test: 0 },
            mountain: Condition::AgeAtMost { years, female, at: Fact::PostSince, test: 0 },
            exemption: None,
            grace: None,
        };
        sketch.number();
        let words = [None, None, None, None, sex, Some(0)];
        let known = facts(&words, &days, false);
        if sketch.decide(&known) != Verdict::Unknown {
            return Ok(());
        }
        let missing = sketch.missing(&known);
        prop_assert!(!missing.is_empty());
        prop_assert!(!(missing.contains(&Fact::Birth) && known.birth.is_exact()));
        prop_assert!(!(missing.contains(&Fact::PostSince) && known.post_since.is_exact()));
        prop_assert!(!(missing.contains(&Fact::Sex) && (sex.is_some() || years == female)));
    }
}

#[test]
fn a_low_certainty_rule_decides_only_once_confirmed() {
    let sketch = Sketch {
        only_if: None,
        lowland: Condition::All(Vec::new()),
        mountain: Condition::All(Vec::new()),
        exemption: None,
        grace: None,
    };
    let mut standard = sketch.standard();
    for rule in &mut standard.versions[0].rules {
        rule.confidence = Confidence::RecalledLow;
    }
    let version = &standard.versions[0];
    let cell = |confirmed| Cell {
        version,
        title: Title::CommitteeChair,
        rules: [0, 0, 1].map(|at: usize| (&version.rules[at], confirmed)),
    };
    let facts = CaseFacts::blank(ON).with(Fact::AreaClass, 0);
    assert_eq!(cell(false).decide(&facts), Outcome::Doubtful);
    assert_eq!(cell(true).decide(&facts), Outcome::Met);
}

#[test]
fn an_exemption_and_a_grace_end_on_their_day() {
    let never = Condition::Any(Vec::new());
    let always = Condition::All(Vec::new());
    let sketch = Sketch {
        only_if: None,
        lowland: never.clone(),
        mountain: never,
        exemption: Some((always.clone(), None)),
        grace: Some(always),
    };
    let mut standard = sketch.standard();
    let day = |day| NaiveDate::from_ymd_opt(2020, 6, day).unwrap();
    standard.versions[0].exemptions[0].until = Some(day(10));
    standard.versions[0].graces[0].until = day(20);
    let version = &standard.versions[0];
    let cell = Cell {
        version,
        title: Title::CommitteeChair,
        rules: [0, 0, 1].map(|at: usize| (&version.rules[at], false)),
    };
    let on =
        |day: DayKey| cell.decide(&CaseFacts::blank(20_200_600 + day).with(Fact::AreaClass, 1));
    assert_eq!(on(9), Outcome::Exempt(0));
    assert_eq!(on(10), Outcome::Grace(0));
    assert_eq!(on(19), Outcome::Grace(0));
    assert_eq!(on(20), Outcome::NotMet);
}
