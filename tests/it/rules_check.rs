//! The check of a folder of rule files: all that is wrong, within bounds.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use canbo::job::rules_check_json;
use canbo::law::{Library, LoadRuleError};
use serde_json::Value;

fn folder(path: &str) -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn file(text: &str) -> Vec<(String, Vec<u8>)> {
    vec![("tep.toml".to_owned(), text.as_bytes().to_vec())]
}

fn errors(answer: &Value) -> &Vec<Value> {
    answer["errors"].as_array().unwrap()
}

#[test]
fn the_rules_of_the_program_pass() {
    let (answer, good) = rules_check_json(&folder("src/law/library"));
    assert!(good, "{answer}");
    assert_eq!(answer["good"], true);
    // Of the standards alone: the receipts of the program cover the calendar law too.
    let digest = answer["rules"].as_str().unwrap();
    assert_eq!(digest.len(), 64);
    assert_ne!(digest, Library::embedded().unwrap().digest());
    assert!(errors(&answer).is_empty());
}

#[test]
fn every_broken_file_of_a_folder_is_named() {
    let files = folder("tests/fixtures/bad-rules");
    let (answer, good) = rules_check_json(&files);
    assert!(!good);
    assert_eq!(answer["rules"], Value::Null);
    for file in answer["files"].as_array().unwrap() {
        assert!(file["errors"].as_u64().unwrap() > 0, "{file}");
    }
    assert_eq!(answer["files"].as_array().unwrap().len(), files.len());
    for error in errors(&answer) {
        for key in ["file", "happened", "to_do", "message"] {
            assert!(error[key].is_string(), "{key}: {error}");
        }
        assert!(
            error["line"].as_u64().is_some_and(|line| line > 0),
            "{error}"
        );
    }
}

/// Six mistakes in one file, each in a part of its own.
const MANY: &str = r#"
id = "many"
criterion = "general_educaton"
title = { vi = "Tiêu chuẩn thử", en = "Trial standard" }
subject = { titles = ["front_chair"] }

[[version]]
from = "2012-13-15"
source = { document = "Văn bản thử" }
confidence = "sure"
checked = { by = "", on = "" }

[[version.rule]]
id = "one"
areas = ["lowland"]
requires = { at_least = { fact = "general_education", level = "primary" } }

[[version.rule]]
id = "two"
areas = ["urban", "mountain"]
require = { at_least = { fact = "general_education", level = "university" } }

[[version.grace]]
id = "time"
says = { vi = "Có thời hạn", en = "There is time" }
when = { before = { fact = "sex", date = "2012-01-01" } }
until = "2015-01-01"
source = { document = "Văn bản thử" }
"#;

#[test]
fn all_that_is_wrong_with_a_file_is_told_at_once() {
    let (answer, good) = rules_check_json(&file(MANY));
    assert!(!good);
    let told: Vec<(u64, &str)> = errors(&answer)
        .iter()
        .map(|error| {
            let word = error["word"].as_str().unwrap_or_default();
            (error["line"].as_u64().unwrap(), word)
        })
        .collect();
    assert_eq!(
        told,
        [
            (3, "general_educaton"),
            (8, "2012-13-15"),
            (10, "sure"),
            (16, "requires"),
            (21, "university"),
            (26, "sex"),
        ]
    );
    let allowed = errors(&answer)[0]["allowed"].as_array().unwrap();
    assert!(allowed.contains(&"general_education".into()));
}

#[test]
fn a_broken_rule_makes_no_gap_of_its_own() {
    let (answer, _) = rules_check_json(&file(MANY));
    for error in errors(&answer) {
        let message = error["message"].as_str().unwrap();
        assert!(!message.contains("no rule of the version"), "{message}");
    }
}

#[test]
fn bytes_that_are_no_text_are_named_by_their_line() {
    let bytes = b"id = \"x\"\n\n# \xff\n".to_vec();
    let (answer, good) = rules_check_json(&[("tep.toml".to_owned(), bytes)]);
    assert!(!good);
    assert_eq!(errors(&answer)[0]["line"], 3);
}

#[test]
fn hostile_files_cost_little() {
    let began = Instant::now();
    let rubbish = "=\n".repeat(100_000);
    let rules = "[[version.rule]]\nx = 1\n".repeat(10_000);
    let versions = "[[version]]\nx = 1\n".repeat(10_000);
    let deep = format!("id = {}", "[".repeat(100_000));
    let tables = format!("id = {}", "{ a = ".repeat(40_000));
    for text in [
        rubbish.clone(),
        format!("[[version]]\n{rules}"),
        versions,
        deep,
        tables,
        "x".repeat(2 << 20),
        "[[version]]\n".repeat(20_000),
        "[[version.rule]]\n".repeat(14_000),
    ] {
        let (answer, good) = rules_check_json(&file(&text));
        assert!(!good);
        assert!(
            (1..=100).contains(&errors(&answer).len()),
            "{}",
            &text[..20]
        );
        assert!(answer.to_string().len() < 200_000, "{}", &text[..20]);
    }
    let many: Vec<_> = (0..2_000)
        .map(|at| (format!("{at}.toml"), rubbish.as_bytes().to_vec()))
        .collect();
    let (answer, _) = rules_check_json(&many);
    assert!(
        errors(&answer)[0]["message"]
            .as_str()
            .unwrap()
            .contains("2000 rule files")
    );
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn the_first_of_all_errors_is_the_one_that_loading_gives() {
    for (name, bytes) in folder("tests/fixtures/bad-rules") {
        let text = String::from_utf8(bytes).unwrap();
        let files = [(name.as_str(), text.as_str())];
        let all: Vec<LoadRuleError> = Library::check(&files).unwrap_err();
        assert_eq!(Library::load(&files).unwrap_err(), all[0], "{name}");
    }
}
