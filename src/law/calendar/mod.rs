//! What the law makes fall due for a person on a date: retirement and what goes with it.
//!
//! The values live in the files beside this one, read by the build like the standards.

mod conversion;
mod conversion_file;
mod person;
mod ratings;
mod ratings_file;
mod retirement;
mod retirement_file;
mod terms;

use serde::{Deserialize, Serialize};

use super::LoadRuleError;

pub use conversion::{
    Conversion, ConversionDoubt, ConversionDue, ConversionPost, ConversionState, ConversionVersion,
    NotAtAll, NotYet, Period,
};
pub use person::{PersonRetirement, RetirementObjection};
pub use ratings::{
    Ceiling, GradeMeaning, ProposalState, Protection, RatingEffect, RatingProposal, RatingRule,
    Ratings,
};
pub use retirement::{
    Early, Ground, MonthIndex, Notice, Postponement, Retirement, RetirementAge, RetirementDue,
    RetirementVersion, Retires, YearOnly, month_of,
};
pub use terms::{TermRoom, TermRule, Terms};

/// The files of calendar law, by the names under which they lie in `law/calendar/`.
pub const CALENDAR_FILES: [&str; 4] = [
    "retirement.toml",
    "position-conversion.toml",
    "ratings.toml",
    "terms.toml",
];

/// The law of dates that fall due.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// When people retire.
    pub retirement: Retirement,
    /// When posts change hands.
    pub conversion: Conversion,
    /// What ratings lead to.
    pub ratings: Ratings,
    /// How many months must be left for a term.
    pub terms: Terms,
}

impl Calendar {
    /// The calendar law of the texts of [`CALENDAR_FILES`], in that order.
    ///
    /// # Errors
    /// The first [`LoadRuleError`] found.
    pub fn load(
        [retirement, conversion, ratings, terms]: [&str; CALENDAR_FILES.len()],
    ) -> Result<Self, LoadRuleError> {
        let [retirement_file, conversion_file, ratings_file, terms_file] = CALENDAR_FILES;
        Ok(Self {
            retirement: Retirement::load(retirement_file, retirement)?,
            conversion: Conversion::load(conversion_file, conversion)?,
            ratings: Ratings::load(ratings_file, ratings)?,
            terms: Terms::load(terms_file, terms)?,
        })
    }
}
