//! Dossiers as tables and counts, before any page or workbook.

mod personnel_list;
mod plan_summary;
mod statistics;
mod table;

pub use personnel_list::{ListWords, PersonnelColumn, Value, personnel_list};
pub use plan_summary::{
    DoneCounts, IntakeRow, Roadmap, UnitRow, by_intake, by_unit, done, roadmaps,
};
pub use statistics::{AgeBand, AgeCounts, Statistics};
pub use table::{Cell, Column, ColumnKind, Table};
