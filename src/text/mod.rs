//! What a user reads: Vietnamese first, English beside it.

pub mod code_names;
pub mod data_problem_words;
pub mod rule_error_words;
pub mod verdict_words;

/// The language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}
