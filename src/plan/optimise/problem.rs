//! The question in the shape in which it is searched: who competes for which scarce row.

use std::ops::Range;

use super::timetable::Timetable;
use crate::plan::instance::Instance;

/// Money as whole millionths of the instance's unit, so that no sum is rounded.
pub(super) type Money = i64;

const MONEY_SCALE: f64 = 1e6;

/// One course that one person needs, ready for the search.
#[derive(Debug, Clone, Copy)]
pub(super) struct NeedSlot {
    /// The course.
    pub course: u16,
    /// How many periods it takes.
    pub duration: u16,
    /// The person's own needs that must have ended before, as bits.
    pub requires: u16,
    /// The period decided by hand.
    pub pinned: Option<u8>,
    /// The periods in which a start is possible at all, as bits.
    pub allowed: u128,
    /// Whether the person is away from the unit meanwhile.
    pub full_time: bool,
}

/// One person, ready for the search.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The unit.
    pub unit: usize,
    /// What one period in full compliance is worth.
    pub weight: f64,
    /// The first period in which anything may start.
    pub from: usize,
    /// The first period in which nothing may run any more.
    pub end: usize,
    /// The needs, as a range of [`Problem::slots`].
    slots: Range<usize>,
}

/// A planning question ready for the search.
///
/// The rows that people compete for are numbered: first the seats of each course and period, then
/// the budget of each period, then the absence of each unit and period.
pub(super) struct Problem {
    pub periods: usize,
    pub courses: usize,
    pub people: Vec<Candidate>,
    slots: Vec<NeedSlot>,
    /// Whose need each slot is.
    owner: Vec<u32>,
    /// What one person costs, by course.
    pub cost: Vec<Money>,
    /// Seats, by course and period.
    pub seats: Vec<i32>,
    /// Money, by period.
    pub budget: Vec<Money>,
    /// How many may be away, by unit.
    pub max_absent: Vec<i32>,
    /// The people of each unit.
    pub people_of_unit: Vec<Vec<u32>>,
    /// Whether anything is pinned.
    pub pinned: bool,
}

impl Problem {
    /// The question with its pins and prohibitions.
    pub fn new(instance: &Instance) -> Self {
        let mut problem = Self::without_wishes(instance);
        problem.pinned = !instance.pins().is_empty();
        for forbidden in instance.forbids() {
            if let Some(slot) = problem.slot_mut(forbidden.person, forbidden.course) {
                slot.allowed &= match forbidden.period {
                    Some(period) => !(1 << period),
                    None => 0,
                };
            }
        }
        for pin in instance.pins() {
            if let Some(slot) = problem.slot_mut(pin.person, pin.course) {
                slot.allowed &= 1 << pin.period;
                slot.pinned = Some(pin.period as u8);
            }
        }
        problem
    }

    /// The question as it would be if nothing were decided by hand.
    pub fn without_wishes(instance: &Instance) -> Self {
        let periods = instance.periods();
        let courses = instance.courses();
        let cost: Vec<Money> = courses.iter().map(|course| money_up(course.cost)).collect();
        let budget: Vec<Money> = instance.budget().iter().map(|b| money_down(*b)).collect();
        let mut seats = Vec::with_capacity(courses.len() * periods);
        let mut offered = Vec::with_capacity(courses.len());
        for (course, cost) in courses.iter().zip(&cost) {
            let mut open = 0u128;
            for (period, &places) in course.seats.iter().enumerate() {
                seats.push(places as i32);
                if places > 0 && *cost <= budget[period] {
                    open |= 1 << period;
                }
            }
            offered.push(open);
        }
        let mut people = Vec::with_capacity(instance.people().len());
        let mut slots = Vec::new();
        let mut owner = Vec::new();
        let mut people_of_unit = vec![Vec::new(); instance.units().len()];
        for (place, person) in instance.people().iter().enumerate() {
            let end = instance.last_period(person) + 1;
            let first_slot = slots.len();
            for &course in &person.needs {
                let mut requires = 0u16;
                for (bit, need) in person.needs.iter().enumerate() {
                    if courses[course].requires.contains(need) {
                        requires |= 1 << bit;
                    }
                }
                owner.push(place as u32);
                slots.push(NeedSlot {
                    course: course as u16,
                    duration: courses[course].duration as u16,
                    requires,
                    pinned: None,
                    allowed: offered[course] & window(person.from, end, courses[course].duration),
                    full_time: courses[course].full_time,
                });
            }
            people_of_unit[person.unit].push(place as u32);
            people.push(Candidate {
                unit: person.unit,
                weight: person.weight,
                from: person.from.min(end),
                end,
                slots: first_slot..slots.len(),
            });
        }
        Self {
            periods,
            courses: courses.len(),
            people,
            slots,
            owner,
            cost,
            seats,
            budget,
            max_absent: instance
                .units()
                .iter()
                .map(|unit| unit.max_absent as i32)
                .collect(),
            people_of_unit,
            pinned: false,
        }
    }

    /// The person's pinned starts.
    pub fn pins(&self, person: &Candidate) -> Timetable {
        let mut pins = Timetable::EMPTY;
        if self.pinned {
            for (need, slot) in self.slots(person).iter().enumerate() {
                if let Some(period) = slot.pinned {
                    pins.set(need, usize::from(period));
                }
            }
        }
        pins
    }

    /// How many states the search for the person's timetable visits.
    pub fn work(&self, person: &Candidate) -> u64 {
        ((self.periods + 1) << person.slots.len()) as u64
    }

    pub fn slots(&self, person: &Candidate) -> &[NeedSlot] {
        &self.slots[person.slots.clone()]
    }

    /// The number of a person's need among the needs of all.
    pub fn slot_number(&self, person: &Candidate, need: usize) -> usize {
        person.slots.start + need
    }

    /// How many needs all people have together.
    pub fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// Whose need it is.
    pub fn owner(&self, slot_number: u32) -> usize {
        self.owner[slot_number as usize] as usize
    }

    fn slot_mut(&mut self, person: usize, course: usize) -> Option<&mut NeedSlot> {
        let range = self.people[person].slots.clone();
        self.slots[range]
            .iter_mut()
            .find(|slot| usize::from(slot.course) == course)
    }

    pub fn rows(&self) -> usize {
        self.seats.len() + self.periods * (1 + self.max_absent.len())
    }

    pub fn seat_row(&self, course: usize, period: usize) -> usize {
        course * self.periods + period
    }

    pub fn budget_row(&self, period: usize) -> usize {
        self.seats.len() + period
    }

    pub fn absence_row(&self, unit: usize, period: usize) -> usize {
        self.seats.len() + self.periods * (1 + unit) + period
    }
}

/// The periods in which a course of that duration can start and end between the two, as bits.
fn window(from: usize, end: usize, duration: usize) -> u128 {
    let mut open = 0u128;
    for period in from..end {
        if period + duration <= end {
            open |= 1 << period;
        }
    }
    open
}

/// Costs are rounded up and budgets down, so that what fits here fits there.
fn money_up(amount: f64) -> Money {
    let scaled = amount * MONEY_SCALE;
    let near = scaled.round();
    (if (scaled - near).abs() < 1e-3 {
        near
    } else {
        scaled.ceil()
    }) as Money
}

fn money_down(amount: f64) -> Money {
    let scaled = amount * MONEY_SCALE;
    let near = scaled.round();
    (if (scaled - near).abs() < 1e-3 {
        near
    } else {
        scaled.floor()
    }) as Money
}

pub(super) fn money_amount(money: Money) -> f64 {
    money as f64 / MONEY_SCALE
}
