//! Dossiers as tables, counts and comparisons, before any page or workbook.

mod ceilings;
mod comparison;
mod personnel_list;
mod receipt;
mod statistics;
mod table;

pub use ceilings::{TopGrades, top_grades};
pub use comparison::{
    Cause, Change, Comparison, Concerned, RuleChange, RuleUsed, Side, TitleChange, compare,
};
pub use personnel_list::{ListWords, PersonnelColumn, Value, personnel_list};
pub use receipt::{ENGINE, Receipt};
pub use statistics::{AgeBand, AgeCounts, Statistics};
pub use table::{Cell, Column, ColumnKind, Table};
