//! Lists of people in: a proposal out that says, row by row, what it would change.
//!
//! Reading goes in two passes. The first reads all files and learns every unit they name, so that
//! a unit named without its kind finds its fuller name in another file. The second finds out whom
//! each row means and merges it; nothing is written anywhere.

mod dates;
mod draft;
mod head;
mod levels;
mod merge;
mod merge_row;
mod report;
mod second_pass;
mod table;
mod titles;
mod units;

use sha2::{Digest, Sha256};

pub use report::*;

use self::draft::Draft;
use self::second_pass::Import;
use self::units::{UnitBook, UnitName};
use crate::domain::{DossierId, UnitKind, hexadecimal};
use crate::exchange::excel::{self, ReadListError, column_letters, legacy_font};
use crate::store::Snapshot;

/// What the lists would bring to an office, without changing anything.
///
/// Files are taken in their order; `answers` settle the questions of earlier runs. A file that the
/// office has taken before, by its bytes, creates missing people and fills blanks, and leaves alone
/// whatever later lists or people have changed since.
pub fn read_lists(
    files: &[SourceFile],
    base: &Snapshot,
    answers: &Answers,
    new_id: &mut dyn FnMut() -> DossierId,
    progress: &mut dyn FnMut(Progress),
) -> Proposal {
    let mut units = UnitBook::new(base.office.units.clone());
    let read: Vec<ReadFile> = files
        .iter()
        .enumerate()
        .map(|(at, file)| read_file(at, files.len(), file, progress))
        .collect();
    learn_units(&read, &mut units);
    let mut import = Import::new(base, units, answers, new_id);
    let mut reports = Vec::with_capacity(files.len());
    for (at, file) in read.into_iter().enumerate() {
        reports.push(import.file(at, files.len(), file, progress));
    }
    import.into_proposal(reports, &base.office)
}

/// A file after the first pass.
struct ReadFile {
    sha256: String,
    report: FileReport,
    sheets: Vec<ReadSheet>,
}

/// A sheet's rows, ready to be matched.
struct ReadSheet {
    name: String,
    drafts: Vec<Draft>,
    /// Rows that name something that is no person's name.
    misnamed: Vec<(u32, String)>,
}

fn read_file(
    at: usize,
    files: usize,
    file: &SourceFile,
    progress: &mut dyn FnMut(Progress),
) -> ReadFile {
    let mut read = ReadFile {
        sha256: String::new(),
        report: FileReport {
            file: file.name.clone(),
            ..FileReport::default()
        },
        sheets: Vec::new(),
    };
    let workbook = match excel::read_workbook(&file.name, &file.bytes) {
        Ok(workbook) => workbook,
        Err(error) => {
            read.report.error = Some(error);
            return read;
        }
    };
    read.sha256 = hexadecimal(&Sha256::digest(&file.bytes));
    for mut sheet in workbook.sheets {
        progress(Progress {
            file: at + 1,
            files,
            sheet: sheet.name.clone(),
            rows_done: 0,
            rows: sheet.rows.len(),
        });
        let conversion = legacy_font::convert(&mut sheet);
        if sheet.rows.is_empty() {
            continue;
        }
        let (list, blocks) = table::read_list(&sheet);
        let drafts: Vec<Draft> = list
            .people
            .iter()
            .map(|person| {
                draft::read_row(&sheet, &blocks[person.block], person, conversion.is_some())
            })
            .collect();
        let misnamed: Vec<(u32, String)> = list
            .refused
            .iter()
            .filter(|refused| !refused.name.is_empty())
            .map(|refused| (refused.row, refused.name.clone()))
            .collect();
        read.report
            .refused
            .extend(list.refused.into_iter().map(|refused| Refusal {
                sheet: sheet.name.clone(),
                row: refused.row,
                column: refused.column,
                value: refused.value,
                reason: refused.reason,
            }));
        read.report.sheets.push(SheetReport {
            sheet: sheet.name.clone(),
            kind: list.kind,
            title: list.title,
            head_rows: list.head_rows,
            columns: list
                .columns
                .into_iter()
                .map(|column| ColumnReport {
                    letter: column_letters(column.column),
                    head: column.text,
                    field: column.field.filter(|field| *field != Field::Ignored),
                })
                .collect(),
            rows: drafts.len() + misnamed.len(),
            skipped: list.skipped,
            legacy_font: conversion,
        });
        read.sheets.push(ReadSheet {
            name: sheet.name,
            drafts,
            misnamed,
        });
    }
    if read
        .report
        .sheets
        .iter()
        .all(|sheet| sheet.kind == ListKind::NoHead)
    {
        read.report.error = Some(ReadListError::NoList);
    }
    read
}

/// Learns the units of all files: first those named with their kind, then the bare names.
fn learn_units(files: &[ReadFile], units: &mut UnitBook) {
    let names = || {
        files
            .iter()
            .flat_map(|file| &file.sheets)
            .flat_map(|sheet| &sheet.drafts)
            .flat_map(|draft| {
                let moved = draft
                    .movement
                    .iter()
                    .flat_map(|movement| [movement.from.as_ref(), movement.to.as_ref()]);
                [draft.unit.as_ref(), draft.previous_unit.as_ref()]
                    .into_iter()
                    .chain(moved)
                    .flatten()
            })
    };
    let is_bare = |name: &&UnitName| name.kind == UnitKind::Unknown;
    names()
        .filter(|name| !is_bare(name))
        .for_each(|name| units.learn(name));
    names().filter(is_bare).for_each(|name| units.learn(name));
}
