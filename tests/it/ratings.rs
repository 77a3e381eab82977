//! What ratings lead to under each law, what stays open, who is spared, and the ceilings.

use canbo::app::Law;
use canbo::domain::{
    Circumstance, CircumstanceKind, Confirmation, Dossier, DossierId, Office, Post, Rating,
    RatingGrade, Title, UnitId,
};
use canbo::job::ratings_json;
use canbo::law::{LoadRuleError, ProposalState, RatingEffect as Effect, Ratings};
use canbo::report::top_grades;
use canbo::store::Snapshot;
use canbo::text::{Language, rating_words};
use chrono::NaiveDate;

const FILE: &str = include_str!("../../src/law/calendar/ratings.toml");

use RatingGrade::{
    Excellent as E, Good as G, LimitedCapacity as L, Satisfactory as S, Unsatisfactory as U,
};

fn law() -> Ratings {
    Law::embedded().unwrap().library.calendar().ratings.clone()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(title: Title, ratings: &[(i32, RatingGrade)]) -> Dossier {
    let mut dossier = Dossier::new(DossierId([1; 16]), "Lê Văn Mẫu");
    dossier.posts = vec![Post::of(title)];
    dossier.ratings = ratings
        .iter()
        .map(|(year, grade)| Rating {
            year: *year,
            grade: *grade,
        })
        .collect();
    dossier
}

fn civil_servant(ratings: &[(i32, RatingGrade)]) -> Dossier {
    person(Title::OfficeStatistics, ratings)
}

fn cadre(ratings: &[(i32, RatingGrade)]) -> Dossier {
    person(Title::FrontChair, ratings)
}

/// What the law itself proposes, without the rules of the office.
fn proposed(dossier: &Dossier, on: &str) -> Vec<(Effect, &'static str)> {
    let law = law();
    let office = Office::default();
    law.proposals(&office, dossier, day(on))
        .iter()
        .filter(|proposal| !proposal.rule.office_rule)
        .map(|proposal| (proposal.rule.effect, proposal.state.code()))
        .collect()
}

#[test]
fn two_years_under_the_law_of_2008() {
    let effects = |a, b| {
        (
            proposed(&civil_servant(&[(2016, a), (2017, b)]), "2018-03-01"),
            proposed(&cadre(&[(2016, a), (2017, b)]), "2018-03-01"),
        )
    };
    let other = vec![(Effect::OtherPost, "proposed")];
    for (a, b) in [(L, L), (L, U), (U, L)] {
        assert_eq!(effects(a, b), (other.clone(), other.clone()), "{a:?} {b:?}");
    }
    let (servant, cadre) = effects(U, U);
    assert_eq!(servant, [(Effect::Dismissal, "proposed")]);
    assert_eq!(cadre, [(Effect::Removal, "proposed")]);
    for (a, b) in [(G, L), (L, G), (G, U), (U, E), (G, S)] {
        assert_eq!(effects(a, b), (vec![], vec![]), "{a:?} {b:?}");
    }
    // A year between them, or a year that nobody rated since.
    let gap = civil_servant(&[(2015, L), (2017, L)]);
    assert_eq!(proposed(&gap, "2018-03-01"), []);
    let old = civil_servant(&[(2014, U), (2015, U)]);
    assert_eq!(proposed(&old, "2016-12-31").len(), 1);
    assert_eq!(proposed(&old, "2017-01-01"), []);
}

#[test]
fn plain_satisfactory_is_asked_about_while_the_third_grade_meant_limited() {
    let open = vec![(Effect::OtherPost, "grade_unclear")];
    let both = civil_servant(&[(2015, S), (2016, S)]);
    assert_eq!(proposed(&both, "2017-03-01"), open);
    assert_eq!(
        proposed(&civil_servant(&[(2015, S), (2016, U)]), "2017-03-01"),
        open
    );
    // From the ratings of 2020 on it says what it says.
    assert_eq!(
        proposed(&civil_servant(&[(2020, S), (2021, S)]), "2022-03-01"),
        []
    );
    let law = law();
    assert_eq!(law.meaning(2019).map(|m| m.third), Some(L));
    assert_eq!(law.meaning(2020).map(|m| m.third), Some(S));
    assert!(law.meaning(2009).is_none());
}

#[test]
fn only_failing_counts_from_july_2020_and_once_is_enough_from_2026() {
    let limited = civil_servant(&[(2018, L), (2019, L)]);
    assert_eq!(proposed(&limited, "2020-06-30").len(), 1);
    assert_eq!(proposed(&limited, "2020-07-01"), []);
    let failing = civil_servant(&[(2020, U), (2021, U)]);
    assert_eq!(
        proposed(&failing, "2022-01-10"),
        [
            (Effect::Dismissal, "proposed"),
            (Effect::LowerPost, "proposed")
        ]
    );
    assert_eq!(
        proposed(&cadre(&[(2020, U), (2021, U)]), "2022-01-10"),
        [(Effect::Removal, "proposed")]
    );
    // Twice within three years, but not running.
    let apart = [(2019, U), (2020, G), (2021, U)];
    assert_eq!(
        proposed(&civil_servant(&apart), "2022-01-10"),
        [(Effect::LowerPost, "proposed")]
    );
    assert_eq!(proposed(&cadre(&apart), "2022-01-10"), []);
    let further = civil_servant(&[(2018, U), (2019, G), (2020, G), (2021, U)]);
    assert_eq!(proposed(&further, "2022-01-10"), []);
    let recovered = civil_servant(&[(2019, U), (2020, U), (2021, G)]);
    assert_eq!(proposed(&recovered, "2022-01-10"), []);

    let once = [(2024, G), (2025, U)];
    assert_eq!(proposed(&civil_servant(&once), "2025-12-31"), []);
    assert_eq!(
        proposed(&civil_servant(&once), "2026-01-01"),
        [(Effect::LowerPostOrDismissal, "proposed")]
    );
    // Of cadres nothing was found.
    assert_eq!(proposed(&cadre(&once), "2026-01-01"), []);
}

#[test]
fn the_stricter_rules_of_the_office_wait_until_it_confirms_them() {
    let law = law();
    let mut office = Office::default();
    let dossier = civil_servant(&[(2020, S), (2021, S)]);
    let states = |office: &Office, dossier: &Dossier| -> Vec<(String, ProposalState)> {
        law.proposals(office, dossier, day("2022-03-01"))
            .into_iter()
            .map(|proposal| (proposal.rule.id.clone(), proposal.state))
            .collect()
    };
    let stricter = "office-no-better-than-satisfactory";
    assert_eq!(
        states(&office, &dossier),
        [(stricter.to_owned(), ProposalState::OfficeRuleWaits)]
    );
    let confirmation = Confirmation {
        by: "Nguyễn Thị Mẫu".into(),
        on: day("2022-01-01"),
        ground: "Quy chế 12".into(),
    };
    for id in [stricter, "office-weak-capacity"] {
        office
            .confirmations
            .insert(format!("ratings/{id}"), confirmation.clone());
    }
    assert_eq!(
        states(&office, &dossier),
        [(stricter.to_owned(), ProposalState::Proposed)]
    );
    assert_eq!(states(&office, &civil_servant(&[(2020, S), (2021, G)])), []);
    let weak: Vec<_> = states(&office, &cadre(&[(2020, G), (2021, U)]))
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(weak, ["office-weak-capacity"]);
}

#[test]
fn the_protected_are_not_dismissed_but_may_be_moved() {
    let mut dossier = civil_servant(&[(2020, U), (2021, U)]);
    for (kind, protects) in [
        (CircumstanceKind::Pregnancy, true),
        (CircumstanceKind::SmallChild, true),
        (CircumstanceKind::DisciplineReview, true),
        (CircumstanceKind::Investigation, true),
        (CircumstanceKind::Secondment, false),
    ] {
        dossier.circumstances = vec![Circumstance {
            kind,
            from: "2021-06".parse().ok(),
            until: "2022-06-30".parse().ok(),
            note: String::new(),
        }];
        let state = if protects { "protected" } else { "proposed" };
        let expected = [(Effect::Dismissal, state), (Effect::LowerPost, "proposed")];
        assert_eq!(proposed(&dossier, "2022-06-30"), expected, "{kind:?}");
        assert_eq!(proposed(&dossier, "2022-07-01")[0].1, "proposed");
    }
}

#[test]
fn nothing_follows_for_those_who_left_or_hold_no_title() {
    let mut dossier = civil_servant(&[(2016, U), (2017, U)]);
    dossier.left = true;
    assert_eq!(proposed(&dossier, "2018-03-01"), []);
    dossier.left = false;
    dossier.posts.clear();
    assert_eq!(proposed(&dossier, "2018-03-01"), []);
    // A rating of a year that has not come does not count.
    assert_eq!(
        proposed(&civil_servant(&[(2017, U), (2018, U)]), "2017-12-31"),
        []
    );
}

#[test]
fn every_proposal_says_its_ratings_and_article() {
    let law = law();
    let office = Office::default();
    for ratings in [[(2016, S), (2017, U)], [(2016, L), (2017, U)]] {
        for dossier in [civil_servant(&ratings), cadre(&ratings)] {
            for proposal in law.proposals(&office, &dossier, day("2018-03-01")) {
                let words = rating_words::proposal(&proposal, Language::Vi);
                assert!(words.contains("2017"), "{words}");
                for language in [Language::Vi, Language::En] {
                    let why = rating_words::state(&law, &proposal.state, language);
                    assert_eq!(why.is_none(), proposal.state == ProposalState::Proposed);
                }
            }
        }
    }
}

fn rated(people: &[(RatingGrade, usize)], year: i32) -> Vec<Dossier> {
    let unit = UnitId("xa tan lap".into());
    let grades = people
        .iter()
        .flat_map(|(grade, count)| std::iter::repeat_n(*grade, *count));
    grades
        .map(|grade| {
            let mut dossier = civil_servant(&[(year, grade)]);
            dossier.unit = Some(unit.clone());
            dossier
        })
        .collect()
}

#[test]
fn the_ceiling_is_a_fifth_of_the_good_ones_rounded_down() {
    let law = law();
    for (good, excellent, most) in [(27, 5, 5), (27, 6, 5), (4, 1, 0), (5, 1, 1), (0, 0, 0)] {
        let people = rated(&[(G, good), (E, excellent), (S, 3), (U, 1)], 2026);
        let top = top_grades(&law, people.iter());
        assert_eq!(top.len(), 1);
        let found = (top[0].good, top[0].excellent, top[0].most);
        assert_eq!(found, (good as u32, excellent as u32, most));
    }
    // No ceiling is known before 2020.
    assert!(top_grades(&law, rated(&[(E, 9)], 2019).iter()).is_empty());
    assert_eq!(top_grades(&law, rated(&[(E, 9)], 2020).iter()).len(), 1);
}

#[test]
fn the_command_keeps_proposed_protected_and_open_apart() {
    let mut protected = civil_servant(&[(2020, U), (2021, U)]);
    protected.circumstances = vec![Circumstance {
        kind: CircumstanceKind::SmallChild,
        from: None,
        until: None,
        note: String::new(),
    }];
    let snapshot = Snapshot {
        office: Office::default(),
        dossiers: vec![protected, cadre(&[(2020, U), (2021, U)])],
    };
    let answer = ratings_json(&snapshot, &Law::embedded().unwrap(), day("2022-03-01"));
    let effects = |list: &str| -> Vec<String> {
        let lines = answer[list].as_array().unwrap().iter();
        lines
            .map(|line| line["effect"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(effects("proposals"), ["lower_post", "removal"]);
    assert_eq!(effects("protected"), ["dismissal"]);
    // The rules of the office, one of two years and one of one, for both people.
    assert_eq!(effects("unsettled").len(), 4);
    assert_eq!(answer["ceilings"].as_array().unwrap().len(), 2);
}

#[test]
fn a_broken_file_is_refused_with_its_line() {
    for (from, to) in [
        ("third = \"limited_capacity\"", "third = \"weak\""),
        ("from_year = 2020", "from_year = 2019"),
        ("until_year = 2020", "until_year = 2010"),
        ("years = 2", "years = 0"),
        ("within_years = 3", "within_years = 1"),
        ("within_years = 3", "within_years = 11"),
        (
            "one_of_them = \"limited_capacity\"",
            "one_of_them = \"good\"",
        ),
        ("effect = \"other_post\"", "effect = \"holiday\""),
        ("groups = [\"civil_servant\"]", "groups = [\"servant\"]"),
        ("groups = [\"civil_servant\"]", "groups = []"),
        ("among = [\"unsatisfactory\"]", "among = []"),
        ("percent = 20", "percent = 101"),
        ("\"small_child\"", "\"pregnancy\""),
        (
            "id = \"2008-cadre-limited\"",
            "id = \"2008-civil-servant-limited\"",
        ),
        ("until = \"2020-07-01\"", "until = \"2010-01-01\""),
    ] {
        assert!(FILE.contains(from), "{from}");
        let text = FILE.replacen(from, to, 1);
        let error = Ratings::load("ratings.toml", &text).unwrap_err();
        assert!(error.to_string().contains("line"), "{from} → {to}: {error}");
    }
    let text = FILE.replacen("until = \"2020-07-01\"", "until = \"2010-01-01\"", 1);
    let error = Ratings::load("ratings.toml", &text).unwrap_err();
    assert!(matches!(error, LoadRuleError::ReversedDates { .. }));
}
