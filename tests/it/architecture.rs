//! The layers of `src/ARCHITECTURE.md`, held against the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// Each may name only what stands before it.
const LAYERS: [&str; 11] = [
    "domain", "law", "plan", "report", "store", "exchange", "app", "text", "job", "platform", "ui",
];

/// What the core must not ask for: the time, files, the network, the browser.
const OUTSIDE: [&str; 11] = [
    "SystemTime::now",
    "Utc::now",
    "Local::now",
    "Instant::now",
    "std::fs",
    "std::net",
    "std::env",
    "web_sys",
    "js_sys",
    "gloo_",
    "leptos",
];

fn place(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|known| *known == layer)
}

/// The code of a line, without what a comment says.
fn code(line: &str) -> &str {
    let trimmed = line.trim_start();
    if trimmed.starts_with("//") {
        ""
    } else {
        line.split(" // ").next().unwrap_or_default()
    }
}

/// The layers that a line names by `crate::layer`.
fn named(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").filter_map(|(at, _)| {
        let rest = &line[at + "crate::".len()..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        place(&rest[..end]).map(|_| &rest[..end])
    })
}

fn is_vietnamese(c: char) -> bool {
    matches!(
        c,
        'ă' | 'â'
            | 'đ'
            | 'ê'
            | 'ô'
            | 'ơ'
            | 'ư'
            | 'Ă'
            | 'Â'
            | 'Đ'
            | 'Ê'
            | 'Ô'
            | 'Ơ'
            | 'Ư'
            | '\u{1ea0}'..='\u{1ef9}'
    )
}

/// What is wrong in a source of a layer, each with its line.
fn violations(layer: &str, source: &str) -> Vec<(usize, String)> {
    let Some(own) = place(layer) else {
        return vec![(1, format!("no layer `{layer}`"))];
    };
    let core = own < place("platform").unwrap_or(usize::MAX);
    let mut found = Vec::new();
    // Tests stand at the end of a file; they may read the files that they test with.
    let tests = source
        .lines()
        .position(|line| line == "#[cfg(test)]")
        .unwrap_or(usize::MAX);
    for (line, text) in (1..).zip(source.lines()) {
        let code = code(text);
        for other in named(code).filter(|other| place(other) > Some(own)) {
            found.push((line, format!("`{layer}` names `{other}`")));
        }
        for outside in OUTSIDE
            .iter()
            .filter(|outside| core && line <= tests && code.contains(**outside))
        {
            found.push((line, format!("the core asks for `{outside}`")));
        }
        if layer == "ui" && code.contains('"') && code.chars().any(is_vietnamese) {
            found.push((
                line,
                "words for the user stand outside the translation files".to_owned(),
            ));
        }
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn arrows_point_down_and_the_core_stays_inside() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for layer in LAYERS {
        let mut files = Vec::new();
        sources(&root.join(layer), &mut files);
        assert!(!files.is_empty(), "layer `{layer}` has no sources");
        for file in files {
            let source = fs::read_to_string(&file).expect("a source");
            for (line, what) in violations(layer, &source) {
                wrong.push(format!("{}:{line}: {what}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_the_library_is_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(root).expect("the sources").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && name != "bin" {
            assert!(
                place(&name).is_some(),
                "`{name}` is no layer of the architecture"
            );
        }
    }
}

#[test]
fn the_guard_sees_what_it_guards_against() {
    assert_eq!(violations("law", "use crate::ui::desk;\n")[0].0, 1);
    assert_eq!(
        violations("law", "\nlet x = std::fs::read(path);\n")[0].0,
        2
    );
    assert_eq!(violations("ui", "view! { <p>\"Đã lưu\"</p> }\n").len(), 1);
    assert!(violations("ui", "// Đã lưu\nuse crate::law::Verdict;\n").is_empty());
    assert!(violations("platform", "let now = js_sys::Date::new_0();\n").is_empty());
}

/// Whoever judges an office's people judges them by its local decisions too.
#[test]
fn nobody_judges_an_office_by_the_central_rules_alone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for layer in ["plan", "app", "job", "ui"] {
        let mut files = Vec::new();
        sources(&root.join(layer), &mut files);
        for file in files {
            let source = fs::read_to_string(&file).expect("a source");
            for passed_by in ["law.library.on(", "library().on("] {
                assert!(
                    !source.contains(passed_by),
                    "{}: ask `Library::localised` first",
                    file.display()
                );
            }
        }
    }
}
