//! What the optimiser gives back.

use thiserror::Error;

use super::reasons::Shortfall;
use crate::plan::check::Violation;
use crate::plan::instance::Start;

/// A plan, how good it is, and why it is not better.
#[derive(Debug, Clone, PartialEq)]
pub struct OptimisedPlan {
    /// Who starts what and when, in the order of people and periods.
    pub starts: Vec<Start>,
    /// The weighted person-time in compliance that it brings.
    pub objective: f64,
    /// No plan at all brings more than this.
    pub bound: f64,
    /// What one more of everything scarce would bring, at most and about.
    pub prices: ShadowPrices,
    /// Every course that somebody does not get, or gets later than if alone, with what stands in the way.
    pub shortfalls: Vec<Shortfall>,
    /// Whether the search was told to stop before its own end.
    pub stopped: bool,
}

impl OptimisedPlan {
    /// The share of the best possible that may be missing at most: 0 is proven best, 1 nothing known.
    pub fn gap(&self) -> f64 {
        if self.bound > 0.0 {
            ((self.bound - self.objective) / self.bound).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// What one more of everything scarce would bring, in units of the objective.
///
/// They are the prices that prove the bound: one more of something raises the bound by no more
/// than its price, and what is not scarce has the price zero.
#[derive(Debug, Clone, PartialEq)]
pub struct ShadowPrices {
    /// Of a seat, by course and period.
    pub seats: Vec<Vec<f64>>,
    /// Of one unit of the instance's money, by period.
    pub budget: Vec<f64>,
    /// Of one more person away, by unit and period.
    pub absence: Vec<Vec<f64>>,
}

/// Why no plan can be made.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum OptimiseError {
    /// The pinned starts break a limit by themselves.
    ///
    /// A pinned course needs its prerequisites pinned too, as far as the person needs them.
    #[error("the pinned starts cannot be kept: {0}")]
    Pins(#[from] Violation),
    /// The plan found breaks a limit: a fault of the program, and no plan is better than a wrong one.
    #[error("the plan found breaks a limit: {0}")]
    Broken(Violation),
}
