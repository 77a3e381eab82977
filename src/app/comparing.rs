//! Two days compared a slice at a time, so that the page goes on answering.

use chrono::NaiveDate;

use super::Workspace;
use crate::domain::{LocalDecision, Office};
use crate::report::{Comparison, Side};

/// A comparison of everybody who has not left, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaysCompared {
    /// The one day.
    pub before: NaiveDate,
    /// The other day.
    pub after: NaiveDate,
    /// What was found so far.
    pub found: Comparison,
    by: Sides,
    /// The place in the list of everybody, in list order, of the first who still waits.
    next: usize,
}

/// What differs between the sides.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Sides {
    Days,
    /// The office with other local decisions.
    Decisions(Box<Office>),
}

impl DaysCompared {
    /// The comparison of two days, with nobody compared yet.
    pub fn new(before: NaiveDate, after: NaiveDate) -> Self {
        Self {
            before,
            after,
            found: Comparison::default(),
            by: Sides::Days,
            next: 0,
        }
    }

    /// The comparison of the office as it is with the office as it would be with these local
    /// decisions, on one day, with nobody compared yet.
    pub fn with_decisions(on: NaiveDate, office: &Office, local: Vec<LocalDecision>) -> Self {
        let office = Office {
            local,
            ..office.clone()
        };
        Self {
            by: Sides::Decisions(Box::new(office)),
            ..Self::new(on, on)
        }
    }
}

impl Workspace {
    /// Compares up to `limit` more people, in list order; returns how many still wait.
    ///
    /// People whose dossier changes in between are compared as they are when their turn comes: the
    /// caller begins anew after a change.
    pub fn compare_some(&self, compared: &mut DaysCompared, limit: usize) -> usize {
        let office = self.office();
        let (one, other) = match &compared.by {
            Sides::Days => (office, office),
            Sides::Decisions(other) => (office, &**other),
        };
        let library = self.library();
        let libraries = [
            library.localised(&one.local, compared.before),
            library.localised(&other.local, compared.after),
        ];
        let before = libraries[0].on(compared.before, one);
        let after = libraries[1].on(compared.after, other);
        let (before, after) = (
            Side {
                rules: &before,
                office: one,
            },
            Side {
                rules: &after,
                office: other,
            },
        );
        let order = self.order();
        let waiting = order.get(compared.next..).unwrap_or_default();
        for place in waiting.iter().take(limit) {
            if let Some((dossier, _)) = self.at(*place).filter(|(dossier, _)| !dossier.left) {
                compared.found.add(before, after, dossier);
            }
        }
        compared.next = order.len().min(compared.next + limit);
        order.len() - compared.next
    }
}
