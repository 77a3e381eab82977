//! Which people a list shows; written into the page's address, so that every number can lead to its list.

use thiserror::Error;

use crate::domain::{
    CourseKind, CourseStatus, Dossier, GeneralEducation, Group, Known, Ladder, MovementDirection,
    Office, PoliticalTheory, ProfessionalLevel, RatingGrade, Sex, Title, UnitId, fold,
};
use crate::law::{Criterion, Verdict};

use super::Row;
use super::{FieldId, tally};

/// Conditions that a person must all meet to be listed; a blank one lets everybody pass.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Words that must all stand in name, unit or title, without regard to accents.
    pub search: String,
    /// The unit.
    pub unit: Option<UnitId>,
    /// Cadres or civil servants.
    pub group: Option<Group>,
    /// A title held.
    pub title: Option<Title>,
    /// Holders of a key post only.
    pub key: bool,
    /// The sex.
    pub sex: Option<Sex>,
    /// The overall verdict.
    pub verdict: Option<Verdict>,
    /// The verdict on one criterion.
    pub criterion: Option<(Criterion, Verdict)>,
    /// Attends a course of that kind now.
    pub studying: Option<CourseKind>,
    /// Needs a course of that kind.
    pub need: Option<CourseKind>,
    /// A field that the standards ask for is blank.
    pub blank: Option<FieldId>,
    /// Holds facts that cannot be true.
    pub problem: bool,
    /// Came through the talent scheme.
    pub talent: bool,
    /// Moved up, down or across.
    pub moved: Option<MovementDirection>,
    /// The rating of a year.
    pub rating: Option<(i32, RatingGrade)>,
    /// Professional level held; the inner nothing means not known.
    pub professional: Option<Option<ProfessionalLevel>>,
    /// Political theory held; the inner nothing means not known.
    pub political: Option<Option<PoliticalTheory>>,
    /// School; the inner nothing means not known.
    pub general: Option<Option<GeneralEducation>>,
    /// People who have left instead of those who are here.
    pub left: bool,
}

/// A condition in an address that this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{key}={value}` is no condition of a list")]
pub struct ParseFilterError {
    /// The condition's name.
    pub key: String,
    /// Its value.
    pub value: String,
}

const NOT_KNOWN: &str = "blank";

fn level_code<L: Ladder>(level: Option<L>) -> &'static str {
    level.map_or(NOT_KNOWN, L::code)
}

fn level_from<L: Ladder>(code: &str) -> Option<Option<L>> {
    if code == NOT_KNOWN {
        Some(None)
    } else {
        L::from_code(code).map(Some)
    }
}

fn held<L: Ladder>(known: &Option<Known<L>>) -> Option<L> {
    known.as_ref().map(|known| known.level)
}

impl Filter {
    /// The conditions as `key=value` pairs joined by `&`, percent-encoded; empty for everybody.
    pub fn to_query(&self) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let mut put = |key: &str, value: &str| {
            query.append_pair(key, value);
        };
        if !self.search.is_empty() {
            put("q", &self.search);
        }
        if let Some(unit) = &self.unit {
            put("unit", &unit.0);
        }
        if let Some(group) = self.group {
            put("group", group.code());
        }
        if let Some(title) = self.title {
            put("title", title.code());
        }
        if let Some(sex) = self.sex {
            put("sex", sex.code());
        }
        if let Some(verdict) = self.verdict {
            put("verdict", verdict.code());
        }
        if let Some((criterion, verdict)) = self.criterion {
            put(criterion.code(), verdict.code());
        }
        if let Some(course) = self.studying {
            put("studying", course.code());
        }
        if let Some(course) = self.need {
            put("need", course.code());
        }
        if let Some(field) = self.blank {
            put("missing", field.code());
        }
        if let Some(direction) = self.moved {
            put("moved", direction.code());
        }
        if let Some((year, grade)) = self.rating {
            put("rating", &format!("{year}:{}", grade.code()));
        }
        if let Some(level) = self.professional {
            put("professional", level_code(level));
        }
        if let Some(level) = self.political {
            put("political", level_code(level));
        }
        if let Some(level) = self.general {
            put("school", level_code(level));
        }
        for (flag, key) in [
            (self.key, "key"),
            (self.problem, "problem"),
            (self.talent, "talent"),
            (self.left, "left"),
        ] {
            if flag {
                put(key, "1");
            }
        }
        query.finish()
    }

    /// The filter that a query names.
    ///
    /// # Errors
    /// [`ParseFilterError`] when a condition or its value is unknown.
    pub fn from_query(query: &str) -> Result<Self, ParseFilterError> {
        let mut filter = Self::default();
        for (key, value) in form_urlencoded::parse(query.as_bytes()) {
            filter.set(&key, &value).ok_or_else(|| ParseFilterError {
                key: key.clone().into_owned(),
                value: value.clone().into_owned(),
            })?;
        }
        Ok(filter)
    }

    fn set(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "q" => self.search = value.to_owned(),
            "unit" => self.unit = Some(UnitId(value.to_owned())),
            "group" => self.group = Some(Group::from_code(value)?),
            "title" => self.title = Some(Title::from_code(value)?),
            "sex" => self.sex = Some(Sex::from_code(value)?),
            "verdict" => self.verdict = Some(Verdict::from_code(value)?),
            "studying" => self.studying = Some(CourseKind::from_code(value)?),
            "need" => self.need = Some(CourseKind::from_code(value)?),
            "missing" => self.blank = Some(FieldId::from_code(value)?),
            "moved" => self.moved = Some(MovementDirection::from_code(value)?),
            "rating" => {
                let (year, grade) = value.split_once(':')?;
                self.rating = Some((year.parse().ok()?, RatingGrade::from_code(grade)?));
            }
            "professional" => self.professional = Some(level_from(value)?),
            "political" => self.political = Some(level_from(value)?),
            "school" => self.general = Some(level_from(value)?),
            "key" => self.key = value == "1",
            "problem" => self.problem = value == "1",
            "talent" => self.talent = value == "1",
            "left" => self.left = value == "1",
            _ => {
                let criterion = Criterion::from_code(key)?;
                self.criterion = Some((criterion, Verdict::from_code(value)?));
            }
        }
        Some(())
    }

    /// Whether the person is listed.
    pub fn admits(&self, office: &Office, dossier: &Dossier, row: &Row) -> bool {
        self.left == dossier.left
            && self.admits_fields(dossier)
            && self.admits_verdicts(dossier, row)
            && self.moved.is_none_or(|direction| {
                dossier
                    .movements
                    .iter()
                    .any(|m| m.direction(office) == Some(direction))
            })
            && self.admits_search(row)
    }

    fn admits_fields(&self, dossier: &Dossier) -> bool {
        self.unit
            .as_ref()
            .is_none_or(|unit| dossier.unit.as_ref() == Some(unit))
            && self
                .group
                .is_none_or(|group| dossier.group() == Some(group))
            && self.title.is_none_or(|title| dossier.holds(title))
            && (!self.key || dossier.is_key())
            && self.sex.is_none_or(|sex| dossier.sex == Some(sex))
            && (!self.talent || dossier.talent.is_some())
            && self
                .professional
                .is_none_or(|level| held(&dossier.professional_level) == level)
            && self
                .political
                .is_none_or(|level| held(&dossier.political_theory) == level)
            && self
                .general
                .is_none_or(|level| held(&dossier.general_education) == level)
            && self.rating.is_none_or(|(year, grade)| {
                dossier
                    .ratings
                    .iter()
                    .any(|r| r.year == year && r.grade == grade)
            })
            && self.studying.is_none_or(|kind| {
                let mut courses = dossier.courses.iter();
                courses.any(|c| c.kind == kind && c.status == CourseStatus::Studying)
            })
    }

    fn admits_verdicts(&self, dossier: &Dossier, row: &Row) -> bool {
        self.verdict
            .is_none_or(|verdict| row.overall == Some(verdict))
            && self
                .criterion
                .is_none_or(|(criterion, verdict)| row.criteria[criterion.index()] == Some(verdict))
            && self
                .need
                .is_none_or(|course| row.needs.iter().any(|need| need.course == course))
            && (!self.problem || row.problems > 0)
            && self
                .blank
                .is_none_or(|field| tally::blank_fields(dossier).any(|f| f == field))
    }

    fn admits_search(&self, row: &Row) -> bool {
        self.search.is_empty()
            || fold(&self.search)
                .split(' ')
                .all(|word| row.folded.contains(word))
    }

    /// Whether everybody whom this filter admits is also admitted by the other one.
    ///
    /// True only when the two differ in nothing but a longer search text here; then a list can be
    /// narrowed instead of made anew on each key press.
    pub fn narrows(&self, other: &Self) -> bool {
        fold(&self.search).starts_with(&fold(&other.search))
            && Self {
                search: String::new(),
                ..self.clone()
            } == Self {
                search: String::new(),
                ..other.clone()
            }
    }

    /// The number of conditions set, the search text aside.
    pub fn conditions(&self) -> usize {
        let without = Self {
            search: String::new(),
            ..self.clone()
        }
        .to_query();
        form_urlencoded::parse(without.as_bytes()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_goes_there_and_back() {
        let filter = Filter {
            search: "nguyễn & con".into(),
            unit: Some(UnitId("ward trần6 phú5".into())),
            verdict: Some(Verdict::NotMet),
            criterion: Some((Criterion::PoliticalTheory, Verdict::Unknown)),
            rating: Some((2016, RatingGrade::Unsatisfactory)),
            professional: Some(None),
            key: true,
            ..Filter::default()
        };
        assert_eq!(Filter::from_query(&filter.to_query()), Ok(filter));
        assert_eq!(Filter::default().to_query(), "");
    }

    #[test]
    fn an_unknown_condition_is_named() {
        let error = Filter::from_query("group=cadre&verdict=fine").unwrap_err();
        assert_eq!(
            (error.key.as_str(), error.value.as_str()),
            ("verdict", "fine")
        );
        assert!(Filter::from_query("colour=red").is_err());
    }

    #[test]
    fn only_a_longer_search_narrows() {
        let short = Filter {
            search: "ngu".into(),
            ..Filter::default()
        };
        let long = Filter {
            search: "Nguy".into(),
            ..Filter::default()
        };
        assert!(long.narrows(&short));
        assert!(!short.narrows(&long));
        assert!(!Filter { key: true, ..long }.narrows(&short));
    }
}
