//! What happened in a person's working life, as it is written.

use serde::{Deserialize, Serialize};

use super::dossier::unit_written;
use super::{code, optional_word, partial_date, word, written};
use crate::domain::{
    Course, CourseKind, CourseStatus, DegreeGrade, Movement, MovementKind, PositionTenure, Rating,
    RatingGrade, StudyMode, Succession, TalentIntake, Title, UnitId,
};
use crate::store::record::RecordError;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CourseRecord {
    kind: String,
    status: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    class: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mode: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MovementRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    from_post: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    to_post: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SuccessionRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    written: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<i32>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TenureRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    written: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TalentRecord {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    degree: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    field: String,
}

impl From<&Course> for CourseRecord {
    fn from(course: &Course) -> Self {
        let Course {
            kind,
            status,
            class,
            mode,
            from,
            until,
        } = course;
        Self {
            kind: kind.code().to_owned(),
            status: status.code().to_owned(),
            class: class.clone(),
            mode: code(*mode, StudyMode::code),
            from: written(*from),
            until: written(*until),
        }
    }
}

impl TryFrom<CourseRecord> for Course {
    type Error = RecordError;

    fn try_from(record: CourseRecord) -> Result<Self, RecordError> {
        Ok(Self {
            kind: word("courses.kind", record.kind, CourseKind::from_code)?,
            status: word("courses.status", record.status, CourseStatus::from_code)?,
            class: record.class,
            mode: optional_word("courses.mode", record.mode, StudyMode::from_code)?,
            from: partial_date("courses.from", record.from)?,
            until: partial_date("courses.until", record.until)?,
        })
    }
}

impl TryFrom<(i32, String)> for Rating {
    type Error = RecordError;

    fn try_from((year, grade): (i32, String)) -> Result<Self, RecordError> {
        Ok(Self {
            year,
            grade: word("ratings", grade, RatingGrade::from_code)?,
        })
    }
}

impl From<&Movement> for MovementRecord {
    fn from(movement: &Movement) -> Self {
        let Movement {
            kind,
            from_unit,
            from_post,
            to_unit,
            to_post,
            on,
        } = movement;
        Self {
            kind: code(*kind, MovementKind::code),
            from: unit_written(from_unit),
            from_post: from_post.clone(),
            to: unit_written(to_unit),
            to_post: to_post.clone(),
            on: written(*on),
        }
    }
}

impl TryFrom<MovementRecord> for Movement {
    type Error = RecordError;

    fn try_from(record: MovementRecord) -> Result<Self, RecordError> {
        Ok(Self {
            kind: optional_word("moves.kind", record.kind, MovementKind::from_code)?,
            from_unit: record.from.map(UnitId),
            from_post: record.from_post,
            to_unit: record.to.map(UnitId),
            to_post: record.to_post,
            on: partial_date("moves.on", record.on)?,
        })
    }
}

impl From<&Succession> for SuccessionRecord {
    fn from(succession: &Succession) -> Self {
        let Succession {
            title,
            written,
            from_year,
            until_year,
        } = succession;
        Self {
            title: code(*title, Title::code),
            written: written.clone(),
            from: *from_year,
            until: *until_year,
        }
    }
}

impl TryFrom<SuccessionRecord> for Succession {
    type Error = RecordError;

    fn try_from(record: SuccessionRecord) -> Result<Self, RecordError> {
        Ok(Self {
            title: optional_word("succession.title", record.title, Title::from_code)?,
            written: record.written,
            from_year: record.from,
            until_year: record.until,
        })
    }
}

impl From<&PositionTenure> for TenureRecord {
    fn from(tenure: &PositionTenure) -> Self {
        let PositionTenure {
            title,
            written: post,
            since,
            previous_unit,
            note,
        } = tenure;
        Self {
            title: code(*title, Title::code),
            written: post.clone(),
            since: written(*since),
            previous: unit_written(previous_unit),
            note: note.clone(),
        }
    }
}

impl TryFrom<TenureRecord> for PositionTenure {
    type Error = RecordError;

    fn try_from(record: TenureRecord) -> Result<Self, RecordError> {
        Ok(Self {
            title: optional_word("tenures.title", record.title, Title::from_code)?,
            written: record.written,
            since: partial_date("tenures.since", record.since)?,
            previous_unit: record.previous.map(UnitId),
            note: record.note,
        })
    }
}

impl From<&TalentIntake> for TalentRecord {
    fn from(talent: &TalentIntake) -> Self {
        let TalentIntake {
            year,
            degree,
            field,
        } = talent;
        Self {
            year: *year,
            degree: code(*degree, DegreeGrade::code),
            field: field.clone(),
        }
    }
}

impl TryFrom<TalentRecord> for TalentIntake {
    type Error = RecordError;

    fn try_from(record: TalentRecord) -> Result<Self, RecordError> {
        Ok(Self {
            year: record.year,
            degree: optional_word("talent.degree", record.degree, DegreeGrade::from_code)?,
            field: record.field,
        })
    }
}
