//! The terms of a plan as they are written down, for files and records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::catalogue::Catalogue;
use crate::domain::{CourseTerms, Funds, PlanSettings, Priority, Wish};

/// The most entries of money, and the most decisions by hand.
const MAX_ENTRIES: usize = 10_000;
/// The most money of one entry: a thousand billion đồng.
const MAX_DONG: i64 = 1_000_000_000_000;
/// A settings file larger than this is refused before it is read.
pub const MAX_SETTINGS_BYTES: usize = 8 * 1024 * 1024;

/// Why terms cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// The text is not of the form of settings.
    #[error("line {line}, column {column}: {message}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser says, in English.
        message: String,
    },
    /// A number outside its range.
    #[error("`{field}` is {value}: from {min} to {max} is possible")]
    OutOfRange {
        /// The field.
        field: String,
        /// Its value.
        value: i64,
        /// The least possible.
        min: i64,
        /// The most possible.
        max: i64,
    },
    /// A word that is not in its list.
    #[error("`{word}` is no value of `{field}`: {}", .allowed.join(", "))]
    UnknownWord {
        /// The field.
        field: &'static str,
        /// The word.
        word: String,
        /// The list.
        allowed: Vec<String>,
    },
    /// A word that stands there twice.
    #[error("`{word}` stands in `{field}` twice")]
    Twice {
        /// The field.
        field: &'static str,
        /// The word.
        word: String,
    },
    /// A text that is no day or no id.
    #[error("`{word}` in `{field}` is not {form}")]
    NotA {
        /// The field.
        field: &'static str,
        /// The text.
        word: String,
        /// What it should be.
        form: &'static str,
    },
    /// More entries than can be planned with.
    #[error("`{field}` has {count} entries: at most {max}")]
    TooMany {
        /// The field.
        field: &'static str,
        /// How many there are.
        count: usize,
        /// How many are possible.
        max: usize,
    },
}

/// Settings as written: what is absent has its usual value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingsText {
    /// The first year of the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_year: Option<i64>,
    /// How many years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<i64>,
    /// Intakes a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intakes: Option<i64>,
    /// Share of a unit away at once, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub away_percent: Option<i64>,
    /// Months to serve after a course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serve_months: Option<i64>,
    /// The last young age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub young_until: Option<i64>,
    /// From how many years left on there are many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub many_years: Option<i64>,
    /// What counts first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priorities: Option<Vec<String>>,
    /// The money.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funds: Vec<FundsText>,
    /// The office's own terms of courses.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub courses: BTreeMap<String, TermsText>,
    /// Decisions by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<WishText>,
}

/// Money as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundsText {
    /// The year.
    pub year: i64,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// In đồng.
    pub dong: i64,
}

/// Terms of a course as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermsText {
    /// Seats of each intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<i64>,
    /// Cost of one person, in đồng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dong: Option<i64>,
    /// Months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<i64>,
    /// Whether the office sends nobody.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

/// A decision by hand as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WishText {
    /// The person's id.
    pub person: String,
    /// The course.
    pub course: String,
    /// The first day of the intake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<String>,
    /// Whether the plan must have it.
    pub keep: bool,
}

/// The settings of a JSON text.
///
/// # Errors
/// [`SettingsError`] at the first thing that cannot be planned with.
pub fn read_settings(text: &str) -> Result<PlanSettings, SettingsError> {
    if text.len() > MAX_SETTINGS_BYTES {
        return Err(SettingsError::TooMany {
            field: "bytes",
            count: text.len(),
            max: MAX_SETTINGS_BYTES,
        });
    }
    let text: SettingsText = serde_json::from_str(text).map_err(|error| SettingsError::Form {
        line: error.line(),
        column: error.column(),
        message: error.to_string(),
    })?;
    text.settings()
}

/// Refuses terms of courses that the catalogue does not have.
///
/// # Errors
/// [`SettingsError::UnknownWord`] with the first such name.
pub fn check_courses(settings: &PlanSettings, catalogue: &Catalogue) -> Result<(), SettingsError> {
    let named = settings.courses.keys();
    let named = named.chain(settings.wishes.iter().map(|wish| &wish.course));
    for id in named {
        if catalogue.course(id).is_none() {
            let known = catalogue.courses.iter().map(|course| course.id.clone());
            return Err(SettingsError::UnknownWord {
                field: "courses",
                word: id.clone(),
                allowed: known.collect(),
            });
        }
    }
    Ok(())
}

impl SettingsText {
    /// The settings that are written there.
    ///
    /// # Errors
    /// [`SettingsError`] at the first number, word or day that cannot be.
    pub fn settings(self) -> Result<PlanSettings, SettingsError> {
        let usual = PlanSettings::default();
        let intakes = number("intakes", self.intakes, 1, 4)?.unwrap_or(i64::from(usual.intakes));
        if intakes == 3 {
            return Err(out_of_range("intakes", 3, 1, 4));
        }
        let or = |value: Option<i64>, usual: u16| value.map_or(usual, |value| value as u16);
        let byte = |value: Option<i64>, usual: u8| value.map_or(usual, |value| value as u8);
        let funds = limited("funds", self.funds)?
            .into_iter()
            .map(FundsText::funds)
            .collect::<Result<_, _>>()?;
        let courses = self
            .courses
            .into_iter()
            .map(|(id, terms)| Ok((id.clone(), terms.terms(&id)?)))
            .collect::<Result<_, SettingsError>>()?;
        let wishes = limited("wishes", self.wishes)?
            .into_iter()
            .map(WishText::wish)
            .collect::<Result<_, _>>()?;
        Ok(PlanSettings {
            first_year: number("first_year", self.first_year, 1990, 2100)?.map(|year| year as i32),
            years: byte(number("years", self.years, 1, 10)?, usual.years),
            intakes: intakes as u8,
            away_percent: byte(
                number("away_percent", self.away_percent, 0, 100)?,
                usual.away_percent,
            ),
            serve_months: or(
                number("serve_months", self.serve_months, 0, 600)?,
                usual.serve_months,
            ),
            young_until: byte(
                number("young_until", self.young_until, 18, 80)?,
                usual.young_until,
            ),
            many_years: byte(
                number("many_years", self.many_years, 0, 50)?,
                usual.many_years,
            ),
            priorities: match self.priorities {
                Some(words) => priorities(words)?,
                None => usual.priorities,
            },
            funds,
            courses,
            wishes,
        })
    }
}

impl From<&PlanSettings> for SettingsText {
    fn from(settings: &PlanSettings) -> Self {
        // Taken apart whole: a field added to the settings must not be forgotten here.
        let PlanSettings {
            first_year,
            years,
            intakes,
            away_percent,
            serve_months,
            young_until,
            many_years,
            priorities,
            funds,
            courses,
            wishes,
        } = settings;
        Self {
            first_year: first_year.map(i64::from),
            years: Some(i64::from(*years)),
            intakes: Some(i64::from(*intakes)),
            away_percent: Some(i64::from(*away_percent)),
            serve_months: Some(i64::from(*serve_months)),
            young_until: Some(i64::from(*young_until)),
            many_years: Some(i64::from(*many_years)),
            priorities: Some(
                priorities
                    .iter()
                    .map(|priority| priority.code().to_owned())
                    .collect(),
            ),
            funds: funds
                .iter()
                .map(|funds| FundsText {
                    year: i64::from(funds.year),
                    source: funds.source.clone(),
                    dong: funds.dong as i64,
                })
                .collect(),
            courses: courses
                .iter()
                .map(|(id, terms)| {
                    let terms = TermsText {
                        seats: terms.seats.map(i64::from),
                        dong: terms.dong.map(|dong| dong as i64),
                        months: terms.months.map(i64::from),
                        closed: terms.closed,
                    };
                    (id.clone(), terms)
                })
                .collect(),
            wishes: wishes
                .iter()
                .map(|wish| WishText {
                    person: wish.person.to_string(),
                    course: wish.course.clone(),
                    intake: wish.intake.map(|day| day.to_string()),
                    keep: wish.keep,
                })
                .collect(),
        }
    }
}

impl FundsText {
    fn funds(self) -> Result<Funds, SettingsError> {
        Ok(Funds {
            year: within("funds.year", self.year, 1990, 2100)? as i32,
            source: self.source,
            dong: within("funds.dong", self.dong, 0, MAX_DONG)? as u64,
        })
    }
}

impl TermsText {
    fn terms(self, id: &str) -> Result<CourseTerms, SettingsError> {
        let field = |field: &str| format!("courses.{id}.{field}");
        Ok(CourseTerms {
            seats: number(&field("seats"), self.seats, 0, 100_000)?.map(|seats| seats as u32),
            dong: number(&field("dong"), self.dong, 0, MAX_DONG)?.map(|dong| dong as u64),
            months: number(&field("months"), self.months, 1, 120)?.map(|months| months as u8),
            closed: self.closed,
        })
    }
}

impl WishText {
    fn wish(self) -> Result<Wish, SettingsError> {
        let not_a = |field, word: &str, form| SettingsError::NotA {
            field,
            word: word.to_owned(),
            form,
        };
        let day = |text: String| {
            text.parse()
                .map_err(|_| not_a("wishes.intake", &text, "a day like 2018-01-01"))
        };
        Ok(Wish {
            person: self.person.parse().map_err(|()| {
                not_a(
                    "wishes.person",
                    &self.person,
                    "the id of a person, 32 hexadecimal digits",
                )
            })?,
            course: self.course,
            intake: self.intake.map(day).transpose()?,
            keep: self.keep,
        })
    }
}

fn priorities(words: Vec<String>) -> Result<Vec<Priority>, SettingsError> {
    let mut priorities = Vec::new();
    for word in words {
        let Some(priority) = Priority::from_code(&word) else {
            let known = Priority::ALL
                .iter()
                .map(|priority| priority.code().to_owned());
            return Err(SettingsError::UnknownWord {
                field: "priorities",
                word,
                allowed: known.collect(),
            });
        };
        if priorities.contains(&priority) {
            return Err(SettingsError::Twice {
                field: "priorities",
                word,
            });
        }
        priorities.push(priority);
    }
    Ok(priorities)
}

fn out_of_range(field: &str, value: i64, min: i64, max: i64) -> SettingsError {
    SettingsError::OutOfRange {
        field: field.to_owned(),
        value,
        min,
        max,
    }
}

fn within(field: &str, value: i64, min: i64, max: i64) -> Result<i64, SettingsError> {
    if (min..=max).contains(&value) {
        Ok(value)
    } else {
        Err(out_of_range(field, value, min, max))
    }
}

fn number(
    field: &str,
    value: Option<i64>,
    min: i64,
    max: i64,
) -> Result<Option<i64>, SettingsError> {
    value
        .map(|value| within(field, value, min, max))
        .transpose()
}

fn limited<T>(field: &'static str, entries: Vec<T>) -> Result<Vec<T>, SettingsError> {
    if entries.len() > MAX_ENTRIES {
        return Err(SettingsError::TooMany {
            field,
            count: entries.len(),
            max: MAX_ENTRIES,
        });
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_written_means_the_usual_terms() {
        assert_eq!(read_settings("{}"), Ok(PlanSettings::default()));
    }

    #[test]
    fn settings_go_to_text_and_back() {
        let settings = PlanSettings {
            first_year: Some(2018),
            funds: vec![Funds {
                year: 2018,
                source: "Ngân sách thành phố".into(),
                dong: 500_000_000,
            }],
            courses: BTreeMap::from([(
                "informatics".to_owned(),
                CourseTerms {
                    seats: Some(0),
                    closed: true,
                    ..CourseTerms::default()
                },
            )]),
            wishes: vec![Wish {
                person: crate::domain::DossierId([7; 16]),
                course: "informatics".into(),
                intake: "2018-07-01".parse().ok(),
                keep: true,
            }],
            priorities: vec![Priority::Woman, Priority::Young],
            ..PlanSettings::default()
        };
        let text = serde_json::to_string(&SettingsText::from(&settings)).unwrap();
        assert_eq!(read_settings(&text), Ok(settings));
    }

    #[test]
    fn impossible_terms_are_refused_by_name() {
        for (text, named) in [
            (r#"{"years": -1}"#, "`years` is -1"),
            (r#"{"years": 0}"#, "`years` is 0"),
            (r#"{"years": 11}"#, "`years` is 11"),
            (r#"{"intakes": 3}"#, "`intakes` is 3"),
            (r#"{"away_percent": 101}"#, "away_percent"),
            (r#"{"away_percent": -1}"#, "away_percent"),
            (r#"{"serve_months": -1}"#, "serve_months"),
            (r#"{"funds": [{"year": 2018, "dong": -5}]}"#, "funds.dong"),
            (
                r#"{"courses": {"college": {"seats": -3}}}"#,
                "courses.college.seats",
            ),
            (r#"{"courses": {"college": {"months": 0}}}"#, "months"),
            (r#"{"priorities": ["beauty"]}"#, "beauty"),
            (r#"{"priorities": ["woman", "woman"]}"#, "twice"),
            (
                r#"{"wishes": [{"person": "x", "course": "college", "keep": true}]}"#,
                "`x`",
            ),
            (r#"{"colour": 1}"#, "colour"),
            (r#"{"years": 1e99}"#, "line 1"),
            ("", "line 1"),
        ] {
            let error = read_settings(text).unwrap_err().to_string();
            assert!(error.contains(named), "{text}: {error}");
        }
    }

    #[test]
    fn terms_of_an_unknown_course_are_refused() {
        let settings = read_settings(r#"{"courses": {"astrology": {"seats": 3}}}"#).unwrap();
        let error = check_courses(&settings, &Catalogue::embedded().unwrap()).unwrap_err();
        assert!(error.to_string().contains("astrology"));
    }
}
