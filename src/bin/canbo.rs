//! The headless companion: reads arguments and files, calls the core, prints JSON.

#[path = "canbo/documents.rs"]
mod documents;

use std::ffi::OsString;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use canbo::app::Law;
use canbo::domain::{DossierId, PlanSettings};
use canbo::exchange::bundle;
use canbo::exchange::{Answers, SourceFile, read_lists};
use canbo::job::{
    calendar_json, diff_json, import_json, judge_json, list_json, local_json, needs_json,
    plan_office_json, ratings_json, retire_json, rules_check_json, with_pack,
};
use canbo::plan::{Continue, plan_json, read_settings};
use canbo::store::Snapshot;
use canbo::store::archive::Archive;
use canbo::store::document::Act;
use canbo::store::record::{MAX_PACK_BYTES, decode_pack, encode_pack};
use canbo::text::{Language, local_words};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use lexopt::prelude::*;
use serde_json::{Value, json};

/// How long a plan may be searched for, in seconds, when the command line does not say.
const DEFAULT_SECONDS: f64 = 10.0;

const USAGE: &str = "canbo import OUT.canbo FILE... | canbo list DATA.canbo | \
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

/// A rule file is read no further than this, in bytes; the check refuses a longer one.
const MAX_RULE_BYTES: u64 = 1 << 20;
/// More files of one folder are not read.
const MAX_RULE_FILES: usize = 1_000;

/// A failure in two parts: what happened, what to do.
struct Failure {
    file: Option<String>,
    happened: String,
    to_do: String,
    /// The parts of a damaged file, for what can be rescued.
    parts: Option<Box<Value>>,
}

impl Failure {
    fn usage(happened: impl ToString) -> Self {
        Self {
            file: None,
            happened: happened.to_string(),
            to_do: USAGE.to_owned(),
            parts: None,
        }
    }

    fn about(path: &Path, happened: impl ToString, to_do: impl ToString) -> Self {
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

fn main() -> ExitCode {
    match run() {
        Ok((answer, good)) => {
            println!("{answer}");
            ExitCode::from(if good { 0 } else { 2 })
        }
        Err(failure) => {
            let mut error = json!({ "file": failure.file, "happened": failure.happened, "to_do": failure.to_do });
            if let Some(parts) = failure.parts {
                error["parts"] = *parts;
            }
            eprintln!("{}", json!({ "error": error }));
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
        return Ok(rules_check_json(&rule_files(folder)?));
    }
    if let ("rules", [what, data, rest @ ..]) = (&*command, &*paths) {
        let answer = match (what.to_str(), rest) {
            (Some("local"), []) => Ok(local_json(&open(data)?.office, &law()?)),
            (Some("export"), [pack]) => export_pack(data, pack),
            (Some("import"), [pack]) => import_pack(data, pack, &law()?, &by),
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
        ("import", [out, files @ ..]) if !files.is_empty() => import(out, files, &by),
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
            plan_data(&data, settings.as_deref(), &law()?, on, seconds)
        }
        ("plan", [instance]) if data.is_none() => plan(instance, seconds),
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

/// Writes the local decisions of a data file as a pack.
fn export_pack(data: &Path, pack: &Path) -> Result<Value, Failure> {
    let office = open(data)?.office;
    write_beside(pack, &encode_pack(&office.local))?;
    Ok(json!({ "decisions": office.local.len() }))
}

/// Adds the decisions of a pack to a data file; nothing is written when one of them clashes.
fn import_pack(data: &Path, pack: &Path, law: &Law, by: &str) -> Result<Value, Failure> {
    let (_, mut archive) = documents::open(data)?;
    let mut snapshot =
        bundle::snapshot(&archive).map_err(|error| documents::failure(data, &error))?;
    let size = fs::metadata(pack).map_or(0, |file| file.len());
    if size > MAX_PACK_BYTES as u64 {
        return Err(Failure::about(
            pack,
            format!("Tệp dài {size} byte, quá mức {MAX_PACK_BYTES}."),
            "Hãy chọn tệp được xuất từ Canbo.",
        ));
    }
    let decisions = decode_pack(&read(pack)?).map_err(|error| {
        let advice = local_words::pack_error(&error, Language::Vi);
        Failure::about(pack, advice.happened, advice.to_do)
    })?;
    let before = snapshot.office.local.len();
    snapshot.office.local = with_pack(&snapshot.office, law, decisions)
        .map_err(|advice| Failure::about(pack, advice.happened, advice.to_do))?;
    let added = snapshot.office.local.len() - before;
    if added > 0 {
        let pen = documents::pen(&snapshot.office.name, by)?;
        archive
            .record(&snapshot, &pen, Act::Imported)
            .map_err(|(_, error)| documents::document_failure(data, 0, error))?;
        documents::save(data, &archive)?;
    }
    Ok(json!({ "added": added, "decisions": snapshot.office.local.len() }))
}

/// The rule files of a folder by name, in order; the files of folders within it are left alone.
fn rule_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let fail = |error: std::io::Error| {
        Failure::about(folder, error, "Kiểm tra lại tên thư mục và quyền đọc.")
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let is_rules = path.extension().is_some_and(|end| end == "toml");
        // What is no plain file, a pipe for one, might never end.
        if is_rules && path.is_file() {
            found.push(path);
        }
        if found.len() > MAX_RULE_FILES {
            return Err(Failure::about(
                folder,
                format!("Thư mục có hơn {MAX_RULE_FILES} tệp quy định."),
                "Hãy kiểm tra xem có đúng thư mục không, hoặc chia nhỏ thư mục.",
            ));
        }
    }
    if found.is_empty() {
        return Err(Failure::about(
            folder,
            "Thư mục không có tệp quy định nào (.toml).",
            "Hãy chọn thư mục có tệp quy định.",
        ));
    }
    found.sort();
    let file = |path: PathBuf| {
        let mut bytes = Vec::new();
        let mut reader = fs::File::open(&path)?.take(MAX_RULE_BYTES);
        reader.read_to_end(&mut bytes)?;
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok((name.to_string_lossy().into_owned(), bytes))
    };
    found
        .into_iter()
        .map(file)
        .collect::<std::io::Result<_>>()
        .map_err(fail)
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

/// The plan of the office whose data the file holds, on the settings of the other file.
fn plan_data(
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
    bundle::read_snapshot(&bytes, &mut |_, _| {})
        .map(|(_, snapshot)| snapshot)
        .map_err(|error| documents::failure(path, &error))
}

fn import(out: &Path, paths: &[PathBuf], by: &str) -> Result<Value, Failure> {
    let mut archive = if out.exists() {
        Some(documents::open(out)?.1)
    } else {
        None
    };
    let base = archive
        .as_ref()
        .map_or_else(|| Ok(Snapshot::default()), bundle::snapshot)
        .map_err(|error| documents::failure(out, &error))?;
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
    let pen = documents::pen(&after.office.name, by)?;
    let archive = match &mut archive {
        Some(archive) => {
            archive
                .record(&after, &pen, Act::Imported)
                .map_err(|(_, error)| documents::document_failure(out, 0, error))?;
            archive
        }
        None => &mut Archive::entered(&after, &pen, Act::Imported),
    };
    documents::save(out, archive)?;
    Ok(answer)
}

/// Writes beside the file and then takes its place, so that a broken write leaves the old one.
fn write_beside(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
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
