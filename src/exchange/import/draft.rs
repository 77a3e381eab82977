//! What one row says of one person, before it is known who the person is.

use super::dates::read_date;
use super::head::{Column, years};
use super::levels::{self, Read};
use super::report::{Field, ListKind, Reason, Refusal};
use super::table::{Block, Person, shown};
use super::titles::read_titles;
use super::units::{UnitName, read_unit};
use crate::domain::{
    Course, CourseKind, CourseStatus, ForeignLanguage, GeneralEducation, Informatics, Known,
    Ladder, MinorityLanguage, MovementKind, PartialDate, PoliticalTheory, ProfessionalLevel,
    Rating, Sex, StateManagement, StudyMode, TalentIntake, Title, tidy, tidy_name,
};
use crate::exchange::excel::words::{contains_words, normal};
use crate::exchange::excel::{Row, Sheet, Value, column_letters};

/// What one row says of one person.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub row: u32,
    pub kind: Option<ListKind>,
    pub name: String,
    pub birth: Option<PartialDate>,
    pub sex: Option<Sex>,
    pub unit: Option<UnitName>,
    /// Letters of the column where the unit stands or, without one, of the names.
    pub unit_column: String,
    pub titles: Vec<Title>,
    pub post_written: String,
    pub post_since: Option<PartialDate>,
    pub home_place: String,
    pub ethnicity: String,
    pub party_joined: Option<PartialDate>,
    pub service_started: Option<PartialDate>,
    pub general_education: Option<Known<GeneralEducation>>,
    pub professional_level: Option<Known<ProfessionalLevel>>,
    pub field: String,
    pub political_theory: Option<Known<PoliticalTheory>>,
    pub state_management: Option<Known<StateManagement>>,
    pub informatics: Option<Known<Informatics>>,
    pub foreign_language: Option<ForeignLanguage>,
    pub minority_language: Option<Known<MinorityLanguage>>,
    /// A course of a study list.
    pub course: Option<Course>,
    /// Courses that notes mention.
    pub noted_courses: Vec<Course>,
    pub ratings: Vec<Rating>,
    pub movement: Option<MovementDraft>,
    pub successions: Vec<(Option<Title>, String)>,
    pub term: Option<(i32, Option<i32>)>,
    pub tenure_since: Option<PartialDate>,
    pub previous_unit: Option<UnitName>,
    pub talent: Option<TalentIntake>,
    pub note: String,
    pub refused: Vec<Refusal>,
}

/// A move as a row states it.
#[derive(Debug, Default)]
pub(super) struct MovementDraft {
    pub kind: Option<MovementKind>,
    pub from: Option<UnitName>,
    pub from_post: String,
    pub to: Option<UnitName>,
    pub to_post: String,
    pub on: Option<PartialDate>,
}

/// Collects a row cell by cell.
struct Reading<'a> {
    draft: Draft,
    sheet: &'a str,
    row: &'a Row,
    block: &'a Block,
    births: Births,
    study: Study,
}

#[derive(Default)]
struct Births {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    male: bool,
    female: bool,
}

#[derive(Default)]
struct Study {
    class: String,
    cohort: String,
    mode: Option<StudyMode>,
    from: Option<PartialDate>,
    until: Option<PartialDate>,
    status: Option<CourseStatus>,
}

/// What the row of a person says. Cells that cannot be taken are refused one by one.
pub(super) fn read_row(
    sheet: &Sheet,
    block: &Block,
    person: &Person,
    names_converted: bool,
) -> Draft {
    let row = &sheet.rows[person.row];
    let mut name = tidy_name(&person.name);
    if names_converted {
        // The old fonts had their capitals in a font of their own: `Hồ Thu ánh`.
        name = capitalised(&name);
    }
    let mut reading = Reading {
        draft: Draft {
            row: row.number,
            kind: Some(block.kind),
            name,
            unit: person.unit.clone().or_else(|| person.context_unit.clone()),
            unit_column: unit_column(block),
            ..Draft::default()
        },
        sheet: &sheet.name,
        row,
        block,
        births: Births::default(),
        study: Study::default(),
    };
    if block.kind == ListKind::Movements {
        reading.draft.movement = Some(MovementDraft::default());
    }
    if block.kind == ListKind::Talent {
        reading.draft.talent = Some(TalentIntake {
            year: None,
            degree: None,
            field: String::new(),
        });
    }
    for column in &block.head.columns {
        if let (Some(field), Some(value)) = (column.field, row.value(column.column)) {
            reading.cell(field, column, value);
        }
    }
    reading.finish()
}

fn unit_column(block: &Block) -> String {
    [Field::Unit, Field::ToUnit, Field::Name, Field::FamilyName]
        .into_iter()
        .find_map(|field| block.head.column(field))
        .map(column_letters)
        .unwrap_or_default()
}

fn capitalised(name: &str) -> String {
    name.split(' ')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(chars).collect()
            })
        })
        .collect::<Vec<_>>()
        .join(" ")
}

impl Reading<'_> {
    fn refuse(&mut self, column: &Column, value: &Value, reason: Reason) {
        self.draft.refused.push(Refusal {
            sheet: self.sheet.to_owned(),
            row: self.row.number,
            column: column_letters(column.column),
            value: shown(value),
            reason,
        });
    }

    /// The read value; a refusal is noted.
    fn take<T>(&mut self, read: Read<T>, column: &Column, value: &Value) -> Option<T> {
        match read {
            Ok(found) => found,
            Err(reason) => {
                self.refuse(column, value, reason);
                None
            }
        }
    }

    fn date(&mut self, column: &Column, value: &Value) -> Option<PartialDate> {
        self.take(read_date(value), column, value)
    }

    fn cell(&mut self, field: Field, column: &Column, value: &Value) {
        if let Value::Error(_) = value {
            if !matches!(field, Field::Number | Field::Ignored | Field::PartyFull) {
                self.refuse(column, value, Reason::FormulaError);
            }
            return;
        }
        let text = shown(value);
        match field {
            Field::Birth => {
                if let Some(date) = self.date(column, value) {
                    self.draft.birth = Some(date);
                }
            }
            Field::Male | Field::Female => {
                self.birth_by_sex(field == Field::Female, column, value, &text)
            }
            Field::BirthDay => self.births.day = text.parse().ok(),
            Field::BirthMonth => self.births.month = text.parse().ok(),
            Field::BirthYear => self.births.year = text.parse().ok(),
            Field::Sex => match normal(&text).as_str() {
                "nam" | "m" | "male" | "ong" => self.draft.sex = Some(Sex::Male),
                "nu" | "f" | "female" | "ba" => self.draft.sex = Some(Sex::Female),
                "" => {}
                _ => self.refuse(column, value, Reason::UnknownWord),
            },
            Field::Title => self.titles(column, value, &text),
            Field::PostSince => self.draft.post_since = self.date(column, value),
            Field::HomePlace => self.draft.home_place = plain(&text),
            Field::Ethnicity => self.draft.ethnicity = plain(&text),
            Field::PartyJoined => self.draft.party_joined = self.date(column, value),
            Field::ServiceStarted => self.draft.service_started = self.date(column, value),
            Field::GeneralEducation
            | Field::ProfessionalLevel
            | Field::PoliticalTheory
            | Field::StateManagement
            | Field::Informatics
            | Field::ForeignLanguage
            | Field::MinorityLanguage => self.level(field, column, value, &text),
            Field::FieldOfStudy => match &mut self.draft.talent {
                Some(talent) => talent.field = plain(&text),
                None => self.draft.field = plain(&text),
            },
            Field::Class => self.study.class = plain(&text),
            Field::Cohort => self.study.cohort = plain(&text),
            Field::StudyMode => {
                self.study.mode = self.take(levels::study_mode(&text), column, value)
            }
            Field::StudyFrom => self.study.from = self.date(column, value),
            Field::StudyUntil => self.study.until = self.date(column, value),
            Field::StudyStatus => {
                self.study.status = self.take(levels::study_status(&text), column, value)
            }
            Field::Rating(year) => {
                // A mark below `Hoàn thành tốt nhiệm vụ` says just that.
                let marked = column.mark.as_ref().filter(|_| levels::is_mark(&text));
                let words = marked.unwrap_or(&text);
                if let Some(grade) = self.take(levels::rating(words), column, value) {
                    match year.or(self.block.title_year) {
                        Some(year) => self.draft.ratings.push(Rating { year, grade }),
                        None => self.refuse(column, value, Reason::NoYear),
                    }
                }
            }
            Field::FromUnit
            | Field::FromPost
            | Field::ToUnit
            | Field::ToPost
            | Field::MovedOn
            | Field::MovementKind => {
                self.movement(field, column, value, &text);
            }
            Field::SuccessionTitle => self.succession(column, value, &text),
            Field::Term => {
                let mut found = years(&normal(&text)).collect::<Vec<_>>().into_iter();
                match found.next() {
                    Some(from) => self.draft.term = Some((from, found.next())),
                    None if plain(&text).is_empty() => {}
                    None => self.refuse(column, value, Reason::UnknownWord),
                }
            }
            Field::TenureSince => self.draft.tenure_since = self.date(column, value),
            Field::PreviousUnit => self.draft.previous_unit = read_unit(&text),
            Field::IntakeYear => {
                let year = self.date(column, value).map(PartialDate::year);
                if let Some(talent) = &mut self.draft.talent {
                    talent.year = year;
                }
            }
            Field::DegreeGrade => {
                let degree = self.take(levels::degree_grade(&text), column, value);
                if let Some(talent) = &mut self.draft.talent {
                    talent.degree = degree;
                }
            }
            Field::Note => self.note(&text),
            _ => {}
        }
    }

    /// A birth in the men's or the women's column gives the sex too; a mark gives only the sex.
    fn birth_by_sex(&mut self, female: bool, column: &Column, value: &Value, text: &str) {
        let taken = if levels::is_mark(text) || matches!(normal(text).as_str(), "nu" | "nam") {
            true
        } else {
            match self.date(column, value) {
                Some(_) if self.births.male && female || self.births.female && !female => {
                    self.refuse(column, value, Reason::TwoSexes);
                    self.draft.sex = None;
                    return;
                }
                Some(date) => {
                    self.draft.birth = Some(date);
                    true
                }
                None => false,
            }
        };
        if taken {
            self.births.female |= female;
            self.births.male |= !female;
            self.draft.sex = Some(if female { Sex::Female } else { Sex::Male });
        }
    }

    fn titles(&mut self, column: &Column, value: &Value, text: &str) {
        let text = plain(text);
        if text.is_empty() {
            return;
        }
        let read = read_titles(&text);
        if read.titles.is_empty() || !read.understood {
            self.refuse(column, value, Reason::UnknownTitle);
        }
        for title in read.titles {
            if !self.draft.titles.contains(&title) {
                self.draft.titles.push(title);
            }
        }
        if self.draft.post_written.is_empty() {
            self.draft.post_written = text;
        } else {
            self.draft.post_written = format!("{}, {text}", self.draft.post_written);
        }
    }

    fn level(&mut self, field: Field, column: &Column, value: &Value, text: &str) {
        // A mark below `Chính trị / Cao cấp` says *cao cấp*; so do a year or other words there.
        let marked = column.mark.clone().filter(|_| {
            let none = matches!(normal(text).as_str(), "" | "0" | "khong" | "chua");
            !none && !levels::is_level(field, text)
        });
        if column.mark.is_some() && marked.is_none() && !levels::is_level(field, text) {
            return;
        }
        if let (Some(_), Field::ProfessionalLevel) = (&marked, field)
            && !levels::is_mark(text)
            && text.chars().any(char::is_alphabetic)
        {
            self.draft.field = tidy(text);
        }
        let words = marked.as_deref().unwrap_or(text);
        // `Đang học ĐH` in a level column is a course, not a level.
        if let Some((kind, mode)) = levels::course_in_note(words) {
            self.noted_course(kind, mode);
            let Some(before) = normal(words).find("dang ").filter(|at| *at > 0) else {
                return;
            };
            let count = normal(words)[..before].split_whitespace().count();
            let end = words.len() - crate::exchange::excel::words::after_words(words, count).len();
            let before = words[..end].to_owned();
            return self.level_words(field, column, value, &before);
        }
        let words = words.to_owned();
        self.level_words(field, column, value, &words);
    }

    fn level_words(&mut self, field: Field, column: &Column, value: &Value, words: &str) {
        match field {
            Field::GeneralEducation => {
                let read = match column.mark {
                    Some(_) => levels::general_education(&Value::Text(words.into())),
                    None => levels::general_education(value),
                };
                let found = self.take(read, column, value);
                keep_higher(&mut self.draft.general_education, found);
            }
            Field::ProfessionalLevel => {
                let (read, reason) = levels::professional(words);
                if let Some(reason) = reason {
                    self.refuse(column, value, reason);
                }
                if self.draft.field.is_empty()
                    && !self.block.head.columns.iter().any(|other| {
                        other.field == Some(Field::FieldOfStudy)
                            && self.row.value(other.column).is_some()
                    })
                {
                    self.draft.field = read.field;
                }
                keep_higher(&mut self.draft.professional_level, read.level);
            }
            Field::PoliticalTheory => {
                let found = self.take(levels::political_theory(words), column, value);
                keep_higher(&mut self.draft.political_theory, found);
            }
            Field::StateManagement => {
                let found = self.take(levels::state_management(words), column, value);
                keep_higher(&mut self.draft.state_management, found);
            }
            Field::Informatics => {
                let found = self.take(levels::informatics(words), column, value);
                keep_higher(&mut self.draft.informatics, found);
            }
            Field::MinorityLanguage => {
                let found = self.take(levels::minority_language(words), column, value);
                keep_higher(&mut self.draft.minority_language, found);
            }
            _ => {
                let found = self.take(levels::foreign_language(words, &column.text), column, value);
                if let Some(found) = found {
                    let higher = self
                        .draft
                        .foreign_language
                        .as_ref()
                        .is_none_or(|kept| kept.level < found.level);
                    if higher {
                        self.draft.foreign_language = Some(found);
                    }
                }
            }
        }
    }

    fn movement(&mut self, field: Field, column: &Column, value: &Value, text: &str) {
        let date = if field == Field::MovedOn {
            self.date(column, value)
        } else {
            None
        };
        let kind = if field == Field::MovementKind {
            self.take(levels::movement_kind(text), column, value)
        } else {
            None
        };
        let Some(movement) = &mut self.draft.movement else {
            return;
        };
        match field {
            Field::FromUnit => {
                movement.from = read_unit(text);
                if names_posts(&column.text) {
                    movement.from_post = plain(text);
                }
            }
            Field::FromPost => movement.from_post = plain(text),
            Field::ToUnit => {
                movement.to = read_unit(text);
                if names_posts(&column.text) {
                    movement.to_post = plain(text);
                }
            }
            Field::ToPost => movement.to_post = plain(text),
            Field::MovedOn => movement.on = date,
            _ => movement.kind = kind,
        }
    }

    fn succession(&mut self, column: &Column, value: &Value, text: &str) {
        let text = plain(text);
        if text.is_empty() {
            return;
        }
        // A mark below a head that names the title: `Quy hoạch / Chủ tịch UBND`.
        let written = if levels::is_mark(&text) {
            column
                .text
                .rsplit(" / ")
                .next()
                .unwrap_or_default()
                .to_owned()
        } else {
            text
        };
        let read = read_titles(&written);
        if read.titles.is_empty() {
            self.refuse(column, value, Reason::UnknownTitle);
            self.draft.successions.push((None, written));
            return;
        }
        for title in read.titles {
            self.draft.successions.push((Some(title), written.clone()));
        }
    }

    fn note(&mut self, text: &str) {
        let text = plain(text);
        if text.is_empty() {
            return;
        }
        if let Some((kind, mode)) = levels::course_in_note(&text) {
            self.noted_course(kind, mode);
        }
        if self.draft.note.is_empty() {
            self.draft.note = text;
        } else {
            self.draft.note = format!("{}; {text}", self.draft.note);
        }
    }

    fn noted_course(&mut self, kind: CourseKind, mode: Option<StudyMode>) {
        self.draft.noted_courses.push(Course {
            kind,
            status: CourseStatus::Studying,
            class: String::new(),
            mode,
            from: None,
            until: None,
        });
    }

    fn finish(mut self) -> Draft {
        if let (None, Some(year)) = (self.draft.birth, self.births.year) {
            let (day, month) = (self.births.day.unwrap_or(0), self.births.month.unwrap_or(0));
            self.draft.birth = match (day, month) {
                (1.., 1..) => PartialDate::from_day(year, month, day),
                (0, 1..) => PartialDate::from_month(year, month),
                _ => PartialDate::from_year(year),
            };
        }
        if self.block.only_women_marked && self.draft.sex.is_none() {
            self.draft.sex = Some(Sex::Male);
        }
        if self.block.kind == ListKind::Study {
            self.course();
        }
        if self.draft.term.is_none() {
            self.draft.term = self
                .block
                .title_term
                .map(|(from, until)| (from, Some(until)));
        }
        if let (None, Some(movement)) = (&self.draft.unit, &self.draft.movement) {
            self.draft.unit = movement.to.clone();
        }
        self.draft
    }

    /// The course of a study list: what it leads to by the class, else by the list's title.
    fn course(&mut self) {
        let study = std::mem::take(&mut self.study);
        let title = normal(&self.block.title);
        let kind = levels::course_kind(&study.class)
            .or_else(|| levels::course_kind(&self.block.title))
            .unwrap_or(CourseKind::Other);
        let finished = [
            "da tot nghiep",
            "da hoan thanh",
            "tot nghiep lop",
            "da hoc xong",
            "hoan thanh khoa",
        ]
        .iter()
        .any(|phrase| contains_words(&title, phrase));
        let status = study.status.unwrap_or(if finished {
            CourseStatus::Completed
        } else {
            CourseStatus::Studying
        });
        let class = match (study.class.is_empty(), study.cohort.is_empty()) {
            (false, false) => format!("{}, {}", study.class, study.cohort),
            (true, _) => study.cohort,
            (_, true) => study.class,
        };
        self.draft.course = Some(Course {
            kind,
            status,
            class,
            mode: study.mode,
            from: study.from,
            until: study.until,
        });
    }
}

/// Whether a column of units holds the posts too: `Chức vụ, đơn vị trước khi luân chuyển`.
fn names_posts(head: &str) -> bool {
    let head = normal(head);
    ["chuc vu", "chuc danh"]
        .iter()
        .any(|word| contains_words(&head, word))
}

/// The text; a dash and the like are nothing.
fn plain(text: &str) -> String {
    if text.chars().any(char::is_alphanumeric) {
        tidy(text)
    } else {
        String::new()
    }
}

/// Of two columns of one ladder the higher level counts.
fn keep_higher<L: Ladder>(kept: &mut Option<Known<L>>, found: Option<Known<L>>) {
    if let Some(found) = found
        && kept.as_ref().is_none_or(|kept| kept.level < found.level)
    {
        *kept = Some(found);
    }
}
