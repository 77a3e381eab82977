//! Dossiers as tables and counts, before any page or workbook.

mod ceilings;
mod personnel_list;
mod statistics;
mod table;

pub use ceilings::{TopGrades, top_grades};
pub use personnel_list::{ListWords, PersonnelColumn, Value, personnel_list};
pub use statistics::{AgeBand, AgeCounts, Statistics};
pub use table::{Cell, Column, ColumnKind, Table};
