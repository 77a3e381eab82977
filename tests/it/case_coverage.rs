//! That the cases stand on both sides of every day on which a rule changes what it says.

use std::collections::{BTreeMap, BTreeSet};

use canbo::law::{Example, Library, Verdict};
use chrono::NaiveDate;

/// The last day of every time that is left, and the day after it, have a case of the standard
/// where someone falls short.
#[test]
fn both_sides_of_every_deadline_have_a_case() {
    let library = Library::embedded().unwrap();
    let examples = Example::embedded();
    let mut lacking = Vec::new();
    for standard in library.standards() {
        let of_standard: Vec<&Example> = examples
            .iter()
            .filter(|example| example.standard == standard.id)
            .collect();
        let ends: BTreeSet<NaiveDate> = standard
            .versions
            .iter()
            .flat_map(|version| version.graces.iter().map(move |grace| (version, grace)))
            // A time that outlives its version ends with it.
            .filter(|(version, grace)| version.until.is_none_or(|until| grace.until <= until))
            .map(|(_, grace)| grace.until)
            .collect();
        for end in ends {
            let on = |day: Option<NaiveDate>, verdict: Verdict| {
                of_standard
                    .iter()
                    .any(|example| Some(example.on) == day && example.expected() == Some(verdict))
            };
            if !on(end.pred_opt(), Verdict::Grace) {
                lacking.push(format!("{}: the last day before {end}", standard.id));
            }
            if !on(Some(end), Verdict::NotMet) {
                lacking.push(format!("{}: {end}", standard.id));
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// Every standard is seen to be met, to fall short, and to lack a fact, unless no rule of it can.
#[test]
fn every_standard_has_cases_of_every_kind() {
    let mut verdicts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let examples = Example::embedded();
    for example in &examples {
        let code = example.expected().map_or("none", Verdict::code);
        verdicts
            .entry(example.standard.clone())
            .or_default()
            .insert(code);
    }
    assert_eq!(
        verdicts.len(),
        Library::embedded().unwrap().standards().count()
    );
    for (standard, verdicts) in &verdicts {
        // Of the age at first recruitment nothing certain is known: see its file.
        if standard == "civil-servant.age-at-first-holding" {
            continue;
        }
        for code in ["met", "not_met", "unknown"] {
            assert!(verdicts.contains(code), "{standard}: {code}");
        }
    }
}
