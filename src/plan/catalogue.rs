//! The courses that an office may send people to: what each leads to, how long it takes, who may attend.
//!
//! The file is `plan/courses.toml`, read and checked by the build (`build.rs`) and carried as
//! postcard; nothing here may name a layer or a neighbour that the build does not read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{CourseKind, Ladder, ProfessionalLevel, StudyMode};
use crate::law::{Bilingual, Confidence, Source};

/// A time in force: from a first day to a first day after, each open where absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InForce {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The first day after.
    pub until: Option<NaiveDate>,
}

impl InForce {
    /// Whether the day lies in it.
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// How long a course takes during a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseLength {
    /// When.
    pub in_force: InForce,
    /// Months.
    pub months: u8,
    /// The text that says so; nothing where it is only suggested.
    pub source: Option<Source>,
    /// How sure we are of it; nothing where it is only suggested.
    pub confidence: Option<Confidence>,
}

/// Who may attend a course that starts during a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseCondition {
    /// When.
    pub in_force: InForce,
    /// The text that says so.
    pub source: Source,
    /// How sure we are of it; a condition of low certainty turns nobody away.
    pub confidence: Confidence,
    /// The least age in completed years: of men, of women.
    pub age_from: Option<(u8, u8)>,
    /// The highest age in completed years.
    pub age_until: Option<u8>,
    /// Whether only members of the Party may attend.
    pub party_member: bool,
    /// The professional level to be held.
    pub at_least: Option<ProfessionalLevel>,
    /// Years of service.
    pub service_years: Option<u8>,
    /// How many of the latest years must be rated good or better.
    pub good_years: Option<u8>,
    /// What else the text asks, for a person to look at.
    pub check: Option<Bilingual>,
}

/// A course of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueCourse {
    /// Names it in settings and plans.
    pub id: String,
    /// What it leads to.
    pub kind: CourseKind,
    /// Its name.
    pub name: Bilingual,
    /// Full or part time.
    pub mode: StudyMode,
    /// Courses that must be done before by who needs them too.
    pub requires: Vec<String>,
    /// Suggested seats of each intake.
    pub seats: u32,
    /// Suggested cost of one person, in đồng.
    pub dong: u64,
    /// How long it takes; one of them on each day.
    pub lengths: Vec<CourseLength>,
    /// Who may attend.
    pub conditions: Vec<CourseCondition>,
}

impl CatalogueCourse {
    /// How long it takes when it starts on the day.
    pub fn length_on(&self, day: NaiveDate) -> Option<&CourseLength> {
        self.lengths
            .iter()
            .find(|length| length.in_force.holds_on(day))
    }

    /// Who may attend when it starts on the day.
    pub fn condition_on(&self, day: NaiveDate) -> Option<&CourseCondition> {
        self.conditions
            .iter()
            .find(|condition| condition.in_force.holds_on(day))
    }
}

/// The courses, in the order of preference within each kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    /// The courses.
    pub courses: Vec<CatalogueCourse>,
}

impl Catalogue {
    /// The course of that name.
    pub fn course(&self, id: &str) -> Option<&CatalogueCourse> {
        self.courses.iter().find(|course| course.id == id)
    }

    /// The catalogue of a file.
    ///
    /// # Errors
    /// What is wrong and where, in English: an unknown key or word, a name used twice or not at
    /// all, times in force that overlap, a number outside its range.
    pub fn load(text: &str) -> Result<Self, String> {
        let file: CatalogueFile = toml::from_str(text).map_err(|error| error.to_string())?;
        file.checked()
    }

    /// The form in which the program carries the catalogue of a file.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn compile(text: &str) -> Result<Vec<u8>, String> {
        let file: CatalogueFile = toml::from_str(text).map_err(|error| error.to_string())?;
        file.clone().checked()?;
        postcard::to_allocvec(&file).map_err(|error| error.to_string())
    }

    /// The catalogue that the program carries.
    ///
    /// # Errors
    /// As [`Self::load`]; a test sees to it that there are none.
    // Absent while the build itself reads the file with this module: see `build.rs`.
    #[cfg(rules_compiled)]
    pub fn embedded() -> Result<Self, String> {
        let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/courses.bin"));
        let file: CatalogueFile = postcard::from_bytes(bytes).map_err(|error| error.to_string())?;
        file.checked()
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    course: Vec<CourseText>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CourseText {
    id: String,
    kind: String,
    name: Bilingual,
    mode: String,
    #[serde(default)]
    requires: Vec<String>,
    example: ExampleText,
    length: Vec<LengthText>,
    #[serde(default)]
    condition: Vec<ConditionText>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleText {
    seats: u32,
    million: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LengthText {
    months: u8,
    from: Option<String>,
    until: Option<String>,
    source: Option<Source>,
    confidence: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionText {
    from: Option<String>,
    until: Option<String>,
    source: Source,
    confidence: String,
    age_from: Option<AgesText>,
    age_until: Option<u8>,
    #[serde(default)]
    party_member: bool,
    at_least: Option<String>,
    service_years: Option<u8>,
    good_years: Option<u8>,
    check: Option<Bilingual>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgesText {
    male: u8,
    female: u8,
}

impl CatalogueFile {
    fn checked(self) -> Result<Catalogue, String> {
        let mut courses: Vec<CatalogueCourse> = Vec::with_capacity(self.course.len());
        for text in self.course {
            let course = text.checked()?;
            if courses.iter().any(|known| known.id == course.id) {
                return Err(format!("course `{}` stands there twice", course.id));
            }
            courses.push(course);
        }
        for course in &courses {
            for required in &course.requires {
                if !courses.iter().any(|known| known.id == *required) {
                    return Err(format!(
                        "course `{}` requires `{required}`, which does not exist",
                        course.id
                    ));
                }
            }
        }
        Ok(Catalogue { courses })
    }
}

impl CourseText {
    fn checked(self) -> Result<CatalogueCourse, String> {
        let id = self.id;
        let word = |list: &str, word: &str| format!("course `{id}`: `{word}` is no {list}");
        let kind = CourseKind::from_code(&self.kind).ok_or_else(|| word("kind", &self.kind))?;
        let mode = StudyMode::from_code(&self.mode).ok_or_else(|| word("mode", &self.mode))?;
        let mut lengths = Vec::with_capacity(self.length.len());
        for length in self.length {
            if length.months == 0 {
                return Err(format!("course `{id}` takes no month"));
            }
            if length.source.is_some() != length.confidence.is_some() {
                return Err(format!(
                    "course `{id}`: a source needs a confidence, and a confidence a source"
                ));
            }
            lengths.push(CourseLength {
                in_force: time(&id, length.from, length.until)?,
                months: length.months,
                source: length.source,
                confidence: length
                    .confidence
                    .map(|code| confidence(&id, &code))
                    .transpose()?,
            });
        }
        if lengths.is_empty() {
            return Err(format!("course `{id}` has no length"));
        }
        let mut conditions = Vec::with_capacity(self.condition.len());
        for condition in self.condition {
            let level = |code: String| {
                ProfessionalLevel::from_code(&code).ok_or_else(|| word("professional level", &code))
            };
            conditions.push(CourseCondition {
                in_force: time(&id, condition.from, condition.until)?,
                source: condition.source,
                confidence: confidence(&id, &condition.confidence)?,
                age_from: condition.age_from.map(|ages| (ages.male, ages.female)),
                age_until: condition.age_until,
                party_member: condition.party_member,
                at_least: condition.at_least.map(level).transpose()?,
                service_years: condition.service_years,
                good_years: condition.good_years,
                check: condition.check,
            });
        }
        refuse_overlap(&id, lengths.iter().map(|length| length.in_force))?;
        refuse_overlap(&id, conditions.iter().map(|condition| condition.in_force))?;
        Ok(CatalogueCourse {
            kind,
            name: self.name,
            mode,
            requires: self.requires,
            seats: self.example.seats,
            dong: u64::from(self.example.million) * 1_000_000,
            lengths,
            conditions,
            id,
        })
    }
}

fn confidence(id: &str, code: &str) -> Result<Confidence, String> {
    Confidence::from_code(code).ok_or_else(|| format!("course `{id}`: `{code}` is no confidence"))
}

fn time(id: &str, from: Option<String>, until: Option<String>) -> Result<InForce, String> {
    let day = |text: Option<String>| -> Result<Option<NaiveDate>, String> {
        text.map(|text| {
            text.parse()
                .map_err(|_| format!("course `{id}`: `{text}` is no date"))
        })
        .transpose()
    };
    let in_force = InForce {
        from: day(from)?,
        until: day(until)?,
    };
    match (in_force.from, in_force.until) {
        (Some(from), Some(until)) if until <= from => {
            Err(format!("course `{id}`: {until} is not after {from}"))
        }
        _ => Ok(in_force),
    }
}

/// Times in force, oldest first, each beginning when the one before has ended or later.
fn refuse_overlap(id: &str, times: impl Iterator<Item = InForce>) -> Result<(), String> {
    let mut before: Option<InForce> = None;
    for time in times {
        if let Some(before) = before {
            let apart = before
                .until
                .zip(time.from)
                .is_some_and(|(until, from)| until <= from);
            if !apart {
                return Err(format!("course `{id}`: times in force overlap"));
            }
        }
        before = Some(time);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("courses.toml");

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_program_carries_the_file_as_it_stands() {
        let loaded = Catalogue::load(FILE).unwrap();
        assert_eq!(Catalogue::embedded(), Ok(loaded.clone()));
        // Every need that the standards can give has a course.
        for kind in CourseKind::ALL {
            let offered = loaded.courses.iter().any(|course| course.kind == *kind);
            assert_eq!(offered, *kind != CourseKind::Other, "{kind:?}");
        }
    }

    #[test]
    fn a_length_changes_on_the_day_that_the_text_says() {
        let catalogue = Catalogue::load(FILE).unwrap();
        let course = catalogue.course("pt_intermediate.full_time").unwrap();
        let months = |on: &str| course.length_on(day(on)).unwrap().months;
        assert_eq!((months("2024-12-31"), months("2025-01-01")), (8, 6));
        for course in &catalogue.courses {
            for on in ["1990-01-01", "2017-03-01", "2030-01-01"] {
                assert!(course.length_on(day(on)).is_some(), "{}", course.id);
            }
        }
    }

    #[test]
    fn a_broken_file_is_refused_with_its_place() {
        let good = r#"
[[course]]
id = "a"
kind = "college"
name = { vi = "A", en = "A" }
mode = "full_time"
example = { seats = 1, million = 1 }
[[course.length]]
months = 6
"#;
        assert!(Catalogue::load(good).is_ok());
        for (from, to, named) in [
            ("college", "colege", "colege"),
            ("full_time", "sometimes", "sometimes"),
            ("months = 6", "months = 0", "no month"),
            ("months = 6", "months = -6", "months"),
            ("months = 6", "weeks = 6", "weeks"),
            ("seats = 1", "seats = -1", "seats"),
            ("months = 6", "months = 6\nfrom = \"soon\"", "soon"),
            ("months = 6", "months = 6\nconfidence = \"seen\"", "source"),
            (
                "months = 6",
                "months = 6\n[[course.length]]\nmonths = 7",
                "overlap",
            ),
            ("mode", "requires = [\"b\"]\nmode", "`b`"),
        ] {
            let error = Catalogue::load(&good.replacen(from, to, 1)).unwrap_err();
            assert!(error.contains(named), "{to}: {error}");
        }
        let twice = format!("{good}{good}");
        assert!(Catalogue::load(&twice).unwrap_err().contains("twice"));
    }
}
