//! Filling a plan person by person, from nothing or where room was left.

use super::pace::{Pace, Stopped};
use super::prices::Prices;
use super::problem::Problem;
use super::roster::Roster;
use super::timetable::{Timetable, TimetableSearch};

/// Fills a roster from nothing: first where it is worth the price, then where there is room.
///
/// Those first in the order choose first. Told to stop, the roster keeps what it has.
pub(super) fn fill(
    problem: &Problem,
    prices: &Prices,
    roster: &mut Roster,
    order: &[u32],
    pace: &mut Pace,
) -> Result<(), Stopped> {
    let mut search = TimetableSearch::default();
    for share in [1.0, 0.0] {
        for &place in order {
            let place = place as usize;
            pace.spend(problem.work(&problem.people[place]))?;
            roster.clear(problem, place);
            roster.insert(problem, prices, share, place, &mut search);
        }
    }
    Ok(())
}

/// Gives everybody the best timetable that fits into what the others leave, until nobody gains.
///
/// Afterwards a course that is missing or late always has a limit in its way.
pub(super) fn settle(
    problem: &Problem,
    prices: &Prices,
    timetables: &[Timetable],
    order: &[u32],
) -> Roster {
    let mut roster = Roster::new(problem);
    for (place, timetable) in timetables.iter().enumerate() {
        roster.put(problem, place, *timetable);
    }
    let mut search = TimetableSearch::default();
    let states: u64 = problem
        .people
        .iter()
        .map(|person| problem.work(person))
        .sum();
    let passes = (SETTLE_STATES / states.max(1)).clamp(1, 50);
    for _ in 0..passes {
        let mut gained = false;
        for &place in order {
            let place = place as usize;
            let before = roster.worth[place];
            let old = roster.clear(problem, place);
            roster.insert(problem, prices, 0.0, place, &mut search);
            if roster.worth[place] > before + 1e-9 {
                gained = true;
            } else {
                roster.clear(problem, place);
                roster.put(problem, place, old);
            }
        }
        if !gained {
            break;
        }
    }
    roster
}

/// The work of settling, which is done even after a stop: a fraction of a second.
const SETTLE_STATES: u64 = 20_000_000;
