//! The receipt of a judgement: the same file gives the same one a year later.

use std::path::PathBuf;

use canbo::app::{Law, Shelf, Workspace};
use canbo::domain::{Confirmation, Known, PoliticalTheory, Rating, RatingGrade};
use canbo::exchange::bundle;
use canbo::job::judge_json;
use canbo::law::Library;
use canbo::report::Receipt;
use canbo::store::Snapshot;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A file of 2026, kept as it was.
fn file() -> Snapshot {
    let path = "tests/fixtures/bundles/v1-invented-city.canbo";
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    let bytes = std::fs::read(path).unwrap();
    bundle::read_snapshot(&bytes, &mut |_, _| {}).unwrap().1
}

fn receipt(snapshot: &Snapshot, on: &str) -> Receipt {
    let library = Library::embedded().unwrap();
    Receipt::of_all(&library, &snapshot.office, &snapshot.dossiers, day(on))
}

/// The facts of the file as this program has always read them. When this fails, either the file is
/// read otherwise than before, which must not be, or a fact that rules ask for was added: then
/// old receipts cannot be compared with new ones any more, and the program's version must change.
#[test]
fn an_old_file_states_what_it_always_stated() {
    let data = receipt(&file(), "2017-03-01").data;
    assert_eq!(
        data,
        "c172ffc18d9e366d7bb42d5dd5352970f51434b663155503ae8d4e717b517774"
    );
}

#[test]
fn a_year_later_the_receipt_is_the_same() {
    let opened_on = |today: &str| {
        let mut snapshot = file();
        snapshot.office.judged_on = Some(day("2017-03-01"));
        let law = Law::embedded().unwrap();
        let workspace = Workspace::open(Shelf::Real, snapshot, law, day(today));
        let ids: Vec<_> = workspace.dossiers().iter().map(|d| d.id).collect();
        ids.into_iter()
            .map(|id| workspace.receipt(id).unwrap())
            .collect::<Vec<_>>()
    };
    let now = opened_on("2026-11-26");
    assert_eq!(now, opened_on("2027-11-26"));
    let mut numbers: Vec<String> = now.iter().map(Receipt::number).collect();
    assert!(numbers.iter().all(|number| number.len() == 19));
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), now.len(), "each person has another receipt");
}

#[test]
fn the_order_of_people_does_not_matter() {
    let snapshot = file();
    let mut turned = snapshot.clone();
    turned.dossiers.reverse();
    let on = "2017-03-01";
    assert_eq!(receipt(&snapshot, on), receipt(&turned, on));
}

#[test]
fn what_bears_on_the_judgement_changes_the_receipt_and_nothing_else_does() {
    let snapshot = file();
    let before = receipt(&snapshot, "2017-03-01");
    let after = |change: fn(&mut Snapshot)| {
        let mut changed = snapshot.clone();
        change(&mut changed);
        receipt(&changed, "2017-03-01").number() != before.number()
    };
    assert!(!after(|_| {}));
    assert!(!after(|s| s.office.name = "Tên khác".to_owned()));
    assert!(!after(|s| s.office.judged_on = Some(day("2020-01-01"))));
    assert!(!after(|s| s.dossiers[0].note = "ghi chú".to_owned()));
    assert!(!after(|s| s.dossiers[0].ratings = vec![Rating {
        year: 2013,
        grade: RatingGrade::Good,
    }]));
    assert!(after(|s| {
        let level = match s.dossiers[0]
            .political_theory
            .as_ref()
            .map(|held| held.level)
        {
            Some(PoliticalTheory::Bachelor) => PoliticalTheory::None,
            _ => PoliticalTheory::Bachelor,
        };
        s.dossiers[0].political_theory = Some(Known::chosen(level));
    }));
    assert!(after(|s| {
        s.dossiers.pop();
    }));
    assert!(after(|s| {
        let kind = s.office.units[0].special_hardship;
        s.office.units[0].special_hardship = Some(kind != Some(true));
    }));
    assert!(after(|s| {
        let confirmation = Confirmation {
            by: "Lê Thị Mẫu".to_owned(),
            on: day("2026-01-05"),
            ground: "Công báo".to_owned(),
        };
        let key = "cadre.general-education/2004-02-27/front".to_owned();
        s.office.confirmations.insert(key, confirmation);
    }));
    assert_ne!(before.number(), receipt(&snapshot, "2017-03-02").number());
}

#[test]
fn the_command_prints_it_with_the_reasons() {
    let snapshot = file();
    let judged = judge_json(&snapshot, &Law::embedded().unwrap(), day("2017-03-01"));
    let here: Vec<_> = snapshot
        .dossiers
        .iter()
        .filter(|d| !d.left)
        .cloned()
        .collect();
    let library = Library::embedded().unwrap();
    let all = Receipt::of_all(&library, &snapshot.office, &here, day("2017-03-01"));
    assert_eq!(judged["receipt"]["number"], all.number());
    for entry in judged["dossiers"].as_array().unwrap() {
        assert_eq!(entry["receipt"].as_str().unwrap().len(), 19);
        for criterion in entry["criteria"].as_array().unwrap() {
            let why = criterion["version"]["why"].as_str().unwrap();
            assert!(why.contains("vì ngày 01/03/2017"), "{why}");
            let from: NaiveDate = criterion["version"]["from"]
                .as_str()
                .unwrap()
                .parse()
                .unwrap();
            assert!(from <= day("2017-03-01"));
            assert!(
                !criterion["change"].as_str().unwrap().is_empty(),
                "{criterion}"
            );
        }
    }
}
