//! Why a local decision cannot stand beside the central rules or beside another decision.

use chrono::{Months, NaiveDate};
use thiserror::Error;

use super::local_term::Sets;
use super::standard::{Source, Version};
use super::{Level, Library};
use crate::domain::{LocalDecision, LocalPlace, LocalValue};

/// More decisions than an office has.
const MAX_DECISIONS: usize = 200;

/// Why a local decision is refused: the decision, and the other place.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LocalError {
    /// There are more decisions than an office has.
    #[error("{count} local decisions are too many: at most {max}")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many are allowed.
        max: usize,
    },
    /// The decision has no number, or nobody who decided.
    #[error("a local decision needs its number and who decided")]
    Nameless,
    /// No central rule of that document leaves that value open.
    #[error("`{document}`: `{basis}` leaves no value `{term}` open in `{standard}`")]
    NoSuchTerm {
        /// The decision.
        document: String,
        /// The standard that it names.
        standard: String,
        /// The term that it names.
        term: String,
        /// The central document that it names.
        basis: String,
    },
    /// The decision ends before it begins.
    #[error("`{document}`: the end {until} is not after the beginning {from}")]
    ReversedDates {
        /// The decision.
        document: String,
        /// Its first day.
        from: NaiveDate,
        /// The first day after.
        until: NaiveDate,
    },
    /// The decision is in force when the central rule is not.
    #[error("`{document}`: in force from {from}, but {} lets it be set from {central_from}", .central.document)]
    OutsideCentral {
        /// The decision.
        document: String,
        /// Its first day.
        from: NaiveDate,
        /// The central rule.
        central: Source,
        /// The first day on which the central rule lets it be set.
        central_from: NaiveDate,
        /// The first day on which it no longer does.
        central_until: Option<NaiveDate>,
    },
    /// The decision is in force for longer than the central rule allows.
    #[error("`{document}`: {} allows {years} years at most", .central.document)]
    TooLong {
        /// The decision.
        document: String,
        /// The central rule.
        central: Source,
        /// For how many years it may be set.
        years: u8,
    },
    /// The value is not between the bounds of the central rule.
    #[error("`{document}`: the value is not one that {} allows", .central.document)]
    OutOfBounds {
        /// The decision.
        document: String,
        /// The central rule.
        central: Box<Source>,
        /// What it allows.
        allowed: Allowed,
    },
    /// Two decisions set the same value in the same place on one day.
    #[error(
        "`{document}` from {from} and `{other}` from {other_from} set the same value on one day"
    )]
    Overlap {
        /// The decision.
        document: String,
        /// Its first day.
        from: NaiveDate,
        /// The other decision.
        other: String,
        /// Its first day.
        other_from: NaiveDate,
    },
}

/// What a central rule allows to be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// One of the levels.
    Levels(Vec<Level>),
    /// An age between the two.
    Ages(u8, u8),
    /// A number of months up to that.
    Months(u16),
    /// A day up to that.
    LastDay(NaiveDate),
}

/// Nothing where every decision can stand beside the central rules and the others.
///
/// # Errors
/// The first [`LocalError`], in the order of the decisions.
pub fn check_local(library: &Library, decisions: &[LocalDecision]) -> Result<(), LocalError> {
    if decisions.len() > MAX_DECISIONS {
        return Err(LocalError::TooMany {
            count: decisions.len(),
            max: MAX_DECISIONS,
        });
    }
    for (at, decision) in decisions.iter().enumerate() {
        may_stand(library, decision, decisions.get(..at).unwrap_or_default())?;
    }
    Ok(())
}

/// Nothing where the decision can stand beside the central rules and the earlier ones.
pub(super) fn may_stand(
    library: &Library,
    decision: &LocalDecision,
    earlier: &[LocalDecision],
) -> Result<(), LocalError> {
    check_one(library, decision)?;
    match earlier.iter().find(|other| clash(decision, other)) {
        None => Ok(()),
        Some(other) => Err(LocalError::Overlap {
            document: decision.document.clone(),
            from: decision.from,
            other: other.document.clone(),
            other_from: other.from,
        }),
    }
}

/// Whether both set the same value somewhere on one day: only lists of units can be told apart
/// without knowing the units, so that any other two places count as one.
fn clash(one: &LocalDecision, other: &LocalDecision) -> bool {
    let apart = match (&one.place, &other.place) {
        (LocalPlace::Units(one), LocalPlace::Units(other)) => one.is_disjoint(other),
        (LocalPlace::Area(one), LocalPlace::Area(other)) => one != other,
        _ => false,
    };
    one.same_term(other) && one.overlaps(other) && !apart
}

fn check_one(library: &Library, decision: &LocalDecision) -> Result<(), LocalError> {
    let document = || decision.document.clone();
    if decision.document.trim().is_empty() || decision.issuer.trim().is_empty() {
        return Err(LocalError::Nameless);
    }
    let versions: Vec<&Version> = library
        .standards()
        .filter(|standard| standard.id == decision.standard)
        .flat_map(|standard| &standard.versions)
        .filter(|version| {
            version.source.document == decision.basis && version.term(&decision.term).is_some()
        })
        .collect();
    let (Some(first), Some(last)) = (versions.first(), versions.last()) else {
        return Err(LocalError::NoSuchTerm {
            document: document(),
            standard: decision.standard.clone(),
            term: decision.term.clone(),
            basis: decision.basis.clone(),
        });
    };
    if let Some(until) = decision.until.filter(|until| *until <= decision.from) {
        return Err(LocalError::ReversedDates {
            document: document(),
            from: decision.from,
            until,
        });
    }
    let outside =
        decision.from < first.from || last.until.is_some_and(|until| decision.from >= until);
    if outside {
        return Err(LocalError::OutsideCentral {
            document: document(),
            from: decision.from,
            central: first.source.clone(),
            central_from: first.from,
            central_until: last.until,
        });
    }
    for version in versions {
        if let Some(term) = version.term(&decision.term) {
            check_value(decision, term.sets, version)?;
        }
    }
    Ok(())
}

fn check_value(decision: &LocalDecision, sets: &Sets, version: &Version) -> Result<(), LocalError> {
    let (fits, allowed) = match (sets, &decision.value) {
        (Sets::AgeAtMost { least, most }, value) => {
            let fits = |years: u8| (*least..=*most).contains(&years);
            let both = matches!(value, LocalValue::AgeAtMost { years, female } if fits(*years) && fits(*female));
            (both, Allowed::Ages(*least, *most))
        }
        (Sets::Months { most }, value) => {
            let fits = matches!(value, LocalValue::Months(months) if (1..=*most).contains(months));
            (fits, Allowed::Months(*most))
        }
        (Sets::LastDay { latest }, value) => {
            let fits =
                matches!(value, LocalValue::Day(day) if day <= latest && *day > decision.from);
            (fits, Allowed::LastDay(*latest))
        }
        (sets, value) => {
            let levels = sets.levels();
            let fits = matches!(value, LocalValue::Level(code) if levels.iter().any(|level| level.code() == code));
            (fits, Allowed::Levels(levels))
        }
    };
    if !fits {
        return Err(LocalError::OutOfBounds {
            document: decision.document.clone(),
            central: Box::new(version.source.clone()),
            allowed,
        });
    }
    if let Sets::LowerLevel {
        years: Some(years), ..
    } = sets
    {
        let longest = Months::new(12 * u32::from(*years));
        let within = decision
            .from
            .checked_add_months(longest)
            .zip(decision.until)
            .is_some_and(|(end, until)| until <= end);
        if !within {
            return Err(LocalError::TooLong {
                document: decision.document.clone(),
                central: version.source.clone(),
                years: *years,
            });
        }
    }
    Ok(())
}
