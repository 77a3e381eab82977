//! Titles in the words of the lists, several in one cell.

use std::sync::LazyLock;

use crate::domain::Title;
use crate::exchange::excel::words::{Lexicon, TITLES, normal};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Title(Title),
    Other,
    Filler,
    Deputy,
}

static PIECES: LazyLock<Lexicon<Piece>> = LazyLock::new(|| {
    let pairs =
        |words: &'static [String], piece| words.iter().map(move |word| (word.clone(), piece));
    let titles = TITLES.title.iter().flat_map(|(code, words)| {
        let title = Title::from_code(code);
        words
            .iter()
            .filter_map(move |word| Some((word.clone(), Piece::Title(title?))))
    });
    Lexicon::new(
        titles
            .chain(pairs(&TITLES.other.words, Piece::Other))
            .chain(pairs(&TITLES.deputy.words, Piece::Deputy))
            .chain(pairs(&TITLES.filler.words, Piece::Filler)),
    )
});

/// The titles that a cell names, in its order, and whether all of its words were understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReadTitles {
    pub titles: Vec<Title>,
    pub understood: bool,
}

/// The titles that a cell names.
///
/// `Phó Chủ tịch Hội Nông dân` is not `Chủ tịch Hội Nông dân`: a deputy's word in front of a title
/// that has no deputy among the titles makes it unknown.
pub(super) fn read_titles(text: &str) -> ReadTitles {
    let mut titles = Vec::new();
    let mut understood = true;
    // A comma, a slash or a dash may separate titles or the parts of one: words decide, not signs.
    let expanded = expand(text);
    let mut rest = expanded.as_str();
    let mut deputy = false;
    let mut in_unit_name = false;
    while !rest.is_empty() {
        let Some(hit) = PIECES.leading(rest) else {
            // `Chủ tịch UBND phường Trần Phú`: the unit's own name follows its kind.
            if !in_unit_name {
                understood = false;
            }
            deputy = false;
            rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
            continue;
        };
        let mut words = rest;
        for _ in 0..hit.leading_words {
            words = words.split_once(' ').map_or("", |(_, rest)| rest);
        }
        let unit_kind = ["phuong", "xa", "thi tran"]
            .iter()
            .any(|kind| rest.starts_with(kind));
        rest = words;
        match hit.meaning {
            Piece::Title(_) if deputy => understood = false,
            Piece::Title(title) => {
                if !titles.contains(&title) {
                    titles.push(title);
                }
            }
            Piece::Deputy => {}
            Piece::Other | Piece::Filler => {}
        }
        in_unit_name = match hit.meaning {
            Piece::Filler => unit_kind || in_unit_name,
            _ => false,
        };
        deputy = hit.meaning == Piece::Deputy;
    }
    ReadTitles { titles, understood }
}

/// The words with abbreviations written out.
fn expand(text: &str) -> String {
    let words = normal(text);
    let mut expanded = String::with_capacity(words.len() + 16);
    for word in words.split(' ') {
        if !expanded.is_empty() {
            expanded.push(' ');
        }
        expanded.push_str(TITLES.expand.get(word).map_or(word, String::as_str));
    }
    // `CHT QS` and `BCH QS` both say *quân sự* once written out.
    for (twice, once) in [
        ("chi huy truong ban chi huy", "chi huy truong"),
        ("quan su quan su", "quan su"),
    ] {
        expanded = expanded.replace(twice, once);
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;
    use Title::*;

    fn titles(text: &str) -> Vec<Title> {
        let read = read_titles(text);
        assert!(read.understood, "{text}: {:?}", read.titles);
        read.titles
    }

    #[test]
    fn titles_as_lists_write_them() {
        for (text, wanted) in [
            (
                "Bí thư Đảng ủy, Chủ tịch HĐND",
                vec![PartySecretary, CouncilChair],
            ),
            (
                "Phó Bí thư Đảng ủy - Chủ tịch UBND",
                vec![DeputyPartySecretary, CommitteeChair],
            ),
            ("PBT - CT UBND", vec![DeputyPartySecretary, CommitteeChair]),
            (
                "PBT Đảng uỷ, CT. UBND",
                vec![DeputyPartySecretary, CommitteeChair],
            ),
            ("BT ĐU kiêm CT HĐND", vec![PartySecretary, CouncilChair]),
            ("Phó Bí thư Thường trực Đảng ủy", vec![DeputyPartySecretary]),
            ("PBT TT Đảng ủy", vec![DeputyPartySecretary]),
            ("Thường trực Đảng ủy", vec![PartyStandingMember]),
            ("Phó Chủ tịch HĐND", vec![CouncilViceChair]),
            ("PCT. HĐND", vec![CouncilViceChair]),
            ("P. Chủ tịch UBND xã", vec![CommitteeViceChair]),
            ("PCT UBND", vec![CommitteeViceChair]),
            ("Chủ tịch UBND phường Trần Phú", vec![CommitteeChair]),
            ("Chủ tịch UBMTTQVN", vec![FrontChair]),
            ("CT MTTQ", vec![FrontChair]),
            ("Chủ tịch Ủy ban MTTQ Việt Nam xã", vec![FrontChair]),
            ("Bí thư Đoàn TNCS Hồ Chí Minh", vec![YouthUnionSecretary]),
            ("BT Đoàn", vec![YouthUnionSecretary]),
            ("BT ĐTN", vec![YouthUnionSecretary]),
            ("Chủ tịch Hội LHPN", vec![WomenUnionChair]),
            ("CT Hội PN", vec![WomenUnionChair]),
            ("Chủ tịch Hội Liên hiệp Phụ nữ", vec![WomenUnionChair]),
            ("Chủ tịch Hội Nông dân", vec![FarmersUnionChair]),
            ("CT HND", vec![FarmersUnionChair]),
            ("Chủ tịch Hội CCB", vec![VeteransChair]),
            ("Chủ tịch Hội Cựu chiến binh", vec![VeteransChair]),
            ("Trưởng Công an", vec![PoliceChief]),
            ("Trưởng CA xã", vec![PoliceChief]),
            ("Chỉ huy trưởng Quân sự", vec![MilitaryCommander]),
            ("CHT QS", vec![MilitaryCommander]),
            ("CHT BCH Quân sự", vec![MilitaryCommander]),
            ("Văn phòng - thống kê", vec![OfficeStatistics]),
            ("Công chức VP-TK", vec![OfficeStatistics]),
            ("VPTK", vec![OfficeStatistics]),
            (
                "Địa chính - xây dựng - đô thị và môi trường",
                vec![LandConstruction],
            ),
            (
                "Địa chính - nông nghiệp - xây dựng và môi trường",
                vec![LandConstruction],
            ),
            (
                "CC Địa chính - Nông nghiệp - Xây dựng và MT",
                vec![LandConstruction],
            ),
            ("ĐC-XD", vec![LandConstruction]),
            ("ĐCXD", vec![LandConstruction]),
            ("ĐC-NN-XD&MT", vec![LandConstruction]),
            ("Tài chính - kế toán", vec![FinanceAccounting]),
            ("TCKT", vec![FinanceAccounting]),
            ("TC-KT", vec![FinanceAccounting]),
            ("Tư pháp - hộ tịch", vec![JusticeCivilStatus]),
            ("TP-HT", vec![JusticeCivilStatus]),
            ("Văn hóa - xã hội", vec![CultureSociety]),
            ("VHXH", vec![CultureSociety]),
            ("Văn hoá - Xã hội, Bí thư chi bộ", vec![CultureSociety]),
        ] {
            assert_eq!(titles(text), wanted, "{text}");
        }
    }

    #[test]
    fn every_phrase_of_the_table_leads_to_its_title() {
        for (code, phrases) in &TITLES.title {
            for phrase in phrases {
                assert_eq!(
                    PIECES.exactly(phrase),
                    Title::from_code(code).map(Piece::Title),
                    "{phrase}"
                );
            }
        }
    }

    #[test]
    fn a_deputy_is_not_the_chair() {
        for text in [
            "Phó Chủ tịch Hội Nông dân",
            "Phó Trưởng Công an",
            "Phó Chỉ huy trưởng Quân sự",
            "Phó Bí thư Đoàn",
        ] {
            let read = read_titles(text);
            assert_eq!(read.titles, [], "{text}");
        }
    }

    #[test]
    fn unknown_words_are_owned_up_to() {
        let read = read_titles("Chủ tịch UBND, Trưởng ban Pháp chế");
        assert_eq!(
            (read.titles, read.understood),
            (vec![CommitteeChair], false)
        );
        assert!(!read_titles("Nhân viên bảo vệ").understood);
    }
}
