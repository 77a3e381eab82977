//! What falls due: posts that change hands under each regime, the exceptions, and the calendar.

use canbo::app::{Command, CommandError, Law, Shelf, Workspace};
use canbo::domain::{
    Circumstance, CircumstanceKind, Dossier, DossierId, LocalPeriod, Office, PositionTenure, Post,
    Sex, Title,
};
use canbo::job::calendar_json;
use canbo::law::{
    Calendar, Conversion, ConversionDoubt as Doubt, ConversionState as State, LoadRuleError,
};
use canbo::plan::{AgendaKind, AgendaPart, agenda};
use canbo::store::Snapshot;
use canbo::text::{Language, calendar_words};
use chrono::NaiveDate;
use proptest::prelude::*;

const FILE: &str = include_str!("../../src/law/calendar/position-conversion.toml");

fn law() -> Calendar {
    Law::embedded().unwrap().library.calendar().clone()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An accountant since the day, young, named by the office's list.
fn accountant(since: &str) -> Dossier {
    let mut dossier = Dossier::new(DossierId([1; 16]), "Lê Thị Mẫu");
    dossier.birth = "1985-05".parse().ok();
    dossier.sex = Some(Sex::Female);
    dossier.posts = vec![Post::of(Title::FinanceAccounting)];
    dossier.tenures = vec![PositionTenure {
        title: Some(Title::FinanceAccounting),
        written: "Tài chính - kế toán".into(),
        since: since.parse().ok(),
        previous_unit: None,
        note: String::new(),
    }];
    dossier
}

fn office_with(months: u16) -> Office {
    let mut office = Office::default();
    let period = LocalPeriod {
        months,
        document: "Thông tư 01/2014".into(),
    };
    office
        .conversion_periods
        .insert(Title::FinanceAccounting, period);
    office
}

fn state_in(office: &Office, dossier: &Dossier, on: &str) -> State {
    let law = law();
    let dues = law
        .conversion
        .dues(&law.retirement, office, dossier, day(on));
    assert_eq!(dues.len(), 1);
    dues[0].state.clone()
}

fn state(dossier: &Dossier, on: &str) -> State {
    state_in(&Office::default(), dossier, on)
}

#[test]
fn thirty_six_months_before_december_2013() {
    let dossier = accountant("2010-06-01");
    assert_eq!(state(&dossier, "2013-05-31"), State::NotDue);
    assert_eq!(state(&dossier, "2013-06-01"), State::Due);
    assert_eq!(state(&dossier, "2013-12-19"), State::Due);
    // From 20/12/2013 the sector sets 24 to 60 months, and the office has not said which.
    assert_eq!(
        state(&dossier, "2013-12-20"),
        State::Unsettled(Doubt::Period)
    );
}

#[test]
fn two_to_five_years_after_it_by_the_sector() {
    let dossier = accountant("2014-10-01");
    assert_eq!(state(&dossier, "2016-09-30"), State::NotDue);
    assert_eq!(
        state(&dossier, "2016-10-01"),
        State::Unsettled(Doubt::Period)
    );
    assert_eq!(
        state(&dossier, "2019-09-30"),
        State::Unsettled(Doubt::Period)
    );
    assert_eq!(state(&dossier, "2019-10-01"), State::Due);
    // With the sector's own period there is one day.
    let office = office_with(36);
    assert_eq!(state_in(&office, &dossier, "2017-09-30"), State::NotDue);
    assert_eq!(state_in(&office, &dossier, "2017-10-01"), State::Due);
    // A period that the law of the day does not allow does not bind.
    let office = office_with(48);
    assert_eq!(
        state_in(&office, &accountant("2010-06-01"), "2013-06-01"),
        State::Due
    );
}

#[test]
fn a_month_or_year_of_start_counts_by_both_readings() {
    let office = office_with(36);
    let dossier = accountant("2014-10");
    assert_eq!(state_in(&office, &dossier, "2017-09-30"), State::NotDue);
    assert_eq!(
        state_in(&office, &dossier, "2017-10-15"),
        State::Unsettled(Doubt::Period)
    );
    assert_eq!(state_in(&office, &dossier, "2017-10-31"), State::Due);
    let mut dossier = accountant("2014");
    assert_eq!(
        state_in(&office, &dossier, "2017-12-30"),
        State::Unsettled(Doubt::Period)
    );
    assert_eq!(state_in(&office, &dossier, "2017-12-31"), State::Due);
    dossier.tenures[0].since = None;
    assert_eq!(state(&dossier, "2017-12-31"), State::NoStart);
    dossier.posts[0].since = "2010".parse().ok();
    assert_eq!(state(&dossier, "2017-12-31"), State::Due);
}

#[test]
fn what_is_open_in_the_law_stays_unsettled() {
    // From 1/7/2026 the law is amended and nobody has read how.
    let dossier = accountant("2014-10-01");
    assert_eq!(state(&dossier, "2026-06-30"), State::Due);
    assert_eq!(state(&dossier, "2026-07-01"), State::Unsettled(Doubt::Law));
    // Land and civil status are recalled badly: only the office's own list makes them subject.
    for title in [Title::LandConstruction, Title::JusticeCivilStatus] {
        let mut dossier = accountant("2010-06-01");
        dossier.posts = vec![Post::of(title)];
        dossier.tenures[0].title = Some(title);
        assert_eq!(state(&dossier, "2017-03-01"), State::Due);
        dossier.tenures.clear();
        assert_eq!(state(&dossier, "2017-03-01"), State::Unsettled(Doubt::Post));
    }
    let law = law();
    let mut other = accountant("2010-06-01");
    other.posts = vec![Post::of(Title::CommitteeChair)];
    let on = day("2017-03-01");
    let dues = |dossier: &Dossier, on| {
        let office = Office::default();
        law.conversion
            .dues(&law.retirement, &office, dossier, on)
            .len()
    };
    assert_eq!(dues(&other, on), 0);
    let mut left = accountant("2010-06-01");
    left.left = true;
    assert_eq!(dues(&left, on), 0);
    assert_eq!(dues(&accountant("2000"), day("2007-11-19")), 0);
    assert_eq!(dues(&accountant("2000"), day("2007-11-20")), 1);
}

#[test]
fn each_circumstance_of_the_list_puts_it_off_while_it_lasts() {
    for kind in CircumstanceKind::ALL {
        let mut dossier = accountant("2010-06-01");
        dossier.circumstances = vec![Circumstance {
            kind: *kind,
            from: "2017-01-01".parse().ok(),
            until: "2017-06-30".parse().ok(),
            note: String::new(),
        }];
        assert_eq!(state(&dossier, "2016-12-31"), State::Due);
        assert_eq!(state(&dossier, "2017-01-01"), State::NotYet(vec![*kind]));
        assert_eq!(state(&dossier, "2017-06-30"), State::NotYet(vec![*kind]));
        assert_eq!(state(&dossier, "2017-07-01"), State::Due);
    }
}

#[test]
fn a_remark_of_the_list_is_asked_about_and_not_decided_on() {
    let mut dossier = accountant("2010-06-01");
    dossier.tenures[0].note = "Đang nghỉ thai sản".into();
    assert_eq!(
        state(&dossier, "2017-03-01"),
        State::Unsettled(Doubt::Remark)
    );
    assert_eq!(
        state(&accountant("2016-06-01"), "2017-03-01"),
        State::NotDue
    );
}

#[test]
fn fewer_than_eighteen_months_to_retirement_are_not_moved() {
    // Born 5/1962: 55 in 5/2017, the last month at work.
    let mut dossier = accountant("2005-01-01");
    dossier.birth = "1962-05".parse().ok();
    assert_eq!(state(&dossier, "2015-11-30"), State::Due);
    assert_eq!(state(&dossier, "2015-12-01"), State::NotAtAll(17));
    // Of one not due yet, what is left at the first day counts.
    dossier.tenures[0].since = "2014-06-01".parse().ok();
    assert_eq!(state(&dossier, "2015-01-01"), State::NotAtAll(11));
    dossier.tenures[0].since = "2013-10-01".parse().ok();
    assert_eq!(state(&dossier, "2015-01-01"), State::NotDue);
}

#[test]
fn the_calendar_orders_by_day_and_says_why() {
    let law = law();
    let office = Office::default();
    let mut old = Dossier::new(DossierId([2; 16]), "Trần Văn Già");
    old.birth = "1957-05".parse().ok();
    old.sex = Some(Sex::Male);
    let nobody = Dossier::new(DossierId([3; 16]), "Không Rõ");
    let mut gone = old.clone();
    gone.left = true;
    let people = [accountant("2014-10-01"), nobody, old, gone];
    let entries = agenda(&law, &office, people.iter(), day("2017-03-01"));
    let found: Vec<_> = entries
        .iter()
        .map(|entry| (entry.dossier.id.0[0], entry.kind(), entry.part))
        .collect();
    assert_eq!(
        found,
        [
            (2, AgendaKind::Retirement, AgendaPart::Coming),
            (1, AgendaKind::Conversion, AgendaPart::Unsettled),
            (1, AgendaKind::Retirement, AgendaPart::Coming),
            (3, AgendaKind::Retirement, AgendaPart::Unknown),
        ]
    );
    assert_eq!(entries[0].day, Some(day("2017-06-01")));
    for language in [Language::Vi, Language::En] {
        for entry in &entries {
            assert!(!calendar_words::reason(entry, language).is_empty());
            assert!(!calendar_words::what(entry, language).is_empty());
        }
    }
    let reason = calendar_words::reason(&entries[1], Language::Vi);
    assert!(
        reason.contains("150/2013") && reason.contains("24–60"),
        "{reason}"
    );
    // On the day of retirement itself it is overdue, the day before it is not.
    let part = |on| agenda(&law, &office, people[2..3].iter(), day(on))[0].part;
    assert_eq!(part("2017-05-31"), AgendaPart::Coming);
    assert_eq!(part("2017-06-01"), AgendaPart::Overdue);
}

#[test]
fn the_command_lists_by_month() {
    let mut old = Dossier::new(DossierId([2; 16]), "Trần Văn Già");
    old.birth = "1957-05".parse().ok();
    old.sex = Some(Sex::Male);
    let snapshot = Snapshot {
        office: office_with(36),
        dossiers: vec![accountant("2014-10-01"), old],
    };
    let law = Law::embedded().unwrap();
    let answer = calendar_json(&snapshot, &law, day("2017-03-01"), Some(12));
    let months = answer["months"].as_array().unwrap();
    assert_eq!(months.len(), 2);
    assert_eq!(months[0]["month"], "2017-06");
    assert_eq!(months[0]["retirement"][0]["date"], "2017-06-01");
    assert_eq!(months[1]["month"], "2017-10");
    assert_eq!(months[1]["conversion"][0]["title"], "finance_accounting");
    assert_eq!(months[1]["conversion"][0]["last"], "2017-10-01");
    for part in ["overdue", "unsettled", "excluded", "unknown"] {
        assert_eq!(answer[part].as_array().unwrap().len(), 0, "{part}");
    }
    // Seven months from March are up to September.
    let short = calendar_json(&snapshot, &law, day("2017-03-01"), Some(7));
    assert_eq!(short["months"].as_array().unwrap().len(), 1);
    let all = calendar_json(&snapshot, &law, day("2017-03-01"), None);
    assert_eq!(all["months"].as_array().unwrap().len(), 3);
}

#[test]
fn a_period_outside_the_law_is_refused_and_a_good_one_undone() {
    let snapshot = Snapshot {
        office: Office {
            judged_on: Some(day("2017-03-01")),
            ..Office::default()
        },
        dossiers: Vec::new(),
    };
    let law = Law::embedded().unwrap();
    let mut workspace = Workspace::open(Shelf::Real, snapshot, law, day("2017-03-01"));
    let mut set = |months| {
        let period = LocalPeriod {
            months,
            document: String::new(),
        };
        let command = Command::SetConversionPeriod(Title::FinanceAccounting, Some(period));
        workspace.apply(command)
    };
    let refused = CommandError::PeriodOutsideLaw {
        least: 24,
        most: 60,
    };
    assert_eq!(set(23), Err(refused.clone()));
    assert_eq!(set(61), Err(refused));
    assert!(set(24).is_ok() && set(60).is_ok());
    workspace.apply(Command::Undo).unwrap();
    let kept = workspace.office().conversion_periods.values().next();
    assert_eq!(kept.map(|period| period.months), Some(24));
}

#[test]
fn a_broken_file_is_refused_with_its_line() {
    for (from, to) in [
        ("until = \"2013-12-20\"", "until = \"2013-12-19\""),
        ("until = \"2013-12-20\"", "until = \"2007-11-20\""),
        ("least_months = 36", "least_months = 0"),
        ("least_months = 36", "least_months = 37"),
        ("most_months = 60", "most_months = 601"),
        ("\"pregnancy\"", "\"holiday\""),
        ("\"pregnancy\"", "\"secondment\""),
        ("title = \"finance_accounting\"", "title = \"accounting\""),
        (
            "title = \"land_construction\"",
            "title = \"finance_accounting\"",
        ),
        ("months_to_retirement = 18", "months = 18"),
        ("confidence = \"seen\"", "confidence = \"sure\""),
    ] {
        assert!(FILE.contains(from), "{from}");
        let text = FILE.replacen(from, to, 1);
        let error = Conversion::load("position-conversion.toml", &text).unwrap_err();
        assert!(error.to_string().contains("line"), "{from} → {to}: {error}");
    }
    let text = FILE.replacen("until = \"2013-12-20\"\n", "", 1);
    let error = Conversion::load("position-conversion.toml", &text).unwrap_err();
    assert!(matches!(error, LoadRuleError::OverlappingVersions { .. }));
}

proptest! {
    #[test]
    fn time_passing_never_makes_a_post_less_due(start in 0..4000_i64, later in 0..2000_i64) {
        let since = day("2014-01-01") + chrono::TimeDelta::days(start % 1500);
        let mut dossier = accountant("2014");
        dossier.tenures[0].since = Some(since.into());
        let rank = |state: &State| match state {
            State::NotDue => 0,
            State::Unsettled(_) => 1,
            State::Due => 2,
            _ => 3,
        };
        let one = day("2014-01-01") + chrono::TimeDelta::days(start);
        let other = one + chrono::TimeDelta::days(later);
        prop_assume!(other < day("2026-07-01"));
        let (one, other) = (state(&dossier, &one.to_string()), state(&dossier, &other.to_string()));
        prop_assert!(rank(&one) <= rank(&other), "{one:?} {other:?}");
    }
}
