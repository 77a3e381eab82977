//! What `canbo rules check` prints: every rule file of a folder, and all that is wrong with it.

use serde_json::{Value, json};

use crate::law::{Library, LoadRuleError};
use crate::text::Language;
use crate::text::rule_error_words::rule_advice;

/// The check of rule files, each given by its name and its bytes; whether all are good.
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
    match Library::check(&texts) {
        Ok(library) => {
            let standards = library.standards();
            versions = standards.map(|standard| standard.versions.len()).sum();
            digest = errors.is_empty().then(|| library.digest().to_owned());
        }
        Err(more) => errors.extend(more),
    }
    let good = errors.is_empty();
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
        "errors": errors.iter().map(error_json).collect::<Vec<_>>(),
    });
    (answer, good)
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
