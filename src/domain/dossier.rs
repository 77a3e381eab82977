//! The dossier of one person.

use std::fmt;
use std::str::FromStr;

use super::{
    Circumstance, Course, ForeignLanguage, GeneralEducation, Group, Informatics, Known,
    MinorityLanguage, Movement, PartialDate, PoliticalTheory, PositionTenure, ProfessionalLevel,
    Rating, RetirementDecision, StateManagement, Succession, TalentIntake, Title, UnitId,
};

/// Names one person for ever: 16 random bytes, written as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierId(pub [u8; 16]);

impl fmt::Display for DossierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DossierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for DossierId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text.len() != 32 || !text.is_ascii() {
            return Err(());
        }
        let mut bytes = [0; 16];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).map_err(|_| ())?;
        }
        Ok(Self(bytes))
    }
}

/// Sex as the lists state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// *Nam*.
    Male,
    /// *Nữ*.
    Female,
}

impl Sex {
    /// `M` or `F`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female => "F",
        }
    }

    /// The sex of that code; nothing for an unknown word.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "M" => Some(Self::Male),
            "F" => Some(Self::Female),
            _ => None,
        }
    }
}

/// A title that a person holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The title.
    pub title: Title,
    /// Since when it is held.
    pub since: Option<PartialDate>,
    /// Whether the person holds it for the first time.
    pub first_time: Option<bool>,
}

impl Post {
    /// The post of which only the title is known.
    pub fn of(title: Title) -> Self {
        Self {
            title,
            since: None,
            first_time: None,
        }
    }
}

/// What an office knows of one person. A field that the papers leave open is empty, never a default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// Names the person.
    pub id: DossierId,
    /// Full name, composed (NFC), single spaces.
    pub name: String,
    /// Day of birth.
    pub birth: Option<PartialDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// The unit where the person works; for one who left, where they went.
    pub unit: Option<UnitId>,
    /// Titles held now, main one first.
    pub posts: Vec<Post>,
    /// Title or titles as the list writes them.
    pub post_written: String,
    /// Whether the person has left the corps that this office keeps (moved up, retired).
    pub left: bool,
    /// Native place (*quê quán*).
    pub home_place: String,
    /// Ethnicity (*dân tộc*); sensitive.
    pub ethnicity: String,
    /// Day of Party admission.
    pub party_joined: Option<PartialDate>,
    /// Day of recruitment as civil servant, or entry into the work.
    pub service_started: Option<PartialDate>,
    /// School.
    pub general_education: Option<Known<GeneralEducation>>,
    /// Professional level.
    pub professional_level: Option<Known<ProfessionalLevel>>,
    /// Field of study (*chuyên ngành*), as written.
    pub field: String,
    /// Whether the field fits the post, where an officer has said so for this person.
    pub major_fits: Option<bool>,
    /// Political theory.
    pub political_theory: Option<Known<PoliticalTheory>>,
    /// State management.
    pub state_management: Option<Known<StateManagement>>,
    /// Informatics.
    pub informatics: Option<Known<Informatics>>,
    /// Foreign language.
    pub foreign_language: Option<ForeignLanguage>,
    /// Minority language.
    pub minority_language: Option<Known<MinorityLanguage>>,
    /// Courses, oldest first.
    pub courses: Vec<Course>,
    /// Ratings, at most one a year, oldest first.
    pub ratings: Vec<Rating>,
    /// Moves between units.
    pub movements: Vec<Movement>,
    /// Places in succession plans.
    pub successions: Vec<Succession>,
    /// Time in posts that must change hands.
    pub tenures: Vec<PositionTenure>,
    /// Entry through the talent scheme.
    pub talent: Option<TalentIntake>,
    /// A decision on retirement at another time than the law's.
    pub retirement: Option<RetirementDecision>,
    /// What spares the person a move or a dismissal for a time.
    pub circumstances: Vec<Circumstance>,
    /// Notes of the lists, as written.
    pub note: String,
}

impl Dossier {
    /// The dossier of a person of whom nothing but the name is known.
    pub fn new(id: DossierId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            birth: None,
            sex: None,
            unit: None,
            posts: Vec::new(),
            post_written: String::new(),
            left: false,
            home_place: String::new(),
            ethnicity: String::new(),
            party_joined: None,
            service_started: None,
            general_education: None,
            professional_level: None,
            field: String::new(),
            major_fits: None,
            political_theory: None,
            state_management: None,
            informatics: None,
            foreign_language: None,
            minority_language: None,
            courses: Vec::new(),
            ratings: Vec::new(),
            movements: Vec::new(),
            successions: Vec::new(),
            tenures: Vec::new(),
            talent: None,
            retirement: None,
            circumstances: Vec::new(),
            note: String::new(),
        }
    }

    /// The group of the main title; nothing for a person without a title.
    pub fn group(&self) -> Option<Group> {
        self.posts.first().map(|post| post.title.group())
    }

    /// Whether any title held is a key post.
    pub fn is_key(&self) -> bool {
        self.posts.iter().any(|post| post.title.is_key())
    }

    /// Whether the person holds the title.
    pub fn holds(&self, title: Title) -> bool {
        self.posts.iter().any(|post| post.title == title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_goes_to_text_and_back() {
        let id = DossierId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 254, 255]);
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in [
            "",
            "00",
            "g0010203040506070809101112131415",
            "ă010203040506070809101112131415",
        ] {
            assert!(text.parse::<DossierId>().is_err());
        }
    }
}
