//! Two days compared a slice at a time, so that the page goes on answering.

use chrono::NaiveDate;

use super::Workspace;
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
    /// The place in the list of everybody, in list order, of the first who still waits.
    next: usize,
}

impl DaysCompared {
    /// The comparison of two days, with nobody compared yet.
    pub fn new(before: NaiveDate, after: NaiveDate) -> Self {
        Self {
            before,
            after,
            found: Comparison::default(),
            next: 0,
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
        let [before, after] =
            [compared.before, compared.after].map(|day| self.library().on(day, office));
        let side = |rules| Side { rules, office };
        let order = self.order();
        let waiting = order.get(compared.next..).unwrap_or_default();
        for place in waiting.iter().take(limit) {
            if let Some((dossier, _)) = self.at(*place).filter(|(dossier, _)| !dossier.left) {
                compared.found.add(side(&before), side(&after), dossier);
            }
        }
        compared.next = order.len().min(compared.next + limit);
        order.len() - compared.next
    }
}
