//! Lists of people in: a proposal out that says, row by row, what it would change.

mod dates;
mod head;
mod levels;
mod report;
mod titles;
mod units;

pub use report::*;
