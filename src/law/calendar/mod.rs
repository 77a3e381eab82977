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

/// The files of calendar law, by the names under which they lie in `law/calendar/`.
pub const CALENDAR_FILES: [&str; 3] = [
    "retirement.toml",
    "position-conversion.toml",
    "ratings.toml",
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
}

impl Calendar {
    /// The calendar law of the texts of [`CALENDAR_FILES`], in that order.
    ///
    /// # Errors
    /// The first [`LoadRuleError`] found.
    pub fn load(
        [retirement, conversion, ratings]: [&str; CALENDAR_FILES.len()],
    ) -> Result<Self, LoadRuleError> {
        let [retirement_file, conversion_file, ratings_file] = CALENDAR_FILES;
        Ok(Self {
            retirement: Retirement::load(retirement_file, retirement)?,
            conversion: Conversion::load(conversion_file, conversion)?,
            ratings: Ratings::load(ratings_file, ratings)?,
        })
    }
}
