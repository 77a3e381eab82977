//! How many top grades each unit gave, against the ceiling of the year.

use std::collections::BTreeMap;

use crate::domain::{Dossier, RatingGrade, UnitId};
use crate::law::{Ceiling, Ratings};

/// The top grades of one unit in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopGrades<'a> {
    /// The unit; nothing for people without one.
    pub unit: Option<UnitId>,
    /// The year rated.
    pub year: i32,
    /// People with the top grade.
    pub excellent: u32,
    /// People rated *hoàn thành tốt*.
    pub good: u32,
    /// The most top grades allowed.
    pub most: u32,
    /// The ceiling.
    pub ceiling: &'a Ceiling,
}

/// The top grades of every unit and year for which a ceiling is known, latest year first.
pub fn top_grades<'a, 'd>(
    law: &'a Ratings,
    people: impl Iterator<Item = &'d Dossier>,
) -> Vec<TopGrades<'a>> {
    let mut counts: BTreeMap<(i32, Option<UnitId>), (u32, u32)> = BTreeMap::new();
    for dossier in people.filter(|dossier| !dossier.left) {
        for rating in &dossier.ratings {
            if law.ceiling(rating.year).is_none() {
                continue;
            }
            let count = counts
                .entry((-rating.year, dossier.unit.clone()))
                .or_default();
            match rating.grade {
                RatingGrade::Excellent => count.0 += 1,
                RatingGrade::Good => count.1 += 1,
                _ => {}
            }
        }
    }
    counts
        .into_iter()
        .filter_map(|((year, unit), (excellent, good))| {
            let ceiling = law.ceiling(-year)?;
            Some(TopGrades {
                unit,
                year: -year,
                excellent,
                good,
                most: ceiling.most(good),
                ceiling,
            })
        })
        .collect()
}
