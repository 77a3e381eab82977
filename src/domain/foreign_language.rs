//! Foreign languages, each with the scheme in which its level is counted.

use super::Ladder;

/// A foreign language and the level held in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignLanguage {
    /// `english`, or the language's Vietnamese name as written (`Trung`, `Pháp`).
    pub language: String,
    /// The level; nothing when only the language is written.
    pub level: Option<ForeignLanguageLevel>,
    /// The words as written.
    pub written: String,
}

/// A level in one of the three schemes; levels of different schemes are not ordered by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForeignLanguageLevel {
    /// The list says that there is none.
    None,
    /// Older certificate A.
    A,
    /// Older certificate B.
    B,
    /// Older certificate C.
    C,
    /// Six-level framework (TT 01/2014/TT-BGDĐT), level 1 = A1.
    L1,
    /// Level 2 = A2.
    L2,
    /// Level 3 = B1.
    L3,
    /// Level 4 = B2.
    L4,
    /// Level 5 = C1.
    L5,
    /// Level 6 = C2.
    L6,
    /// A college or university degree in the language.
    Degree,
}

impl Ladder for ForeignLanguageLevel {
    const ALL: &'static [Self] = &[
        Self::None,
        Self::A,
        Self::B,
        Self::C,
        Self::L1,
        Self::L2,
        Self::L3,
        Self::L4,
        Self::L5,
        Self::L6,
        Self::Degree,
    ];
    const CODE: &'static str = "foreign_language";

    fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::L1 => "l1",
            Self::L2 => "l2",
            Self::L3 => "l3",
            Self::L4 => "l4",
            Self::L5 => "l5",
            Self::L6 => "l6",
            Self::Degree => "degree",
        }
    }

    fn rank(self) -> u8 {
        self as u8
    }
}
