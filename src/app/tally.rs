//! Counts that follow every edit at once: a person's row is taken out and put back, whatever the number of people.

use std::collections::BTreeMap;

use crate::domain::{CourseKind, Dossier, Group, Title, UnitId, match_key};
use crate::law::{Criterion, Verdict};
use crate::plan::NeedStatus;
use crate::report::Statistics;

use super::FieldId;
use super::Row;

/// How many results there are of each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerdictCounts([u32; Verdict::ALL.len()]);

impl VerdictCounts {
    /// The number of results of that verdict.
    pub fn of(&self, verdict: Verdict) -> u32 {
        self.0[verdict.index()]
    }

    /// The number of all results.
    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// The sum of both counts.
    pub fn plus(mut self, other: &Self) -> Self {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(sum, count)| *sum += count);
        self
    }

    fn step(&mut self, verdict: Verdict, up: bool) {
        step(&mut self.0[verdict.index()], up);
    }
}

fn step(count: &mut u32, up: bool) {
    *count = if up {
        *count + 1
    } else {
        count.saturating_sub(1)
    };
}

/// Needs of one kind of course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NeedCounts {
    /// People who are not being taught yet.
    pub open: u32,
    /// People who attend such a course now.
    pub studying: u32,
}

/// Counts over all people who have not left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Counts that do not depend on the judgement.
    pub statistics: Statistics,
    /// People by overall verdict.
    pub overall: VerdictCounts,
    /// People by group and overall verdict.
    pub by_group: BTreeMap<Option<Group>, VerdictCounts>,
    /// People by unit and overall verdict.
    pub by_unit: BTreeMap<Option<UnitId>, VerdictCounts>,
    /// People by verdict on each criterion.
    pub by_criterion: [VerdictCounts; Criterion::COUNT],
    /// Needs by course.
    pub needs: BTreeMap<CourseKind, NeedCounts>,
    /// Needs by unit and course.
    pub needs_by_unit: BTreeMap<(Option<UnitId>, CourseKind), NeedCounts>,
    /// People by field that the standards ask for and that is blank.
    pub blank: BTreeMap<FieldId, u32>,
    /// People with facts that cannot be true.
    pub problems: u32,
    /// Civil servants by title and the match key of their field of study, with the field as written.
    pub majors: BTreeMap<(Title, String), (String, u32)>,
}

impl Tally {
    /// Counts a person in.
    pub fn add(&mut self, dossier: &Dossier, row: &Row) {
        if !dossier.left {
            self.statistics.add(dossier);
            self.count(dossier, row, true);
        }
    }

    /// Counts a person out, with the same facts with which they were counted in.
    pub fn remove(&mut self, dossier: &Dossier, row: &Row) {
        if !dossier.left {
            self.statistics.remove(dossier);
            self.count(dossier, row, false);
        }
    }

    fn count(&mut self, dossier: &Dossier, row: &Row, up: bool) {
        if let Some(overall) = row.overall {
            self.overall.step(overall, up);
            self.by_group
                .entry(dossier.group())
                .or_default()
                .step(overall, up);
            self.by_unit
                .entry(dossier.unit.clone())
                .or_default()
                .step(overall, up);
        }
        for (counts, verdict) in self.by_criterion.iter_mut().zip(row.criteria) {
            if let Some(verdict) = verdict {
                counts.step(verdict, up);
            }
        }
        for need in &row.needs {
            let by_unit = self
                .needs_by_unit
                .entry((dossier.unit.clone(), need.course))
                .or_default();
            for counts in [self.needs.entry(need.course).or_default(), by_unit] {
                match need.status {
                    NeedStatus::Open => step(&mut counts.open, up),
                    NeedStatus::Studying => step(&mut counts.studying, up),
                }
            }
        }
        for field in blank_fields(dossier) {
            step(self.blank.entry(field).or_default(), up);
        }
        if row.problems > 0 {
            step(&mut self.problems, up);
        }
        if !dossier.field.is_empty() {
            for post in dossier
                .posts
                .iter()
                .filter(|post| office_decides_majors(post.title))
            {
                let key = (post.title, match_key(&dossier.field));
                let entry = self.majors.entry(key.clone());
                let (_, people) = entry.or_insert_with(|| (dossier.field.clone(), 0));
                step(people, up);
                if *people == 0 {
                    self.majors.remove(&key);
                }
            }
        }
    }
}

/// Whether the office decides which fields of study fit the title: a civil servant's, where no law names the field.
pub fn office_decides_majors(title: Title) -> bool {
    title.group() == Group::CivilServant && title != Title::JusticeCivilStatus
}

/// The fields that the standards of the person's group ask for and that are blank.
pub fn blank_fields(dossier: &Dossier) -> impl Iterator<Item = FieldId> {
    let civil_servant = dossier.group() == Some(Group::CivilServant);
    [
        (FieldId::Birth, dossier.birth.is_none()),
        (FieldId::Sex, dossier.sex.is_none()),
        (FieldId::Unit, dossier.unit.is_none()),
        (FieldId::Posts, dossier.posts.is_empty()),
        (
            FieldId::GeneralEducation,
            dossier.general_education.is_none(),
        ),
        (
            FieldId::ProfessionalLevel,
            dossier.professional_level.is_none(),
        ),
        (FieldId::Field, civil_servant && dossier.field.is_empty()),
        (FieldId::PoliticalTheory, dossier.political_theory.is_none()),
        (
            FieldId::StateManagement,
            civil_servant && dossier.state_management.is_none(),
        ),
        (
            FieldId::Informatics,
            civil_servant && dossier.informatics.is_none(),
        ),
    ]
    .into_iter()
    .filter_map(|(field, blank)| blank.then_some(field))
}
