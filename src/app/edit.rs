//! Edits of one field of a dossier.

use crate::domain::{
    Circumstance, Dossier, ForeignLanguage, ForeignLanguageLevel, GeneralEducation, Informatics,
    Known, MinorityLanguage, PartialDate, PoliticalTheory, Post, ProfessionalLevel, Rating,
    RatingGrade, RetirementDecision, Sex, StateManagement, Title, UnitId, tidy,
};

macro_rules! field_ids {
    ($($id:ident = $code:literal,)+) => {
        /// Names a field of the dossier, for labels and for leading the eye to it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each names the dossier's field of the same name")]
        pub enum FieldId {
            $($id,)+
        }

        impl FieldId {
            /// Every field.
            pub const ALL: &'static [Self] = &[$(Self::$id,)+];

            /// The field's name in addresses, in lower snake case.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$id => $code,)+
                }
            }

            /// The field of that code; nothing for an unknown word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|id| id.code() == code)
            }
        }
    };
}

field_ids! {
    Name = "name",
    Birth = "birth",
    Sex = "sex",
    Unit = "unit",
    Posts = "posts",
    PostSince = "post_since",
    PostFirstTime = "post_first_time",
    HomePlace = "home_place",
    Ethnicity = "ethnicity",
    PartyJoined = "party_joined",
    ServiceStarted = "service_started",
    GeneralEducation = "general_education",
    ProfessionalLevel = "professional_level",
    Field = "field",
    MajorFits = "major_fits",
    PoliticalTheory = "political_theory",
    StateManagement = "state_management",
    Informatics = "informatics",
    ForeignLanguage = "foreign_language",
    MinorityLanguage = "minority_language",
    Rating = "rating",
    Retirement = "retirement",
    Circumstances = "circumstances",
    Left = "left",
    Note = "note",
}

/// The new value of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each sets the dossier's field of the same name"
)]
pub enum FieldEdit {
    Name(String),
    Birth(Option<PartialDate>),
    Sex(Option<Sex>),
    Unit(Option<UnitId>),
    /// Adds a title behind the others, or takes it away.
    Post(Title, bool),
    PostSince(Title, Option<PartialDate>),
    PostFirstTime(Title, Option<bool>),
    HomePlace(String),
    Ethnicity(String),
    PartyJoined(Option<PartialDate>),
    ServiceStarted(Option<PartialDate>),
    GeneralEducation(Option<GeneralEducation>),
    ProfessionalLevel(Option<ProfessionalLevel>),
    Field(String),
    MajorFits(Option<bool>),
    PoliticalTheory(Option<PoliticalTheory>),
    StateManagement(Option<StateManagement>),
    Informatics(Option<Informatics>),
    ForeignLanguage(Option<(String, ForeignLanguageLevel)>),
    MinorityLanguage(Option<MinorityLanguage>),
    /// The grade of a year; nothing takes the year's rating away.
    Rating(i32, Option<RatingGrade>),
    /// The decision on retirement at another time than the law's.
    Retirement(Option<RetirementDecision>),
    /// All of what spares the person a move or a dismissal.
    Circumstances(Vec<Circumstance>),
    Left(bool),
    Note(String),
}

impl FieldEdit {
    /// The field that the edit sets.
    pub fn field(&self) -> FieldId {
        match self {
            Self::Name(_) => FieldId::Name,
            Self::Birth(_) => FieldId::Birth,
            Self::Sex(_) => FieldId::Sex,
            Self::Unit(_) => FieldId::Unit,
            Self::Post(..) => FieldId::Posts,
            Self::PostSince(..) => FieldId::PostSince,
            Self::PostFirstTime(..) => FieldId::PostFirstTime,
            Self::HomePlace(_) => FieldId::HomePlace,
            Self::Ethnicity(_) => FieldId::Ethnicity,
            Self::PartyJoined(_) => FieldId::PartyJoined,
            Self::ServiceStarted(_) => FieldId::ServiceStarted,
            Self::GeneralEducation(_) => FieldId::GeneralEducation,
            Self::ProfessionalLevel(_) => FieldId::ProfessionalLevel,
            Self::Field(_) => FieldId::Field,
            Self::MajorFits(_) => FieldId::MajorFits,
            Self::PoliticalTheory(_) => FieldId::PoliticalTheory,
            Self::StateManagement(_) => FieldId::StateManagement,
            Self::Informatics(_) => FieldId::Informatics,
            Self::ForeignLanguage(_) => FieldId::ForeignLanguage,
            Self::MinorityLanguage(_) => FieldId::MinorityLanguage,
            Self::Rating(..) => FieldId::Rating,
            Self::Retirement(_) => FieldId::Retirement,
            Self::Circumstances(_) => FieldId::Circumstances,
            Self::Left(_) => FieldId::Left,
            Self::Note(_) => FieldId::Note,
        }
    }

    /// The dossier with the field set; texts are tidied (composed, single spaces).
    pub fn applied_to(&self, dossier: &Dossier) -> Dossier {
        let mut after = dossier.clone();
        match self.clone() {
            Self::Name(name) => after.name = tidy(&name),
            Self::Birth(date) => after.birth = date,
            Self::Sex(sex) => after.sex = sex,
            Self::Unit(unit) => after.unit = unit,
            Self::Post(title, true) if !after.holds(title) => after.posts.push(Post::of(title)),
            Self::Post(_, true) => {}
            Self::Post(title, false) => after.posts.retain(|post| post.title != title),
            Self::PostSince(title, date) => {
                if let Some(post) = after.posts.iter_mut().find(|post| post.title == title) {
                    post.since = date;
                }
            }
            Self::PostFirstTime(title, first) => {
                if let Some(post) = after.posts.iter_mut().find(|post| post.title == title) {
                    post.first_time = first;
                }
            }
            Self::HomePlace(text) => after.home_place = tidy(&text),
            Self::Ethnicity(text) => after.ethnicity = tidy(&text),
            Self::PartyJoined(date) => after.party_joined = date,
            Self::ServiceStarted(date) => after.service_started = date,
            Self::GeneralEducation(level) => after.general_education = level.map(Known::chosen),
            Self::ProfessionalLevel(level) => after.professional_level = level.map(Known::chosen),
            Self::Field(text) => after.field = tidy(&text),
            Self::MajorFits(fits) => after.major_fits = fits,
            Self::PoliticalTheory(level) => after.political_theory = level.map(Known::chosen),
            Self::StateManagement(level) => after.state_management = level.map(Known::chosen),
            Self::Informatics(level) => after.informatics = level.map(Known::chosen),
            Self::ForeignLanguage(held) => {
                after.foreign_language = held.map(|(language, level)| ForeignLanguage {
                    written: language.clone(),
                    language,
                    level: Some(level),
                });
            }
            Self::MinorityLanguage(level) => after.minority_language = level.map(Known::chosen),
            Self::Rating(year, grade) => {
                after.ratings.retain(|rating| rating.year != year);
                after
                    .ratings
                    .extend(grade.map(|grade| Rating { year, grade }));
                after.ratings.sort_unstable();
            }
            Self::Retirement(decision) => {
                after.retirement = decision.map(|decision| RetirementDecision {
                    document: tidy(&decision.document),
                    ..decision
                });
            }
            Self::Circumstances(circumstances) => {
                after.circumstances = circumstances
                    .into_iter()
                    .map(|circumstance| Circumstance {
                        note: tidy(&circumstance.note),
                        ..circumstance
                    })
                    .collect();
            }
            Self::Left(left) => after.left = left,
            Self::Note(text) => after.note = tidy(&text),
        }
        after
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DossierId;

    fn edited(edits: &[FieldEdit]) -> Dossier {
        let new = Dossier::new(DossierId([1; 16]), "Lê Văn Mẫu");
        edits
            .iter()
            .fold(new, |dossier, edit| edit.applied_to(&dossier))
    }

    #[test]
    fn a_year_keeps_one_rating() {
        let dossier = edited(&[
            FieldEdit::Rating(2016, Some(RatingGrade::Good)),
            FieldEdit::Rating(2015, Some(RatingGrade::Excellent)),
            FieldEdit::Rating(2016, Some(RatingGrade::Satisfactory)),
        ]);
        let years: Vec<_> = dossier
            .ratings
            .iter()
            .map(|rating| (rating.year, rating.grade))
            .collect();
        assert_eq!(
            years,
            [
                (2015, RatingGrade::Excellent),
                (2016, RatingGrade::Satisfactory)
            ]
        );
    }

    #[test]
    fn a_title_is_held_once_and_its_since_goes_with_it() {
        let since = PartialDate::from_year(2011);
        let dossier = edited(&[
            FieldEdit::Post(Title::CommitteeChair, true),
            FieldEdit::Post(Title::CommitteeChair, true),
            FieldEdit::PostSince(Title::CommitteeChair, since),
            FieldEdit::PostSince(Title::CouncilChair, since),
        ]);
        assert_eq!(dossier.posts.len(), 1);
        assert_eq!(dossier.posts[0].since, since);
        let without = FieldEdit::Post(Title::CommitteeChair, false).applied_to(&dossier);
        assert!(without.posts.is_empty());
    }

    #[test]
    fn typed_text_is_composed() {
        let dossier = edited(&[FieldEdit::Name("  Trần   Thị Hoà ".into())]);
        assert_eq!(dossier.name, "Trần Thị Hoà");
    }
}
