//! The headless companion: reads arguments and files, calls the core, prints JSON.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use canbo::app::Law;
use canbo::domain::DossierId;
use canbo::exchange::bundle::{self, Purpose, Saving};
use canbo::exchange::{Answers, SourceFile, read_lists};
use canbo::job::{
    calendar_json, import_json, judge_json, list_json, needs_json, ratings_json, retire_json,
};
use canbo::plan::{Continue, plan_json};
use canbo::store::Snapshot;
use canbo::text::{Language, file_words};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use lexopt::prelude::*;
use serde_json::{Value, json};

/// How long a plan may be searched for, in seconds, when the command line does not say.
const DEFAULT_SECONDS: f64 = 10.0;

const USAGE: &str = "canbo import OUT.canbo FILE... | canbo list DATA.canbo | \
    canbo judge DATA.canbo [--on YYYY-MM-DD] | canbo needs DATA.canbo [--on YYYY-MM-DD] | \
    canbo calendar DATA.canbo [--on YYYY-MM-DD] [--months N] | \
    canbo ratings DATA.canbo [--on YYYY-MM-DD] | canbo retire --birth YYYY-MM --sex M|F [--hardship] | \
    canbo plan INSTANCE.json [--seconds S]";

/// A failure in two parts: what happened, what to do.
struct Failure {
    file: Option<String>,
    happened: String,
    to_do: String,
}

impl Failure {
    fn usage(happened: impl ToString) -> Self {
        Self {
            file: None,
            happened: happened.to_string(),
            to_do: USAGE.to_owned(),
        }
    }

    fn about(path: &Path, happened: impl ToString, to_do: impl ToString) -> Self {
        Self {
            file: Some(path.display().to_string()),
            happened: happened.to_string(),
            to_do: to_do.to_string(),
        }
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::usage(error)
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let error = json!({ "file": failure.file, "happened": failure.happened, "to_do": failure.to_do });
            eprintln!("{}", json!({ "error": error }));
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<Value, Failure> {
    let mut arguments = lexopt::Parser::from_env();
    let mut command = None;
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut on = None;
    let mut seconds = DEFAULT_SECONDS;
    let mut months = None;
    let (mut birth, mut sex, mut hardship) = (None, None, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("on") => on = Some(day(arguments.value()?)?),
            Long("seconds") => seconds = arguments.value()?.parse()?,
            Long("months") => months = Some(arguments.value()?.parse()?),
            Long("birth") => birth = Some(arguments.value()?.string()?),
            Long("sex") => sex = Some(arguments.value()?.string()?),
            Long("hardship") => hardship = true,
            Long("help") | Short('h') => return Ok(json!({ "usage": USAGE })),
            Value(word) if command.is_none() => command = Some(word.string()?),
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected().into()),
        }
    }
    let command = command.ok_or_else(|| Failure::usage("no command"))?;
    let on = on.unwrap_or_else(|| now().date());
    let law = || Law::embedded().map_err(Failure::usage);
    match (command.as_str(), paths.as_slice()) {
        ("import", [out, files @ ..]) if !files.is_empty() => import(out, files),
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
                    }
                },
            )
        }
        ("plan", [instance]) => plan(instance, seconds),
        ("import" | "list" | "judge" | "needs" | "calendar" | "ratings" | "retire" | "plan", _) => {
            Err(Failure::usage(format!(
                "`{command}` does not take these files"
            )))
        }
        _ => Err(Failure::usage(format!("no command `{command}`"))),
    }
}

/// The best plan found within the time, with the bound that proves how good it is.
fn plan(path: &Path, seconds: f64) -> Result<Value, Failure> {
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

fn day(word: OsString) -> Result<NaiveDate, Failure> {
    let word = word.string()?;
    word.parse()
        .map_err(|_| Failure::usage(format!("`{word}` is not a day like 2017-03-01")))
}

fn now() -> NaiveDateTime {
    DateTime::from(std::time::SystemTime::now()).naive_utc()
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path)
        .map_err(|error| Failure::about(path, error, "Kiểm tra lại tên tệp, thư mục và quyền đọc."))
}

fn open(path: &Path) -> Result<Snapshot, Failure> {
    let bytes = read(path)?;
    let (_, snapshot) = bundle::read(&bytes, &mut |_, _| {}).map_err(|error| {
        let advice = file_words::bundle_error(&error, Language::Vi);
        Failure::about(path, advice.happened, advice.to_do)
    })?;
    Ok(snapshot)
}

fn import(out: &Path, paths: &[PathBuf]) -> Result<Value, Failure> {
    let base = if out.exists() {
        open(out)?
    } else {
        Snapshot::default()
    };
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let name = path.file_name().unwrap_or(path.as_os_str());
        files.push(SourceFile {
            name: name.to_string_lossy().into_owned(),
            bytes: read(path)?,
        });
    }
    let mut broken = None;
    let mut new_id = || {
        let mut bytes = [0; 16];
        if let Err(error) = getrandom::fill(&mut bytes) {
            broken = Some(error.to_string());
        }
        DossierId(bytes)
    };
    let proposal = read_lists(&files, &base, &Answers::new(), &mut new_id, &mut |_| {});
    if let Some(error) = broken {
        return Err(Failure::usage(format!("no source of randomness: {error}")));
    }
    if let Some((path, error)) = paths
        .iter()
        .zip(&proposal.files)
        .find_map(|(path, file)| Some((path, file.error.as_ref()?)))
    {
        let message = error.message(Language::Vi);
        return Err(Failure::about(path, message.what, message.remedy));
    }
    let after = base.with(proposal.office, proposal.dossiers);
    let answer = import_json(&proposal.files, &after);
    save(out, &after)?;
    Ok(answer)
}

/// Writes beside the file and then takes its place, so that a broken write leaves the old one.
fn save(path: &Path, snapshot: &Snapshot) -> Result<(), Failure> {
    let sequence = read(path)
        .ok()
        .and_then(|bytes| bundle::peek(&bytes).ok())
        .map_or(1, |m| m.sequence + 1);
    let saving = Saving {
        purpose: Purpose::Archive,
        sequence,
        saved_at: now(),
    };
    let bytes = bundle::write(snapshot, &saving).map_err(|error| {
        let advice = file_words::bundle_error(&error, Language::Vi);
        Failure::about(path, advice.happened, advice.to_do)
    })?;
    let beside = path.with_extension("canbo.part");
    let fail = |error: std::io::Error| {
        Failure::about(
            path,
            error,
            "Kiểm tra chỗ trống trên đĩa và quyền ghi vào thư mục.",
        )
    };
    fs::write(&beside, bytes).map_err(fail)?;
    fs::rename(&beside, path).map_err(fail)
}
