//! Words about retirement.

use super::Language;
use crate::domain::ParsePartialDateError;

/// Why the question when somebody retires cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RetirementQuestionError {
    /// The birth is no date.
    Birth(ParsePartialDateError),
    /// The birth lies after the day on which it is asked.
    NotBornYet(String),
    /// Nobody is that old.
    TooOld(String),
    /// The sex is no code.
    Sex(String),
    /// The word of an option is missing.
    Missing(&'static str),
    /// No rule speaks of that time.
    NoRule,
}

impl RetirementQuestionError {
    /// What happened, and what to do.
    pub fn words(&self, language: Language) -> (String, String) {
        let vi = language == Language::Vi;
        let birth_form = if vi {
            "Hãy ghi tháng sinh theo mẫu 1964-03, 1964-03-15, hoặc chỉ năm 1964."
        } else {
            "Write the month of birth as 1964-03, 1964-03-15, or only the year 1964."
        };
        let check = if vi {
            "Hãy kiểm tra lại tháng, năm sinh."
        } else {
            "Check the month and year of birth."
        };
        let (happened, to_do) = match self {
            Self::Birth(error) if vi => (
                format!("“{}” không phải là ngày sinh.", error.0),
                birth_form,
            ),
            Self::Birth(error) => (format!("`{}` is no date of birth.", error.0), birth_form),
            Self::NotBornYet(birth) if vi => (format!("Ngày sinh {birth} còn chưa tới."), check),
            Self::NotBornYet(birth) => (format!("The birth {birth} lies in the future."), check),
            Self::TooOld(birth) if vi => (
                format!("Không ai sinh năm {birth} mà còn sống đến nay."),
                check,
            ),
            Self::TooOld(birth) => (format!("Nobody born in {birth} is alive."), check),
            Self::Sex(word) if vi => (
                format!("“{word}” không phải là giới tính."),
                "Hãy ghi M (nam) hoặc F (nữ).",
            ),
            Self::Sex(word) => (
                format!("`{word}` is no sex."),
                "Write M (male) or F (female).",
            ),
            Self::Missing(option) if vi => (
                format!("Thiếu `{option}`."),
                "Hãy ghi cả hai: --birth 1964-03 --sex M.",
            ),
            Self::Missing(option) => (
                format!("`{option}` is missing."),
                "Write both: --birth 1964-03 --sex M.",
            ),
            Self::NoRule if vi => ("Không có quy định nào cho thời gian này.".to_owned(), check),
            Self::NoRule => ("No rule speaks of that time.".to_owned(), check),
        };
        (happened, to_do.to_owned())
    }
}
