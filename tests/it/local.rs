//! Local decisions: a value that a central rule leaves open, set with a number and dates.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use canbo::app::{Command, CommandError, Law, Shelf, Workspace};
use canbo::domain::{
    AreaClass, Dossier, DossierId, GeneralEducation, Known, LocalDecision, LocalPlace, LocalValue,
    Office, PartialDate, PoliticalTheory, Post, ProfessionalLevel, Sex, Title, Unit, UnitId,
    UnitKind,
};
use canbo::exchange::bundle::{self, Purpose, Saving};
use canbo::job::{diff_json, judge_json, local_json, needs_json, with_pack};
use canbo::law::{Library, LocalError, check_local};
use canbo::store::Snapshot;
use canbo::store::archive::Archive;
use canbo::store::record::{PackError, decode_office, decode_pack, encode_office, encode_pack};
use canbo::text::{Language, local_words};
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;

use crate::{arbitrary, invented};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The province lets intermediate be enough in areas of special hardship.
fn special_areas() -> LocalDecision {
    LocalDecision {
        standard: "civil-servant.professional-level".to_owned(),
        term: "special-areas".to_owned(),
        basis: "Nghị định 33/2023/NĐ-CP".to_owned(),
        document: "Quyết định 12/2024/QĐ-UBND".to_owned(),
        issuer: "Uỷ ban nhân dân tỉnh".to_owned(),
        signed_on: day("2024-01-05"),
        from: day("2024-02-01"),
        until: Some(day("2025-02-01")),
        place: LocalPlace::SpecialHardship,
        value: LocalValue::Level("intermediate".to_owned()),
    }
}

/// The province sets the months after recruitment in which the course must be finished.
fn deadline(months: u16) -> LocalDecision {
    LocalDecision {
        standard: "civil-servant.political-theory".to_owned(),
        term: "political-theory-deadline".to_owned(),
        basis: "Thông tư 06/2012/TT-BNV".to_owned(),
        from: day("2013-01-01"),
        until: None,
        place: LocalPlace::Everywhere,
        value: LocalValue::Months(months),
        ..special_areas()
    }
}

fn first_age(years: u8, female: u8) -> LocalDecision {
    LocalDecision {
        standard: "cadre.age-at-first-holding".to_owned(),
        term: "first-age".to_owned(),
        basis: "Quyết định 04/2004/QĐ-BNV".to_owned(),
        from: day("2010-01-01"),
        until: None,
        place: LocalPlace::Everywhere,
        value: LocalValue::AgeAtMost { years, female },
        ..special_areas()
    }
}

fn unit(name: &str, hardship: Option<bool>) -> Unit {
    Unit {
        id: UnitId(name.to_owned()),
        name: name.to_owned(),
        kind: UnitKind::Commune,
        area: Some(AreaClass::Mountain),
        special_hardship: hardship,
    }
}

/// A finance clerk with an intermediate certificate in a commune, recruited on the day.
fn clerk(hardship: Option<bool>, recruited: Option<PartialDate>) -> Snapshot {
    let mut dossier = Dossier::new(DossierId([9; 16]), "Lê Thị Mẫu");
    dossier.unit = Some(UnitId("xa a".to_owned()));
    dossier.posts.push(Post::of(Title::FinanceAccounting));
    dossier.general_education = Some(Known::chosen(GeneralEducation::UpperSecondary));
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::Intermediate));
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::None));
    dossier.service_started = recruited;
    Snapshot {
        office: Office {
            units: vec![unit("xa a", hardship), unit("xa b", Some(false))],
            ..Office::default()
        },
        dossiers: vec![dossier],
    }
}

fn law() -> Law {
    Law::embedded().unwrap()
}

/// What `canbo judge` says of the criterion of the only person.
fn judged(snapshot: &Snapshot, on: &str, criterion: &str) -> Value {
    let answer = judge_json(snapshot, &law(), day(on));
    let criteria = answer["dossiers"][0]["criteria"]
        .as_array()
        .unwrap()
        .clone();
    let mut found = criteria.into_iter().filter(|c| c["criterion"] == criterion);
    found.next().unwrap()
}

fn verdict(snapshot: &Snapshot, on: &str, criterion: &str) -> String {
    judged(snapshot, on, criterion)["verdict"]
        .as_str()
        .unwrap()
        .to_owned()
}

fn with(mut snapshot: Snapshot, local: &[LocalDecision]) -> Snapshot {
    snapshot.office.local = local.to_vec();
    check_local(&law().library, local).unwrap_or_else(|error| panic!("{error}"));
    snapshot
}

const LEVEL: &str = "professional_level";
const THEORY: &str = "political_theory";

#[test]
fn a_lower_level_helps_where_and_while_it_is_in_force_and_is_cited() {
    let recruited = PartialDate::from_month(2024, 1);
    let there = with(clerk(Some(true), recruited), &[special_areas()]);
    assert_eq!(verdict(&there, "2024-01-31", LEVEL), "not_met");
    assert_eq!(verdict(&there, "2024-02-01", LEVEL), "met");
    assert_eq!(verdict(&there, "2025-01-31", LEVEL), "met");
    assert_eq!(verdict(&there, "2025-02-01", LEVEL), "not_met");

    let found = judged(&there, "2024-02-01", LEVEL);
    assert_eq!(found["local"][0]["document"], "Quyết định 12/2024/QĐ-UBND");
    assert_eq!(found["source"]["document"], "Nghị định 33/2023/NĐ-CP");
    let reason = found["reason"].as_str().unwrap();
    assert!(reason.contains("Nghị định 33/2023/NĐ-CP"), "{reason}");
    assert!(
        reason.contains("Theo Quyết định 12/2024/QĐ-UBND của Uỷ ban nhân dân tỉnh"),
        "{reason}"
    );
    assert_eq!(found["needed_code"], "intermediate");

    // Elsewhere nothing changes, and the decision is not cited.
    let elsewhere = with(clerk(Some(false), recruited), &[special_areas()]);
    let found = judged(&elsewhere, "2024-02-01", LEVEL);
    assert_eq!(found["verdict"], "not_met");
    assert_eq!(found["local"], Value::Array(Vec::new()));
    // Where the office has not said whether it is such an area, that is what is missing.
    let unsaid = with(clerk(None, recruited), &[special_areas()]);
    let found = judged(&unsaid, "2024-02-01", LEVEL);
    assert_eq!(found["verdict"], "unknown");
    assert_eq!(found["missing"][0], "special_hardship");
}

#[test]
fn a_decision_for_named_units_is_for_those_alone() {
    let recruited = PartialDate::from_month(2024, 1);
    let units = |id: &str| LocalDecision {
        place: LocalPlace::Units(BTreeSet::from([UnitId(id.to_owned())])),
        ..special_areas()
    };
    let named = with(clerk(None, recruited), &[units("xa a")]);
    assert_eq!(verdict(&named, "2024-02-01", LEVEL), "met");
    let other = with(clerk(None, recruited), &[units("xa b")]);
    assert_eq!(verdict(&other, "2024-02-01", LEVEL), "not_met");
    let mut nowhere = named.clone();
    nowhere.dossiers[0].unit = None;
    let found = judged(&nowhere, "2024-02-01", LEVEL);
    assert_eq!(found["verdict"], "unknown");
    assert!(
        found["missing"]
            .as_array()
            .unwrap()
            .contains(&"unit".into()),
        "{found}"
    );
}

#[test]
fn a_deadline_leaves_time_and_then_counts() {
    let recruited = PartialDate::from_day(2014, 5, 31);
    assert_eq!(
        verdict(&clerk(None, recruited), "2014-06-01", THEORY),
        "unsettled"
    );
    let set = with(clerk(None, recruited), &[deadline(12)]);
    let found = judged(&set, "2014-06-01", THEORY);
    assert_eq!(found["verdict"], "grace");
    assert_eq!(found["due"], "2015-05-31");
    assert!(
        found["change"].as_str().unwrap().contains("31/05/2015"),
        "{found}"
    );
    assert_eq!(verdict(&set, "2015-05-30", THEORY), "grace");
    assert_eq!(verdict(&set, "2015-05-31", THEORY), "not_met");

    // A month that has no such day lasts to its end.
    let nine = with(clerk(None, recruited), &[deadline(9)]);
    assert_eq!(judged(&nine, "2014-06-01", THEORY)["due"], "2015-03-01");
    assert_eq!(verdict(&nine, "2015-02-28", THEORY), "grace");
    assert_eq!(verdict(&nine, "2015-03-01", THEORY), "not_met");

    let mut learned = set.clone();
    learned.dossiers[0].political_theory = Some(Known::chosen(PoliticalTheory::Elementary));
    assert_eq!(verdict(&learned, "2016-01-01", THEORY), "met");
    // Without the day of recruitment nobody can say.
    let found = judged(
        &with(clerk(None, None), &[deadline(12)]),
        "2015-01-01",
        THEORY,
    );
    assert_eq!(found["verdict"], "unknown");
    assert_eq!(found["missing"][0], "service_started");
}

#[test]
fn an_age_that_was_left_open_is_settled_on_both_sides() {
    let mut chair = clerk(None, None);
    chair.dossiers[0].posts = vec![Post {
        title: Title::CouncilChair,
        since: PartialDate::from_day(2015, 6, 15),
        first_time: Some(true),
    }];
    chair.dossiers[0].sex = Some(Sex::Female);
    let age = "age_at_first_holding";
    chair.dossiers[0].birth = PartialDate::from_day(1969, 6, 16);
    assert_eq!(verdict(&chair, "2016-01-01", age), "unsettled");
    let set = with(chair.clone(), &[first_age(50, 45)]);
    assert_eq!(verdict(&set, "2016-01-01", age), "met");
    chair.dossiers[0].birth = PartialDate::from_day(1969, 6, 15);
    let set = with(chair, &[first_age(50, 45)]);
    assert_eq!(verdict(&set, "2016-01-01", age), "not_met");
}

#[test]
fn what_cannot_stand_is_refused_naming_both_places() {
    let library = law().library;
    let refused = |decisions: &[LocalDecision]| {
        let error = check_local(&library, decisions).unwrap_err();
        let advice = local_words::refusal(&error, Language::Vi);
        (error, format!("{} {}", advice.happened, advice.to_do))
    };
    let with = |change: fn(&mut LocalDecision)| {
        let mut decision = special_areas();
        change(&mut decision);
        decision
    };
    let (error, words) = refused(&[with(|d| d.until = Some(day("2024-02-01")))]);
    assert!(matches!(error, LocalError::ReversedDates { .. }), "{words}");
    let (error, words) = refused(&[with(|d| {
        d.value = LocalValue::Level("elementary".to_owned())
    })]);
    assert!(matches!(error, LocalError::OutOfBounds { .. }));
    for expected in [
        "12/2024/QĐ-UBND",
        "Nghị định 33/2023/NĐ-CP, Điều 10",
        "trung cấp",
    ] {
        assert!(words.contains(expected), "{words}");
    }
    let (error, _) = refused(&[with(|d| d.value = LocalValue::Months(3))]);
    assert!(matches!(error, LocalError::OutOfBounds { .. }));
    let (error, words) = refused(&[with(|d| d.from = day("2023-07-31"))]);
    assert!(matches!(error, LocalError::OutsideCentral { .. }));
    assert!(
        words.contains("01/08/2023") && words.contains("31/07/2023"),
        "{words}"
    );
    let (error, _) = refused(&[with(|d| d.term = "nothing".to_owned())]);
    assert!(matches!(error, LocalError::NoSuchTerm { .. }));
    let (error, _) = refused(&[with(|d| d.document = " ".to_owned())]);
    assert_eq!(error, LocalError::Nameless);

    // Two for one term on one day; the day after the first ends is free.
    let later = |from: &str| LocalDecision {
        document: "Quyết định 30/2024/QĐ-UBND".to_owned(),
        from: day(from),
        until: None,
        ..special_areas()
    };
    let (error, words) = refused(&[special_areas(), later("2025-01-31")]);
    assert!(matches!(error, LocalError::Overlap { .. }));
    assert!(
        words.contains("12/2024") && words.contains("30/2024"),
        "{words}"
    );
    assert_eq!(
        check_local(&library, &[special_areas(), later("2025-02-01")]),
        Ok(())
    );

    // The circular of 2012 allows one level less, for five years at most.
    let circular = |until: Option<&str>| LocalDecision {
        basis: "Thông tư 06/2012/TT-BNV".to_owned(),
        from: day("2013-01-01"),
        until: until.map(day),
        value: LocalValue::Level("elementary".to_owned()),
        ..special_areas()
    };
    assert_eq!(
        check_local(&library, &[circular(Some("2018-01-01"))]),
        Ok(())
    );
    for until in [Some("2018-01-02"), None] {
        assert!(matches!(
            refused(&[circular(until)]).0,
            LocalError::TooLong { .. }
        ));
    }
    let (error, _) = refused(&[first_age(66, 45)]);
    assert!(matches!(error, LocalError::OutOfBounds { .. }));
    assert_eq!(check_local(&library, &[first_age(65, 45)]), Ok(()));
    let (error, _) = refused(&vec![special_areas(); 500]);
    assert!(matches!(error, LocalError::TooMany { .. }));
}

#[test]
fn every_term_of_the_library_can_be_set_at_its_bounds() {
    let library = law().library;
    let mut terms = 0;
    for standard in library.standards() {
        for version in &standard.versions {
            for term in version.terms() {
                terms += 1;
                let value = match term.sets {
                    canbo::law::Sets::AgeAtMost { most, .. } => LocalValue::AgeAtMost {
                        years: *most,
                        female: *most,
                    },
                    canbo::law::Sets::Months { most } => LocalValue::Months(*most),
                    canbo::law::Sets::LastDay { latest } => LocalValue::Day(*latest),
                    sets => LocalValue::Level(sets.levels()[0].code().to_owned()),
                };
                let decision = LocalDecision {
                    standard: standard.id.clone(),
                    term: term.id.to_owned(),
                    basis: version.source.document.clone(),
                    from: version.from,
                    until: version.from.succ_opt(),
                    place: LocalPlace::Everywhere,
                    value,
                    ..special_areas()
                };
                assert_eq!(
                    check_local(&library, std::slice::from_ref(&decision)),
                    Ok(())
                );
                let localised = library.localised(&[decision], version.from);
                assert_ne!(localised.digest(), library.digest());
                let changed = localised.standards().flat_map(|s| &s.versions);
                let rules = changed.flat_map(|v| &v.rules);
                assert!(
                    rules.into_iter().any(|rule| !rule.local.is_empty()),
                    "{} {}",
                    standard.id,
                    term.id
                );
            }
        }
    }
    assert!(terms >= 20, "{terms}");
}

#[test]
fn every_path_judges_by_it() {
    let recruited = PartialDate::from_month(2024, 1);
    let before = clerk(Some(true), recruited);
    let after = with(before.clone(), &[special_areas()]);
    let on = day("2024-06-01");
    let needs = |snapshot: &Snapshot| {
        let answer = needs_json(snapshot, &law(), on);
        let needs = answer["needs"].as_array().unwrap().clone();
        needs
            .into_iter()
            .any(|need| need["criteria"].as_array().unwrap().contains(&LEVEL.into()))
    };
    assert!(needs(&before) && !needs(&after));
    let digest = |snapshot: &Snapshot| judge_json(snapshot, &law(), on)["rules"].clone();
    assert_ne!(digest(&before), digest(&after));
    let diff = diff_json(&after, &law(), day("2024-01-31"), day("2024-02-01"));
    let change = &diff["changed"][0];
    assert_eq!(change["criterion"], LEVEL);
    assert_eq!(change["cause"], "local_decision");
    assert_eq!(
        change["after"]["local"][0]["document"],
        "Quyết định 12/2024/QĐ-UBND"
    );

    // The page: entered, undone, taken again; a clash changes nothing.
    let mut page = before.clone();
    page.office.judged_on = Some(on);
    let mut workspace = Workspace::open(Shelf::Real, page, law(), day("2026-01-01"));
    let level = |workspace: &mut Workspace| {
        while workspace.judge_some(100) > 0 {}
        let row = workspace.at(0).unwrap().1;
        row.criteria[canbo::law::Criterion::ProfessionalLevel.index()]
            .unwrap()
            .code()
    };
    assert_eq!(level(&mut workspace), "not_met");
    let decide = Command::DecideLocally(vec![special_areas()]);
    workspace.apply(decide).unwrap();
    assert_eq!(level(&mut workspace), "met");
    let clash = Command::DecideLocally(vec![special_areas(), special_areas()]);
    assert!(matches!(
        workspace.apply(clash),
        Err(CommandError::Local(_))
    ));
    assert_eq!(workspace.office().local.len(), 1);
    // A later one that overlaps an earlier one is refused wherever it stands in the list.
    let later = LocalDecision {
        document: "Quyết định 30/2024/QĐ-UBND".to_owned(),
        ..special_areas()
    };
    let clash = Command::DecideLocally(vec![special_areas(), later]);
    assert!(matches!(
        workspace.apply(clash),
        Err(CommandError::Local(_))
    ));
    workspace.apply(Command::Undo).unwrap();
    assert_eq!(level(&mut workspace), "not_met");
    workspace.apply(Command::Redo).unwrap();
    assert_eq!(level(&mut workspace), "met");
    workspace
        .apply(Command::JudgeOn(Some(day("2025-06-01"))))
        .unwrap();
    assert_eq!(level(&mut workspace), "not_met");
}

#[test]
fn the_preview_says_who_changes_before_anything_is_saved() {
    let mut page = clerk(Some(true), PartialDate::from_month(2024, 1));
    page.office.judged_on = Some(day("2024-06-01"));
    let workspace = Workspace::open(Shelf::Real, page, law(), day("2026-01-01"));
    let mut preview = canbo::app::DaysCompared::with_decisions(
        workspace.judged_on(),
        workspace.office(),
        vec![special_areas()],
    );
    while workspace.compare_some(&mut preview, 1) > 0 {}
    assert_eq!(preview.found.changed, [DossierId([9; 16])]);
    assert!(workspace.office().local.is_empty());
    let (group, concerned) = preview.found.groups.first_key_value().unwrap();
    assert_eq!(group.cause, canbo::report::Cause::Local);
    assert_eq!(concerned[0].after.unwrap().code(), "met");
}

#[test]
fn files_keep_them_and_old_ones_stay_as_they_were() {
    let without = clerk(Some(true), None);
    assert!(encode_office(&without.office).starts_with(r#"{"v":1,"#));
    let kept = with(without, &[special_areas(), deadline(12)]);
    let line = encode_office(&kept.office);
    assert!(line.starts_with(r#"{"v":2,"#));
    assert_eq!(decode_office(&line), Ok(kept.office.clone()));
    let saving = Saving {
        purpose: Purpose::Archive,
        sequence: 1,
        parent: None,
        saved_at: day("2026-01-05").and_hms_opt(8, 0, 0).unwrap(),
    };
    let bytes = bundle::write(&Archive::begun(&kept), &saving).unwrap();
    assert_eq!(
        bundle::read_snapshot(&bytes, &mut |_, _| {}).unwrap().1,
        kept
    );
}

#[test]
fn a_pack_travels_and_is_added_once() {
    let pack = encode_pack(&[special_areas(), deadline(12)]);
    let decisions = decode_pack(&pack).unwrap();
    let mut office = clerk(None, None).office;
    office.local = vec![deadline(12)];
    let all = with_pack(&office, &law(), decisions.clone()).unwrap();
    assert_eq!(all, [deadline(12), special_areas()]);
    office.local = all;
    assert_eq!(with_pack(&office, &law(), decisions).unwrap().len(), 2);
    let listed = local_json(&office, &law());
    let says = listed["decisions"][1]["says"].as_str().unwrap();
    assert!(
        says.contains("từ trung cấp trở lên là đạt; áp dụng ở vùng đặc biệt khó khăn"),
        "{says}"
    );
    office.local = vec![deadline(24)];
    assert!(with_pack(&office, &law(), decode_pack(&pack).unwrap()).is_err());
}

#[test]
fn hostile_packs_are_refused_soon() {
    let began = Instant::now();
    let newer = br#"{"canbo_local_rules":2,"salary":[]}"#;
    assert_eq!(
        decode_pack(newer),
        Err(PackError::Newer { found: 2, known: 1 })
    );
    let good = String::from_utf8(encode_pack(&[special_areas()])).unwrap();
    for bytes in [
        Vec::new(),
        b"[".repeat(500_000),
        b"\xff\xfe".to_vec(),
        vec![b' '; 2 << 20],
        good.replace("2024-02-01", "2024-02-31").into_bytes(),
        good.replace("special_hardship", "everywhere_else")
            .into_bytes(),
        good.replace("\"issuer\"", "\"publisher\"").into_bytes(),
        good.replace("\"document\"", "\"dossier\"").into_bytes(),
    ] {
        let error = decode_pack(&bytes).unwrap_err();
        assert!(error.to_string().len() < 500, "{error}");
    }
    let many = encode_pack(&vec![special_areas(); 1_000]);
    let refused = with_pack(
        &Office::default(),
        &law(),
        decode_pack(&many).unwrap_or_default(),
    );
    assert!(refused.is_ok_and(|all| all.len() == 1));
    let many: Vec<_> = (0..1_000_u16)
        .map(|at| LocalDecision {
            document: format!("{at}"),
            ..special_areas()
        })
        .collect();
    assert!(with_pack(&Office::default(), &law(), many).is_err());
    assert!(
        began.elapsed() < Duration::from_secs(10),
        "{:?}",
        began.elapsed()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever a file holds, judging neither fails nor follows a decision that would be refused.
    #[test]
    fn a_decision_that_cannot_stand_changes_nothing(
        local in proptest::collection::vec(arbitrary::local_decision(), 0..4),
        seed in 0_u64..500,
        days in 0_i64..7_000,
    ) {
        let library = Library::embedded().unwrap();
        let on = day("2005-01-01") + chrono::Duration::days(days);
        prop_assume!(local.iter().all(|one| check_local(&library, std::slice::from_ref(one)).is_err()));
        let before = invented::snapshot(10, seed);
        let mut after = before.clone();
        after.office.local = local;
        prop_assert_eq!(judge_json(&before, &law(), on), judge_json(&after, &law(), on));
    }

    /// A lower level makes nobody worse off.
    #[test]
    fn a_relaxation_makes_nobody_worse(seed in 0_u64..500, days in 0_i64..365) {
        let on = day("2024-02-01") + chrono::Duration::days(days);
        let before = invented::snapshot(30, seed);
        let after = with(before.clone(), &[special_areas()]);
        let (one, other) = (
            judge_json(&before, &law(), on),
            judge_json(&after, &law(), on),
        );
        let pairs = one["dossiers"].as_array().unwrap().iter().zip(other["dossiers"].as_array().unwrap());
        for (one, other) in pairs {
            let criteria = one["criteria"].as_array().unwrap().iter().zip(other["criteria"].as_array().unwrap());
            for (one, other) in criteria {
                if one["verdict"] == "met" || one["verdict"] == "exempt" {
                    prop_assert_eq!(&one["verdict"], &other["verdict"]);
                }
            }
        }
    }
}

/// A file from elsewhere may hold what would be refused here: it is told, not judged by, can be
/// withdrawn, and hinders no other decision.
#[test]
fn a_decision_that_cannot_stand_can_be_withdrawn() {
    let mut page = clerk(Some(true), PartialDate::from_month(2024, 1));
    let stray = LocalDecision {
        term: "nothing".to_owned(),
        ..special_areas()
    };
    page.office.local = vec![stray.clone()];
    let listed = local_json(&page.office, &law());
    let told = listed["decisions"][0]["not_applied"].as_str().unwrap();
    assert!(told.contains("Quyết định 12/2024/QĐ-UBND"), "{told}");
    let mut workspace = Workspace::open(Shelf::Real, page, law(), day("2024-06-01"));
    let more = Command::DecideLocally(vec![stray.clone(), special_areas()]);
    workspace.apply(more).unwrap();
    workspace
        .apply(Command::DecideLocally(vec![special_areas()]))
        .unwrap();
    assert_eq!(workspace.office().local, [special_areas()]);
    let again = Command::DecideLocally(vec![special_areas(), stray]);
    assert!(matches!(
        workspace.apply(again),
        Err(CommandError::Local(_))
    ));
}

#[test]
fn a_file_with_very_many_decisions_costs_little() {
    let mut snapshot = clerk(Some(true), PartialDate::from_month(2024, 1));
    let stray = |at: u32| LocalDecision {
        document: format!("{at}"),
        ..special_areas()
    };
    snapshot.office.local = (0..50_000).map(stray).collect();
    let began = Instant::now();
    // The first of them stands, the others overlap it.
    assert_eq!(verdict(&snapshot, "2024-06-01", LEVEL), "met");
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "{:?}",
        began.elapsed()
    );
    let law = law();
    let told = canbo::law::local_problem(&law.library, &snapshot.office.local, 40_000);
    assert!(matches!(told, Some(LocalError::TooMany { .. })));
}
