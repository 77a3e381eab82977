//! The record of one dossier.

use serde::{Deserialize, Serialize};

use super::career::{CourseRecord, MovementRecord, SuccessionRecord, TalentRecord, TenureRecord};
use super::circumstance::{CircumstanceRecord, RetirementRecord};
use super::{
    LevelRecord, VERSION, Versioned, code, is_false, optional_word, partial_date, word, written,
};
use crate::domain::{
    Dossier, ForeignLanguage, ForeignLanguageLevel, Ladder, Post, Sex, Title, UnitId,
};
use crate::store::record::RecordError;

/// A dossier as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store::record) struct DossierRecord {
    v: u32,
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    birth: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sex: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    posts: Vec<PostRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    post_written: String,
    #[serde(default, skip_serializing_if = "is_false")]
    left: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    home: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    ethnicity: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    party: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    school: Option<LevelRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    professional: Option<LevelRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    field: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    major_fits: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    theory: Option<LevelRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<LevelRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    informatics: Option<LevelRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    foreign: Option<ForeignLanguageRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minority: Option<LevelRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    courses: Vec<CourseRecord>,
    /// Year and grade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ratings: Vec<(i32, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    moves: Vec<MovementRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    succession: Vec<SuccessionRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tenures: Vec<TenureRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    talent: Option<TalentRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retirement: Option<RetirementRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    circumstances: Vec<CircumstanceRecord>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PostRecord {
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first: Option<bool>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForeignLanguageRecord {
    language: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    written: String,
}

impl Versioned for DossierRecord {
    fn version(&self) -> u32 {
        self.v
    }
}

impl From<&Dossier> for DossierRecord {
    fn from(dossier: &Dossier) -> Self {
        // Taken apart whole: a field added to the dossier must not be forgotten here.
        let Dossier {
            id,
            name,
            birth,
            sex,
            unit,
            posts,
            post_written,
            left,
            home_place,
            ethnicity,
            party_joined,
            service_started,
            general_education,
            professional_level,
            field,
            major_fits,
            political_theory,
            state_management,
            informatics,
            foreign_language,
            minority_language,
            courses,
            ratings,
            movements,
            successions,
            tenures,
            talent,
            retirement,
            circumstances,
            note,
        } = dossier;
        Self {
            v: VERSION,
            id: id.to_string(),
            name: name.clone(),
            birth: written(*birth),
            sex: code(*sex, Sex::code),
            unit: unit_written(unit),
            posts: posts.iter().map(Into::into).collect(),
            post_written: post_written.clone(),
            left: *left,
            home: home_place.clone(),
            ethnicity: ethnicity.clone(),
            party: written(*party_joined),
            service: written(*service_started),
            school: general_education.as_ref().map(Into::into),
            professional: professional_level.as_ref().map(Into::into),
            field: field.clone(),
            major_fits: *major_fits,
            theory: political_theory.as_ref().map(Into::into),
            state: state_management.as_ref().map(Into::into),
            informatics: informatics.as_ref().map(Into::into),
            foreign: foreign_language.as_ref().map(Into::into),
            minority: minority_language.as_ref().map(Into::into),
            courses: courses.iter().map(Into::into).collect(),
            ratings: ratings
                .iter()
                .map(|rating| (rating.year, rating.grade.code().to_owned()))
                .collect(),
            moves: movements.iter().map(Into::into).collect(),
            succession: successions.iter().map(Into::into).collect(),
            tenures: tenures.iter().map(Into::into).collect(),
            talent: talent.as_ref().map(Into::into),
            retirement: retirement.as_ref().map(Into::into),
            circumstances: circumstances.iter().map(Into::into).collect(),
            note: note.clone(),
        }
    }
}

impl TryFrom<DossierRecord> for Dossier {
    type Error = RecordError;

    fn try_from(record: DossierRecord) -> Result<Self, RecordError> {
        let id = match record.id.parse() {
            Ok(id) => id,
            Err(()) => return Err(RecordError::NotAnId(record.id)),
        };
        Ok(Self {
            id,
            name: record.name,
            birth: partial_date("birth", record.birth)?,
            sex: optional_word("sex", record.sex, Sex::from_code)?,
            unit: record.unit.map(UnitId),
            posts: each(record.posts)?,
            post_written: record.post_written,
            left: record.left,
            home_place: record.home,
            ethnicity: record.ethnicity,
            party_joined: partial_date("party", record.party)?,
            service_started: partial_date("service", record.service)?,
            general_education: record.school.map(LevelRecord::known).transpose()?,
            professional_level: record.professional.map(LevelRecord::known).transpose()?,
            field: record.field,
            major_fits: record.major_fits,
            political_theory: record.theory.map(LevelRecord::known).transpose()?,
            state_management: record.state.map(LevelRecord::known).transpose()?,
            informatics: record.informatics.map(LevelRecord::known).transpose()?,
            foreign_language: record.foreign.map(TryInto::try_into).transpose()?,
            minority_language: record.minority.map(LevelRecord::known).transpose()?,
            courses: each(record.courses)?,
            ratings: each(record.ratings)?,
            movements: each(record.moves)?,
            successions: each(record.succession)?,
            tenures: each(record.tenures)?,
            talent: record.talent.map(TryInto::try_into).transpose()?,
            retirement: record.retirement.map(TryInto::try_into).transpose()?,
            circumstances: each(record.circumstances)?,
            note: record.note,
        })
    }
}

fn each<R, T: TryFrom<R, Error = RecordError>>(records: Vec<R>) -> Result<Vec<T>, RecordError> {
    records.into_iter().map(TryInto::try_into).collect()
}

pub(super) fn unit_written(unit: &Option<UnitId>) -> Option<String> {
    unit.as_ref().map(|UnitId(id)| id.clone())
}

impl From<&Post> for PostRecord {
    fn from(post: &Post) -> Self {
        let Post {
            title,
            since,
            first_time,
        } = post;
        Self {
            title: title.code().to_owned(),
            since: written(*since),
            first: *first_time,
        }
    }
}

impl TryFrom<PostRecord> for Post {
    type Error = RecordError;

    fn try_from(record: PostRecord) -> Result<Self, RecordError> {
        Ok(Self {
            title: word("posts.title", record.title, Title::from_code)?,
            since: partial_date("posts.since", record.since)?,
            first_time: record.first,
        })
    }
}

impl From<&ForeignLanguage> for ForeignLanguageRecord {
    fn from(foreign: &ForeignLanguage) -> Self {
        let ForeignLanguage {
            language,
            level,
            written,
        } = foreign;
        Self {
            language: language.clone(),
            level: code(*level, ForeignLanguageLevel::code),
            written: written.clone(),
        }
    }
}

impl TryFrom<ForeignLanguageRecord> for ForeignLanguage {
    type Error = RecordError;

    fn try_from(record: ForeignLanguageRecord) -> Result<Self, RecordError> {
        Ok(Self {
            language: record.language,
            level: optional_word(
                "foreign.level",
                record.level,
                ForeignLanguageLevel::from_code,
            )?,
            written: record.written,
        })
    }
}
