//! Two days compared: who comes out otherwise, and because of which rule.

use std::collections::BTreeMap;

use canbo::app::Law;
use canbo::domain::{
    Dossier, DossierId, GeneralEducation, Known, PartialDate, PoliticalTheory, Post,
    ProfessionalLevel, Title,
};
use canbo::job::{diff_json, judge_json};
use canbo::store::Snapshot;
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;

use crate::invented;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn diff(snapshot: &Snapshot, one: &str, other: &str) -> Value {
    diff_json(snapshot, &Law::embedded().unwrap(), day(one), day(other))
}

/// A finance clerk with an intermediate certificate, recruited in 2010.
fn clerk() -> Snapshot {
    let mut dossier = Dossier::new(DossierId([9; 16]), "Lê Thị Mẫu");
    dossier.posts.push(Post::of(Title::FinanceAccounting));
    dossier.general_education = Some(Known::chosen(GeneralEducation::UpperSecondary));
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::Intermediate));
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::Intermediate));
    dossier.service_started = PartialDate::from_month(2010, 5);
    Snapshot {
        dossiers: vec![dossier],
        ..Snapshot::default()
    }
}

fn of_criterion<'a>(answer: &'a Value, criterion: &str) -> Option<&'a Value> {
    let mut changed = answer["changed"].as_array().unwrap().iter();
    changed.find(|change| change["criterion"] == criterion)
}

#[test]
fn a_new_rule_is_named_with_the_old_one() {
    let answer = diff(&clerk(), "2019-12-24", "2019-12-25");
    let change = of_criterion(&answer, "professional_level").unwrap();
    assert_eq!(change["name"], "Lê Thị Mẫu");
    assert_eq!(change["title"], "finance_accounting");
    assert_eq!(change["verdict_before"], "met");
    assert_eq!(change["verdict_after"], "grace");
    assert_eq!(change["cause"], "rule");
    assert_eq!(
        change["before"]["source"]["document"],
        "Thông tư 06/2012/TT-BNV"
    );
    assert_eq!(change["before"]["version"]["until"], "2019-12-25");
    assert_eq!(
        change["after"]["source"]["document"],
        "Thông tư 13/2019/TT-BNV"
    );
    assert_eq!(change["after"]["source"]["article"], 1);
    assert_eq!(change["after"]["version"]["from"], "2019-12-25");
    assert_eq!(change["after"]["due"], "2024-12-25");
    assert_eq!(answer["summary"]["people"], 1);
    assert_eq!(answer["summary"]["people_changed"], 1);
}

#[test]
fn a_day_earlier_nothing_has_changed() {
    let answer = diff(&clerk(), "2019-12-23", "2019-12-24");
    assert!(answer["changed"].as_array().unwrap().is_empty());
    assert_eq!(answer["summary"]["people_changed"], 0);
    assert_eq!(answer["summary"]["people_unchanged"], 1);
    assert_eq!(answer["summary"]["by_rule"], Value::Array(Vec::new()));
}

#[test]
fn a_standard_that_begins_or_ends_has_one_side() {
    let answer = diff(&clerk(), "2004-02-26", "2004-02-27");
    let change = of_criterion(&answer, "professional_level").unwrap();
    assert_eq!(change["cause"], "begins");
    assert_eq!(change["verdict_before"], Value::Null);
    assert_eq!(change["before"], Value::Null);
    let answer = diff(&clerk(), "2004-02-27", "2004-02-26");
    let change = of_criterion(&answer, "professional_level").unwrap();
    assert_eq!(change["cause"], "ends");
    assert_eq!(change["after"], Value::Null);
}

/// By dossier, title and criterion.
fn verdicts(judged: &Value) -> BTreeMap<(String, String, String), String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut verdicts = BTreeMap::new();
    for entry in judged["dossiers"].as_array().unwrap() {
        for criterion in entry["criteria"].as_array().unwrap() {
            let key = (
                text(&entry["id"]),
                text(&entry["title"]),
                text(&criterion["criterion"]),
            );
            verdicts.insert(key, text(&criterion["verdict"]));
        }
    }
    verdicts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// The changes are those that two judgements side by side show, no more and no fewer.
    #[test]
    fn the_changes_are_the_difference_of_two_judgements(
        seed in 0_u64..1_000,
        one in 0_i64..9_000,
        other in 0_i64..9_000,
    ) {
        let snapshot = invented::snapshot(40, seed);
        let law = Law::embedded().unwrap();
        let start = day("2003-06-01");
        let [one, other] = [one, other].map(|days| start + chrono::Duration::days(days));
        let before = verdicts(&judge_json(&snapshot, &law, one));
        let after = verdicts(&judge_json(&snapshot, &law, other));
        let mut expected: Vec<_> = before
            .keys()
            .chain(after.keys())
            .filter(|key| before.get(*key) != after.get(*key))
            .cloned()
            .collect();
        expected.sort();
        expected.dedup();
        let answer = diff_json(&snapshot, &law, one, other);
        let mut found = Vec::new();
        for change in answer["changed"].as_array().unwrap() {
            let text = |key: &str| change[key].as_str().unwrap().to_owned();
            let key = (text("id"), text("title"), text("criterion"));
            prop_assert_eq!(change["verdict_before"].as_str(), before.get(&key).map(String::as_str));
            prop_assert_eq!(change["verdict_after"].as_str(), after.get(&key).map(String::as_str));
            found.push(key);
        }
        found.sort();
        prop_assert_eq!(&found, &expected);
        let groups = answer["summary"]["by_rule"].as_array().unwrap();
        let counted: u64 = groups.iter().map(|group| group["changes"].as_u64().unwrap()).sum();
        prop_assert_eq!(counted as usize, expected.len());
    }
}
