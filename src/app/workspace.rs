//! The office's data as the page works with it: commands in, effects out, every change undoable.

use std::collections::HashMap;

use chrono::NaiveDate;
use thiserror::Error;

use crate::domain::{
    AreaClass, Confirmation, Dossier, DossierId, MajorDecision, Office, SortKey, Title, UnitId,
    UnitKind, fold, match_key, sort_key,
};
use crate::law::{
    Assessment, Case, CompiledRules, Criterion, DataProblem, Judgement, Library, LoadRuleError,
    Plausibility, RulesOfDay, Verdict,
};
use crate::plan::{Need, needs};
use crate::store::Snapshot;

use super::persistence::Shelf;
use super::ports::Batch;
use super::{FieldEdit, FieldId, Filter, Tally};

/// How many steps can be taken back.
const UNDO_STEPS: usize = 200;

/// What is derived from one dossier and kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Orders the lists: given name first.
    sort: SortKey,
    /// What a search looks through: name, unit, title and field of study without accents.
    pub folded: String,
    /// One for each title held; empty until judged.
    pub judgements: Vec<Judgement>,
    /// The worst of the titles' overall verdicts; nothing for a person without a title or not yet judged.
    pub overall: Option<Verdict>,
    /// For each criterion the worst verdict over the titles.
    pub criteria: [Option<Verdict>; Criterion::COUNT],
    /// Training that follows from the gaps.
    pub needs: Vec<Need>,
    /// The number of facts that cannot be true.
    pub problems: usize,
}

/// What the user asked for.
#[derive(Debug, Clone)]
pub enum Command {
    /// Set one field of one dossier.
    Edit(DossierId, FieldEdit),
    /// Enter a new person.
    Enter(Box<Dossier>),
    /// Take a person's dossier out of the database.
    Remove(DossierId),
    /// Write what a dry run of an import proposed.
    Import {
        /// New and changed dossiers, whole.
        dossiers: Vec<Dossier>,
        /// The office as it is afterwards.
        office: Box<Office>,
    },
    /// Put the content of a data file in the place of everything.
    Replace(Box<Snapshot>),
    /// Judge as of a day; nothing means today.
    JudgeOn(Option<NaiveDate>),
    /// State the area class of a unit.
    SetArea(UnitId, Option<AreaClass>),
    /// State the area class of all units of a kind.
    SetAreas(UnitKind, Option<AreaClass>),
    /// State the kind of a unit.
    SetKind(UnitId, UnitKind),
    /// Confirm a rule of low certainty, or withdraw the confirmation.
    Confirm(String, Option<Confirmation>),
    /// Decide which fields of study fit which title; nothing withdraws the decision.
    DecideMajors(Vec<(Title, String, Option<bool>)>),
    /// Name the office.
    NameOffice(String),
    /// Take back the last step.
    Undo,
    /// Take the last step again.
    Redo,
}

/// What a step did, for the words beside "undo".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// One field of a person.
    Edited(FieldId, String),
    /// A person was entered.
    Entered(String),
    /// A person was removed.
    Removed(String),
    /// Lists were imported: how many dossiers changed.
    Imported(usize),
    /// A data file was opened: how many dossiers it holds.
    Replaced(usize),
    /// The day of judging.
    JudgedOn,
    /// Facts about units.
    Units,
    /// A rule was confirmed, or the confirmation withdrawn.
    Confirmed,
    /// Fields of study were decided on.
    Majors(usize),
    /// The office's name.
    Named,
}

/// Why a command was not carried out; nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CommandError {
    /// The person is not in the database.
    #[error("no dossier `{0}`")]
    NoSuchDossier(DossierId),
    /// A person must have a name.
    #[error("a dossier needs a name")]
    NameMissing,
    /// There is no such unit.
    #[error("no unit `{}`", .0.0)]
    NoSuchUnit(UnitId),
    /// There is nothing to undo or redo.
    #[error("no step to take")]
    NoStep,
}

/// What the outside has to do after a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Keep these texts; until it is done, the page says that it is not saved.
    Persist(Batch),
}

/// One undoable change.
#[derive(Debug, Clone)]
struct Step {
    label: Label,
    /// Each dossier before and after.
    dossiers: Vec<(DossierId, Option<Dossier>, Option<Dossier>)>,
    /// The office before and after.
    office: Option<Box<(Office, Office)>>,
}

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
    plausibility: Option<Plausibility>,
    today: NaiveDate,
    /// Rows from this place on still wait to be judged.
    judged: usize,
    done: Vec<Step>,
    undone: Vec<Step>,
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
            plausibility: law.plausibility,
            today,
            judged: 0,
            done: Vec::new(),
            undone: Vec::new(),
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

    /// The rules in force on the day of judging.
    pub fn rules(&self) -> RulesOfDay<'_> {
        self.library.on(self.judged_on(), &self.office)
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
        let rules = self
            .library
            .on(self.office.judged_on.unwrap_or(self.today), &self.office);
        for place in self.judged..end {
            judge_row(
                &rules,
                self.plausibility.as_ref(),
                &self.office,
                &self.dossiers[place],
                &mut self.rows[place],
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
            other => self.plan(other)?,
        };
        let changes_nothing = step
            .dossiers
            .iter()
            .all(|(_, before, after)| before == after)
            && step.office.as_ref().is_none_or(|pair| pair.0 == pair.1);
        if changes_nothing {
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

    /// What a command changes, before it is done.
    fn plan(&self, command: Command) -> Result<Step, CommandError> {
        let found = |id: DossierId| {
            self.dossier(id)
                .map(|(dossier, _)| dossier)
                .ok_or(CommandError::NoSuchDossier(id))
        };
        match command {
            Command::Edit(id, edit) => {
                let before = found(id)?;
                let after = edit.applied_to(before);
                if after.name.is_empty() {
                    return Err(CommandError::NameMissing);
                }
                if let FieldEdit::Unit(Some(unit)) = &edit
                    && self.office.unit(unit).is_none()
                {
                    return Err(CommandError::NoSuchUnit(unit.clone()));
                }
                let label = Label::Edited(edit.field(), after.name.clone());
                Ok(Step::of_one(label, id, Some(before.clone()), Some(after)))
            }
            Command::Enter(dossier) => {
                if dossier.name.is_empty() {
                    return Err(CommandError::NameMissing);
                }
                let label = Label::Entered(dossier.name.clone());
                Ok(Step::of_one(label, dossier.id, None, Some(*dossier)))
            }
            Command::Remove(id) => {
                let before = found(id)?.clone();
                Ok(Step::of_one(
                    Label::Removed(before.name.clone()),
                    id,
                    Some(before),
                    None,
                ))
            }
            Command::Import { dossiers, office } => Ok(Step {
                label: Label::Imported(dossiers.len()),
                dossiers: dossiers
                    .into_iter()
                    .map(|after| (after.id, found(after.id).ok().cloned(), Some(after)))
                    .collect(),
                office: Some(Box::new((self.office.clone(), *office))),
            }),
            Command::Replace(snapshot) => {
                let label = Label::Replaced(snapshot.dossiers.len());
                let mut dossiers: Vec<_> = snapshot
                    .dossiers
                    .into_iter()
                    .map(|after| (after.id, found(after.id).ok().cloned(), Some(after)))
                    .collect();
                let kept: std::collections::HashSet<DossierId> =
                    dossiers.iter().map(|(id, ..)| *id).collect();
                let gone = self
                    .dossiers
                    .iter()
                    .filter(|dossier| !kept.contains(&dossier.id));
                dossiers.extend(gone.map(|before| (before.id, Some(before.clone()), None)));
                let office = Some(Box::new((self.office.clone(), snapshot.office)));
                Ok(Step {
                    label,
                    dossiers,
                    office,
                })
            }
            Command::JudgeOn(day) => Ok(self.office_step(Label::JudgedOn, |office| {
                office.judged_on = day;
            })),
            Command::SetArea(id, area) => {
                self.office
                    .unit(&id)
                    .ok_or_else(|| CommandError::NoSuchUnit(id.clone()))?;
                Ok(self.office_step(Label::Units, |office| {
                    office
                        .units
                        .iter_mut()
                        .filter(|u| u.id == id)
                        .for_each(|u| u.area = area);
                }))
            }
            Command::SetAreas(kind, area) => Ok(self.office_step(Label::Units, |office| {
                office
                    .units
                    .iter_mut()
                    .filter(|u| u.kind == kind)
                    .for_each(|u| u.area = area);
            })),
            Command::SetKind(id, kind) => {
                self.office
                    .unit(&id)
                    .ok_or_else(|| CommandError::NoSuchUnit(id.clone()))?;
                Ok(self.office_step(Label::Units, |office| {
                    office
                        .units
                        .iter_mut()
                        .filter(|u| u.id == id)
                        .for_each(|u| u.kind = kind);
                }))
            }
            Command::Confirm(key, confirmation) => {
                Ok(self.office_step(Label::Confirmed, |office| {
                    match confirmation {
                        Some(confirmation) => office.confirmations.insert(key, confirmation),
                        None => office.confirmations.remove(&key),
                    };
                }))
            }
            Command::DecideMajors(decisions) => {
                Ok(self.office_step(Label::Majors(decisions.len()), |office| {
                    for (title, field, fits) in decisions {
                        let key = (title, match_key(&field));
                        match fits {
                            Some(fits) => office.majors.insert(key, MajorDecision { field, fits }),
                            None => office.majors.remove(&key),
                        };
                    }
                }))
            }
            Command::NameOffice(name) => Ok(self.office_step(Label::Named, |office| {
                office.name = crate::domain::tidy(&name);
            })),
            Command::Undo | Command::Redo => Err(CommandError::NoStep),
        }
    }

    fn office_step(&self, label: Label, change: impl FnOnce(&mut Office)) -> Step {
        let mut after = self.office.clone();
        change(&mut after);
        Step {
            label,
            dossiers: Vec::new(),
            office: Some(Box::new((self.office.clone(), after))),
        }
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
        vec![Effect::Persist(batch)]
    }

    fn set_office(&mut self, office: Office) {
        if self.office == office {
            return;
        }
        let same_judgement = self.office.judged_on == office.judged_on
            && self.office.units == office.units
            && self.office.confirmations == office.confirmations
            && self.office.majors == office.majors;
        self.office = office;
        if !same_judgement {
            self.judge_anew();
        }
    }

    /// Lets everybody wait for judgement again.
    fn judge_anew(&mut self) {
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
            .map(|dossier| derive(&self.office, dossier))
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
                    let rules = self.library.on(self.judged_on(), &self.office);
                    judge_row(
                        &rules,
                        self.plausibility.as_ref(),
                        &self.office,
                        &self.dossiers[last],
                        &mut self.rows[last],
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
                let mut row = derive(&self.office, &dossier);
                let place = self.at.get(&id).copied().unwrap_or(self.dossiers.len());
                if place < self.judged || (place == self.judged && place == self.dossiers.len()) {
                    judge_row(
                        &self.rules(),
                        self.plausibility.as_ref(),
                        &self.office,
                        &dossier,
                        &mut row,
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

impl Step {
    fn of_one(
        label: Label,
        id: DossierId,
        before: Option<Dossier>,
        after: Option<Dossier>,
    ) -> Self {
        Self {
            label,
            dossiers: vec![(id, before, after)],
            office: None,
        }
    }
}

fn derive(office: &Office, dossier: &Dossier) -> Row {
    let unit = dossier.unit.as_ref().and_then(|id| office.unit(id));
    let unit_name = unit.map_or("", |unit| unit.name.as_str());
    Row {
        sort: sort_key(&dossier.name),
        folded: fold(&format!(
            "{} {unit_name} {} {}",
            dossier.name, dossier.post_written, dossier.field
        )),
        judgements: Vec::new(),
        overall: None,
        criteria: [None; Criterion::COUNT],
        needs: Vec::new(),
        problems: 0,
    }
}

/// The verdict that counts when a person has both.
fn worse(one: Verdict, other: Verdict) -> Verdict {
    Verdict::overall([one, other])
}

fn judge_row(
    rules: &RulesOfDay,
    plausibility: Option<&Plausibility>,
    office: &Office,
    dossier: &Dossier,
    row: &mut Row,
) {
    let unit = dossier.unit.as_ref().and_then(|id| office.unit(id));
    row.judgements = dossier
        .posts
        .iter()
        .map(|post| {
            rules.judge(&Case {
                unit,
                dossier,
                post,
            })
        })
        .collect();
    row.overall = row
        .judgements
        .iter()
        .map(|judgement| judgement.overall)
        .reduce(worse);
    row.criteria = [None; Criterion::COUNT];
    for judgement in &row.judgements {
        for (worst, verdict) in row.criteria.iter_mut().zip(judgement.verdicts) {
            *worst = match (*worst, verdict) {
                (Some(a), Some(b)) => Some(worse(a, b)),
                (a, b) => a.or(b),
            };
        }
    }
    row.needs = needs(rules, unit, dossier);
    row.problems = plausibility.map_or(0, |p| p.data_problems(dossier, rules.day()).len());
}
