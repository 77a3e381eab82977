//! The words for facts that a rule may ask about, and the values that each may have.

use serde::{Deserialize, Serialize};

use crate::domain::{
    AreaClass, GeneralEducation, Informatics, Ladder, MinorityLanguage, PoliticalTheory,
    ProfessionalLevel, Sex, StateManagement, UnitKind, codes,
};

codes!(
    /// A fact about a person, the post or the unit; named in rule files and in lists of missing data.
    #[derive(Serialize, Deserialize)]
    Fact {
        /// Day of birth.
        Birth = "birth",
        /// Sex.
        Sex = "sex",
        /// Since when the title is held.
        PostSince = "post_since",
        /// Whether the title is held for the first time.
        FirstTime = "first_time",
        /// Day of recruitment or entry into the work.
        ServiceStarted = "service_started",
        /// School.
        GeneralEducation = "general_education",
        /// Professional level.
        ProfessionalLevel = "professional_level",
        /// Field of study.
        Field = "field",
        /// Whether the field fits the post, as an officer or the office's list says.
        MajorFitsPost = "major_fits_post",
        /// Political theory.
        PoliticalTheory = "political_theory",
        /// State management.
        StateManagement = "state_management",
        /// Informatics.
        Informatics = "informatics",
        /// When the informatics certificate was issued.
        InformaticsIssued = "informatics_issued",
        /// Foreign language.
        ForeignLanguage = "foreign_language",
        /// Minority language.
        MinorityLanguage = "minority_language",
        /// Day of Party admission.
        PartyJoined = "party_joined",
        /// Kind of the unit.
        UnitKind = "unit_kind",
        /// Area class of the unit.
        AreaClass = "area_class",
        /// Whether the unit is an area of special hardship.
        SpecialHardship = "special_hardship",
        /// The unit.
        Unit = "unit",
        /// The title.
        Title = "title",
    }
);

/// What kind of values a fact has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// One of a few words, in order from the lowest where it is a ladder.
    Words,
    /// Yes or no.
    YesNo,
    /// A date, perhaps partial.
    Date,
    /// Words as written.
    Text,
}

fn ladder_codes<L: Ladder>() -> Vec<&'static str> {
    L::ALL.iter().map(|level| level.code()).collect()
}

impl Fact {
    /// How many facts there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The fact's place in [`Self::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// The kind of its values.
    pub fn kind(self) -> FactKind {
        match self {
            Self::Birth
            | Self::PostSince
            | Self::ServiceStarted
            | Self::InformaticsIssued
            | Self::PartyJoined => FactKind::Date,
            Self::FirstTime | Self::MajorFitsPost | Self::SpecialHardship => FactKind::YesNo,
            Self::Field | Self::ForeignLanguage | Self::Unit | Self::Title => FactKind::Text,
            _ => FactKind::Words,
        }
    }

    /// Whether its words are levels in order, so that a rule may ask for "at least".
    pub fn is_ladder(self) -> bool {
        Level::of(self, 0).is_some()
    }

    /// Its words, lowest first; empty where the values are no words.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::GeneralEducation => ladder_codes::<GeneralEducation>(),
            Self::ProfessionalLevel => ladder_codes::<ProfessionalLevel>(),
            Self::PoliticalTheory => ladder_codes::<PoliticalTheory>(),
            Self::StateManagement => ladder_codes::<StateManagement>(),
            Self::Informatics => ladder_codes::<Informatics>(),
            Self::MinorityLanguage => ladder_codes::<MinorityLanguage>(),
            Self::Sex => vec![Sex::Male.code(), Sex::Female.code()],
            Self::AreaClass => AreaClass::ALL.iter().map(|class| class.code()).collect(),
            Self::UnitKind => UnitKind::ALL.iter().map(|kind| kind.code()).collect(),
            _ => Vec::new(),
        }
    }

    /// How many values it may have; 0 where there is no end of them.
    pub(super) fn size(self) -> u8 {
        match self {
            Self::GeneralEducation => GeneralEducation::ALL.len() as u8,
            Self::ProfessionalLevel => ProfessionalLevel::ALL.len() as u8,
            Self::PoliticalTheory => PoliticalTheory::ALL.len() as u8,
            Self::StateManagement => StateManagement::ALL.len() as u8,
            Self::Informatics => Informatics::ALL.len() as u8,
            Self::MinorityLanguage => MinorityLanguage::ALL.len() as u8,
            Self::Sex => 2,
            Self::AreaClass => AreaClass::ALL.len() as u8,
            Self::UnitKind => UnitKind::ALL.len() as u8,
            Self::FirstTime | Self::MajorFitsPost | Self::SpecialHardship => 2,
            _ => 0,
        }
    }
}

/// A set of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct FactSet(u32);

impl FactSet {
    pub(super) fn insert(&mut self, fact: Fact) {
        self.0 |= 1 << fact.index();
    }

    pub(super) fn contains(self, fact: Fact) -> bool {
        self.0 & (1 << fact.index()) != 0
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The facts, in the order of [`Fact::ALL`].
    pub(super) fn iter(self) -> impl Iterator<Item = Fact> {
        Fact::ALL
            .iter()
            .copied()
            .filter(move |fact| self.contains(*fact))
    }
}

/// A level on one of the ladders of education.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// School.
    GeneralEducation(GeneralEducation),
    /// Professional level.
    ProfessionalLevel(ProfessionalLevel),
    /// Political theory.
    PoliticalTheory(PoliticalTheory),
    /// State management.
    StateManagement(StateManagement),
    /// Informatics.
    Informatics(Informatics),
    /// Minority language.
    MinorityLanguage(MinorityLanguage),
}

impl Level {
    /// The level of that rank on the ladder of the fact; nothing when there is no such level.
    pub fn of(fact: Fact, rank: u8) -> Option<Self> {
        fn at<L: Ladder>(rank: u8) -> Option<L> {
            L::ALL.get(usize::from(rank)).copied()
        }
        match fact {
            Fact::GeneralEducation => at(rank).map(Self::GeneralEducation),
            Fact::ProfessionalLevel => at(rank).map(Self::ProfessionalLevel),
            Fact::PoliticalTheory => at(rank).map(Self::PoliticalTheory),
            Fact::StateManagement => at(rank).map(Self::StateManagement),
            Fact::Informatics => at(rank).map(Self::Informatics),
            Fact::MinorityLanguage => at(rank).map(Self::MinorityLanguage),
            _ => None,
        }
    }

    /// The level's name in data and rule files.
    pub fn code(self) -> &'static str {
        match self {
            Self::GeneralEducation(level) => level.code(),
            Self::ProfessionalLevel(level) => level.code(),
            Self::PoliticalTheory(level) => level.code(),
            Self::StateManagement(level) => level.code(),
            Self::Informatics(level) => level.code(),
            Self::MinorityLanguage(level) => level.code(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_has_as_many_values_as_words() {
        for fact in Fact::ALL {
            match fact.kind() {
                FactKind::Words => assert_eq!(usize::from(fact.size()), fact.words().len()),
                FactKind::YesNo => assert_eq!(fact.size(), 2),
                FactKind::Date | FactKind::Text => assert_eq!(fact.size(), 0),
            }
            if fact.is_ladder() {
                for (rank, word) in fact.words().into_iter().enumerate() {
                    assert_eq!(Level::of(*fact, rank as u8).map(Level::code), Some(word));
                }
            }
        }
    }
}
