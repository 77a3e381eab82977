//! What a user reads: Vietnamese first, English beside it.

pub mod import_words;

/// The language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}
