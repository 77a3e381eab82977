//! The order of Vietnamese names against the Unicode collation algorithm with CLDR's Vietnamese rules.

use std::cmp::Ordering;

use canbo::domain::{given_name, sort_key};
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

fn collator(strength: Strength) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    Collator::try_new(locale!("vi").into(), options).unwrap()
}

const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// What follows the first consonants; the tone goes where the dot is.
const RIMES: &[&str] = &[
    "a.", "a.n", "a.nh", "ă.n", "â.n", "e.m", "ê.", "ê.n", "i.", "i.nh", "iê.n", "o.", "o.a",
    "oa.n", "o.n", "ô.", "ô.ng", "ơ.", "ơ.n", "u.", "u.ng", "u.y", "uyê.n", "ư.", "ư.ng", "ươ.c",
    "ươ.ng", "y.", "yê.n", "y.a",
];

const TONES: &[&str] = &["", "\u{300}", "\u{309}", "\u{303}", "\u{301}", "\u{323}"];

fn syllable() -> impl Strategy<Value = String> {
    (select(ONSETS), select(RIMES), select(TONES), any::<bool>()).prop_map(
        |(onset, rime, tone, capital)| {
            let syllable = format!("{onset}{}", rime.replace('.', tone));
            let composed: String = syllable.nfc().collect();
            let mut letters = composed.chars();
            match letters.next() {
                Some(first) if capital => first.to_uppercase().chain(letters).collect(),
                _ => composed,
            }
        },
    )
}

fn name() -> impl Strategy<Value = String> {
    proptest::collection::vec(syllable(), 1..5).prop_map(|syllables| syllables.join(" "))
}

/// A name that differs from the first one in little.
fn near(name: &str) -> impl Strategy<Value = String> + use<> {
    let syllables: Vec<String> = name.split(' ').map(str::to_owned).collect();
    (0..syllables.len(), syllable(), any::<bool>()).prop_map(move |(at, other, insert)| {
        let mut syllables = syllables.clone();
        if insert {
            syllables.insert(at, other);
        } else {
            syllables[at] = other;
        }
        syllables.join(" ")
    })
}

/// By given name up to its tones, then by the whole name.
fn expected(left: &str, right: &str) -> Ordering {
    collator(Strength::Secondary)
        .compare(given_name(left), given_name(right))
        .then_with(|| collator(Strength::Tertiary).compare(left, right))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn any_two_names_stand_as_cldr_orders_them(left in name(), right in name()) {
        prop_assert_eq!(sort_key(&left).cmp(&sort_key(&right)), expected(&left, &right));
    }

    #[test]
    fn names_of_little_difference_stand_as_cldr_orders_them(
        (left, right) in name().prop_flat_map(|left| (near(&left), Just(left)))
    ) {
        prop_assert_eq!(sort_key(&left).cmp(&sort_key(&right)), expected(&left, &right));
    }

    #[test]
    fn names_that_differ_in_tone_or_case_stand_as_cldr_orders_them(
        words in proptest::collection::vec(
            (select(ONSETS), select(RIMES), select(TONES), select(TONES), any::<[bool; 2]>()),
            1..5,
        )
    ) {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for (onset, rime, one, other, capital) in words {
            for (side, tone, capital) in [(&mut left, one, capital[0]), (&mut right, other, capital[1])] {
                let word: String = format!("{onset}{}", rime.replace('.', tone)).nfc().collect();
                side.push(if capital { word.to_uppercase() } else { word });
            }
        }
        let (left, right) = (left.join(" "), right.join(" "));
        prop_assert_eq!(sort_key(&left).cmp(&sort_key(&right)), expected(&left, &right), "{} {}", left, right);
    }
}
