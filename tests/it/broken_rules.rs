//! Broken rule files: each in `tests/fixtures/bad-rules` begins with the words its error must contain.

use std::path::PathBuf;

use canbo::law::{Library, LoadRuleError};
use canbo::text::{Language, rule_error_words};

fn load(name: &str, text: &str) -> Result<Library, LoadRuleError> {
    Library::load(&[(name, text)])
}

#[test]
fn every_broken_file_is_refused_with_place_and_cure() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad-rules");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        count += 1;
        let Err(error) = load(&name, &text) else {
            wrong.push(format!("{name}: loaded"));
            continue;
        };
        let english = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        let words = first.strip_prefix("# expect: ").unwrap_or_default();
        for expected in words.split(" | ").chain([name.as_str()]) {
            if !english.contains(expected) {
                wrong.push(format!("{name}: `{expected}` not in: {english}"));
            }
        }
        // The Vietnamese words name the same place.
        let vietnamese = rule_error_words::load_rule_error(&error, Language::Vi);
        if !vietnamese.contains(&name) || !vietnamese.contains("dòng") {
            wrong.push(format!("{name}: no place in: {vietnamese}"));
        }
        if english.len() > 2000 {
            wrong.push(format!("{name}: {} characters of error", english.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 40, "{count} files");
}

const FINE: &str = r#"
id = "fine"
criterion = "general_education"
title = { vi = "Tiêu chuẩn thử", en = "Trial standard" }
subject = { titles = ["party_secretary"] }

[[version]]
from = "2010-01-01"
until = "2015-01-01"
source = { document = "Văn bản thử" }
confidence = "seen"
checked = { by = "Lê Thị Mẫu", on = "2026-01-05" }

[[version.rule]]
id = "all"
require = { at_least = { fact = "general_education", level = "primary" } }
"#;

#[test]
fn the_file_that_the_broken_ones_vary_is_fine() {
    let library = load("fine.toml", FINE).unwrap();
    let standard = library.standards().next().unwrap();
    assert_eq!(
        standard.versions[0].checked.as_ref().unwrap().by,
        "Lê Thị Mẫu"
    );
    assert_eq!(standard.versions[0].rules[0].key, "fine/2010-01-01/all");
}

#[test]
fn two_files_that_speak_of_one_matter_on_one_day_are_refused_naming_both() {
    let other = FINE.replace("id = \"fine\"", "id = \"other\"");
    let error = Library::load(&[("fine.toml", FINE), ("other.toml", &other)]).unwrap_err();
    let words = error.to_string();
    for expected in ["`other.toml` line 8", "`fine.toml` line 8", "2010-01-01"] {
        assert!(words.contains(expected), "{words}");
    }
    // The day after is free.
    let later = other
        .replace("2010-01-01", "2015-01-01")
        .replace("until = \"2015-01-01\"", "until = \"2016-01-01\"");
    assert!(Library::load(&[("fine.toml", FINE), ("other.toml", &later)]).is_ok());
}

#[test]
fn one_name_for_two_standards_is_refused() {
    let later = FINE
        .replace("2010-01-01", "2016-01-01")
        .replace("until = \"2015-01-01\"\n", "");
    let error = Library::load(&[("one.toml", FINE), ("two.toml", &later)]).unwrap_err();
    assert!(
        error.to_string().contains("standard `fine` is used twice"),
        "{error}"
    );
}

#[test]
fn size_and_number_are_bounded() {
    let long = format!("{FINE}\n# {}", "x".repeat(300 * 1024));
    assert!(matches!(
        load("long.toml", &long),
        Err(LoadRuleError::TooLarge { .. })
    ));
    let many = vec![("fine.toml", FINE); 300];
    assert!(matches!(
        Library::load(&many),
        Err(LoadRuleError::TooManyFiles { count: 300, .. })
    ));
    let versions: String = (0..100)
        .map(|year| {
            FINE[FINE.find("[[version]]").unwrap()..]
                .replace("2010-01-01", &format!("{}-01-01", 1900 + year))
                .replace("2015-01-01", &format!("{}-01-01", 1901 + year))
        })
        .collect();
    let head = &FINE[..FINE.find("[[version]]").unwrap()];
    let error = load("versions.toml", &format!("{head}{versions}")).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("too many versions: 100, at most 64"),
        "{error}"
    );
}
