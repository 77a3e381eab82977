//! What went wrong, in two parts, and how the command is used.

use std::path::Path;

use serde_json::Value;

/// Every command.
pub const USAGE: &str = "canbo import OUT.canbo FILE... | canbo list DATA.canbo | \
    canbo judge DATA.canbo [--on YYYY-MM-DD] | canbo needs DATA.canbo [--on YYYY-MM-DD] | \
    canbo calendar DATA.canbo [--on YYYY-MM-DD] [--months N] | \
    canbo ratings DATA.canbo [--on YYYY-MM-DD] | \
    canbo retire --birth YYYY-MM --sex M|F [--hardship] | \
    canbo diff DATA.canbo --on YYYY-MM-DD --on YYYY-MM-DD | canbo rules check FOLDER | \
    canbo rules local DATA.canbo | canbo rules export|import DATA.canbo PACK.json | \
    canbo plan INSTANCE.json [--seconds S] | \
    canbo plan --data DATA.canbo [--on YYYY-MM-DD] [--settings FILE.json] [--seconds S] | \
    canbo merge OUT.canbo A.canbo B.canbo... [--by NAME] [--dry-run] | canbo verify FILE.canbo | \
    canbo history DATA.canbo --person ID";

/// A failure in two parts: what happened, what to do.
pub struct Failure {
    pub file: Option<String>,
    pub happened: String,
    pub to_do: String,
    /// The parts of a damaged file, for what can be rescued.
    pub parts: Option<Box<Value>>,
}

impl Failure {
    pub fn usage(happened: impl ToString) -> Self {
        Self {
            file: None,
            happened: happened.to_string(),
            to_do: USAGE.to_owned(),
            parts: None,
        }
    }

    pub fn about(path: &Path, happened: impl ToString, to_do: impl ToString) -> Self {
        Self {
            file: Some(path.display().to_string()),
            happened: happened.to_string(),
            to_do: to_do.to_string(),
            parts: None,
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::usage(error)
    }
}
