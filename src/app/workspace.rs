//! The office's data as the page works with it: commands in, effects out, every change undoable.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::{Dossier, DossierId, Office};
use crate::law::{
    Assessment, Case, CompiledRules, DataProblem, Library, LoadRuleError, Plausibility, RulesOfDay,
};
use crate::report::Receipt;
use crate::store::Snapshot;

use super::persistence::Shelf;
use super::ports::Batch;
use super::step::Step;
use super::{Command, CommandError, Effect, Filter, Label, Row, Tally};

/// How many steps can be taken back.
const UNDO_STEPS: usize = 200;

/// What the law says, as the workspace needs it.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// The standards.
    pub library: Library,
    /// What can be true of a person; nothing when it could not be read.
    pub plausibility: Option<Plausibility>,
}

impl Law {
    /// The law that is embedded in the program.
    ///
    /// # Errors
    /// [`LoadRuleError`] when an embedded file is broken.
    pub fn embedded() -> Result<Self, LoadRuleError> {
        let rules = CompiledRules::embedded()?;
        Ok(Self {
            library: rules.library,
            plausibility: Some(rules.plausibility),
        })
    }
}

/// The office's data with everything derived from it.
pub struct Workspace {
    shelf: Shelf,
    office: Office,
    dossiers: Vec<Dossier>,
    rows: Vec<Row>,
    at: HashMap<DossierId, usize>,
    /// Places of all dossiers in list order.
    order: Vec<u32>,
    tally: Tally,
    library: Library,
    /// The library with the local decisions of the day; nothing where none is in force.
    localised: Option<Library>,
    plausibility: Option<Plausibility>,
    today: NaiveDate,
    /// Rows from this place on still wait to be judged.
    judged: usize,
    done: Vec<Step>,
    undone: Vec<Step>,
    /// The name of the archive that holds the history up to the last file.
    archive: Option<String>,
}

impl Workspace {
    /// The workspace on a snapshot; nobody is judged yet, see [`Workspace::judge_some`].
    pub fn open(shelf: Shelf, snapshot: Snapshot, law: Law, today: NaiveDate) -> Self {
        let mut workspace = Self {
            shelf,
            office: snapshot.office,
            dossiers: snapshot.dossiers,
            rows: Vec::new(),
            at: HashMap::new(),
            order: Vec::new(),
            tally: Tally::default(),
            library: law.library,
            localised: None,
            plausibility: law.plausibility,
            today,
            judged: 0,
            done: Vec::new(),
            undone: Vec::new(),
            archive: None,
        };
        workspace.rebuild();
        workspace
    }

    /// Puts another snapshot in the place of this one; there is nothing to undo afterwards.
    pub fn reopen(&mut self, shelf: Shelf, snapshot: Snapshot) {
        let law = Law {
            library: std::mem::take(&mut self.library),
            plausibility: self.plausibility.take(),
        };
        *self = Self::open(shelf, snapshot, law, self.today);
    }

    /// The shelf on which the data lie.
    pub fn shelf(&self) -> Shelf {
        self.shelf
    }

    /// The name of the archive that holds the history up to the last file; nothing before there was one.
    pub fn archive(&self) -> Option<&str> {
        self.archive.as_deref()
    }

    /// Notes the archive that holds the history of the data as they are; no step, since it changes no fact.
    pub fn note_archive(&mut self, archive: Option<String>) -> Effect {
        let mut batch = Batch::default();
        self.shelf.write_archive(&mut batch, archive.as_deref());
        self.archive = archive;
        Effect::Persist(batch)
    }

    /// The office and its own decisions.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// The day as of which people are judged.
    pub fn judged_on(&self) -> NaiveDate {
        self.office.judged_on.unwrap_or(self.today)
    }

    /// All dossiers.
    pub fn dossiers(&self) -> &[Dossier] {
        &self.dossiers
    }

    /// The number of dossiers.
    pub fn len(&self) -> usize {
        self.dossiers.len()
    }

    /// Whether there is no dossier.
    pub fn is_empty(&self) -> bool {
        self.dossiers.is_empty()
    }

    /// A copy of everything that the office keeps.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            office: self.office.clone(),
            dossiers: self.dossiers.clone(),
        }
    }

    /// The places of all dossiers, in list order.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// The dossier at a place of a list.
    pub fn at(&self, place: u32) -> Option<(&Dossier, &Row)> {
        let place = place as usize;
        Some((self.dossiers.get(place)?, self.rows.get(place)?))
    }

    /// The dossier of that id.
    pub fn dossier(&self, id: DossierId) -> Option<(&Dossier, &Row)> {
        self.at(u32::try_from(*self.at.get(&id)?).ok()?)
    }

    /// All counts.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The rule library.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The rules by which people are judged: the library with the local decisions of the day.
    pub fn rules_used(&self) -> &Library {
        self.localised.as_ref().unwrap_or(&self.library)
    }

    /// The rules in force on the day of judging.
    pub fn rules(&self) -> RulesOfDay<'_> {
        self.rules_used().on(self.judged_on(), &self.office)
    }

    /// The verdicts with their reasons on every title that the person holds.
    pub fn assess(&self, id: DossierId) -> Vec<Assessment> {
        let Some((dossier, _)) = self.dossier(id) else {
            return Vec::new();
        };
        let rules = self.rules();
        let unit = dossier
            .unit
            .as_ref()
            .and_then(|unit| self.office.unit(unit));
        dossier
            .posts
            .iter()
            .map(|post| {
                rules.assess(&Case {
                    unit,
                    dossier,
                    post,
                })
            })
            .collect()
    }

    /// What the person's judgement rests on.
    pub fn receipt(&self, id: DossierId) -> Option<Receipt> {
        let (dossier, _) = self.dossier(id)?;
        let day = self.judged_on();
        Some(Receipt::of_person(
            self.rules_used(),
            &self.office,
            dossier,
            day,
        ))
    }

    /// The facts of a person that cannot be true.
    pub fn problems(&self, id: DossierId) -> Vec<DataProblem> {
        match (self.dossier(id), &self.plausibility) {
            (Some((dossier, _)), Some(plausibility)) => {
                plausibility.data_problems(dossier, self.judged_on())
            }
            _ => Vec::new(),
        }
    }

    /// The number of people whom the filter admits.
    pub fn count(&self, filter: &Filter) -> u32 {
        self.list(filter, None).len() as u32
    }

    /// The pairs of title and field of study that people hold and the office has not decided on.
    pub fn undecided_majors(&self) -> u32 {
        self.tally
            .majors
            .keys()
            .filter(|pair| !self.office.majors.contains_key(*pair))
            .count() as u32
    }

    /// The rules in force on the day that wait for a person to confirm them.
    pub fn rules_waiting(&self) -> u32 {
        let day = self.judged_on();
        let in_force = self
            .library
            .standards()
            .filter_map(|standard| standard.version_on(day));
        in_force
            .flat_map(|version| &version.rules)
            .filter(|rule| rule.is_doubtful() && !self.office.confirmations.contains_key(&rule.key))
            .count() as u32
    }

    /// What the next undo takes back.
    pub fn undo_label(&self) -> Option<&Label> {
        self.done.last().map(|step| &step.label)
    }

    /// What the next redo does again.
    pub fn redo_label(&self) -> Option<&Label> {
        self.undone.last().map(|step| &step.label)
    }

    /// The places of all people whom the filter admits, in list order.
    ///
    /// `within` is an earlier answer that this one can only narrow, see [`Filter::narrows`].
    pub fn list(&self, filter: &Filter, within: Option<&[u32]>) -> Vec<u32> {
        within
            .unwrap_or(&self.order)
            .iter()
            .copied()
            .filter(|place| {
                self.at(*place)
                    .is_some_and(|(dossier, row)| filter.admits(&self.office, dossier, row))
            })
            .collect()
    }

    /// Judges up to `limit` people who wait for it; returns how many still wait.
    pub fn judge_some(&mut self, limit: usize) -> usize {
        let end = self.rows.len().min(self.judged.saturating_add(limit));
        let library = self.localised.as_ref().unwrap_or(&self.library);
        let rules = library.on(self.office.judged_on.unwrap_or(self.today), &self.office);
        for place in self.judged..end {
            self.rows[place].judge(
                &rules,
                self.plausibility.as_ref(),
                &self.office,
                &self.dossiers[place],
            );
            self.tally.add(&self.dossiers[place], &self.rows[place]);
        }
        self.judged = end;
        self.rows.len() - end
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// [`CommandError`] when the command names what is not there; nothing has changed then.
    pub fn apply(&mut self, command: Command) -> Result<Vec<Effect>, CommandError> {
        let step = match command {
            Command::Undo => {
                let step = self.done.pop().ok_or(CommandError::NoStep)?;
                let effects = self.perform(&step, false);
                self.undone.push(step);
                return Ok(effects);
            }
            Command::Redo => {
                let step = self.undone.pop().ok_or(CommandError::NoStep)?;
                let effects = self.perform(&step, true);
                self.done.push(step);
                return Ok(effects);
            }
            other => Step::of(self, other)?,
        };
        if step.changes_nothing() {
            return Ok(Vec::new());
        }
        let effects = self.perform(&step, true);
        self.undone.clear();
        self.done.push(step);
        if self.done.len() > UNDO_STEPS {
            self.done.remove(0);
        }
        Ok(effects)
    }

    /// Takes over a dossier that another tab has written; nothing means that it removed it.
    ///
    /// It is already kept, so there is no effect; it is no step of this tab, so there is no undo.
    pub fn take_over(&mut self, id: DossierId, after: Option<Dossier>) {
        self.put(id, after);
    }

    /// Takes over the office that another tab has written.
    pub fn take_over_office(&mut self, office: Office) {
        self.set_office(office);
    }

    /// Brings the data to the state after (or before) a step.
    fn perform(&mut self, step: &Step, forward: bool) -> Vec<Effect> {
        let mut batch = Batch::default();
        let many = step.dossiers.len() > 64;
        if let Some(pair) = &step.office {
            let office = if forward { &pair.1 } else { &pair.0 };
            self.shelf.write_office(&mut batch, office);
            if many {
                self.office = office.clone();
            } else {
                self.set_office(office.clone());
            }
        }
        for (id, before, after) in &step.dossiers {
            let state = if forward { after } else { before };
            if before != after {
                self.shelf.write_dossier(&mut batch, *id, state.as_ref());
                if many {
                    self.put_unsorted(*id, state.clone());
                } else {
                    self.put(*id, state.clone());
                }
            }
        }
        if many {
            self.rebuild();
        }
        if let Some(pair) = &step.archive {
            let archive = if forward { &pair.1 } else { &pair.0 };
            self.shelf.write_archive(&mut batch, archive.as_deref());
            self.archive.clone_from(archive);
        }
        vec![Effect::Persist(batch)]
    }

    fn set_office(&mut self, office: Office) {
        if self.office == office {
            return;
        }
        let same_judgement = self.office.judged_on == office.judged_on
            && self.office.units == office.units
            && self.office.confirmations == office.confirmations
            && self.office.majors == office.majors
            && self.office.local == office.local;
        self.office = office;
        if !same_judgement {
            self.judge_anew();
        }
    }

    /// Lets everybody wait for judgement again.
    fn judge_anew(&mut self) {
        let day = self.judged_on();
        self.localised = match self.library.localised(&self.office.local, day) {
            Cow::Owned(library) => Some(library),
            Cow::Borrowed(_) => None,
        };
        self.judged = 0;
        self.tally = Tally::default();
    }

    /// Derives everything from the dossiers anew.
    fn rebuild(&mut self) {
        self.at = self
            .dossiers
            .iter()
            .enumerate()
            .map(|(place, d)| (d.id, place))
            .collect();
        self.rows = self
            .dossiers
            .iter()
            .map(|dossier| Row::of(&self.office, dossier))
            .collect();
        self.order = (0..self.dossiers.len() as u32).collect();
        let rows = &self.rows;
        self.order
            .sort_by(|a, b| rows[*a as usize].sort.cmp(&rows[*b as usize].sort));
        self.judge_anew();
    }

    fn put_unsorted(&mut self, id: DossierId, after: Option<Dossier>) {
        match (self.at.get(&id).copied(), after) {
            (Some(place), Some(after)) => self.dossiers[place] = after,
            (None, Some(after)) => {
                self.at.insert(id, self.dossiers.len());
                self.dossiers.push(after);
            }
            (Some(place), None) => {
                self.at.remove(&id);
                self.dossiers.swap_remove(place);
                if let Some(moved) = self.dossiers.get(place) {
                    self.at.insert(moved.id, place);
                }
            }
            (None, None) => {}
        }
    }

    /// Puts one dossier in its new state and judges it; the work does not depend on how many there are
    /// but for moving places in the list order.
    fn put(&mut self, id: DossierId, after: Option<Dossier>) {
        if let Some(place) = self.at.get(&id).copied() {
            if place < self.judged {
                self.tally.remove(&self.dossiers[place], &self.rows[place]);
            }
            if let Some(index) = self.place_in_order(place) {
                self.order.remove(index);
            }
            let last = self.dossiers.len() - 1;
            if after.is_none() && place != last {
                // The last dossier moves into the gap: its place in the order changes with it.
                if let Some(index) = self.place_in_order(last) {
                    self.order[index] = place as u32;
                }
                if last >= self.judged && place < self.judged {
                    // It was not judged yet, so it must not lie among those that were.
                    let library = self.localised.as_ref().unwrap_or(&self.library);
                    let rules = library.on(self.judged_on(), &self.office);
                    self.rows[last].judge(
                        &rules,
                        self.plausibility.as_ref(),
                        &self.office,
                        &self.dossiers[last],
                    );
                    self.tally.add(&self.dossiers[last], &self.rows[last]);
                }
            }
        }
        match after {
            None => {
                if let Some(place) = self.at.get(&id).copied() {
                    self.rows.swap_remove(place);
                    self.put_unsorted(id, None);
                    self.judged = self.judged.min(self.rows.len());
                }
            }
            Some(dossier) => {
                let mut row = Row::of(&self.office, &dossier);
                let place = self.at.get(&id).copied().unwrap_or(self.dossiers.len());
                if place < self.judged || (place == self.judged && place == self.dossiers.len()) {
                    row.judge(
                        &self.rules(),
                        self.plausibility.as_ref(),
                        &self.office,
                        &dossier,
                    );
                    self.tally.add(&dossier, &row);
                    self.judged = self.judged.max(place + 1);
                }
                let index = self
                    .order
                    .partition_point(|other| self.sorts_before(*other as usize, &row, place));
                if place == self.rows.len() {
                    self.rows.push(row);
                } else {
                    self.rows[place] = row;
                }
                self.put_unsorted(id, Some(dossier));
                self.order.insert(index, place as u32);
            }
        }
    }

    fn sorts_before(&self, other: usize, row: &Row, place: usize) -> bool {
        (&self.rows[other].sort, other) < (&row.sort, place)
    }

    fn place_in_order(&self, place: usize) -> Option<usize> {
        let row = self.rows.get(place)?;
        let index = self
            .order
            .partition_point(|other| self.sorts_before(*other as usize, row, place));
        if self.order.get(index) == Some(&(place as u32)) {
            return Some(index);
        }
        // Places that moved when another dossier was removed may lie among equal names.
        self.order.iter().position(|other| *other as usize == place)
    }
}
