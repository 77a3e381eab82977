//! The two canonical Unicode forms: letters composed with their marks, or taken apart.
//!
//! Tables are those of `unicode-normalization`; its iterators would bring the tables of the
//! compatibility forms too (62 KB that hardly pack), which nothing in the page asks for.
//! Source: [UAX #15](https://www.unicode.org/reports/tr15/), sections 1.2 and 1.3.

use std::borrow::Cow;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

/// The text in Unicode's composed form (NFC).
pub fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plainly_composed) {
        return Cow::Borrowed(text);
    }
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut starter: Option<usize> = None;
    let mut class_before = 0;
    for c in decompose(text) {
        let class = canonical_combining_class(c);
        if let Some(at) = starter
            && let Some(base) = out.get(at).copied()
            && (at + 1 == out.len() || (class_before != 0 && class_before < class))
            && let Some(one) = compose(base, c)
            && let Some(place) = out.get_mut(at)
        {
            *place = one;
            continue;
        }
        if class == 0 {
            starter = Some(out.len());
        }
        class_before = class;
        out.push(c);
    }
    Cow::Owned(out.into_iter().collect())
}

/// The text's letters and marks apart, in Unicode's canonical order (NFD).
pub fn decomposed(text: &str) -> impl Iterator<Item = char> {
    decompose(text).into_iter()
}

/// Whether it is a mark that stands on the letter before it.
pub fn is_mark(c: char) -> bool {
    canonical_combining_class(c) != 0
}

/// Composed whatever stands beside it: Latin up to U+02FF and the letters of Vietnamese.
fn is_plainly_composed(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{1ea0}'..='\u{1ef9}')
}

fn decompose(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    let mut marks_from = 0;
    for c in text.chars() {
        decompose_canonical(c, |c| {
            if canonical_combining_class(c) == 0 {
                in_order(&mut out, marks_from);
                out.push(c);
                marks_from = out.len();
            } else {
                out.push(c);
            }
        });
    }
    in_order(&mut out, marks_from);
    out
}

/// Marks of one letter by their class; those of one class stay as they stand.
fn in_order(out: &mut [char], from: usize) {
    if let Some(marks) = out.get_mut(from..)
        && marks.len() > 1
    {
        marks.sort_by_key(|mark| canonical_combining_class(*mark));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn agrees(text: &str) {
        assert_eq!(composed(text), text.nfc().collect::<String>(), "{text:?}");
        let ours: String = decomposed(text).collect();
        assert_eq!(ours, text.nfd().collect::<String>(), "{text:?}");
    }

    #[test]
    fn vietnamese_has_one_form() {
        for text in [
            "Nguyễn",
            "Nguye\u{302}\u{303}n",
            "Nguy\u{ea}\u{303}n",
            "NGUYE\u{303}\u{302}N",
        ] {
            agrees(text);
        }
        assert_eq!(composed("Lua\u{323}\u{302}t"), "Luật");
        assert_eq!(composed("Lua\u{302}\u{323}t"), "Luật");
        assert!(matches!(composed("Nguyễn Thị Ước"), Cow::Borrowed(_)));
    }

    #[test]
    fn every_single_letter_agrees_with_the_library() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let same = composed(&text).chars().eq(text.nfc()) && decomposed(&text).eq(text.nfd());
            assert!(same, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_agrees_with_the_library(text in any::<String>()) {
            agrees(&text);
        }

        #[test]
        fn letters_with_many_marks_agree_with_the_library(
            text in "[aeiouăâêôơưđAEIOU \u{300}-\u{362}\u{1100}-\u{11ff}]{0,24}",
        ) {
            agrees(&text);
        }
    }
}
