//! The second pass: whom each row means, and what it changes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::ReadFile;
use super::draft::Draft;
use super::merge::Authority;
use super::merge_row::merge_row;
use super::report::*;
use super::units::{Found, UnitBook, UnitName};
use crate::domain::{Dossier, DossierId, Office, SourceList, UnitId, hexadecimal, match_key};
use crate::exchange::matching::{Identity, Index, Match};
use crate::store::Snapshot;

/// Rows between two messages of progress.
const ROWS_PER_PROGRESS: usize = 250;

/// The second pass.
pub(super) struct Import<'a> {
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
pub(super) struct Resolved {
    pub unit: Option<UnitId>,
    pub from: Option<UnitId>,
    pub to: Option<UnitId>,
    pub previous: Option<UnitId>,
}

/// Which rows of the list have met which people.
struct Met<'m> {
    in_sheet: &'m HashMap<usize, u32>,
    authority: Authority,
}

impl<'a> Import<'a> {
    pub(super) fn new(
        base: &Snapshot,
        units: UnitBook,
        answers: &'a Answers,
        new_id: &'a mut dyn FnMut() -> DossierId,
    ) -> Self {
        let mut index = Index::default();
        for (at, dossier) in base.dossiers.iter().enumerate() {
            index.add(at, &dossier.name);
        }
        Self {
            people: base.dossiers.clone(),
            changed: HashSet::new(),
            index,
            units,
            answers,
            new_id,
            source_lists: base.office.source_lists.clone(),
        }
    }

    pub(super) fn into_proposal(self, files: Vec<FileReport>, before: &Office) -> Proposal {
        let changed = &self.changed;
        let people = self.people.into_iter().enumerate();
        Proposal {
            files,
            dossiers: people
                .filter(|(at, _)| changed.contains(at))
                .map(|(_, person)| person)
                .collect(),
            office: Office {
                units: self.units.into_units(),
                source_lists: self.source_lists,
                ..before.clone()
            },
        }
    }

    pub(super) fn file(
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
