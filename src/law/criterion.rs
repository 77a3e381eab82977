//! What a standard may ask of the holder of a title.

use serde::{Deserialize, Serialize};

use super::Fact;
use crate::domain::codes;

codes!(
    /// One line of a judgement: what a standard may ask of the holder of a title.
    #[derive(Serialize, Deserialize)]
    Criterion {
        /// Age when the title is held for the first time.
        AgeAtFirstHolding = "age_at_first_holding",
        /// Lowest age for the work at all.
        MinimumAge = "minimum_age",
        /// School (*trình độ văn hoá*).
        GeneralEducation = "general_education",
        /// Professional qualification (*trình độ chuyên môn*).
        ProfessionalLevel = "professional_level",
        /// Field of study that fits the title (*ngành đào tạo phù hợp*).
        RelevantMajor = "relevant_major",
        /// Political theory (*lý luận chính trị*).
        PoliticalTheory = "political_theory",
        /// State management (*quản lý nhà nước*).
        StateManagement = "state_management",
        /// Informatics (*tin học*).
        Informatics = "informatics",
        /// Foreign language (*ngoại ngữ*).
        ForeignLanguage = "foreign_language",
        /// Minority language (*tiếng dân tộc thiểu số*).
        MinorityLanguage = "minority_language",
        /// Membership of the Party.
        PartyMember = "party_member",
    }
);

impl Criterion {
    /// How many criteria there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The criterion's place in [`Self::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The level of education that the criterion looks at, for those that look at one.
    pub fn ladder(self) -> Option<Fact> {
        match self {
            Self::GeneralEducation => Some(Fact::GeneralEducation),
            Self::ProfessionalLevel => Some(Fact::ProfessionalLevel),
            Self::PoliticalTheory => Some(Fact::PoliticalTheory),
            Self::StateManagement => Some(Fact::StateManagement),
            Self::Informatics => Some(Fact::Informatics),
            Self::MinorityLanguage => Some(Fact::MinorityLanguage),
            _ => None,
        }
    }
}
