//! Vietnamese spelling: one form for what people type in many.

use super::composition::{composed, decomposed, is_mark};

/// The text composed (NFC), trimmed, with single spaces and no invisible characters.
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let text = composed(text);
    let visible = text
        .chars()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}'));
    let mut pending_space = false;
    for c in visible {
        if c.is_whitespace() || c.is_control() {
            pending_space = !tidied.is_empty();
            continue;
        }
        if pending_space {
            tidied.push(' ');
            pending_space = false;
        }
        tidied.push(c);
    }
    tidied
}

/// A person's name tidied, with each word's first letter capital when the whole was typed in one case.
pub fn tidy_name(text: &str) -> String {
    let name = tidy(text);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let one_case = letters().all(char::is_uppercase) || letters().all(char::is_lowercase);
    if !one_case || name.chars().count() < 2 {
        return name;
    }
    let mut start = true;
    name.chars()
        .flat_map(|c| {
            let cased: Vec<char> = if start {
                c.to_uppercase().collect()
            } else {
                c.to_lowercase().collect()
            };
            start = !c.is_alphanumeric();
            cased
        })
        .collect()
}

/// The text in lower case without any marks, `đ` as `d`: what a search compares.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for c in decomposed(text) {
        if is_mark(c) {
            continue;
        }
        if c.is_whitespace() {
            space = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            folded.push(' ');
        }
        match c {
            'đ' | 'Đ' => folded.push('d'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// The text in one spelling, marks kept: equal for `Hòa`, `Hoà`, `HOÀ` and their decomposed forms.
///
/// Each syllable's tone is moved behind the syllable, since the two schools of spelling put it
/// on different vowels; everything that is neither letter nor digit separates syllables.
pub fn match_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() + 8);
    let mut syllable = String::new();
    let mut tone = None;
    let mut close = |syllable: &mut String, tone: &mut Option<char>| {
        if syllable.is_empty() {
            return;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&composed(syllable));
        key.extend(tone.take());
        syllable.clear();
    };
    for c in decomposed(text) {
        match c {
            '\u{300}' => tone = Some('2'),
            '\u{309}' => tone = Some('3'),
            '\u{303}' => tone = Some('4'),
            '\u{301}' => tone = Some('5'),
            '\u{323}' => tone = Some('6'),
            c if is_mark(c) || c.is_alphanumeric() => syllable.extend(c.to_lowercase()),
            _ => close(&mut syllable, &mut tone),
        }
    }
    close(&mut syllable, &mut tone);
    key
}

/// The last word of a full name, by which Vietnamese lists are sorted.
pub fn given_name(name: &str) -> &str {
    name.rsplit(char::is_whitespace)
        .find(|word| !word.is_empty())
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_and_forms_share_a_key() {
        let keys: Vec<String> = ["Tịnh Hòa", "Tịnh Hoà", "  TỊNH  HOÀ ", "Tịnh Hoà"]
            .into_iter()
            .map(match_key)
            .collect();
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{keys:?}");
    }

    #[test]
    fn marks_still_tell_names_apart() {
        assert_ne!(match_key("Nguyễn Văn Tuấn"), match_key("Nguyễn Văn Tuân"));
        assert_ne!(match_key("Ân"), match_key("An"));
        assert_ne!(match_key("Đào"), match_key("Dào"));
    }

    #[test]
    fn search_folds_marks_case_and_forms() {
        assert_eq!(fold("Đặng Thị  Ước"), "dang thi uoc");
        assert_eq!(fold("Đặng"), "dang");
    }

    #[test]
    fn names_are_tidied_not_rewritten() {
        assert_eq!(tidy_name("  Huỳnh  Minh Tâm "), "Huỳnh Minh Tâm");
        assert_eq!(tidy_name("NGUYỄN VĂN ÁNH"), "Nguyễn Văn Ánh");
        assert_eq!(tidy_name("H’Hen Niê"), "H’Hen Niê");
        assert_eq!(tidy_name("Y Moan"), "Y Moan");
    }

    #[test]
    fn the_given_name_is_the_last_word() {
        assert_eq!(given_name("Nguyễn Thị Kim Anh"), "Anh");
        assert_eq!(given_name("Moan"), "Moan");
        assert_eq!(given_name(""), "");
    }
}
