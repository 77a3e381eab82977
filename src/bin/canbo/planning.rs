//! Training plans, searched for as long as the command line allows.

use std::path::Path;
use std::time::Instant;

use canbo::app::Law;
use canbo::domain::PlanSettings;
use canbo::job::plan_office_json;
use canbo::plan::{Continue, plan_json, read_settings};
use chrono::NaiveDate;
use serde_json::Value;

use super::failure::Failure;
use super::files::{open, read};

/// The best plan found within the time, with the bound that proves how good it is.
pub fn plan(path: &Path, seconds: f64) -> Result<Value, Failure> {
    let text = String::from_utf8(read(path)?)
        .map_err(|error| Failure::about(path, error, "The file must be JSON in UTF-8."))?;
    let start = Instant::now();
    let ask = &mut |_| match start.elapsed().as_secs_f64() < seconds {
        true => Continue::Yes,
        false => Continue::Stop,
    };
    plan_json(&text, ask, || start.elapsed().as_secs_f64()).map_err(|error| {
        Failure::about(
            path,
            error,
            "Correct the place that is named and run the command again.",
        )
    })
}

/// The plan of the office whose data the file holds, on the settings of the other file.
pub fn plan_data(
    path: &Path,
    settings: Option<&Path>,
    law: &Law,
    on: NaiveDate,
    seconds: f64,
) -> Result<Value, Failure> {
    let to_do = "Correct the place that is named and run the command again.";
    let snapshot = open(path)?;
    let terms = match settings {
        None => PlanSettings::default(),
        Some(file) => {
            let text = String::from_utf8(read(file)?)
                .map_err(|error| Failure::about(file, error, "The file must be JSON in UTF-8."))?;
            read_settings(&text).map_err(|error| Failure::about(file, error, to_do))?
        }
    };
    let start = Instant::now();
    let ask = &mut |_| match start.elapsed().as_secs_f64() < seconds {
        true => Continue::Yes,
        false => Continue::Stop,
    };
    let spent = || start.elapsed().as_secs_f64();
    plan_office_json(&snapshot, law, on, &terms, ask, spent)
        .map_err(|error| Failure::about(settings.unwrap_or(path), error, to_do))
}
