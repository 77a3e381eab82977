//! What a user reads: Vietnamese first, English beside it.

#[macro_use]
mod texts;

pub mod calendar_words;
pub mod code_names;
pub mod compare_words;
pub mod data_problem_words;
pub mod edit_words;
pub mod example_words;
pub mod fact_words;
pub mod file_words;
mod fill;
pub mod import_words;
pub mod list_words;
pub mod local_words;
pub mod merge_words;
mod page;
pub mod plan_page;
pub mod plan_words;
pub mod rating_words;
pub mod retirement_words;
pub mod rule_error_words;
pub mod sheet_words;
pub mod verdict_words;

pub use fill::{fill, number};
pub use page::Texts;

use serde::{Deserialize, Serialize};

/// The language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}
