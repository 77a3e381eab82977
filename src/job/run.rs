//! What the page asks of its worker, and the work itself.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::app::Law;
use crate::app::envelope::Envelope;
use crate::domain::DossierId;
use crate::exchange::bundle::{self, Purpose, Saving};
use crate::exchange::excel_export::{Surroundings, write_workbook};
use crate::exchange::{Answers, FileReport, Progress, SourceFile};
use crate::report::Table;
use crate::store::Snapshot;
use crate::store::record::{encode_dossier, encode_office};
use crate::text::{Language, Texts, file_words, fill, verdict_words};

use super::{read_lines, sample_files, tables, write_line};

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
    /// A data file. Buffer: the lines of the data.
    WriteDataFile {
        /// The time now, as ISO text.
        saved_on: String,
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
    /// A workbook of refused cells. No buffers.
    WriteRefused {
        /// The dry run.
        files: Vec<FileReport>,
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
    /// What a dry run found. Buffer: the lines of the office afterwards and of all new and changed dossiers.
    Lists {
        /// What was found in each file.
        files: Vec<FileReport>,
    },
    /// A data file was read. Buffer: its lines.
    Opened {
        /// When it was saved, in words.
        saved_on: String,
    },
    /// A file was written. Buffer: the file.
    File,
    /// Nothing was done.
    Failed {
        /// What happened and what to do.
        words: String,
    },
}

/// Does the work that the envelope asks for; `emit` takes the replies.
pub fn run(
    envelope: Envelope,
    new_id: &mut dyn FnMut() -> DossierId,
    emit: &mut dyn FnMut(Envelope),
) {
    let reply = match serde_json::from_str(&envelope.head) {
        Ok(request) => answer(request, envelope.buffers, new_id, emit),
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
            Ok(dry_run(&files, &base, &answers, new_id, emit))
        }
        Request::SampleCity => {
            let nobody = Snapshot::default();
            Ok(dry_run(
                &sample_files(),
                &nobody,
                &Answers::new(),
                new_id,
                emit,
            ))
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
            let (manifest, snapshot) = bundle::read_snapshot(&first, told).map_err(|error| {
                let advice = file_words::bundle_error(&error, language);
                format!("{} {}", advice.happened, advice.to_do)
            })?;
            let saved_on = manifest.saved_at.format("%d/%m/%Y %H:%M").to_string();
            Ok((Reply::Opened { saved_on }, vec![lines(&snapshot)]))
        }
        Request::WriteDataFile { saved_on } => {
            let saved_at = moment(&saved_on)?;
            let saving = Saving {
                purpose: Purpose::Archive,
                sequence: 1,
                parent: None,
                saved_at,
            };
            let bytes = bundle::write_v1(&data(&first)?, &saving).map_err(|error| {
                let advice = file_words::bundle_error(&error, Language::Vi);
                format!("{} {}", advice.happened, advice.to_do)
            })?;
            Ok((Reply::File, vec![bytes]))
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
            workbook(table, &snapshot, below, &created, language)
        }
        Request::WriteRefused {
            files,
            created,
            language,
        } => {
            let table = tables::refused(&files, language);
            workbook(table, &Snapshot::default(), Vec::new(), &created, language)
        }
    }
}

fn moment(text: &str) -> Result<NaiveDateTime, String> {
    text.parse()
        .map_err(|error: chrono::ParseError| error.to_string())
}

fn workbook(
    table: Table,
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
    let bytes = write_workbook(&[table], &surroundings).map_err(|error| {
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
) -> (Reply, Vec<Vec<u8>>) {
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
    (
        Reply::Lists {
            files: proposal.files,
        },
        vec![lines(&after)],
    )
}
