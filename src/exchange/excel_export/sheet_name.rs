//! Names of sheets, as Excel allows them.

use std::collections::BTreeSet;

/// The UTF-16 units that a sheet's name can have.
const MAX_LENGTH: usize = 31;

/// The names given so far, so that none is given twice.
#[derive(Default)]
pub(super) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    /// A valid name like the title, different from those given before.
    pub(super) fn name(&mut self, title: &str) -> String {
        let wanted = allowed(title);
        let mut name = wanted.clone();
        let mut number = 1;
        // Excel takes names that differ in case only for one.
        while !self.0.insert(name.to_lowercase()) {
            number += 1;
            let suffix = format!(" ({number})");
            name = format!("{}{suffix}", cut(&wanted, MAX_LENGTH - suffix.len()));
        }
        name
    }
}

fn allowed(title: &str) -> String {
    let spaced: String = title
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let joined = words.join(" ");
    let name = cut(joined.trim_matches('\''), MAX_LENGTH);
    match name.as_str() {
        "" => "1".to_owned(),
        // Excel keeps this one for itself.
        name if name.eq_ignore_ascii_case("history") => format!("{name} 1"),
        _ => name,
    }
}

/// The beginning of the text, of at most so many UTF-16 units, without a space or an apostrophe
/// at its end.
fn cut(text: &str, limit: usize) -> String {
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= limit
        })
        .collect();
    kept.trim_end_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_forbids_is_left_out() {
        let mut names = SheetNames::default();
        assert_eq!(names.name("Danh sách [A]: 1/2?"), "Danh sách A 1 2");
        assert_eq!(names.name("'quoted'"), "quoted");
        assert_eq!(names.name(""), "1");
        assert_eq!(names.name(" :: "), "1 (2)");
        assert_eq!(names.name("History"), "History 1");
    }

    #[test]
    fn names_are_short_and_different() {
        let mut names = SheetNames::default();
        let title = "Danh sách cán bộ, công chức xã, phường chưa đạt chuẩn";
        let given: Vec<String> = (0..12).map(|_| names.name(title)).collect();
        let different: BTreeSet<&String> = given.iter().collect();
        assert_eq!(different.len(), 12);
        assert!(given.iter().all(|name| name.encode_utf16().count() <= 31));
        assert_eq!(given[0], "Danh sách cán bộ, công chức xã,");
        assert_eq!(given[11], "Danh sách cán bộ, công chứ (12)");
        assert_eq!(names.name("Nhu cầu"), "Nhu cầu");
        assert_eq!(names.name("NHU CẦU"), "NHU CẦU (2)");
        let wide = names.name(&"𠀀".repeat(31));
        assert_eq!(wide.encode_utf16().count(), 30);
    }
}
