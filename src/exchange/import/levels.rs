//! Levels, ratings and courses in the words of the lists.

use std::sync::LazyLock;

use super::report::{Field, Reason};
use crate::domain::{
    CourseKind, CourseStatus, DegreeGrade, ForeignLanguage, ForeignLanguageLevel, GeneralEducation,
    Informatics, Known, Ladder, MinorityLanguage, MovementKind, PoliticalTheory, ProfessionalLevel,
    RatingGrade, StateManagement, StudyMode, tidy,
};
use crate::exchange::excel::Value;
use crate::exchange::excel::words::{
    LEVELS, Lexicon, after_words, begins_with_words, contains_words, lexicon, normal,
};

macro_rules! lexicons {
    ($($name:ident: $meaning:ty = $table:ident, $from:path;)+) => {
        $(static $name: LazyLock<Lexicon<$meaning>> = LazyLock::new(|| lexicon(&LEVELS.$table, $from));)+
    };
}

lexicons! {
    SCHOOL: GeneralEducation = general_education, GeneralEducation::from_code;
    PROFESSIONAL: ProfessionalLevel = professional_level, ProfessionalLevel::from_code;
    POLITICAL: PoliticalTheory = political_theory, PoliticalTheory::from_code;
    STATE: StateManagement = state_management, StateManagement::from_code;
    INFORMATICS: Informatics = informatics, Informatics::from_code;
    MINORITY: MinorityLanguage = minority_language, MinorityLanguage::from_code;
    FOREIGN: ForeignLanguageLevel = foreign_level, ForeignLanguageLevel::from_code;
    RATING: RatingGrade = rating, RatingGrade::from_code;
    DEGREE: DegreeGrade = degree_grade, DegreeGrade::from_code;
    MODE: StudyMode = study_mode, StudyMode::from_code;
    STATUS: CourseStatus = study_status, CourseStatus::from_code;
    MOVEMENT: MovementKind = movement_kind, MovementKind::from_code;
}

static NONE: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::new(LEVELS.none.iter().map(|word| (word.clone(), ()))));
static LANGUAGES: LazyLock<Lexicon<&'static str>> = LazyLock::new(|| {
    Lexicon::new(
        LEVELS
            .foreign_language
            .iter()
            .map(|(word, language)| (word.clone(), language.as_str())),
    )
});

/// What a level cell says: a level, nothing, or a reason why it is not taken.
pub(super) type Read<T> = Result<Option<T>, Reason>;

fn is_blank(words: &str) -> bool {
    LEVELS.blank.iter().any(|word| word == words)
}

/// Whether a cell bears a mark instead of words: `x`, `+`, `1`.
pub(super) fn is_mark(text: &str) -> bool {
    let trimmed = text.trim();
    matches!(
        trimmed,
        "x" | "X" | "+" | "1" | "v" | "V" | "✓" | "√" | "✔" | "×" | "*" | "1.0"
    )
}

/// Whether a head below the field's own names one of its levels: `Cao cấp` below `Chính trị`.
pub(super) fn is_level(field: Field, head: &str) -> bool {
    match field {
        Field::GeneralEducation => {
            general_education(&Value::Text(head.into())).is_ok_and(|level| level.is_some())
        }
        Field::ProfessionalLevel => professional(head).0.level.is_some(),
        Field::PoliticalTheory => political_theory(head).is_ok_and(|level| level.is_some()),
        Field::StateManagement => state_management(head).is_ok_and(|level| level.is_some()),
        Field::Informatics => informatics(head).is_ok_and(|level| level.is_some()),
        Field::ForeignLanguage => {
            foreign_language(head, "").is_ok_and(|language| language.is_some())
        }
        Field::MinorityLanguage => minority_language(head).is_ok_and(|level| level.is_some()),
        Field::Rating(_) => rating(head).is_ok_and(|grade| grade.is_some()),
        _ => false,
    }
}

/// A level in the given ladder.
fn level<L: Ladder>(text: &str, lexicon: &Lexicon<L>, none: L) -> Read<Known<L>> {
    let words = normal(text);
    if is_mark(text) {
        return Err(Reason::DoesNotSayLevel);
    }
    if is_blank(&words) {
        return Ok(None);
    }
    if let Some(level) = lexicon.exactly(&words) {
        return Ok(Some(Known::written(level, tidy(text))));
    }
    if NONE.exactly(&words).is_some() {
        return Ok(Some(Known::written(none, tidy(text))));
    }
    if LEVELS.says_nothing.contains(&words) {
        return Err(Reason::DoesNotSayLevel);
    }
    match lexicon.find(&words) {
        Some(hit) => Ok(Some(Known::written(hit.meaning, tidy(text)))),
        None => Err(Reason::UnknownLevel),
    }
}

/// School: a class of a system of ten or twelve classes, or the name of a level.
///
/// Twelve classes: 12 is upper secondary, 9 and above lower secondary, 5 and above primary.
/// Ten classes (until the 1980s in the North): 10, 7 and 4.
pub(super) fn general_education(value: &Value) -> Read<Known<GeneralEducation>> {
    let written;
    let text = match value {
        // Excel makes a day of `9/12`. The larger of day and month is the system.
        Value::Date(day) => {
            use chrono::Datelike;
            let (low, high) = (day.day().min(day.month()), day.day().max(day.month()));
            written = format!("{low}/{high}");
            &written
        }
        Value::Text(text) => &**text,
        Value::Number(number) => {
            written = number.to_string();
            &written
        }
        Value::Bool(_) => return Err(Reason::DoesNotSayLevel),
        Value::Error(_) => return Err(Reason::FormulaError),
    };
    let trimmed = text.trim();
    if let Some((class, system)) = trimmed.split_once(['/', '\\']) {
        let class = class
            .trim()
            .trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
        let system: String = system
            .trim()
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        if let (Ok(class), Ok(system)) = (class.parse::<u32>(), system.parse::<u32>()) {
            return match class_level(class, system) {
                Some(level) => Ok(Some(Known::written(level, tidy(text)))),
                None => Err(Reason::UnknownLevel),
            };
        }
    }
    if trimmed == "12" {
        return Ok(Some(Known::written(GeneralEducation::UpperSecondary, "12")));
    }
    level(text, &SCHOOL, GeneralEducation::None)
}

fn class_level(class: u32, system: u32) -> Option<GeneralEducation> {
    let thresholds = match system {
        12 => [12, 9, 5],
        10 => [10, 7, 4],
        _ => return None,
    };
    if class > system {
        return None;
    }
    let levels = [
        GeneralEducation::UpperSecondary,
        GeneralEducation::LowerSecondary,
        GeneralEducation::Primary,
    ];
    thresholds
        .iter()
        .zip(levels)
        .find(|(least, _)| class >= **least)
        .map(|(_, level)| level)
}

/// A professional level and the field named behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Professional {
    pub level: Option<Known<ProfessionalLevel>>,
    /// The words behind the level, or all of them where no level is named; empty when there are none.
    pub field: String,
}

/// A professional level, also with its field: `Đại học Luật`.
///
/// Words without a level come back as the field, with the reason why there is no level.
pub(super) fn professional(text: &str) -> (Professional, Option<Reason>) {
    let nothing = Professional {
        level: None,
        field: String::new(),
    };
    match level(text, &PROFESSIONAL, ProfessionalLevel::None) {
        Ok(None) => (nothing, None),
        Ok(Some(known)) => {
            let words = normal(text);
            let field = match PROFESSIONAL.leading(&words) {
                Some(hit) if known.level != ProfessionalLevel::None => {
                    field_behind(text, hit.leading_words)
                }
                _ => String::new(),
            };
            (
                Professional {
                    level: Some(known),
                    field,
                },
                None,
            )
        }
        Err(Reason::UnknownLevel) => {
            let words = normal(text);
            let first = words.split(' ').next().unwrap_or_default();
            let compound = LEVELS.professional_compound.get(first);
            if let Some((code, field)) = compound
                && let Some(level) = ProfessionalLevel::from_code(code)
            {
                let rest = field_behind(text, 1);
                let field = if rest.is_empty() {
                    field.clone()
                } else {
                    format!("{field} {rest}")
                };
                return (
                    Professional {
                        level: Some(Known::written(level, tidy(text))),
                        field,
                    },
                    None,
                );
            }
            let field = if text.chars().any(char::is_alphabetic) {
                tidy(text)
            } else {
                String::new()
            };
            (
                Professional { level: None, field },
                Some(Reason::DoesNotSayLevel),
            )
        }
        Err(reason) => (nothing, Some(reason)),
    }
}

/// The field behind a level: `(Luật)`, `: Luật` and `ngành Luật` alike.
fn field_behind(text: &str, words: usize) -> String {
    let rest = after_words(text, words).trim_end_matches([')', ']', '.', ' ']);
    let rest_words = normal(rest);
    let skip = ["chuyen nganh", "nganh"]
        .into_iter()
        .find(|lead| begins_with_words(&rest_words, lead));
    tidy(after_words(
        rest,
        skip.map_or(0, |lead| lead.split(' ').count()),
    ))
}

pub(super) fn political_theory(text: &str) -> Read<Known<PoliticalTheory>> {
    level(text, &POLITICAL, PoliticalTheory::None)
}

pub(super) fn state_management(text: &str) -> Read<Known<StateManagement>> {
    // `QLNN ngạch chuyên viên`: the programme counts, not that there was a course.
    let named = STATE.anywhere_of(&normal(text), |level| *level != StateManagement::Attended);
    match named {
        Some(level) if !is_mark(text) => Ok(Some(Known::written(level, tidy(text)))),
        _ => level(text, &STATE, StateManagement::None),
    }
}

pub(super) fn informatics(text: &str) -> Read<Known<Informatics>> {
    match level(text, &INFORMATICS, Informatics::None) {
        // `Tin học A`, `Chứng chỉ tin học B`: the letter stands last.
        Err(Reason::UnknownLevel) => {
            let words = normal(text);
            let level = match words.rsplit(' ').next() {
                Some("a") => Informatics::A,
                Some("b") => Informatics::B,
                Some("c") => Informatics::C,
                _ => match words.split(' ').next() {
                    Some("a") => Informatics::A,
                    Some("b") => Informatics::B,
                    Some("c") => Informatics::C,
                    _ => return Err(Reason::DoesNotSayLevel),
                },
            };
            Ok(Some(Known::written(level, tidy(text))))
        }
        other => other,
    }
}

pub(super) fn minority_language(text: &str) -> Read<Known<MinorityLanguage>> {
    level(text, &MINORITY, MinorityLanguage::None).map_err(|reason| match reason {
        Reason::UnknownLevel => Reason::DoesNotSayLevel,
        other => other,
    })
}

/// A foreign language and its level; `head` may name the language for all cells below it.
pub(super) fn foreign_language(text: &str, head: &str) -> Read<ForeignLanguage> {
    let words = normal(text);
    let head = normal(head);
    let language = |words: &str| LANGUAGES.find(words).map(|hit| hit.meaning);
    let of_head = || {
        [
            "tieng anh",
            "anh van",
            "tieng phap",
            "tieng trung",
            "tieng nga",
        ]
        .into_iter()
        .find(|name| contains_words(&head, name))
        .and_then(|name| LANGUAGES.exactly(name))
        .unwrap_or_default()
    };
    if is_mark(text) {
        return Err(Reason::DoesNotSayLevel);
    }
    if is_blank(&words) {
        return Ok(None);
    }
    if NONE.exactly(&words).is_some() {
        return Ok(Some(ForeignLanguage {
            language: of_head().to_owned(),
            level: Some(ForeignLanguageLevel::None),
            written: tidy(text),
        }));
    }
    if LEVELS.says_nothing.contains(&words) {
        return Err(Reason::DoesNotSayLevel);
    }
    // A degree first: `Trung cấp Anh văn` is not the language `Trung`.
    let degree = FOREIGN
        .leading(&words)
        .filter(|hit| hit.meaning == ForeignLanguageLevel::Degree);
    let rest = degree.map_or(words.as_str(), |hit| {
        let mut rest = words.as_str();
        for _ in 0..hit.leading_words {
            rest = rest.split_once(' ').map_or("", |(_, rest)| rest);
        }
        rest
    });
    let named = language(rest).or_else(|| rest.split(' ').find_map(|word| LANGUAGES.exactly(word)));
    let level = match degree {
        Some(hit) => Some(hit.meaning),
        None => certificate(rest),
    };
    if named.is_none() && level.is_none() {
        return Err(Reason::UnknownLevel);
    }
    Ok(Some(ForeignLanguage {
        language: named.unwrap_or_else(of_head).to_owned(),
        level,
        written: tidy(text),
    }))
}

/// The level among words: `b1` before `b`, and a letter only as a word of its own.
fn certificate(words: &str) -> Option<ForeignLanguageLevel> {
    if let Some(bac) = words.find("bac ")
        && let Some(hit) = FOREIGN.leading(&words[bac..])
    {
        return Some(hit.meaning);
    }
    let mut letter = None;
    for word in words.split(' ') {
        match FOREIGN.exactly(word) {
            Some(
                level @ (ForeignLanguageLevel::A
                | ForeignLanguageLevel::B
                | ForeignLanguageLevel::C),
            ) => {
                letter = letter.or(Some(level));
            }
            Some(ForeignLanguageLevel::Degree) | None => {}
            Some(level) => return Some(level),
        }
    }
    letter
}

/// A yearly rating.
pub(super) fn rating(text: &str) -> Read<RatingGrade> {
    let words = normal(text);
    if is_blank(&words) {
        return Ok(None);
    }
    if let Some(grade) = RATING.exactly(&words) {
        return Ok(Some(grade));
    }
    // The worse words first: `hoàn thành` stands within `không hoàn thành`.
    for grade in [
        RatingGrade::Unsatisfactory,
        RatingGrade::LimitedCapacity,
        RatingGrade::Excellent,
        RatingGrade::Good,
        RatingGrade::Satisfactory,
    ] {
        let phrases = LEVELS
            .rating
            .get(grade.code())
            .map(Vec::as_slice)
            .unwrap_or_default();
        if phrases.iter().any(|phrase| contains_words(&words, phrase)) {
            return Ok(Some(grade));
        }
    }
    Err(Reason::UnknownRating)
}

fn word_of<T: Copy>(text: &str, lexicon: &Lexicon<T>) -> Read<T> {
    let words = normal(text);
    if is_blank(&words) {
        return Ok(None);
    }
    lexicon
        .find(&words)
        .map(|hit| Some(hit.meaning))
        .ok_or(Reason::UnknownWord)
}

pub(super) fn degree_grade(text: &str) -> Read<DegreeGrade> {
    let words = normal(text);
    let words = words.strip_prefix("loai ").unwrap_or(&words);
    match DEGREE.exactly(words) {
        Some(grade) => Ok(Some(grade)),
        None => word_of(text, &DEGREE),
    }
}

pub(super) fn study_mode(text: &str) -> Read<StudyMode> {
    word_of(text, &MODE)
}

pub(super) fn study_status(text: &str) -> Read<CourseStatus> {
    word_of(text, &STATUS)
}

pub(super) fn movement_kind(text: &str) -> Read<MovementKind> {
    word_of(text, &MOVEMENT)
}

/// What a course leads to, by the words of its class or of a list's title; nothing when they do not say.
pub(super) fn course_kind(text: &str) -> Option<CourseKind> {
    let words = normal(text);
    let has = |phrase: &str| contains_words(&words, phrase);
    let any = |phrases: &[&str]| phrases.iter().any(|phrase| has(phrase));
    if any(&["tcct", "tcllct", "tc llct"]) {
        return Some(CourseKind::PtIntermediate);
    }
    if any(&["ccct", "ccllct", "cc llct", "cnct", "cn ct"]) {
        return Some(CourseKind::PtAdvanced);
    }
    if any(&["llct", "ly luan", "chinh tri", "ll chinh tri"]) {
        if any(&["cao cap", "cc", "cu nhan"]) {
            return Some(CourseKind::PtAdvanced);
        }
        if any(&["trung cap", "tc", "t cap"]) {
            return Some(CourseKind::PtIntermediate);
        }
        if any(&["so cap", "sc"]) {
            return Some(CourseKind::PtElementary);
        }
        return None;
    }
    if any(&["qlnn", "quan ly nha nuoc", "chuyen vien", "can su", "cvc"]) {
        return Some(CourseKind::StateManagement);
    }
    if any(&["tieng dan toc", "tieng dtts"]) {
        return Some(CourseKind::MinorityLanguage);
    }
    let professional = [
        (
            &["tien si", "thac si", "thac sy", "ths", "cao hoc"][..],
            CourseKind::Master,
        ),
        (
            &["dai hoc", "dh", "cu nhan", "ky su"][..],
            CourseKind::University,
        ),
        (&["cao dang", "cd"][..], CourseKind::College),
        (
            &["trung cap", "tc", "t cap", "thcn", "tccn"][..],
            CourseKind::ProfessionalIntermediate,
        ),
        (&["so cap", "sc"][..], CourseKind::ProfessionalElementary),
    ];
    if let Some((_, kind)) = professional.iter().find(|(phrases, _)| any(phrases)) {
        return Some(*kind);
    }
    if any(&["tin hoc", "cntt"]) {
        return Some(CourseKind::Informatics);
    }
    if any(&["ngoai ngu", "anh van", "tieng anh"]) {
        return Some(CourseKind::ForeignLanguage);
    }
    if any(&["thpt", "ptth", "trung hoc pho thong", "bo tuc"]) {
        return Some(CourseKind::UpperSecondary);
    }
    if any(&["thcs"]) {
        return Some(CourseKind::LowerSecondary);
    }
    None
}

/// A course that a note mentions as attended now: `Đang học TCCT (VHVL)`.
pub(super) fn course_in_note(text: &str) -> Option<(CourseKind, Option<StudyMode>)> {
    let words = normal(text);
    let studying = [
        "dang hoc",
        "dang theo hoc",
        "dang tham gia hoc",
        "dang di hoc",
        "dang dao tao",
        "hien hoc",
        "dang du hoc",
    ];
    let (at, lead) = studying
        .iter()
        .find_map(|lead| words.find(lead).map(|at| (at, lead.len())))?;
    let rest = &words[at + lead..];
    let kind = course_kind(rest)?;
    Some((kind, MODE.anywhere(rest)))
}

#[cfg(test)]
#[path = "levels_tests.rs"]
mod tests;
