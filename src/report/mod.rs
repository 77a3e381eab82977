//! Dossiers as tables, counts and comparisons, before any page or workbook.

mod comparison;
mod personnel_list;
mod statistics;
mod table;

pub use comparison::{
    Cause, Change, Comparison, Concerned, RuleChange, RuleUsed, Side, TitleChange, compare,
};
pub use personnel_list::{ListWords, PersonnelColumn, Value, personnel_list};
pub use statistics::{AgeBand, AgeCounts, Statistics};
pub use table::{Cell, Column, ColumnKind, Table};
