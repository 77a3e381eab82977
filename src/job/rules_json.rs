//! What `canbo rules check` prints: every rule file of a folder, and all that is wrong with it.

use serde_json::{Value, json};

use crate::law::{Example, Library, LoadRuleError, Verdict};
use crate::text::rule_error_words::rule_advice;
use crate::text::{Language, example_words};

/// The check of rule files, each given by its name and its bytes, and of the examples that the
/// program carries for their standards; whether all are good.
pub fn rules_check_json(files: &[(String, Vec<u8>)]) -> (Value, bool) {
    let mut errors = Vec::new();
    let mut texts = Vec::new();
    for (name, bytes) in files {
        match std::str::from_utf8(bytes) {
            Ok(text) => texts.push((name.as_str(), text)),
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                errors.push(LoadRuleError::NotText {
                    file: name.clone(),
                    line: good.iter().filter(|byte| **byte == b'\n').count() + 1,
                });
            }
        }
    }
    let mut versions = 0;
    let mut digest = None;
    let (mut examples, mut broken) = (0, Vec::new());
    match Library::check(&texts) {
        Ok(library) => {
            let standards = library.standards();
            versions = standards.map(|standard| standard.versions.len()).sum();
            digest = errors.is_empty().then(|| library.digest().to_owned());
            let calendar = Library::embedded().unwrap_or_default();
            (examples, broken) = check_examples(&library.with_calendar_of(&calendar));
        }
        Err(more) => errors.extend(more),
    }
    let good = errors.is_empty() && broken.is_empty();
    let checked: Vec<Value> = files
        .iter()
        .map(|(name, _)| {
            let of_file = errors.iter().filter(|error| error.file() == Some(name));
            json!({ "file": name, "errors": of_file.count() })
        })
        .collect();
    let answer = json!({
        "good": good,
        "files": checked,
        "versions": versions,
        "rules": digest,
        "examples": examples,
        "examples_broken": broken,
        "errors": errors.iter().map(error_json).collect::<Vec<_>>(),
    });
    (answer, good)
}

/// How many examples there are for the standards, and those that come out otherwise.
fn check_examples(library: &Library) -> (usize, Vec<Value>) {
    let mut count = 0;
    let mut broken = Vec::new();
    for example in Example::embedded() {
        if !library
            .standards()
            .any(|standard| standard.id == example.standard)
        {
            continue;
        }
        count += 1;
        let outcome = example.outcome(library, &[]);
        if !outcome.holds {
            let code = |verdict: Option<Verdict>| verdict.map_or("none", Verdict::code);
            broken.push(json!({
                "standard": example.standard,
                "example": example.name,
                "on": example.on.to_string(),
                "rule": outcome.rule,
                "expected": code(example.expected()),
                "found": code(outcome.found),
                "happened": example_words::broken(&example, &outcome, Language::Vi),
            }));
        }
    }
    (count, broken)
}

fn error_json(error: &LoadRuleError) -> Value {
    let advice = rule_advice(error, Language::Vi);
    json!({
        "file": error.file(),
        "line": error.line(),
        "word": error.word(),
        "allowed": error.allowed(),
        "happened": advice.happened,
        "to_do": advice.to_do,
        "message": error.to_string(),
    })
}
