//! Use cases: a command goes into the [`Workspace`], effects come out; the outside performs them.

mod edit;
pub mod envelope;
mod filter;
mod persistence;
pub mod ports;
mod route;
mod tally;
mod workspace;

pub use edit::{FieldEdit, FieldId};
pub use filter::{Filter, ParseFilterError};
pub use persistence::{Restored, Shelf, restore};
pub use route::Route;
pub use tally::{NeedCounts, Tally, VerdictCounts, blank_fields, office_decides_majors};
pub use workspace::{Command, CommandError, Effect, Label, Law, Row, Workspace};
