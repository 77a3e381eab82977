//! What the user can ask of the [`Workspace`](super::Workspace), why it may be refused, and what follows.

use chrono::NaiveDate;
use thiserror::Error;

use crate::domain::{
    AreaClass, Confirmation, Dossier, DossierId, LocalDecision, LocalPeriod, Office, Title, UnitId,
    UnitKind,
};
use crate::law::LocalError;
use crate::store::Snapshot;

use super::ports::Batch;
use super::{FieldEdit, FieldId, PlanCommand, PlanDeed};

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
    /// Take over the state of an archive that was opened, merged or decided on.
    Adopt {
        /// The data as they are in the archive.
        snapshot: Box<Snapshot>,
        /// The archive's name, under which it lies beside the texts.
        archive: String,
        /// What was done.
        label: Label,
    },
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
    /// Put these local decisions in the place of all.
    DecideLocally(Vec<LocalDecision>),
    /// Enter how long a post is held before it changes hands; nothing leaves it to the law.
    SetConversionPeriod(Title, Option<LocalPeriod>),
    /// Name the office.
    NameOffice(String),
    /// Change what the office plans.
    Plan(Box<PlanCommand>),
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
    /// A colleague's file was merged: how many dossiers changed.
    Merged(usize),
    /// A conflict about a person was decided.
    Decided(String),
    /// The day of judging.
    JudgedOn,
    /// Facts about units.
    Units,
    /// A rule was confirmed, or the confirmation withdrawn.
    Confirmed,
    /// Fields of study were decided on.
    Majors(usize),
    /// A local decision was entered, changed or withdrawn.
    Local,
    /// How long a post is held.
    ConversionPeriod,
    /// The office's name.
    Named,
    /// A training plan.
    Plan(PlanDeed),
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
    /// There is no such training plan, or no such line in it.
    #[error("no such training plan or line")]
    NoSuchPlan,
    /// The state of the plan does not allow it.
    #[error("the state of the plan does not allow it")]
    PlanState,
    /// A frozen plan is changed by a decision only.
    #[error("a decision has a number")]
    DecisionMissing,
    /// The local decisions cannot stand beside the central rules or beside one another.
    #[error(transparent)]
    Local(#[from] LocalError),
    /// The office's period lies outside what the law of the day allows. Unit: months.
    #[error("the law allows {least} to {most} months")]
    PeriodOutsideLaw {
        /// The shortest allowed.
        least: u32,
        /// The longest allowed.
        most: u32,
    },
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
