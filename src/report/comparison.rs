//! Who comes out otherwise on another day, or by other rules, and because of which rule.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{Dossier, DossierId, Office, Title, Unit, codes};
use crate::law::{Assessment, Case, Criterion, CriterionAssessment, RulesOfDay, Source, Verdict};

/// One side of a comparison: the rules of a day and the office that they are for.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The rules.
    pub rules: &'a RulesOfDay<'a>,
    /// The office.
    pub office: &'a Office,
}

codes!(
    /// Why a verdict is another one.
    Cause {
        /// Another version, or another rule of it, applies.
        Rule = "rule",
        /// A standard begins to speak of the criterion.
        Begins = "begins",
        /// No standard speaks of the criterion any more.
        Ends = "ends",
        /// Another local decision is in force.
        Local = "local_decision",
        /// The time that the law left is over.
        DeadlinePassed = "deadline_passed",
        /// The same rule comes out otherwise because of the day: an age, for one.
        Day = "day",
    }
);

/// A verdict that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What was asked about.
    pub criterion: Criterion,
    /// What it came to; nothing when no standard spoke of it.
    pub before: Option<CriterionAssessment>,
    /// What it comes to.
    pub after: Option<CriterionAssessment>,
    /// Why.
    pub cause: Cause,
}

/// What changed for a person in one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleChange {
    /// The title.
    pub title: Title,
    /// All verdicts in one, before.
    pub overall_before: Verdict,
    /// All verdicts in one, after.
    pub overall_after: Verdict,
    /// Each criterion whose verdict changed, in the order of [`Criterion::ALL`]; never empty.
    pub changes: Vec<Change>,
}

/// What changes for a person from one side to the other; empty when nothing does.
///
/// Reasons are worked out only where a verdict differs, so that the unchanged cost little.
pub fn compare(before: Side, after: Side, dossier: &Dossier) -> Vec<TitleChange> {
    let mut changed = Vec::new();
    for post in &dossier.posts {
        let case_before = Case {
            unit: unit_of(before.office, dossier),
            dossier,
            post,
        };
        let case_after = Case {
            unit: unit_of(after.office, dossier),
            dossier,
            post,
        };
        if before.rules.judge(&case_before).verdicts == after.rules.judge(&case_after).verdicts {
            continue;
        }
        let (one, other) = (
            before.rules.assess(&case_before),
            after.rules.assess(&case_after),
        );
        changed.push(TitleChange {
            title: post.title,
            overall_before: one.overall,
            overall_after: other.overall,
            changes: changes(one, other, after.rules.day()),
        });
    }
    changed
}

fn unit_of<'o>(office: &'o Office, dossier: &Dossier) -> Option<&'o Unit> {
    dossier.unit.as_ref().and_then(|id| office.unit(id))
}

fn changes(before: Assessment, after: Assessment, day: NaiveDate) -> Vec<Change> {
    let mut before: Vec<_> = before.criteria.into_iter().map(Some).collect();
    let mut after: Vec<_> = after.criteria.into_iter().map(Some).collect();
    let mut take = |criterion: Criterion| {
        let of = |side: &mut Vec<Option<CriterionAssessment>>| {
            side.iter_mut()
                .find(|found| found.as_ref().is_some_and(|f| f.criterion == criterion))
                .and_then(Option::take)
        };
        (of(&mut before), of(&mut after))
    };
    let verdict = |side: &Option<CriterionAssessment>| side.as_ref().map(|found| found.verdict);
    Criterion::ALL
        .iter()
        .filter_map(|criterion| {
            let (before, after) = take(*criterion);
            (verdict(&before) != verdict(&after)).then(|| Change {
                criterion: *criterion,
                cause: cause(before.as_ref(), after.as_ref(), day),
                before,
                after,
            })
        })
        .collect()
}

fn cause(
    before: Option<&CriterionAssessment>,
    after: Option<&CriterionAssessment>,
    day: NaiveDate,
) -> Cause {
    match (before, after) {
        (None, _) => Cause::Begins,
        (_, None) => Cause::Ends,
        (Some(before), Some(after)) if before.rule != after.rule => Cause::Rule,
        (Some(before), Some(after)) if before.local != after.local => Cause::Local,
        (Some(before), _) if before.due.is_some_and(|due| due <= day) => Cause::DeadlinePassed,
        _ => Cause::Day,
    }
}

/// The version and rule that decided a criterion.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleUsed {
    /// Names the rule: standard, first day of the version, rule.
    pub key: String,
    /// The first day in force of its version.
    pub from: NaiveDate,
    /// The first day no longer in force.
    pub until: Option<NaiveDate>,
    /// Where the law says it.
    pub source: Source,
}

impl From<&CriterionAssessment> for RuleUsed {
    fn from(found: &CriterionAssessment) -> Self {
        Self {
            key: found.rule.clone(),
            from: found.from,
            until: found.until,
            source: found.source.clone(),
        }
    }
}

/// What one change of rule did: the people are grouped by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleChange {
    /// What was asked about.
    pub criterion: Criterion,
    /// Why the verdicts are others.
    pub cause: Cause,
    /// What applied; nothing when no standard spoke of it.
    pub before: Option<RuleUsed>,
    /// What applies.
    pub after: Option<RuleUsed>,
}

/// A person whom a change of rule concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concerned {
    /// Whose it is.
    pub id: DossierId,
    /// In which title.
    pub title: Title,
    /// What it came to.
    pub before: Option<Verdict>,
    /// What it comes to.
    pub after: Option<Verdict>,
}

/// Everybody compared so far, grouped by the change of rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// People compared.
    pub people: u32,
    /// People for whom something changed, in the order in which they were added.
    pub changed: Vec<DossierId>,
    /// Titles for which some verdict changed, by overall verdict before and after.
    pub overall: BTreeMap<(Verdict, Verdict), u32>,
    /// Whom each change of rule concerns, in the order in which they were added.
    pub groups: BTreeMap<RuleChange, Vec<Concerned>>,
}

impl Comparison {
    /// Compares one more person, who has not left; returns what changed.
    pub fn add(&mut self, before: Side, after: Side, dossier: &Dossier) -> Vec<TitleChange> {
        let changed = compare(before, after, dossier);
        self.people += 1;
        if !changed.is_empty() {
            self.changed.push(dossier.id);
        }
        for of_title in &changed {
            let pair = (of_title.overall_before, of_title.overall_after);
            *self.overall.entry(pair).or_default() += 1;
            for change in &of_title.changes {
                let group = RuleChange {
                    criterion: change.criterion,
                    cause: change.cause,
                    before: change.before.as_ref().map(RuleUsed::from),
                    after: change.after.as_ref().map(RuleUsed::from),
                };
                self.groups.entry(group).or_default().push(Concerned {
                    id: dossier.id,
                    title: of_title.title,
                    before: change.before.as_ref().map(|found| found.verdict),
                    after: change.after.as_ref().map(|found| found.verdict),
                });
            }
        }
        changed
    }
}
