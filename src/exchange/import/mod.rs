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
mod report;
mod table;
mod titles;
mod units;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use sha2::{Digest, Sha256};

pub use report::*;

use self::draft::Draft;
use self::merge::{Authority, Merge};
use self::units::{Found, UnitBook, UnitName};
use crate::domain::{
    Dossier, DossierId, Movement, Office, PositionTenure, SourceList, Succession, UnitId, UnitKind,
    match_key,
};
use crate::exchange::excel::{self, ReadListError, column_letters, legacy_font};
use crate::exchange::matching::{Identity, Index, Match};
use crate::store::Snapshot;

/// Rows between two messages of progress.
const ROWS_PER_PROGRESS: usize = 250;

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
    let mut import = Import {
        people: base.dossiers.clone(),
        changed: HashSet::new(),
        index: Index::default(),
        units,
        answers,
        new_id,
        source_lists: base.office.source_lists.clone(),
    };
    for (at, dossier) in import.people.iter().enumerate() {
        import.index.add(at, &dossier.name);
    }
    let mut reports = Vec::with_capacity(files.len());
    for (at, file) in read.into_iter().enumerate() {
        reports.push(import.file(at, files.len(), file, progress));
    }
    let mut changed: Vec<usize> = import.changed.into_iter().collect();
    changed.sort_unstable();
    Proposal {
        files: reports,
        dossiers: changed
            .into_iter()
            .map(|at| import.people[at].clone())
            .collect(),
        office: Office {
            units: import.units.into_units(),
            source_lists: import.source_lists,
            ..base.office.clone()
        },
    }
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

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
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

/// The second pass.
struct Import<'a> {
    people: Vec<Dossier>,
    /// Places of the people that are new or changed.
    changed: HashSet<usize>,
    index: Index,
    units: UnitBook,
    answers: &'a Answers,
    new_id: &'a mut dyn FnMut() -> DossierId,
    source_lists: BTreeMap<String, SourceList>,
}

/// A row's units found in the book.
#[derive(Default)]
struct Resolved {
    unit: Option<UnitId>,
    from: Option<UnitId>,
    to: Option<UnitId>,
    previous: Option<UnitId>,
}

/// Which rows of the list have met which people.
struct Met<'m> {
    in_sheet: &'m HashMap<usize, u32>,
    authority: Authority,
}

impl Import<'_> {
    fn file(
        &mut self,
        at: usize,
        files: usize,
        file: ReadFile,
        progress: &mut dyn FnMut(Progress),
    ) -> FileReport {
        let mut report = file.report;
        let known = self.source_lists.contains_key(&file.sha256);
        let authority = if known {
            Authority::Adds
        } else {
            Authority::Replaces
        };
        for sheet in file.sheets {
            let rows = sheet.drafts.len();
            let mut met = HashMap::new();
            for (done, draft) in sheet.drafts.into_iter().enumerate() {
                if done % ROWS_PER_PROGRESS == 0 {
                    progress(Progress {
                        file: at + 1,
                        files,
                        sheet: sheet.name.clone(),
                        rows_done: done,
                        rows,
                    });
                }
                self.row(&sheet.name, draft, authority, &mut met, &mut report);
            }
            for (row, name) in sheet.misnamed {
                report.outcomes.push(RowOutcome {
                    sheet: sheet.name.clone(),
                    row,
                    name,
                    kind: RowKind::Refused,
                    id: None,
                    changes: Vec::new(),
                });
            }
        }
        report.rows = report.outcomes.len();
        let count = |kind| {
            report
                .outcomes
                .iter()
                .filter(|outcome| outcome.kind == kind)
                .count()
        };
        report.created = count(RowKind::Created);
        report.updated = count(RowKind::Updated);
        report.unchanged = count(RowKind::Unchanged);
        if report.error.is_none() {
            self.source_lists.entry(file.sha256).or_insert(SourceList {
                file: report.file.clone(),
            });
        }
        report
    }

    fn row(
        &mut self,
        sheet: &str,
        mut draft: Draft,
        authority: Authority,
        met: &mut HashMap<usize, u32>,
        report: &mut FileReport,
    ) {
        let resolved = self.resolve(sheet, &mut draft);
        report.refused.append(&mut draft.refused);
        let mut units: Vec<UnitId> = resolved
            .unit
            .iter()
            .chain(&resolved.to)
            .chain(&resolved.from)
            .cloned()
            .collect();
        units.dedup();
        let identity = Identity::new(&draft.name, draft.birth, units);
        let found = self
            .index
            .find(&identity, &self.people, |at| met.contains_key(&at));
        let state = Met {
            in_sheet: met,
            authority,
        };
        let mut outcome = RowOutcome {
            sheet: sheet.to_owned(),
            row: draft.row,
            name: draft.name.clone(),
            kind: RowKind::Question,
            id: None,
            changes: Vec::new(),
        };
        let decision = self.decide(sheet, &draft, &identity, &resolved, found, &state);
        match decision {
            Decision::Merge(at, authority) => {
                outcome.changes = self.merge(at, &draft, &resolved, authority);
                outcome.id = Some(self.people[at].id);
                outcome.kind = if outcome.changes.is_empty() {
                    RowKind::Unchanged
                } else {
                    self.changed.insert(at);
                    RowKind::Updated
                };
                met.insert(at, draft.row);
            }
            Decision::Create => {
                if draft.unit.is_none() {
                    report.refused.push(Refusal {
                        sheet: sheet.to_owned(),
                        row: draft.row,
                        column: draft.unit_column.clone(),
                        value: String::new(),
                        reason: Reason::NoUnit,
                    });
                }
                let at = self.people.len();
                let id = (self.new_id)();
                self.people.push(Dossier::new(id, draft.name.clone()));
                self.index.add(at, &draft.name);
                self.merge(at, &draft, &resolved, Authority::Replaces);
                self.changed.insert(at);
                outcome.id = Some(id);
                outcome.kind = RowKind::Created;
                met.insert(at, draft.row);
            }
            Decision::LeaveOut => {
                outcome.kind = RowKind::Refused;
                report.refused.push(Refusal {
                    sheet: sheet.to_owned(),
                    row: draft.row,
                    column: String::new(),
                    value: draft.name.clone(),
                    reason: Reason::LeftOut,
                });
            }
            Decision::Ask(question) => report.questions.push(question),
        }
        report.outcomes.push(outcome);
    }

    fn resolve(&mut self, sheet: &str, draft: &mut Draft) -> Resolved {
        let mut resolved = Resolved::default();
        let mut ambiguous: Vec<String> = Vec::new();
        let mut find = |name: Option<&UnitName>| match name.and_then(|name| self.units.find(name)) {
            Some(Found::One(id)) => Some(id),
            Some(Found::Several) => {
                ambiguous.extend(name.map(|name| name.name.clone()));
                None
            }
            None => None,
        };
        resolved.unit = find(draft.unit.as_ref());
        resolved.previous = find(draft.previous_unit.as_ref());
        if let Some(movement) = &draft.movement {
            resolved.from = find(movement.from.as_ref());
            resolved.to = find(movement.to.as_ref());
        }
        let refusals = ambiguous.into_iter().map(|name| Refusal {
            sheet: sheet.to_owned(),
            row: draft.row,
            column: draft.unit_column.clone(),
            value: name,
            reason: Reason::AmbiguousUnit,
        });
        draft.refused.extend(refusals);
        resolved
    }

    fn decide(
        &self,
        sheet: &str,
        draft: &Draft,
        identity: &Identity,
        resolved: &Resolved,
        found: Match,
        met: &Met<'_>,
    ) -> Decision {
        let (reason, candidates) = match found {
            Match::Person(at) => {
                let twice =
                    draft.kind == Some(ListKind::Personnel) && met.in_sheet.contains_key(&at);
                if !twice || self.would_not_change(at, draft, resolved, met.authority) {
                    return Decision::Merge(at, met.authority);
                }
                (QuestionReason::TwiceInList, vec![at])
            }
            Match::Nobody => return Decision::Create,
            Match::Ask(reason, candidates) => (reason, candidates),
        };
        let key = question_key(sheet, draft, identity);
        match self.answers.get(&key) {
            Some(Answer::Same(id)) => {
                if let Some(at) = self.people.iter().position(|person| person.id == *id) {
                    return Decision::Merge(at, met.authority);
                }
            }
            Some(Answer::New) => {
                // Answered before: the person made then is the one who has exactly these facts.
                let made = candidates.iter().copied().find(|at| {
                    let person = &self.people[*at];
                    person.birth == draft.birth
                        && person.unit == resolved.unit
                        && match_key(&person.name) == identity.name
                });
                return match made.filter(|_| reason == QuestionReason::SeveralFit) {
                    Some(at) => Decision::Merge(at, met.authority),
                    None => Decision::Create,
                };
            }
            Some(Answer::Skip) => return Decision::LeaveOut,
            None => {}
        }
        let unit = resolved.unit.as_ref().or(resolved.to.as_ref());
        Decision::Ask(Question {
            key,
            sheet: sheet.to_owned(),
            row: draft.row,
            name: draft.name.clone(),
            birth: draft
                .birth
                .map(|birth| birth.to_string())
                .unwrap_or_default(),
            unit: unit.map(|unit| self.unit_text(unit)).unwrap_or_default(),
            post: draft.post_written.clone(),
            reason,
            candidates: candidates
                .into_iter()
                .map(|at| self.candidate(&self.people[at]))
                .collect(),
        })
    }

    fn would_not_change(
        &self,
        at: usize,
        draft: &Draft,
        resolved: &Resolved,
        authority: Authority,
    ) -> bool {
        let mut copy = self.people[at].clone();
        merge_row(&mut copy, draft, resolved, &self.units, authority).is_empty()
    }

    fn merge(
        &mut self,
        at: usize,
        draft: &Draft,
        resolved: &Resolved,
        authority: Authority,
    ) -> Vec<FieldChange> {
        merge_row(
            &mut self.people[at],
            draft,
            resolved,
            &self.units,
            authority,
        )
    }

    fn unit_text(&self, id: &UnitId) -> String {
        self.units.get(id).map_or_else(
            || id.0.clone(),
            |unit| format!("{} {}", unit.kind.code(), unit.name),
        )
    }

    fn candidate(&self, person: &Dossier) -> Candidate {
        Candidate {
            id: person.id,
            name: person.name.clone(),
            birth: person
                .birth
                .map(|birth| birth.to_string())
                .unwrap_or_default(),
            unit: person
                .unit
                .as_ref()
                .map(|unit| self.unit_text(unit))
                .unwrap_or_default(),
            titles: person
                .posts
                .iter()
                .map(|post| post.title.code().to_owned())
                .collect(),
        }
    }
}

/// What to do with a row.
enum Decision {
    Merge(usize, Authority),
    Create,
    LeaveOut,
    Ask(Question),
}

/// Names the question of a row by the row's own facts, so that an answer fits the next run too.
fn question_key(sheet: &str, draft: &Draft, identity: &Identity) -> String {
    let mut facts = format!("{sheet}\n{}\n{}\n", draft.row, identity.name);
    let _ = write!(facts, "{:?}\n{:?}", draft.birth, identity.units);
    hexadecimal(&Sha256::digest(facts.as_bytes())[..12])
}

/// Merges a row into its dossier and gives the changes.
fn merge_row(
    dossier: &mut Dossier,
    draft: &Draft,
    resolved: &Resolved,
    units: &UnitBook,
    authority: Authority,
) -> Vec<FieldChange> {
    let mut merge = Merge::new(dossier, authority);
    merge.date(Field::Birth, |d| &mut d.birth, draft.birth);
    merge.sex(draft.sex);
    match &draft.movement {
        Some(_) => merge_movement(&mut merge, draft, resolved, units),
        None => merge.unit(resolved.unit.as_ref()),
    }
    let kind = draft.kind.unwrap_or(ListKind::Personnel);
    let personnel = kind == ListKind::Personnel;
    // A post that changes hands is one of the titles held; the list of such posts does not change them.
    if kind != ListKind::Tenure || merge.dossier.posts.is_empty() {
        merge.posts(
            &draft.titles,
            &draft.post_written,
            draft.post_since,
            personnel,
        );
    }
    merge.text(Field::HomePlace, |d| &mut d.home_place, &draft.home_place);
    merge.text(Field::Ethnicity, |d| &mut d.ethnicity, &draft.ethnicity);
    merge.date(
        Field::PartyJoined,
        |d| &mut d.party_joined,
        draft.party_joined,
    );
    merge.date(
        Field::ServiceStarted,
        |d| &mut d.service_started,
        draft.service_started,
    );
    merge.level(
        Field::GeneralEducation,
        |d| &mut d.general_education,
        draft.general_education.as_ref(),
    );
    merge.level(
        Field::ProfessionalLevel,
        |d| &mut d.professional_level,
        draft.professional_level.as_ref(),
    );
    merge.text(Field::FieldOfStudy, |d| &mut d.field, &draft.field);
    merge.level(
        Field::PoliticalTheory,
        |d| &mut d.political_theory,
        draft.political_theory.as_ref(),
    );
    merge.level(
        Field::StateManagement,
        |d| &mut d.state_management,
        draft.state_management.as_ref(),
    );
    merge.level(
        Field::Informatics,
        |d| &mut d.informatics,
        draft.informatics.as_ref(),
    );
    merge.foreign_language(draft.foreign_language.as_ref());
    merge.level(
        Field::MinorityLanguage,
        |d| &mut d.minority_language,
        draft.minority_language.as_ref(),
    );
    if let Some(course) = &draft.course {
        merge.course(course);
    }
    for rating in &draft.ratings {
        merge.rating(*rating);
    }
    let (from_year, until_year) = draft
        .term
        .map_or((None, None), |(from, until)| (Some(from), until));
    for (title, written) in &draft.successions {
        merge.succession(&Succession {
            title: *title,
            written: written.clone(),
            from_year,
            until_year,
        });
    }
    if kind == ListKind::Tenure {
        merge.tenure(&PositionTenure {
            title: draft.titles.first().copied(),
            written: draft.post_written.clone(),
            since: draft.tenure_since,
            previous_unit: resolved.previous.clone(),
            note: draft.note.clone(),
        });
    } else {
        merge.remark(&draft.note);
    }
    merge.talent(draft.talent.as_ref());
    // A remark about a course only adds to what a study list says of it.
    let authority = std::mem::replace(&mut merge.authority, Authority::Adds);
    for course in &draft.noted_courses {
        merge.course(course);
    }
    merge.authority = authority;
    merge.changes
}

/// A move to a superior body leaves the corps; one to a commune is entered with the person there.
fn merge_movement(merge: &mut Merge<'_>, draft: &Draft, resolved: &Resolved, units: &UnitBook) {
    let Some(movement) = &draft.movement else {
        return;
    };
    merge.movement(&Movement {
        kind: movement.kind,
        from_unit: resolved.from.clone(),
        from_post: movement.from_post.clone(),
        to_unit: resolved.to.clone(),
        to_post: movement.to_post.clone(),
        on: movement.on,
    });
    let Some(to) = &resolved.to else {
        return merge.unit(resolved.unit.as_ref());
    };
    if units
        .get(to)
        .is_some_and(|unit| unit.kind == UnitKind::Superior)
    {
        merge.left(to);
        return;
    }
    let known_elsewhere = merge
        .dossier
        .unit
        .as_ref()
        .is_some_and(|unit| Some(unit) == resolved.from.as_ref() && unit != to);
    if merge.dossier.unit.is_none() || known_elsewhere {
        merge.unit(Some(to));
    }
    if merge.dossier.posts.is_empty() {
        let titles = titles::read_titles(&movement.to_post).titles;
        merge.posts(&titles, &movement.to_post, None, false);
    }
}
