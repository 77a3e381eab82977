//! Titles of commune cadres and civil servants.
//!
//! Source: Luật Cán bộ, công chức 22/2008/QH12 Điều 61; NĐ 92/2009/NĐ-CP Điều 3.

/// Cadres are elected or appointed for a term; civil servants are recruited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// *Cán bộ*.
    Cadre,
    /// *Công chức*.
    CivilServant,
}

impl Group {
    /// Both groups, in the order of the lists.
    pub const ALL: [Self; 2] = [Self::Cadre, Self::CivilServant];

    /// `cadre` or `civil_servant`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cadre => "cadre",
            Self::CivilServant => "civil_servant",
        }
    }

    /// The group of that code; nothing for an unknown word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }
}

macro_rules! titles {
    ($($(#[$doc:meta])* $title:ident = $code:literal, $group:ident, $key:literal;)+) => {
        /// A title (*chức danh*) of the commune level, in the order in which lists print them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Title {
            $($(#[$doc])* $title,)+
        }

        impl Title {
            /// Every title, in list order.
            pub const ALL: &'static [Self] = &[$(Self::$title,)+];

            /// The title's name in data and rule files, in lower snake case.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$title => $code,)+
                }
            }

            /// The group to which a holder of the title belongs.
            pub fn group(self) -> Group {
                match self {
                    $(Self::$title => Group::$group,)+
                }
            }

            /// Whether the title is a key post (*chức danh chủ chốt*): Party committee, council and committee.
            pub fn is_key(self) -> bool {
                match self {
                    $(Self::$title => $key,)+
                }
            }
        }
    };
}

titles! {
    /// *Bí thư Đảng uỷ*.
    PartySecretary = "party_secretary", Cadre, true;
    /// *Phó Bí thư Đảng uỷ*, also the standing one.
    DeputyPartySecretary = "deputy_party_secretary", Cadre, true;
    /// *Thường trực Đảng uỷ*, a title until the law of 2008.
    PartyStandingMember = "party_standing_member", Cadre, true;
    /// *Chủ tịch HĐND*.
    CouncilChair = "council_chair", Cadre, true;
    /// *Phó Chủ tịch HĐND*.
    CouncilViceChair = "council_vice_chair", Cadre, true;
    /// *Chủ tịch UBND*.
    CommitteeChair = "committee_chair", Cadre, true;
    /// *Phó Chủ tịch UBND*.
    CommitteeViceChair = "committee_vice_chair", Cadre, true;
    /// *Chủ tịch UBMTTQ Việt Nam*.
    FrontChair = "front_chair", Cadre, false;
    /// *Bí thư Đoàn TNCS Hồ Chí Minh*.
    YouthUnionSecretary = "youth_union_secretary", Cadre, false;
    /// *Chủ tịch Hội Liên hiệp Phụ nữ*.
    WomenUnionChair = "women_union_chair", Cadre, false;
    /// *Chủ tịch Hội Nông dân*.
    FarmersUnionChair = "farmers_union_chair", Cadre, false;
    /// *Chủ tịch Hội Cựu chiến binh*.
    VeteransChair = "veterans_chair", Cadre, false;
    /// *Trưởng Công an*, a civil servant of the commune until 31/7/2023.
    PoliceChief = "police_chief", CivilServant, false;
    /// *Chỉ huy trưởng Quân sự*.
    MilitaryCommander = "military_commander", CivilServant, false;
    /// *Văn phòng - thống kê*.
    OfficeStatistics = "office_statistics", CivilServant, false;
    /// *Địa chính - xây dựng - đô thị (nông nghiệp) và môi trường*.
    LandConstruction = "land_construction", CivilServant, false;
    /// *Tài chính - kế toán*.
    FinanceAccounting = "finance_accounting", CivilServant, false;
    /// *Tư pháp - hộ tịch*.
    JusticeCivilStatus = "justice_civil_status", CivilServant, false;
    /// *Văn hoá - xã hội*.
    CultureSociety = "culture_society", CivilServant, false;
}

impl Title {
    /// The title of that code; nothing for an unknown word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|title| title.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_names_one_title() {
        for title in Title::ALL {
            assert_eq!(Title::from_code(title.code()), Some(*title));
        }
        assert_eq!(Title::from_code("chairman"), None);
    }

    #[test]
    fn the_law_of_2008_has_seven_civil_servant_titles() {
        let count = Title::ALL
            .iter()
            .filter(|title| title.group() == Group::CivilServant)
            .count();
        assert_eq!(count, 7);
    }
}
