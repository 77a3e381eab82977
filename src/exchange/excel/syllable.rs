//! Whether a word is a Vietnamese syllable: how text in the wrong encoding gives itself away.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong oong ooc op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uên uêch uênh uêt uơ \
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt uôc uôi uôm uôn uông uôt uâ \
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yn ych ynh yt yên yêng yêt yêm yêu";

static RHYME_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| RHYMES.split_whitespace().collect());

/// Whether the word can be read as one Vietnamese syllable, in any letter case and composition.
pub fn is_syllable(word: &str) -> bool {
    if word.len() > 40 {
        return false;
    }
    let mut tone = None;
    let mut bare = String::with_capacity(word.len());
    for c in word.nfd() {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                if tone.replace(c).is_some() {
                    return false;
                }
            }
            c => bare.extend(c.to_lowercase()),
        }
    }
    let bare: String = bare.nfc().collect();
    ONSETS.iter().any(|onset| {
        bare.strip_prefix(onset).is_some_and(|rhyme| {
            RHYME_SET.contains(rhyme) && fits_onset(onset, rhyme) && fits_tone(rhyme, tone)
        })
    }) || (bare == "gi" && tone.is_some())
}

/// `k`, `gh`, `ngh` stand before e, ê, i and y only; `c`, `g`, `ng` never do, but for `gì` and its like.
fn fits_onset(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        _ => true,
    }
}

/// A syllable that ends in a stop is said with a rising or a heavy tone.
fn fits_tone(rhyme: &str, tone: Option<char>) -> bool {
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    !stopped || matches!(tone, Some('\u{301}' | '\u{323}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_lists_are_syllables() {
        let text = "Nguyễn Quỳnh Nghĩa Huỳnh Quốc Ước Yến Ý Gì Giữ Đặng Thuý Thúy Hoà HÒA Khuyết Trương Nghiêm Tuyết \
            Quang Quyết Diễm Ất Ấn Phượng Nguyệt Oanh Uyên Kỳ Kiều Được Dõng Nghiệp Quý Loan Toàn Khoái Giếng Gìn";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
            let decomposed: String = word.nfd().collect();
            assert!(is_syllable(&decomposed), "{word}");
        }
    }

    #[test]
    fn words_in_old_fonts_are_not() {
        for word in [
            "NguyÔn", "V¨n", "®¶ng", "Chñ", "tÞch", "Nguyeãn", "Vaên", "Traàn", "Hélène", "Ngâc",
            "Kôn", "Cât",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
