//! Work that takes long or touches foreign bytes: done by the page's worker and by the headless command.

mod calendar;
mod headless;
mod lines;
mod ratings;
mod retire;
mod run;
mod sample;
mod tables;

pub use calendar::calendar_json;
pub use headless::{import_json, judge_json, list_json, needs_json};
pub use lines::{LinesError, read_lines, write_line};
pub use ratings::ratings_json;
pub use retire::retire_json;
pub use run::{Reply, Request, WorkbookKind, run};
pub use sample::{SAMPLE_JUDGED_ON, sample_files};
