//! When to stop: the only place where the search hears from outside.

/// What the search is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Finding the prices that prove the bound.
    Pricing,
    /// Making the plan better.
    Improving,
}

/// How far the search has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// What it is busy with.
    pub phase: Phase,
    /// The worth of the best plan so far.
    pub objective: f64,
    /// No plan brings more than this; infinite before the first bound is known.
    pub bound: f64,
}

/// Whether the search goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Continue {
    /// It goes on.
    Yes,
    /// It ends with the best plan so far.
    Stop,
}

/// The search was told to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stopped;

/// Asks after every piece of work whether to go on.
pub(super) struct Pace<'a> {
    ask: &'a mut dyn FnMut(Progress) -> Continue,
    progress: Progress,
    work: u64,
}

/// About a millisecond of work.
const WORK_BETWEEN_QUESTIONS: u64 = 100_000;

impl<'a> Pace<'a> {
    pub fn new(ask: &'a mut dyn FnMut(Progress) -> Continue) -> Self {
        Self {
            ask,
            progress: Progress {
                phase: Phase::Pricing,
                objective: 0.0,
                bound: f64::INFINITY,
            },
            work: 0,
        }
    }

    pub fn report(&mut self, phase: Phase, objective: f64, bound: f64) {
        self.progress = Progress {
            phase,
            objective,
            bound,
        };
    }

    /// Counts states visited, and asks when there were many since the last question.
    pub fn spend(&mut self, work: u64) -> Result<(), Stopped> {
        self.work += work;
        if self.work < WORK_BETWEEN_QUESTIONS {
            return Ok(());
        }
        self.work = 0;
        match (self.ask)(self.progress) {
            Continue::Yes => Ok(()),
            Continue::Stop => Err(Stopped),
        }
    }
}
