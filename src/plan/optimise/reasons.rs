//! Why somebody is left out or late: the limit that stands in the way.

use super::outcome::ShadowPrices;
use super::problem::{Candidate, NeedSlot, Problem};
use super::roster::Roster;
use super::timetable::{Timetable, TimetableSearch};
use crate::plan::instance::Instance;

/// A course that somebody needs and does not get, or gets later than if alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortfall {
    /// The person.
    pub person: usize,
    /// The course.
    pub course: usize,
    /// The period in which the plan starts it; nothing when the person is left out.
    pub planned: Option<usize>,
    /// The period in which it would start if nobody else needed anything; nothing if never.
    pub wished: Option<usize>,
    /// What stands in the way.
    pub obstacle: Obstacle,
}

/// What ends the time in which a person can attend courses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowEnd {
    /// Retirement or the end of the office.
    Service,
    /// The last period of the plan.
    Horizon,
}

/// What stands in the way of an earlier start, or of any.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Obstacle {
    /// The course, with what must be done before it, takes longer than the person has.
    WindowTooShort {
        /// How many periods it takes.
        needed: usize,
        /// How many periods the person has.
        available: usize,
        /// What ends them.
        end: WindowEnd,
    },
    /// No intake in which the person could start has seats or money for even one.
    NotOffered,
    /// A course that must be done before has no intake in which the person could start.
    PrerequisiteNotOffered {
        /// That course.
        course: usize,
    },
    /// A course that must be done before is not in the plan, for its own reason.
    PrerequisiteLeftOut {
        /// That course.
        course: usize,
    },
    /// All seats are taken in these periods.
    SeatsFull {
        /// The periods, earliest first.
        periods: Vec<usize>,
    },
    /// The money left does not pay one more in these periods.
    BudgetSpent {
        /// The periods, earliest first.
        periods: Vec<usize>,
    },
    /// The unit has as many people away as it can spare, for a start in these periods.
    UnitAbsence {
        /// The unit.
        unit: usize,
        /// The periods, earliest first.
        periods: Vec<usize>,
    },
    /// Another of the person's own courses takes the time, or must be done before and ends too late.
    OwnCourse {
        /// That course.
        course: usize,
    },
    /// Ruled out by hand, or by a condition on who may start when.
    Forbidden,
    /// Decided by hand.
    Pinned,
    /// The person's compliance has no weight.
    NoWeight,
    /// Nothing: the search was stopped before it came to this person.
    RoomLeft,
}

/// Everything that keeps one person from starting one course.
struct Case<'a> {
    instance: &'a Instance,
    problem: &'a Problem,
    roster: &'a Roster,
    shadow: &'a ShadowPrices,
    place: usize,
    person: &'a Candidate,
    slots: &'a [NeedSlot],
}

/// One obstacle for each course that is missing or later than the person alone would have it.
pub(super) fn shortfalls(
    instance: &Instance,
    problem: &Problem,
    roster: &Roster,
    shadow: &ShadowPrices,
) -> Vec<Shortfall> {
    let by_hand = !instance.pins().is_empty() || !instance.forbids().is_empty();
    let free = by_hand.then(|| Problem::without_wishes(instance));
    let free = free.as_ref().unwrap_or(problem);
    let mut search = TimetableSearch::default();
    let mut shortfalls = Vec::new();
    for (place, person) in problem.people.iter().enumerate() {
        let slots = problem.slots(person);
        let planned = &roster.timetables[place];
        let (ideal, wished) = search.best(free, person, |_, _| Some(0.0));
        if planned.starts().count() == slots.len() && roster.worth[place] >= ideal - 1e-9 {
            continue;
        }
        let case = Case {
            instance,
            problem,
            roster,
            shadow,
            place,
            person,
            slots,
        };
        for (need, slot) in slots.iter().enumerate() {
            let late = match (planned.start(need), wished.start(need)) {
                (Some(planned), Some(wished)) => planned > wished,
                (Some(_), None) => false,
                (None, _) => true,
            };
            if late {
                shortfalls.push(Shortfall {
                    person: place,
                    course: usize::from(slot.course),
                    planned: planned.start(need),
                    wished: wished.start(need),
                    obstacle: case.obstacle(need, &wished),
                });
            }
        }
    }
    shortfalls
}

impl Case<'_> {
    fn obstacle(&self, need: usize, wished: &Timetable) -> Obstacle {
        let slot = &self.slots[need];
        let planned = self.roster.timetables[self.place].start(need);
        if planned.is_some() && slot.pinned.is_some() {
            return Obstacle::Pinned;
        }
        if planned.is_none()
            && let Some(obstacle) = self.impossible(need, wished)
        {
            return obstacle;
        }
        self.taken(need, planned.unwrap_or(self.problem.periods))
    }

    /// Why the course could not be had even alone.
    fn impossible(&self, need: usize, wished: &Timetable) -> Option<Obstacle> {
        let slot = &self.slots[need];
        let trainee = &self.instance.people()[self.place];
        let available = self.person.end - self.person.from;
        let needed = self.with_prerequisites(need);
        if needed > available {
            let in_service = trainee.until + 1 < self.problem.periods;
            return Some(Obstacle::WindowTooShort {
                needed,
                available: (trainee.until + 1)
                    .min(self.problem.periods)
                    .saturating_sub(trainee.from),
                end: if in_service {
                    WindowEnd::Service
                } else {
                    WindowEnd::Horizon
                },
            });
        }
        if slot.allowed == 0 {
            return Some(self.closed(need));
        }
        for (required, other) in self.slots.iter().enumerate() {
            if slot.requires & (1 << required) == 0 {
                continue;
            }
            let course = usize::from(other.course);
            if other.allowed == 0 {
                return Some(match self.closed(required) {
                    Obstacle::NotOffered => Obstacle::PrerequisiteNotOffered { course },
                    _ => Obstacle::PrerequisiteLeftOut { course },
                });
            }
            if self.roster.timetables[self.place].start(required).is_none() {
                return Some(Obstacle::PrerequisiteLeftOut { course });
            }
        }
        if self.person.weight == 0.0 {
            return Some(Obstacle::NoWeight);
        }
        if wished.start(need).is_some() {
            return None;
        }
        let others = self
            .slots
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != need);
        let longest = others.max_by_key(|(_, other)| other.duration)?.1;
        Some(Obstacle::OwnCourse {
            course: usize::from(longest.course),
        })
    }

    /// Why no period at all is open for the course.
    fn closed(&self, need: usize) -> Obstacle {
        let course = usize::from(self.slots[need].course);
        let forbidden = self.instance.forbids().iter().any(|forbidden| {
            let offered = |period| {
                self.problem.seats[self.problem.seat_row(course, period)] > 0
                    && self.problem.cost[course] <= self.problem.budget[period]
            };
            forbidden.person == self.place
                && forbidden.course == course
                && match forbidden.period {
                    Some(period) => offered(period),
                    None => (self.person.from..self.person.end).any(offered),
                }
        });
        if forbidden {
            Obstacle::Forbidden
        } else {
            Obstacle::NotOffered
        }
    }

    /// How many periods the course takes with everything of the person's that must be done before.
    fn with_prerequisites(&self, need: usize) -> usize {
        let mut set = 1u16 << need;
        // Each pass adds at least one need or is the last.
        for _ in 0..self.slots.len() {
            for (other, slot) in self.slots.iter().enumerate() {
                if set & (1 << other) != 0 {
                    set |= slot.requires;
                }
            }
        }
        let within = self
            .slots
            .iter()
            .enumerate()
            .filter(|(other, _)| set & (1 << other) != 0);
        within.map(|(_, slot)| usize::from(slot.duration)).sum()
    }

    /// What is used up by others in the periods before `planned`, the commonest first.
    fn taken(&self, need: usize, planned: usize) -> Obstacle {
        let slot = &self.slots[need];
        let course = usize::from(slot.course);
        let ledger = &self.roster.ledger;
        let (mut seats, mut money, mut absence) = (Vec::new(), Vec::new(), Vec::new());
        let mut own = None;
        let mut open = false;
        for period in (0..planned).filter(|period| slot.allowed & (1 << period) != 0) {
            if let Some(course) = self.own_course(need, period) {
                own = Some(course);
            } else if ledger.fits(self.problem, self.person.unit, slot, period) {
                open = true;
            } else {
                let no_seat = ledger.seats[self.problem.seat_row(course, period)] <= 0;
                let no_money = ledger.budget[period] < self.problem.cost[course];
                // Where both lack, the one that costs more is the one to ask for.
                let seat = self.shadow.seats[course][period];
                let paid = self.shadow.budget[period] * self.instance.courses()[course].cost;
                if no_seat && !(no_money && paid > seat) {
                    seats.push(period);
                } else if no_money {
                    money.push(period);
                } else {
                    absence.push(period);
                }
            }
        }
        let most = seats.len().max(money.len()).max(absence.len());
        if open {
            Obstacle::RoomLeft
        } else if most == 0 {
            match own {
                Some(course) => Obstacle::OwnCourse { course },
                None => self.closed(need),
            }
        } else if seats.len() == most {
            Obstacle::SeatsFull { periods: seats }
        } else if money.len() == most {
            Obstacle::BudgetSpent { periods: money }
        } else {
            Obstacle::UnitAbsence {
                unit: self.person.unit,
                periods: absence,
            }
        }
    }

    /// The other course of the person that takes the time, or that must be done before and is not.
    fn own_course(&self, need: usize, period: usize) -> Option<usize> {
        let slot = &self.slots[need];
        let end = period + usize::from(slot.duration);
        let planned = &self.roster.timetables[self.place];
        let in_the_way = self.slots.iter().enumerate().find(|(other, other_slot)| {
            let required = slot.requires & (1 << *other) != 0;
            match planned.start(*other) {
                Some(_) if *other == need => false,
                Some(start) => {
                    let other_end = start + usize::from(other_slot.duration);
                    let before = other_end <= period;
                    let after = end <= start;
                    !before && (required || !after)
                }
                None => required,
            }
        });
        in_the_way.map(|(_, other)| usize::from(other.course))
    }
}
