//! Work that takes long or touches foreign bytes: done by the page's worker and by the headless command.

mod archive_json;
mod archives;
mod calendar;
mod diff_json;
mod enclosed;
mod headless;
mod lines;
mod local_json;
mod plan_office_json;
mod plan_run;
mod plan_tables;
mod ratings;
mod retire;
mod rules_json;
mod run;
mod sample;
mod tables;

pub use archive_json::{history_json, manifest_json, merging_json, verify_json};
pub use archives::{ChoiceLine, ConflictLine, FactLine, MergeReport, PersonLine};
pub use calendar::calendar_json;
pub use diff_json::diff_json;
pub use enclosed::Enclosed;
pub use headless::{import_json, judge_json, list_json, needs_json};
pub use lines::{LinesError, read_lines, write_line};
pub use local_json::{local_json, with_pack};
pub use plan_office_json::{PlanOfficeError, office_plan, plan_office_json};
pub use plan_run::{FoundPlan, FoundPlanText, Told, plan_in_stages};
pub use ratings::ratings_json;
pub use retire::retire_json;
pub use rules_json::rules_check_json;
pub use run::{Reply, Request, WorkbookKind, run};
pub use sample::{SAMPLE_JUDGED_ON, sample_files};
