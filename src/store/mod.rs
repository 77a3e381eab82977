//! What is kept and how: records of a dossier and of an office, one module per released version.

pub mod archive;
pub mod document;
pub mod merging;
pub mod record;

use std::collections::HashMap;

use crate::domain::{Dossier, DossierId, Office};

/// Everything that one office keeps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// The office and its own decisions.
    pub office: Office,
    /// All dossiers, in the order in which they were entered.
    pub dossiers: Vec<Dossier>,
}

impl Snapshot {
    /// The snapshot after an import: the office replaced, each dossier replaced or added.
    pub fn with(mut self, office: Office, changed: Vec<Dossier>) -> Self {
        let at: HashMap<DossierId, usize> = self
            .dossiers
            .iter()
            .enumerate()
            .map(|(at, dossier)| (dossier.id, at))
            .collect();
        self.office = office;
        for dossier in changed {
            match at.get(&dossier.id) {
                Some(at) => self.dossiers[*at] = dossier,
                None => self.dossiers.push(dossier),
            }
        }
        self
    }
}
