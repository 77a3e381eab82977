//! What the page asks of its worker, and the work itself.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::app::Law;
use crate::app::envelope::Envelope;
use crate::domain::DossierId;
use crate::exchange::bundle::{self, BundleError};
use crate::exchange::excel_export::{Surroundings, write_workbook};
use crate::exchange::{Answers, FileReport, Progress, SourceFile};
use crate::report::Table;
use crate::store::Snapshot;
use crate::store::archive::Archive;
use crate::store::document::Pen;
use crate::store::record::{decode_plan, encode_dossier, encode_office};
use crate::text::{Language, Texts, file_words, fill, verdict_words};

use super::archives::{self, ConflictLine, MergeReport};
use super::{
    Enclosed, FoundPlanText, Told, plan_in_stages, plan_tables, read_lines, sample_files, tables,
    write_line,
};

/// What a workbook shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkbookKind {
    /// The list of people.
    People,
    /// The judgement, criterion by criterion.
    Judgement,
    /// The training needs.
    Needs,
}

/// A piece of work; the buffers that travel with it are named at each.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Request {
    /// A dry run. Buffers: the lines of the data as they are, then the files.
    ReadLists {
        /// The files' names.
        files: Vec<String>,
        /// The user's answers so far.
        answers: Answers,
    },
    /// The sample city, read by the same importer. No buffers.
    SampleCity,
    /// The content of a data file. Buffer: the file.
    OpenDataFile {
        /// The file's name.
        file: String,
        /// The language of a refusal.
        language: Language,
    },
    /// A data file. Buffers: the lines of the data, then the archive before, empty when there is none.
    WriteDataFile {
        /// The time now, as ISO text.
        saved_on: String,
    },
    /// A colleague's file brought together with the data. Buffers: as for a data file, then theirs.
    Merge {
        /// The file's name.
        file: String,
        /// Ids of people who are left as they are here.
        left_out: Vec<String>,
        /// The time now, as ISO text.
        saved_on: String,
        /// The language of the report.
        language: Language,
    },
    /// What must be decided. Buffer: the archive.
    Conflicts {
        /// The language of the answer.
        language: Language,
    },
    /// A conflict decided. Buffers: as for a data file.
    Decide {
        /// The person.
        id: String,
        /// The fact's path.
        path: String,
        /// The place of the value among those in conflict.
        choice: usize,
        /// The time now, as ISO text.
        saved_on: String,
        /// The language of a refusal.
        language: Language,
    },
    /// A workbook. Buffer: the lines of the office and of the people to be listed, in order.
    WriteWorkbook {
        /// What it shows.
        kind: WorkbookKind,
        /// The day of judging, as ISO text.
        on: String,
        /// The time now, as ISO text.
        created: String,
        /// Its language.
        language: Language,
    },
    /// A training plan on the office's terms. Buffer: the lines of the data.
    PlanTraining {
        /// The day of planning, as ISO text.
        on: String,
        /// The language of a refusal.
        language: Language,
    },
    /// A workbook of a training plan. Buffers: the lines of the data, and the plan's record.
    WritePlan {
        /// The time now, as ISO text.
        created: String,
        /// Its language.
        language: Language,
    },
    /// A workbook of what differs between two days. Buffer: the lines of the office and of the
    /// people concerned, in order.
    WriteComparison {
        /// The two days, as ISO text.
        days: [String; 2],
        /// The time now, as ISO text.
        created: String,
        /// Its language.
        language: Language,
    },
    /// A workbook of refused cells. No buffers.
    WriteRefused {
        /// The dry run.
        files: Enclosed<Vec<FileReport>>,
        /// The time now, as ISO text.
        created: String,
        /// Its language.
        language: Language,
    },
}

/// An answer; there may be many of progress before the last one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Reply {
    /// How far the reading is.
    Progress {
        /// The file's name.
        name: String,
        /// Its place, counted from 0.
        file: usize,
        /// How many files there are.
        files: usize,
        /// The sheet being read.
        sheet: String,
        /// Rows read.
        rows_done: usize,
        /// Rows of the sheet; 0 while not known.
        rows: usize,
    },
    /// How far the planning is.
    Planning {
        /// The search, from 0.
        stage: usize,
        /// The share of its time that is spent, in percent.
        percent: u8,
        /// How much better any plan could be at most, as a share.
        gap: f64,
    },
    /// A plan; a better one may follow until the last.
    Planned(Enclosed<FoundPlanText>),
    /// What a dry run found. Buffer: the lines of the office afterwards and of all new and changed dossiers.
    Lists {
        /// What was found in each file.
        files: Enclosed<Vec<FileReport>>,
    },
    /// A data file was read. Buffers: its lines, and the archive.
    Opened {
        /// When it was saved, in words.
        saved_on: String,
        /// The archive's name.
        archive: String,
    },
    /// A colleague's file was merged, for now on trial. Buffers: the lines afterwards, and the archive.
    Merged {
        /// What it does.
        report: Enclosed<MergeReport>,
        /// The archive's name.
        archive: String,
    },
    /// What must be decided. No buffers.
    Conflicts {
        /// Each fact of each person.
        lines: Enclosed<Vec<ConflictLine>>,
    },
    /// A conflict was decided. Buffers: the lines afterwards, and the archive.
    Decided {
        /// The person's name.
        name: String,
        /// The archive's name.
        archive: String,
    },
    /// A file was written. Buffer: the file.
    File,
    /// A data file was written, which is the archive from now on. Buffer: the file.
    Saved {
        /// The archive's name.
        archive: String,
    },
    /// Nothing was done.
    Failed {
        /// What happened and what to do.
        words: String,
    },
}

/// Does the work that the envelope asks for; `emit` takes the replies.
///
/// `seconds` is the time, from any beginning: planning stops by it.
pub fn run(
    envelope: Envelope,
    new_id: &mut dyn FnMut() -> DossierId,
    seconds: &dyn Fn() -> f64,
    emit: &mut dyn FnMut(Envelope),
) {
    let reply = match serde_json::from_str(&envelope.head) {
        Ok(request) => answer(request, envelope.buffers, new_id, seconds, emit),
        Err(error) => Err(error.to_string()),
    };
    let (reply, buffers) = reply.unwrap_or_else(|words| (Reply::Failed { words }, Vec::new()));
    emit(pack(&reply, buffers));
}

fn pack(reply: &Reply, buffers: Vec<Vec<u8>>) -> Envelope {
    let head = serde_json::to_string(reply).unwrap_or_default();
    Envelope { head, buffers }
}

type Answer = Result<(Reply, Vec<Vec<u8>>), String>;

fn answer(
    request: Request,
    buffers: Vec<Vec<u8>>,
    new_id: &mut dyn FnMut() -> DossierId,
    seconds: &dyn Fn() -> f64,
    emit: &mut dyn FnMut(Envelope),
) -> Answer {
    let mut buffers = buffers.into_iter();
    let first = buffers.next().unwrap_or_default();
    match request {
        Request::ReadLists { files, answers } => {
            let base = data(&first)?;
            drop(first);
            let files: Vec<SourceFile> = files
                .into_iter()
                .zip(buffers)
                .map(|(name, bytes)| SourceFile { name, bytes })
                .collect();
            dry_run(&files, &base, &answers, new_id, emit)
        }
        Request::SampleCity => {
            let nobody = Snapshot::default();
            dry_run(&sample_files(), &nobody, &Answers::new(), new_id, emit)
        }
        Request::OpenDataFile { file, language } => {
            let told = &mut |done: usize, whole: usize| {
                let progress = Progress {
                    file: 0,
                    files: 1,
                    sheet: String::new(),
                    rows_done: done,
                    rows: whole,
                };
                emit(pack(&progress_of(&file, progress), Vec::new()));
            };
            let said = |error: BundleError| {
                let advice = file_words::bundle_error(&error, language);
                format!("{} {}", advice.happened, advice.to_do)
            };
            let (manifest, archive) = bundle::read(&first, told).map_err(said)?;
            let lines = lines(&bundle::snapshot(&archive).map_err(said)?);
            let kept = match manifest.version {
                bundle::VERSION => first,
                _ => archives::file(
                    &archive,
                    manifest.sequence,
                    None,
                    manifest.saved_at,
                    language,
                )?,
            };
            let reply = Reply::Opened {
                saved_on: manifest.saved_at.format("%d/%m/%Y %H:%M").to_string(),
                archive: bundle::identity(&kept),
            };
            Ok((reply, vec![lines, kept]))
        }
        Request::WriteDataFile { saved_on } => {
            let base = buffers.next().unwrap_or_default();
            let language = Language::Vi;
            let (_, file) =
                with_archive(&first, &base, &saved_on, new_id(), language, |_, _| Ok(()))?;
            let archive = bundle::identity(&file);
            Ok((Reply::Saved { archive }, vec![file]))
        }
        Request::Merge {
            file,
            left_out,
            saved_on,
            language,
        } => {
            let base = buffers.next().unwrap_or_default();
            let theirs = buffers.next().unwrap_or_default();
            let mut report = MergeReport::default();
            let (archive, kept) = with_archive(
                &first,
                &base,
                &saved_on,
                new_id(),
                language,
                |archive, pen| {
                    report = archives::merge(archive, &theirs, file, &left_out, pen, language)?;
                    Ok(())
                },
            )?;
            let lines = lines(&archives::snapshot(&archive, language)?);
            let archive = bundle::identity(&kept);
            let report = Enclosed::new(&report)?;
            Ok((Reply::Merged { report, archive }, vec![lines, kept]))
        }
        Request::Conflicts { language } => {
            let (_, archive) = bundle::read(&first, &mut |_, _| {}).map_err(|error| {
                let advice = file_words::bundle_error(&error, language);
                format!("{} {}", advice.happened, advice.to_do)
            })?;
            let lines = Enclosed::new(&archives::conflicts(&archive, language)?)?;
            Ok((Reply::Conflicts { lines }, Vec::new()))
        }
        Request::Decide {
            id,
            path,
            choice,
            saved_on,
            language,
        } => {
            let base = buffers.next().unwrap_or_default();
            let mut name = String::new();
            let (archive, kept) = with_archive(
                &first,
                &base,
                &saved_on,
                new_id(),
                language,
                |archive, pen| {
                    name = archives::decide(archive, &id, &path, choice, pen, language)?;
                    Ok(())
                },
            )?;
            let lines = lines(&archives::snapshot(&archive, language)?);
            let archive = bundle::identity(&kept);
            Ok((Reply::Decided { name, archive }, vec![lines, kept]))
        }
        Request::WriteWorkbook {
            kind,
            on,
            created,
            language,
        } => {
            let snapshot = data(&first)?;
            let on = on.parse::<NaiveDate>().map_err(|error| error.to_string())?;
            let law = Law::embedded().map_err(|error| error.to_string())?;
            let table = match kind {
                WorkbookKind::People => tables::people(&snapshot, language),
                WorkbookKind::Judgement => tables::judgement(&snapshot, &law, on, language),
                WorkbookKind::Needs => tables::training_needs(&snapshot, &law, on, language),
            };
            let below = match kind {
                WorkbookKind::People => Vec::new(),
                _ => vec![fill(
                    Texts::of(language).list_judged_on,
                    &[&verdict_words::day(on)],
                )],
            };
            workbook(vec![table], &snapshot, below, &created, language)
        }
        Request::PlanTraining { on, language } => {
            plan(&data(&first)?, &on, language, seconds, emit)
        }
        Request::WritePlan { created, language } => {
            let snapshot = data(&first)?;
            let record = String::from_utf8(buffers.next().unwrap_or_default())
                .map_err(|error| error.to_string())?;
            let plan = decode_plan(&record).map_err(|error| error.to_string())?;
            let sheets = plan_tables::workbook(&plan, &snapshot, language)?;
            workbook(sheets, &snapshot, Vec::new(), &created, language)
        }
        Request::WriteComparison {
            days: [before, after],
            created,
            language,
        } => {
            let snapshot = data(&first)?;
            let day = |text: String| text.parse::<NaiveDate>().map_err(|error| error.to_string());
            let days = [day(before)?, day(after)?];
            let law = Law::embedded().map_err(|error| error.to_string())?;
            let table = tables::comparison(&snapshot, &law, days, language);
            workbook(vec![table], &snapshot, Vec::new(), &created, language)
        }
        Request::WriteRefused {
            files,
            created,
            language,
        } => {
            let table = tables::refused(&files.open()?, language);
            workbook(
                vec![table],
                &Snapshot::default(),
                Vec::new(),
                &created,
                language,
            )
        }
    }
}

/// Plans in stages; each plan goes out at once, so that stopping keeps the last one told.
fn plan(
    snapshot: &Snapshot,
    on: &str,
    language: Language,
    seconds: &dyn Fn() -> f64,
    emit: &mut dyn FnMut(Envelope),
) -> Answer {
    let on = on.parse::<NaiveDate>().map_err(|error| error.to_string())?;
    let law = Law::embedded().map_err(|error| error.to_string())?;
    let settings = &snapshot.office.training.settings;
    let mut final_one = None;
    let tell = &mut |told: Told| match told {
        Told::Progress { stage, spent, gap } => {
            let percent = (100.0 * spent) as u8;
            emit(pack(
                &Reply::Planning {
                    stage,
                    percent,
                    gap,
                },
                Vec::new(),
            ));
        }
        Told::Found(found) if found.last => final_one = Some(FoundPlanText::from(found)),
        Told::Found(found) => {
            if let Ok(found) = Enclosed::new(&FoundPlanText::from(found)) {
                emit(pack(&Reply::Planned(found), Vec::new()));
            }
        }
    };
    plan_in_stages(snapshot, &law, on, settings, language, seconds, tell)?;
    let found = final_one.ok_or("no plan")?;
    Ok((Reply::Planned(Enclosed::new(&found)?), Vec::new()))
}

/// The archive after the data and an act were written into it, with its file.
fn with_archive(
    lines: &[u8],
    base: &[u8],
    saved_on: &str,
    actor: DossierId,
    language: Language,
    act: impl FnOnce(&mut Archive, &Pen) -> Result<(), String>,
) -> Result<(Archive, Vec<u8>), String> {
    let snapshot = data(lines)?;
    let at = moment(saved_on)?;
    let pen = archives::pen(actor, "", &snapshot.office, at);
    let (sequence, parent, mut archive) = archives::archive(base, &snapshot, &pen, language)?;
    act(&mut archive, &pen)?;
    let file = archives::file(&archive, sequence, parent, at, language)?;
    Ok((archive, file))
}

fn moment(text: &str) -> Result<NaiveDateTime, String> {
    text.parse()
        .map_err(|error: chrono::ParseError| error.to_string())
}

fn workbook(
    tables: Vec<Table>,
    snapshot: &Snapshot,
    below: Vec<String>,
    created: &str,
    language: Language,
) -> Answer {
    let office = &snapshot.office;
    let surroundings = Surroundings {
        above: if office.name.is_empty() {
            Vec::new()
        } else {
            vec![office.name.clone()]
        },
        below,
        watermark: office
            .sample
            .then(|| Texts::of(language).sample_banner.to_owned()),
        created: moment(created)?,
    };
    let bytes = write_workbook(&tables, &surroundings).map_err(|error| {
        let advice = file_words::export_error(&error, language);
        format!("{} {}", advice.happened, advice.to_do)
    })?;
    Ok((Reply::File, vec![bytes]))
}

fn data(lines: &[u8]) -> Result<Snapshot, String> {
    read_lines(lines).map_err(|error| error.to_string())
}

fn lines(snapshot: &Snapshot) -> Vec<u8> {
    let mut lines = Vec::new();
    write_line(&mut lines, &encode_office(&snapshot.office));
    for dossier in &snapshot.dossiers {
        write_line(&mut lines, &encode_dossier(dossier));
    }
    lines
}

fn progress_of(name: &str, progress: Progress) -> Reply {
    Reply::Progress {
        name: name.to_owned(),
        file: progress.file,
        files: progress.files,
        sheet: progress.sheet,
        rows_done: progress.rows_done,
        rows: progress.rows,
    }
}

fn dry_run(
    files: &[SourceFile],
    base: &Snapshot,
    answers: &Answers,
    new_id: &mut dyn FnMut() -> DossierId,
    emit: &mut dyn FnMut(Envelope),
) -> Answer {
    let told = &mut |progress: Progress| {
        let name = files
            .get(progress.file)
            .map_or("", |file| file.name.as_str());
        emit(pack(&progress_of(name, progress), Vec::new()));
    };
    let proposal = crate::exchange::read_lists(files, base, answers, new_id, told);
    let after = Snapshot {
        office: proposal.office,
        dossiers: proposal.dossiers,
    };
    let files = Enclosed::new(&proposal.files)?;
    Ok((Reply::Lists { files }, vec![lines(&after)]))
}
