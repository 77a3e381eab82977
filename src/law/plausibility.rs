//! Facts that cannot be true, or contradict each other. They are kept as written and listed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::day_key;
use super::{Fact, LoadRuleError, Source};
use crate::domain::{
    CourseKind, CourseStatus, Dossier, GeneralEducation, Known, Ladder, PartialDate,
    PoliticalTheory, ProfessionalLevel, Title,
};

/// A lower or upper bound of an age, in completed years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeBound {
    /// Completed years.
    pub years: u8,
    /// Where it comes from.
    pub source: Source,
}

/// What is wrong with a dossier, with the values that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataProblem {
    /// Admitted to the Party before the age at which one can be.
    PartyAdmissionTooYoung {
        /// Day of birth.
        birth: PartialDate,
        /// Day of admission.
        joined: PartialDate,
        /// Completed years at the admission, at most.
        age: i32,
        /// The lowest age possible.
        least: u8,
    },
    /// Something happened before the person was born.
    BeforeBirth {
        /// What.
        fact: Fact,
        /// When.
        date: PartialDate,
        /// Day of birth.
        birth: PartialDate,
    },
    /// A date lies after the day judged.
    InTheFuture {
        /// Which date.
        fact: Fact,
        /// The date.
        date: PartialDate,
    },
    /// Began to work as a child.
    WorkTooYoung {
        /// Day of birth.
        birth: PartialDate,
        /// First day at work.
        started: PartialDate,
        /// Completed years then, at most.
        age: i32,
        /// The lowest age possible.
        least: u8,
    },
    /// Older than anyone in office.
    TooOld {
        /// Day of birth.
        birth: PartialDate,
        /// Completed years, at least.
        age: i32,
        /// The highest age believed.
        most: u8,
    },
    /// A course ends before it begins.
    CourseEndsBeforeStart {
        /// The course.
        course: CourseKind,
        /// Its first day.
        from: PartialDate,
        /// Its end.
        until: PartialDate,
    },
    /// A title is listed twice.
    TitleTwice {
        /// The title.
        title: Title,
    },
    /// The post is held since before the work began.
    PostBeforeService {
        /// The title.
        title: Title,
        /// Since when it is held.
        since: PartialDate,
        /// First day at work.
        started: PartialDate,
    },
    /// Trained beyond what the school completed allows.
    TrainingWithoutSchool {
        /// The professional level.
        level: ProfessionalLevel,
        /// The school.
        school: GeneralEducation,
    },
    /// Higher political theory than the school completed allows.
    TheoryWithoutSchool {
        /// The level of theory.
        level: PoliticalTheory,
        /// The school.
        school: GeneralEducation,
    },
    /// A field of study, but no training.
    FieldWithoutTraining {
        /// The field as written.
        field: String,
    },
    /// Still studying for a level that is already held.
    StudiesWhatIsHeld {
        /// The course.
        course: CourseKind,
        /// The level held.
        held: PoliticalTheory,
    },
    /// Rated for a year that is not over.
    RatingInTheFuture {
        /// The year.
        year: i32,
    },
}

impl DataProblem {
    /// The problem's name in data, in lower snake case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PartyAdmissionTooYoung { .. } => "party_admission_too_young",
            Self::BeforeBirth { .. } => "before_birth",
            Self::InTheFuture { .. } => "in_the_future",
            Self::WorkTooYoung { .. } => "work_too_young",
            Self::TooOld { .. } => "too_old",
            Self::CourseEndsBeforeStart { .. } => "course_ends_before_start",
            Self::TitleTwice { .. } => "title_twice",
            Self::PostBeforeService { .. } => "post_before_service",
            Self::TrainingWithoutSchool { .. } => "training_without_school",
            Self::TheoryWithoutSchool { .. } => "theory_without_school",
            Self::FieldWithoutTraining { .. } => "field_without_training",
            Self::StudiesWhatIsHeld { .. } => "studies_what_is_held",
            Self::RatingInTheFuture { .. } => "rating_in_the_future",
        }
    }

    /// The field of the dossier to look at first.
    pub fn fact(&self) -> Fact {
        match self {
            Self::PartyAdmissionTooYoung { .. } => Fact::PartyJoined,
            Self::BeforeBirth { fact, .. } | Self::InTheFuture { fact, .. } => *fact,
            Self::WorkTooYoung { .. } => Fact::ServiceStarted,
            Self::TooOld { .. } => Fact::Birth,
            Self::TitleTwice { .. } => Fact::Title,
            Self::PostBeforeService { .. } => Fact::PostSince,
            Self::TrainingWithoutSchool { .. } => Fact::GeneralEducation,
            Self::FieldWithoutTraining { .. } => Fact::ProfessionalLevel,
            Self::TheoryWithoutSchool { .. }
            | Self::CourseEndsBeforeStart { .. }
            | Self::StudiesWhatIsHeld { .. }
            | Self::RatingInTheFuture { .. } => Fact::PoliticalTheory,
        }
    }
}

/// The bounds beyond which a fact cannot be true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plausibility {
    /// Lowest age at Party admission.
    pub party_admission_age: AgeBound,
    /// Lowest age at the start of work.
    pub service_age: AgeBound,
    /// Highest age of anyone in office.
    pub highest_age: AgeBound,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundsText {
    party_admission_age: BoundText,
    service_age: BoundText,
    highest_age: BoundText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundText {
    years: u8,
    source: super::rule_file::SourceText,
    #[serde(rename = "confidence")]
    _confidence: String,
}

impl Plausibility {
    /// The bounds of a file such as `plausibility.toml`.
    ///
    /// # Errors
    /// [`LoadRuleError::Form`] when the text is not of its form.
    pub fn load(file: &str, text: &str) -> Result<Self, LoadRuleError> {
        let text: BoundsText = toml::from_str(text)
            .map_err(|error| super::rule_reader::Reader::new(file, text).form(&error))?;
        let bound = |text: BoundText| AgeBound {
            years: text.years,
            source: super::load::source(text.source),
        };
        Ok(Self {
            party_admission_age: bound(text.party_admission_age),
            service_age: bound(text.service_age),
            highest_age: bound(text.highest_age),
        })
    }

    /// What cannot be true in the dossier, as of the day. A partial date counts only when no
    /// reading of it is possible.
    pub fn data_problems(&self, dossier: &Dossier, on: NaiveDate) -> Vec<DataProblem> {
        let mut problems = Vec::new();
        self.dates(dossier, on, &mut problems);
        contradictions(dossier, on, &mut problems);
        problems
    }

    fn dates(&self, dossier: &Dossier, on: NaiveDate, problems: &mut Vec<DataProblem>) {
        let since = dossier.posts.iter().filter_map(|post| post.since);
        let dated: Vec<(Fact, PartialDate)> = [
            (Fact::PartyJoined, dossier.party_joined),
            (Fact::ServiceStarted, dossier.service_started),
        ]
        .into_iter()
        .filter_map(|(fact, date)| Some((fact, date?)))
        .chain(since.map(|since| (Fact::PostSince, since)))
        .collect();
        for (fact, date) in dossier
            .birth
            .map(|birth| (Fact::Birth, birth))
            .into_iter()
            .chain(dated.iter().copied())
        {
            if date.earliest() > on {
                problems.push(DataProblem::InTheFuture { fact, date });
            }
        }
        let Some(birth) = dossier.birth else { return };
        let oldest = |at: PartialDate| years(birth.earliest(), at.latest());
        for (fact, date) in dated {
            if date.latest() < birth.earliest() {
                problems.push(DataProblem::BeforeBirth { fact, date, birth });
                continue;
            }
            let age = oldest(date);
            match fact {
                Fact::PartyJoined if age < i32::from(self.party_admission_age.years) => {
                    problems.push(DataProblem::PartyAdmissionTooYoung {
                        birth,
                        joined: date,
                        age,
                        least: self.party_admission_age.years,
                    });
                }
                Fact::ServiceStarted if age < i32::from(self.service_age.years) => {
                    problems.push(DataProblem::WorkTooYoung {
                        birth,
                        started: date,
                        age,
                        least: self.service_age.years,
                    });
                }
                _ => {}
            }
        }
        let age = years(birth.latest(), on);
        if age > i32::from(self.highest_age.years) {
            problems.push(DataProblem::TooOld {
                birth,
                age,
                most: self.highest_age.years,
            });
        }
    }
}

fn contradictions(dossier: &Dossier, on: NaiveDate, problems: &mut Vec<DataProblem>) {
    for (at, post) in dossier.posts.iter().enumerate() {
        let before = dossier.posts.get(..at).unwrap_or_default();
        if before.iter().any(|other| other.title == post.title) {
            problems.push(DataProblem::TitleTwice { title: post.title });
        }
        if let Some((since, started)) = post.since.zip(dossier.service_started)
            && since.latest() < started.earliest()
        {
            problems.push(DataProblem::PostBeforeService {
                title: post.title,
                since,
                started,
            });
        }
    }
    for course in &dossier.courses {
        if let Some((from, until)) = course.from.zip(course.until)
            && until.latest() < from.earliest()
        {
            problems.push(DataProblem::CourseEndsBeforeStart {
                course: course.kind,
                from,
                until,
            });
        }
        if let Some((gives, held)) = course
            .kind
            .political_theory()
            .zip(level(&dossier.political_theory))
            && course.status == CourseStatus::Studying
            && held >= gives
        {
            problems.push(DataProblem::StudiesWhatIsHeld {
                course: course.kind,
                held,
            });
        }
    }
    if let Some(school) = level(&dossier.general_education)
        && school < GeneralEducation::UpperSecondary
    {
        if let Some(level) = level(&dossier.professional_level)
            && level >= ProfessionalLevel::College
        {
            problems.push(DataProblem::TrainingWithoutSchool { level, school });
        }
        if let Some(level) = level(&dossier.political_theory)
            && level >= PoliticalTheory::Advanced
        {
            problems.push(DataProblem::TheoryWithoutSchool { level, school });
        }
    }
    let field = dossier.field.trim();
    if level(&dossier.professional_level) == Some(ProfessionalLevel::None) && !field.is_empty() {
        problems.push(DataProblem::FieldWithoutTraining {
            field: field.to_owned(),
        });
    }
    let year = day_key(on) / 10_000;
    problems.extend(
        dossier
            .ratings
            .iter()
            .filter(|rating| rating.year > year)
            .map(|rating| DataProblem::RatingInTheFuture { year: rating.year }),
    );
}

fn level<L: Ladder>(known: &Option<Known<L>>) -> Option<L> {
    known.as_ref().map(|known| known.level)
}

/// Completed years from one day to another; negative before it.
fn years(from: NaiveDate, to: NaiveDate) -> i32 {
    (day_key(to) - day_key(from)).div_euclid(10_000)
}

/// The facts of a dossier that are blank, of those that standards and lists ask for.
///
/// No day of Party admission is not a blank: not everyone is a member.
pub fn missing_data(dossier: &Dossier) -> Vec<Fact> {
    let any_post = |blank: fn(&crate::domain::Post) -> bool| dossier.posts.iter().any(blank);
    [
        (Fact::Birth, dossier.birth.is_none()),
        (Fact::Sex, dossier.sex.is_none()),
        (Fact::Unit, dossier.unit.is_none()),
        (Fact::Title, dossier.posts.is_empty()),
        (Fact::PostSince, any_post(|post| post.since.is_none())),
        (Fact::FirstTime, any_post(|post| post.first_time.is_none())),
        (Fact::ServiceStarted, dossier.service_started.is_none()),
        (Fact::GeneralEducation, dossier.general_education.is_none()),
        (
            Fact::ProfessionalLevel,
            dossier.professional_level.is_none(),
        ),
        (Fact::Field, lacks_field(dossier)),
        (Fact::PoliticalTheory, dossier.political_theory.is_none()),
        (Fact::StateManagement, dossier.state_management.is_none()),
        (Fact::Informatics, dossier.informatics.is_none()),
        (Fact::ForeignLanguage, dossier.foreign_language.is_none()),
    ]
    .into_iter()
    .filter(|(_, blank)| *blank)
    .map(|(fact, _)| fact)
    .collect()
}

/// Whether a field of study is to be expected and not given.
fn lacks_field(dossier: &Dossier) -> bool {
    dossier.field.trim().is_empty()
        && level(&dossier.professional_level) != Some(ProfessionalLevel::None)
}

#[cfg(test)]
mod tests;
