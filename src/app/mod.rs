//! Use cases: a command goes into the [`Workspace`], effects come out; the outside performs them.

mod calendar_filter;
mod command;
mod comparing;
mod edit;
pub mod envelope;
mod filter;
mod local_draft;
mod persistence;
pub mod ports;
mod route;
mod row;
mod step;
mod tally;
mod workspace;

pub use calendar_filter::CalendarFilter;
pub use command::{Command, CommandError, Effect, Label};
pub use comparing::DaysCompared;
pub use edit::{FieldEdit, FieldId};
pub use filter::{Filter, ParseFilterError};
pub use local_draft::{LocalDraft, TermName};
pub use persistence::{Restored, Shelf, restore};
pub use route::Route;
pub use row::Row;
pub use tally::{NeedCounts, Tally, VerdictCounts, blank_fields, office_decides_majors};
pub use workspace::{Law, Workspace};
