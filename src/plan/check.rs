//! Whether a plan keeps every limit, worked out apart from the optimiser.

use std::collections::{BTreeMap, HashMap};

use thiserror::Error;

use super::instance::{Instance, Start};

/// The first limit that a plan breaks.
///
/// People, courses and units are given by their place in the instance.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum Violation {
    /// A start names a person, course or period that the instance does not have.
    #[error("start {0:?} names something that does not exist")]
    Unknown(Start),
    /// The person does not need the course.
    #[error("start {0:?} is of a course that the person does not need")]
    NotNeeded(Start),
    /// The person starts the course twice.
    #[error("start {0:?} is of a course that the person starts twice")]
    Twice(Start),
    /// The course starts too early or ends too late for the person or the horizon.
    #[error("start {0:?} lies outside the person's window")]
    Window(Start),
    /// The person would attend two courses at once.
    #[error("start {0:?} overlaps another course of the person")]
    Overlap(Start),
    /// A course that must be done before is not.
    #[error("start {start:?} comes before course {required} has ended")]
    Requires {
        /// The start.
        start: Start,
        /// The course that must have ended.
        required: usize,
    },
    /// The start is ruled out by hand.
    #[error("start {0:?} is forbidden")]
    Forbidden(Start),
    /// A start decided by hand is missing.
    #[error("the pinned start {0:?} is missing")]
    PinMissing(Start),
    /// More people than seats.
    #[error("course {course} has {taken} people in period {period}: {seats} seats")]
    Seats {
        /// The course.
        course: usize,
        /// The period.
        period: usize,
        /// How many people start.
        taken: u32,
        /// How many may.
        seats: u32,
    },
    /// More money than there is.
    #[error("period {period} costs {spent}: the budget is {budget}")]
    Budget {
        /// The period.
        period: usize,
        /// What all starts cost.
        spent: f64,
        /// What there is.
        budget: f64,
    },
    /// More people of a unit away than allowed.
    #[error("unit {unit} has {absent} people away in period {period}: {max_absent} allowed")]
    Absence {
        /// The unit.
        unit: usize,
        /// The period.
        period: usize,
        /// How many are away.
        absent: u32,
        /// How many may be.
        max_absent: u32,
    },
}

/// The weighted person-time in compliance that the plan brings.
///
/// # Errors
/// [`Violation`] when the plan breaks a limit of the instance, a pin or a prohibition.
pub fn check(instance: &Instance, plan: &[Start]) -> Result<f64, Violation> {
    let mut taken: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut spent: BTreeMap<usize, f64> = BTreeMap::new();
    let mut absent: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let mut starts_of: BTreeMap<usize, Vec<Start>> = BTreeMap::new();
    for start in plan {
        let (Some(person), Some(course)) = (
            instance.people().get(start.person),
            instance.courses().get(start.course),
        ) else {
            return Err(Violation::Unknown(*start));
        };
        if start.period >= instance.periods() {
            return Err(Violation::Unknown(*start));
        }
        if !person.needs.contains(&start.course) {
            return Err(Violation::NotNeeded(*start));
        }
        let end = start.period + course.duration;
        if start.period < person.from || end > instance.last_period(person) + 1 {
            return Err(Violation::Window(*start));
        }
        *taken.entry((start.course, start.period)).or_default() += 1;
        *spent.entry(start.period).or_default() += course.cost;
        if course.full_time {
            for period in start.period..end {
                *absent.entry((person.unit, period)).or_default() += 1;
            }
        }
        starts_of.entry(start.person).or_default().push(*start);
    }
    check_wishes(instance, plan)?;
    check_totals(instance, &taken, &spent, &absent)?;
    let mut objective = 0.0;
    for starts in starts_of.values_mut() {
        objective += check_person(instance, starts)?;
    }
    Ok(objective)
}

fn check_wishes(instance: &Instance, plan: &[Start]) -> Result<(), Violation> {
    if instance.pins().is_empty() && instance.forbids().is_empty() {
        return Ok(());
    }
    let started: HashMap<(usize, usize), usize> = plan
        .iter()
        .map(|start| ((start.person, start.course), start.period))
        .collect();
    for forbidden in instance.forbids() {
        let key = (forbidden.person, forbidden.course);
        if let Some(&period) = started.get(&key)
            && forbidden.period.is_none_or(|ruled_out| ruled_out == period)
        {
            return Err(Violation::Forbidden(Start {
                person: forbidden.person,
                course: forbidden.course,
                period,
            }));
        }
    }
    for pin in instance.pins() {
        if started.get(&(pin.person, pin.course)) != Some(&pin.period) {
            return Err(Violation::PinMissing(*pin));
        }
    }
    Ok(())
}

fn check_totals(
    instance: &Instance,
    taken: &BTreeMap<(usize, usize), u32>,
    spent: &BTreeMap<usize, f64>,
    absent: &BTreeMap<(usize, usize), u32>,
) -> Result<(), Violation> {
    for (&(course, period), &taken) in taken {
        let seats = instance.courses()[course].seats[period];
        if taken > seats {
            return Err(Violation::Seats {
                course,
                period,
                taken,
                seats,
            });
        }
    }
    for (&period, &spent) in spent {
        let budget = instance.budget()[period];
        // Sums of decimal amounts are not exact in binary: a trillionth is nobody's money.
        if spent > budget + 1e-9 + 1e-12 * budget {
            return Err(Violation::Budget {
                period,
                spent,
                budget,
            });
        }
    }
    for (&(unit, period), &absent) in absent {
        let max_absent = instance.units()[unit].max_absent;
        if absent > max_absent {
            return Err(Violation::Absence {
                unit,
                period,
                absent,
                max_absent,
            });
        }
    }
    Ok(())
}

/// The worth of one person's starts.
fn check_person(instance: &Instance, starts: &mut [Start]) -> Result<f64, Violation> {
    starts.sort_by_key(|start| (start.period, start.course));
    let end_of = |start: &Start| start.period + instance.courses()[start.course].duration;
    for (place, start) in starts.iter().enumerate() {
        let earlier = &starts[..place];
        if earlier.iter().any(|other| other.course == start.course) {
            return Err(Violation::Twice(*start));
        }
        if earlier.iter().any(|other| end_of(other) > start.period) {
            return Err(Violation::Overlap(*start));
        }
        let needs = &instance.people()[start.person].needs;
        for &required in &instance.courses()[start.course].requires {
            let done = earlier.iter().any(|other| other.course == required);
            if needs.contains(&required) && !done {
                return Err(Violation::Requires {
                    start: *start,
                    required,
                });
            }
        }
    }
    let Some(first) = starts.first() else {
        return Ok(0.0);
    };
    let person = &instance.people()[first.person];
    let needed = person.needs.len();
    let mut worth = 0.0;
    for period in 0..instance.periods() {
        let done = starts.iter().filter(|s| end_of(s) <= period + 1).count();
        let in_compliance = if done == needed { 1.0 } else { 0.0 };
        worth += person.weight * (in_compliance + 0.1 * done as f64 / needed as f64);
    }
    Ok(worth)
}
