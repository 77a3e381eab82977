//! The best timetable of one person, exactly, at given prices or within what is left.

use super::problem::{Candidate, NeedSlot, Problem};
use crate::plan::instance::MAX_NEEDS;

const NO_START: u8 = u8::MAX;

/// When one person starts each of the needed courses, if at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timetable([u8; MAX_NEEDS]);

impl Timetable {
    pub const EMPTY: Self = Self([NO_START; MAX_NEEDS]);

    pub fn set(&mut self, need: usize, period: usize) {
        self.0[need] = period as u8;
    }

    pub fn start(&self, need: usize) -> Option<usize> {
        match self.0[need] {
            NO_START => None,
            period => Some(usize::from(period)),
        }
    }

    /// The starts as pairs of need and period.
    pub fn starts(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let set = self.0.iter().enumerate().filter(|(_, p)| **p != NO_START);
        set.map(|(need, period)| (need, usize::from(*period)))
    }

    /// What the timetable brings, without any price.
    pub fn worth(&self, problem: &Problem, person: &Candidate) -> f64 {
        let slots = problem.slots(person);
        let mut worth = 0.0;
        let mut done = 0;
        let mut last = 0;
        for (need, period) in self.starts() {
            let end = period + usize::from(slots[need].duration);
            worth += credit(problem, person, slots.len(), end);
            done += 1;
            last = last.max(end);
        }
        if done > 0 && done == slots.len() {
            worth += completion(problem, person, last);
        }
        worth
    }
}

/// What ending one course brings: `end` is the first period after it.
fn credit(problem: &Problem, person: &Candidate, needs: usize, end: usize) -> f64 {
    person.weight * 0.1 / needs as f64 * (problem.periods + 1 - end) as f64
}

/// What ending the last course brings: `end` is the first period after it.
fn completion(problem: &Problem, person: &Candidate, end: usize) -> f64 {
    person.weight * (problem.periods + 1 - end) as f64
}

/// The space in which timetables are searched, kept from person to person.
#[derive(Default)]
pub(super) struct TimetableSearch {
    /// What starting each need in each period brings, by need and period.
    gains: Vec<f64>,
    /// The best that can follow, by period and set of needs done.
    best: Vec<f64>,
    /// The need started to reach it, or the number of needs for waiting.
    choice: Vec<u8>,
}

impl TimetableSearch {
    /// The timetable that brings most, and what it brings after prices.
    ///
    /// `price(need, slot, period)` is what a start costs; nothing when the start is not possible.
    /// Needs with a pin always start where they are pinned. A person who cannot keep the pins gets
    /// minus infinity; the checker has refused such pins before.
    pub fn best(
        &mut self,
        problem: &Problem,
        person: &Candidate,
        price: impl Fn(&NeedSlot, usize) -> Option<f64>,
    ) -> (f64, Timetable) {
        let slots = problem.slots(person);
        match slots {
            [] => (0.0, Timetable::EMPTY),
            [slot] => best_of_one(problem, person, slot, price),
            _ => self.best_of_many(problem, person, slots, price),
        }
    }

    fn best_of_many(
        &mut self,
        problem: &Problem,
        person: &Candidate,
        slots: &[NeedSlot],
        price: impl Fn(&NeedSlot, usize) -> Option<f64>,
    ) -> (f64, Timetable) {
        let span = person.end - person.from;
        let needs = slots.len();
        let sets = 1usize << needs;
        let full = sets - 1;
        self.gains.clear();
        self.gains.resize(needs * span, f64::NEG_INFINITY);
        for (need, slot) in slots.iter().enumerate() {
            let mut open = slot.allowed;
            while open != 0 {
                let period = open.trailing_zeros() as usize;
                open &= open - 1;
                if let Some(price) = price(slot, period) {
                    let end = period + usize::from(slot.duration);
                    let gain = credit(problem, person, needs, end) - price;
                    self.gains[need * span + period - person.from] = gain;
                }
            }
        }
        self.best.clear();
        self.best.resize((span + 1) * sets, 0.0);
        self.choice.clear();
        self.choice.resize(span * sets, needs as u8);
        let pinned = slots.iter().enumerate().filter(|(_, s)| s.pinned.is_some());
        let pinned = pinned.fold(0usize, |set, (need, _)| set | 1 << need);
        if pinned != 0 {
            for set in 0..sets {
                if set & pinned != pinned {
                    self.best[span * sets + set] = f64::NEG_INFINITY;
                }
            }
        }
        for at in (0..span).rev() {
            let (now, later) = self.best.split_at_mut((at + 1) * sets);
            let now = &mut now[at * sets..];
            let choice = &mut self.choice[at * sets..(at + 1) * sets];
            now.copy_from_slice(&later[..sets]);
            for (need, slot) in slots.iter().enumerate() {
                let gain = self.gains[need * span + at];
                if gain == f64::NEG_INFINITY {
                    continue;
                }
                let bit = 1usize << need;
                let requires = usize::from(slot.requires);
                let duration = usize::from(slot.duration);
                let after = &later[(duration - 1) * sets..duration * sets];
                let finish = completion(problem, person, person.from + at + duration);
                for set in 0..sets {
                    if set & bit != 0 || set & requires != requires {
                        continue;
                    }
                    let next = set | bit;
                    let mut value = gain + after[next];
                    if next == full {
                        value += finish;
                    }
                    if value > now[set] {
                        now[set] = value;
                        choice[set] = need as u8;
                    }
                }
            }
        }
        let mut timetable = Timetable::EMPTY;
        let mut set = 0;
        let mut at = 0;
        while at < span {
            let need = usize::from(self.choice[at * sets + set]);
            match slots.get(need) {
                Some(slot) => {
                    timetable.set(need, person.from + at);
                    set |= 1 << need;
                    at += usize::from(slot.duration);
                }
                None => at += 1,
            }
        }
        (self.best[0], timetable)
    }
}

/// Most people need one course: the best of its starts.
fn best_of_one(
    problem: &Problem,
    person: &Candidate,
    slot: &NeedSlot,
    price: impl Fn(&NeedSlot, usize) -> Option<f64>,
) -> (f64, Timetable) {
    let (mut best, mut start) = match slot.pinned {
        Some(_) => (f64::NEG_INFINITY, None),
        None => (0.0, None),
    };
    let mut open = slot.allowed;
    while open != 0 {
        let period = open.trailing_zeros() as usize;
        open &= open - 1;
        if let Some(price) = price(slot, period) {
            let end = period + usize::from(slot.duration);
            let value = credit(problem, person, 1, end) + completion(problem, person, end) - price;
            if value > best {
                best = value;
                start = Some(period);
            }
        }
    }
    let mut timetable = Timetable::EMPTY;
    if let Some(period) = start {
        timetable.set(0, period);
    }
    (best, timetable)
}
