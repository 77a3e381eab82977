//! What is left of seats, money and presence while a plan is made.
//!
//! Pinned starts are booked from the beginning and stay booked, so that nobody else gets their place.

use super::problem::{Candidate, Money, NeedSlot, Problem};
use super::timetable::Timetable;

/// What is left of seats, money and presence.
#[derive(Clone)]
pub(super) struct Ledger {
    pub seats: Vec<i32>,
    pub budget: Vec<Money>,
    pub absence: Vec<i32>,
}

impl Ledger {
    pub fn new(problem: &Problem) -> Self {
        let absence = problem.max_absent.iter();
        let mut ledger = Self {
            seats: problem.seats.clone(),
            budget: problem.budget.clone(),
            absence: absence
                .flat_map(|&max| std::iter::repeat_n(max, problem.periods))
                .collect(),
        };
        for person in &problem.people {
            for slot in problem.slots(person) {
                if let Some(period) = slot.pinned {
                    ledger.book_start(problem, person.unit, slot, usize::from(period), 1);
                }
            }
        }
        ledger
    }

    /// Whether one more person of the unit can start the course then.
    pub fn fits(&self, problem: &Problem, unit: usize, slot: &NeedSlot, period: usize) -> bool {
        if slot.pinned.is_some() {
            return true;
        }
        let course = usize::from(slot.course);
        self.seats[problem.seat_row(course, period)] > 0
            && self.budget[period] >= problem.cost[course]
            && self.present(problem, unit, slot, period)
    }

    /// Whether the unit can spare one more person for the course then.
    pub fn present(&self, problem: &Problem, unit: usize, slot: &NeedSlot, period: usize) -> bool {
        if !slot.full_time {
            return true;
        }
        let first = unit * problem.periods + period;
        let away = first..first + usize::from(slot.duration);
        self.absence[away].iter().all(|left| *left > 0)
    }

    pub fn take(&mut self, problem: &Problem, person: &Candidate, timetable: &Timetable) {
        self.book(problem, person, timetable, 1);
    }

    pub fn give_back(&mut self, problem: &Problem, person: &Candidate, timetable: &Timetable) {
        self.book(problem, person, timetable, -1);
    }

    fn book(&mut self, problem: &Problem, person: &Candidate, timetable: &Timetable, sign: i32) {
        let slots = problem.slots(person);
        for (need, period) in timetable.starts() {
            if slots[need].pinned.is_none() {
                self.book_start(problem, person.unit, &slots[need], period, sign);
            }
        }
    }

    fn book_start(
        &mut self,
        problem: &Problem,
        unit: usize,
        slot: &NeedSlot,
        period: usize,
        sign: i32,
    ) {
        let course = usize::from(slot.course);
        self.seats[problem.seat_row(course, period)] -= sign;
        self.budget[period] -= Money::from(sign) * problem.cost[course];
        if slot.full_time {
            let first = unit * problem.periods + period;
            for left in &mut self.absence[first..first + usize::from(slot.duration)] {
                *left -= sign;
            }
        }
    }
}
