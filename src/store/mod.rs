//! What is kept and how: records of a dossier and of an office, one module per released version.

pub mod record;

use crate::domain::{Dossier, Office};

/// Everything that one office keeps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot {
    /// The office and its own decisions.
    pub office: Office,
    /// All dossiers, in the order in which they were entered.
    pub dossiers: Vec<Dossier>,
}
