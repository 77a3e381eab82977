//! One module a page.

mod checks;
mod dossier;
mod dossier_facts;
mod dossier_history;
mod dossier_judgement;
mod dossier_retirement;
mod empty;
mod files;
mod import;
mod import_questions;
mod import_report;
mod law;
mod majors;
mod matrix;
mod merging;
mod needs;
mod overview;
mod people;
mod people_filters;
mod units;

pub use checks::Checks;
pub use dossier::DossierPage;
pub use files::Files;
pub use import::Import;
pub use law::Law;
pub use majors::Majors;
pub use matrix::Matrix;
pub use needs::Needs;
pub use overview::Overview;
pub use people::People;
pub use units::Units;
