//! The rules of one day, and the judgement of one case by them.

use chrono::NaiveDate;

use super::case::CaseFacts;
use super::decide::{Cell, Outcome};
use super::{Case, Criterion, Level, Retirement, Standard, Verdict};
use crate::domain::{AreaClass, Office, Title, UnitKind};

/// The verdicts of one person in one title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// The title.
    pub title: Title,
    /// All verdicts in one: see [`Verdict::overall`].
    pub overall: Verdict,
    /// The verdict of each criterion, by [`Criterion::index`]; nothing where no standard speaks of it.
    pub verdicts: [Option<Verdict>; Criterion::COUNT],
}

impl Judgement {
    /// The verdict of the criterion; nothing where no standard speaks of it.
    pub fn verdict(&self, criterion: Criterion) -> Option<Verdict> {
        self.verdicts.get(criterion.index()).copied().flatten()
    }
}

const TITLES: usize = Title::ALL.len();

/// The rules in force on one day for one office.
#[derive(Debug, Clone)]
pub struct RulesOfDay<'a> {
    pub(super) day: NaiveDate,
    pub(super) office: &'a Office,
    retirement: &'a Retirement,
    /// By title, then criterion.
    cells: [[Option<(&'a Standard, Cell<'a>)>; Criterion::COUNT]; TITLES],
}

impl<'a> RulesOfDay<'a> {
    pub(super) fn new(
        standards: &'a [Standard],
        retirement: &'a Retirement,
        day: NaiveDate,
        office: &'a Office,
    ) -> Self {
        let mut cells = [[None; Criterion::COUNT]; TITLES];
        for standard in standards {
            let Some(version) = standard.version_on(day) else {
                continue;
            };
            for title in &standard.titles {
                // Loading has seen to it that there is exactly one rule for each area.
                let rule_of = |area: AreaClass| {
                    version
                        .rules
                        .iter()
                        .find(|rule| rule.titles.contains(title) && rule.areas.contains(&area))
                        .map(|rule| (rule, office.confirmations.contains_key(&rule.key)))
                };
                let [lowland, urban, mountain] = AreaClass::ALL.map(rule_of);
                let rules = lowland.zip(urban).zip(mountain);
                let cell = rules.map(|((lowland, urban), mountain)| {
                    (
                        standard,
                        Cell {
                            version,
                            title: *title,
                            rules: [lowland, urban, mountain],
                        },
                    )
                });
                if let Some(place) = cells
                    .get_mut(*title as usize)
                    .and_then(|row| row.get_mut(standard.criterion.index()))
                {
                    *place = cell;
                }
            }
        }
        Self {
            day,
            office,
            retirement,
            cells,
        }
    }

    /// The day.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// When people retire.
    pub fn retirement(&self) -> &'a Retirement {
        self.retirement
    }

    pub(super) fn facts<'c>(&'c self, case: &Case<'c>) -> CaseFacts<'c> {
        CaseFacts::of(case, self.office, self.retirement, self.day)
    }

    pub(super) fn cell(
        &self,
        title: Title,
        criterion: Criterion,
    ) -> Option<(&'a Standard, Cell<'a>)> {
        self.cells
            .get(title as usize)?
            .get(criterion.index())
            .copied()
            .flatten()
    }

    pub(super) fn outcome(&self, cell: &Cell, case: &Case, facts: &CaseFacts) -> Outcome {
        if is_above_commune(case) {
            Outcome::NotApplicable
        } else {
            cell.decide(facts)
        }
    }

    /// The verdicts for the case. Allocates nothing, but for the look-up of the field of study
    /// in the office's list where there is one.
    pub fn judge(&self, case: &Case) -> Judgement {
        let title = case.post.title;
        let facts = self.facts(case);
        let mut verdicts = [None; Criterion::COUNT];
        for (criterion, verdict) in Criterion::ALL.iter().zip(&mut verdicts) {
            if let Some((_, cell)) = self.cell(title, *criterion) {
                *verdict = Some(self.outcome(&cell, case, &facts).verdict());
            }
        }
        Judgement {
            title,
            overall: Verdict::overall(verdicts.iter().flatten().copied()),
            verdicts,
        }
    }

    /// The lowest level with which the case would satisfy the criterion; nothing when no level
    /// alone would, or when the criterion looks at no level.
    pub fn level_needed(&self, case: &Case, criterion: Criterion) -> Option<Level> {
        let ladder = criterion.ladder()?;
        let (_, cell) = self.cell(case.post.title, criterion)?;
        let facts = self.facts(case);
        (0..ladder.size())
            .find(|rank| {
                let facts = facts.with(ladder, *rank);
                self.outcome(&cell, case, &facts).verdict().is_satisfied()
            })
            .and_then(|rank| Level::of(ladder, rank))
    }

    /// The day by which the criterion must be met, where it is not and the law leaves time.
    pub fn due(&self, case: &Case, criterion: Criterion) -> Option<NaiveDate> {
        let (_, cell) = self.cell(case.post.title, criterion)?;
        let facts = self.facts(case);
        match self.outcome(&cell, case, &facts) {
            Outcome::Grace(at) => cell.due(at, &facts),
            _ => None,
        }
    }
}

/// Whether the unit is a body of the city or district, of which these standards do not speak.
pub(super) fn is_above_commune(case: &Case) -> bool {
    case.unit
        .is_some_and(|unit| unit.kind == UnitKind::Superior)
}
