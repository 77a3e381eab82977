//! The headless companion: reads arguments and files, calls the core, prints JSON.

mod documents;
mod failure;
mod files;
mod import;
mod planning;
mod rules;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use canbo::app::Law;
use canbo::job::{
    calendar_json, diff_json, judge_json, list_json, local_json, needs_json, ratings_json,
    retire_json, rules_check_json,
};
use canbo::text::Language;
use chrono::NaiveDate;
use lexopt::prelude::*;
use serde_json::{Value, json};

use failure::{Failure, USAGE};
use files::{now, open};

/// How long a plan may be searched for, in seconds, when the command line does not say.
const DEFAULT_SECONDS: f64 = 10.0;

fn main() -> ExitCode {
    match run() {
        Ok((answer, good)) => {
            // A reader who has seen enough closes the pipe: nobody is left to be told.
            let _ = writeln!(std::io::stdout(), "{answer}");
            ExitCode::from(if good { 0 } else { 2 })
        }
        Err(failure) => {
            let mut error = json!({ "file": failure.file, "happened": failure.happened, "to_do": failure.to_do });
            if let Some(parts) = failure.parts {
                error["parts"] = *parts;
            }
            let _ = writeln!(std::io::stderr(), "{}", json!({ "error": error }));
            ExitCode::from(2)
        }
    }
}

/// The answer, and whether it is a good one: a check that finds fault still answers.
fn run() -> Result<(Value, bool), Failure> {
    let mut arguments = lexopt::Parser::from_env();
    let mut command = None;
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut days = Vec::new();
    let mut seconds = DEFAULT_SECONDS;
    let mut by = String::new();
    let mut person = None;
    let mut dry_run = false;
    let mut data: Option<PathBuf> = None;
    let mut settings: Option<PathBuf> = None;
    let mut months = None;
    let (mut birth, mut sex, mut hardship) = (None, None, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("on") => days.push(day(arguments.value()?)?),
            Long("seconds") => seconds = arguments.value()?.parse()?,
            Long("by") => by = arguments.value()?.string()?,
            Long("person") => person = Some(arguments.value()?.string()?),
            Long("dry-run") => dry_run = true,
            Long("data") => data = Some(arguments.value()?.into()),
            Long("settings") => settings = Some(arguments.value()?.into()),
            Long("months") => months = Some(arguments.value()?.parse()?),
            Long("birth") => birth = Some(arguments.value()?.string()?),
            Long("sex") => sex = Some(arguments.value()?.string()?),
            Long("hardship") => hardship = true,
            Long("help") | Short('h') => return Ok((json!({ "usage": USAGE }), true)),
            Value(word) if command.is_none() => command = Some(word.string()?),
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let command = command.ok_or_else(|| Failure::usage("no command"))?;
    let law = || Law::embedded().map_err(Failure::usage);
    if let ("rules", [check, folder]) = (&*command, &*paths)
        && check.as_os_str() == "check"
    {
        return Ok(rules_check_json(&rules::rule_files(folder)?));
    }
    if let ("rules", [what, data, rest @ ..]) = (&*command, &*paths) {
        let answer = match (what.to_str(), rest) {
            (Some("local"), []) => Ok(local_json(&open(data)?.office, &law()?)),
            (Some("export"), [pack]) => rules::export_pack(data, pack),
            (Some("import"), [pack]) => rules::import_pack(data, pack, &law()?, &by),
            _ => Err(Failure::usage(
                "`rules` takes check, local, export or import",
            )),
        };
        return answer.map(|answer| (answer, true));
    }
    if let ("diff", [data]) = (&*command, &*paths) {
        let [one, other] = days[..] else {
            return Err(Failure::usage("`diff` needs two days: --on and --on"));
        };
        return Ok((diff_json(&open(data)?, &law()?, one, other), true));
    }
    let on = match days[..] {
        [] => now().date(),
        [on] => on,
        _ => return Err(Failure::usage(format!("`{command}` takes one day"))),
    };
    let answer = match (command.as_str(), paths.as_slice()) {
        ("import", [out, files @ ..]) if !files.is_empty() => import::import(out, files, &by),
        ("list", [data]) => Ok(list_json(&open(data)?)),
        ("judge", [data]) => Ok(judge_json(&open(data)?, &law()?, on)),
        ("needs", [data]) => Ok(needs_json(&open(data)?, &law()?, on)),
        ("calendar", [data]) => Ok(calendar_json(&open(data)?, &law()?, on, months)),
        ("ratings", [data]) => Ok(ratings_json(&open(data)?, &law()?, on)),
        ("retire", []) => {
            let law = law()?;
            let retirement = &law.library.calendar().retirement;
            retire_json(retirement, birth.as_deref(), sex.as_deref(), hardship, on).map_err(
                |error| {
                    let (happened, to_do) = error.words(Language::Vi);
                    Failure {
                        file: None,
                        happened,
                        to_do,
                        parts: None,
                    }
                },
            )
        }
        ("plan", []) if data.is_some() => {
            let data = data.unwrap_or_default();
            planning::plan_data(&data, settings.as_deref(), &law()?, on, seconds)
        }
        ("plan", [instance]) if data.is_none() => planning::plan(instance, seconds),
        ("merge", [out, files @ ..]) if files.len() > 1 => {
            documents::merge(out, files, &by, dry_run)
        }
        ("verify", [file]) => documents::verify(file),
        ("history", [data]) => documents::history(data, person.as_deref()),
        (
            "import" | "list" | "judge" | "needs" | "calendar" | "ratings" | "retire" | "plan"
            | "diff" | "rules" | "merge" | "verify" | "history",
            _,
        ) => Err(Failure::usage(format!(
            "`{command}` does not take these files"
        ))),
        _ => Err(Failure::usage(format!("no command `{command}`"))),
    };
    answer.map(|answer| (answer, true))
}

fn day(word: OsString) -> Result<NaiveDate, Failure> {
    let word = word.string()?;
    word.parse()
        .map_err(|_| Failure::usage(format!("`{word}` is not a day like 2017-03-01")))
}
