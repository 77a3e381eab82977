//! One undoable change of the data, worked out from a command before anything is done.

use std::collections::HashSet;

use crate::domain::{Dossier, DossierId, MajorDecision, Office, match_key, tidy};

use crate::law::local_problem;

use super::{Command, CommandError, FieldEdit, Label, Workspace};
use crate::store::Snapshot;

/// One undoable change.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub label: Label,
    /// Each dossier before and after.
    pub dossiers: Vec<(DossierId, Option<Dossier>, Option<Dossier>)>,
    /// The office before and after.
    pub office: Option<Box<(Office, Office)>>,
    /// The name of the archive before and after.
    pub archive: Option<(Option<String>, Option<String>)>,
}

impl Step {
    pub(super) fn of_one(
        label: Label,
        id: DossierId,
        before: Option<Dossier>,
        after: Option<Dossier>,
    ) -> Self {
        Self {
            label,
            dossiers: vec![(id, before, after)],
            office: None,
            archive: None,
        }
    }

    pub(super) fn of_office(
        office: &Office,
        label: Label,
        change: impl FnOnce(&mut Office),
    ) -> Self {
        let mut after = office.clone();
        change(&mut after);
        Self {
            label,
            dossiers: Vec::new(),
            office: Some(Box::new((office.clone(), after))),
            archive: None,
        }
    }

    /// Puts a snapshot in the place of everything.
    fn of_snapshot(workspace: &Workspace, snapshot: Snapshot, label: Label) -> Self {
        let found = |id: DossierId| workspace.dossier(id).map(|(dossier, _)| dossier.clone());
        let mut dossiers: Vec<_> = snapshot
            .dossiers
            .into_iter()
            .map(|after| (after.id, found(after.id), Some(after)))
            .collect();
        let kept: HashSet<DossierId> = dossiers.iter().map(|(id, ..)| *id).collect();
        let gone = workspace
            .dossiers()
            .iter()
            .filter(|dossier| !kept.contains(&dossier.id));
        dossiers.extend(gone.map(|before| (before.id, Some(before.clone()), None)));
        Self {
            label,
            dossiers,
            office: Some(Box::new((workspace.office().clone(), snapshot.office))),
            archive: None,
        }
    }

    /// Whether everything is afterwards as it was before.
    pub fn changes_nothing(&self) -> bool {
        self.dossiers
            .iter()
            .all(|(_, before, after)| before == after)
            && self.office.as_ref().is_none_or(|pair| pair.0 == pair.1)
            && self.archive.as_ref().is_none_or(|pair| pair.0 == pair.1)
    }

    /// What a command changes, before it is done.
    ///
    /// # Errors
    /// [`CommandError`] when the command names what is not there or has no step of its own.
    pub fn of(workspace: &Workspace, command: Command) -> Result<Self, CommandError> {
        let office = workspace.office();
        let found = |id: DossierId| {
            workspace
                .dossier(id)
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
                    && office.unit(unit).is_none()
                {
                    return Err(CommandError::NoSuchUnit(unit.clone()));
                }
                let label = Label::Edited(edit.field(), after.name.clone());
                Ok(Self::of_one(label, id, Some(before.clone()), Some(after)))
            }
            Command::Enter(dossier) => {
                if dossier.name.is_empty() {
                    return Err(CommandError::NameMissing);
                }
                let label = Label::Entered(dossier.name.clone());
                Ok(Self::of_one(label, dossier.id, None, Some(*dossier)))
            }
            Command::Remove(id) => {
                let before = found(id)?.clone();
                Ok(Self::of_one(
                    Label::Removed(before.name.clone()),
                    id,
                    Some(before),
                    None,
                ))
            }
            Command::Import {
                dossiers,
                office: after,
            } => Ok(Self {
                label: Label::Imported(dossiers.len()),
                dossiers: dossiers
                    .into_iter()
                    .map(|after| (after.id, found(after.id).ok().cloned(), Some(after)))
                    .collect(),
                office: Some(Box::new((office.clone(), *after))),
                archive: None,
            }),
            Command::Replace(snapshot) => {
                let label = Label::Replaced(snapshot.dossiers.len());
                Ok(Self::of_snapshot(workspace, *snapshot, label))
            }
            Command::Adopt {
                snapshot,
                archive,
                label,
            } => Ok(Self {
                archive: Some((workspace.archive().map(str::to_owned), Some(archive))),
                ..Self::of_snapshot(workspace, *snapshot, label)
            }),
            Command::JudgeOn(day) => Ok(Self::of_office(office, Label::JudgedOn, |office| {
                office.judged_on = day;
            })),
            Command::SetArea(id, area) => {
                office
                    .unit(&id)
                    .ok_or_else(|| CommandError::NoSuchUnit(id.clone()))?;
                Ok(Self::of_office(office, Label::Units, |office| {
                    office
                        .units
                        .iter_mut()
                        .filter(|u| u.id == id)
                        .for_each(|u| u.area = area);
                }))
            }
            Command::SetAreas(kind, area) => Ok(Self::of_office(office, Label::Units, |office| {
                office
                    .units
                    .iter_mut()
                    .filter(|u| u.kind == kind)
                    .for_each(|u| u.area = area);
            })),
            Command::SetKind(id, kind) => {
                office
                    .unit(&id)
                    .ok_or_else(|| CommandError::NoSuchUnit(id.clone()))?;
                Ok(Self::of_office(office, Label::Units, |office| {
                    office
                        .units
                        .iter_mut()
                        .filter(|u| u.id == id)
                        .for_each(|u| u.kind = kind);
                }))
            }
            Command::Confirm(key, confirmation) => {
                Ok(Self::of_office(office, Label::Confirmed, |office| {
                    match confirmation {
                        Some(confirmation) => office.confirmations.insert(key, confirmation),
                        None => office.confirmations.remove(&key),
                    };
                }))
            }
            Command::DecideMajors(decisions) => Ok(Self::of_office(
                office,
                Label::Majors(decisions.len()),
                |office| {
                    for (title, field, fits) in decisions {
                        let key = (title, match_key(&field));
                        match fits {
                            Some(fits) => office.majors.insert(key, MajorDecision { field, fits }),
                            None => office.majors.remove(&key),
                        };
                    }
                },
            )),
            Command::DecideLocally(decisions) => {
                // One that came with a file and cannot stand is not judged by; it hinders nothing.
                let added = decisions.iter().enumerate().filter(|(at, decision)| {
                    let earlier = decisions.get(..*at).unwrap_or_default();
                    !office.local.contains(decision) || earlier.contains(decision)
                });
                for (at, _) in added {
                    let problem = local_problem(workspace.library(), &decisions, at);
                    problem.map_or(Ok(()), Err)?;
                }
                Ok(Self::of_office(office, Label::Local, |office| {
                    office.local = decisions;
                }))
            }
            Command::SetConversionPeriod(title, period) => {
                let law = &workspace.library().calendar().conversion;
                if let (Some(own), Some(version)) = (&period, law.version_on(workspace.judged_on()))
                    && !version.period.allows(own.months)
                {
                    return Err(CommandError::PeriodOutsideLaw {
                        least: version.period.least,
                        most: version.period.most,
                    });
                }
                Ok(Self::of_office(office, Label::ConversionPeriod, |office| {
                    match period {
                        Some(period) => office.conversion_periods.insert(title, period),
                        None => office.conversion_periods.remove(&title),
                    };
                }))
            }
            Command::NameOffice(name) => Ok(Self::of_office(office, Label::Named, |office| {
                office.name = tidy(&name);
            })),
            Command::Plan(command) => command.step(workspace),
            Command::Undo | Command::Redo => Err(CommandError::NoStep),
        }
    }
}
