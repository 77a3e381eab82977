//! What is derived from one dossier: its place in the lists, its judgement, its needs.

use crate::domain::{Dossier, Office, SortKey, fold, sort_key};
use crate::law::{Case, Criterion, Judgement, Plausibility, RulesOfDay, Verdict};
use crate::plan::{Need, needs};

/// What is derived from one dossier and kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Orders the lists: given name first.
    pub(super) sort: SortKey,
    /// What a search looks through: name, unit, title and field of study without accents.
    pub folded: String,
    /// One for each title held; empty until judged.
    pub judgements: Vec<Judgement>,
    /// The worst of the titles' overall verdicts; nothing for a person without a title or not yet judged.
    pub overall: Option<Verdict>,
    /// For each criterion the worst verdict over the titles.
    pub criteria: [Option<Verdict>; Criterion::COUNT],
    /// Training that follows from the gaps.
    pub needs: Vec<Need>,
    /// The number of facts that cannot be true.
    pub problems: usize,
}

impl Row {
    /// The row of a dossier that nobody has judged yet.
    pub(super) fn of(office: &Office, dossier: &Dossier) -> Self {
        let unit = dossier.unit.as_ref().and_then(|id| office.unit(id));
        let unit_name = unit.map_or("", |unit| unit.name.as_str());
        Self {
            sort: sort_key(&dossier.name),
            folded: fold(&format!(
                "{} {unit_name} {} {}",
                dossier.name, dossier.post_written, dossier.field
            )),
            judgements: Vec::new(),
            overall: None,
            criteria: [None; Criterion::COUNT],
            needs: Vec::new(),
            problems: 0,
        }
    }

    /// Enters what the rules of a day say of the dossier.
    pub(super) fn judge(
        &mut self,
        rules: &RulesOfDay,
        plausibility: Option<&Plausibility>,
        office: &Office,
        dossier: &Dossier,
    ) {
        let unit = dossier.unit.as_ref().and_then(|id| office.unit(id));
        self.judgements = dossier
            .posts
            .iter()
            .map(|post| {
                rules.judge(&Case {
                    unit,
                    dossier,
                    post,
                })
            })
            .collect();
        self.overall = self
            .judgements
            .iter()
            .map(|judgement| judgement.overall)
            .reduce(worse);
        self.criteria = [None; Criterion::COUNT];
        for judgement in &self.judgements {
            for (worst, verdict) in self.criteria.iter_mut().zip(judgement.verdicts) {
                *worst = match (*worst, verdict) {
                    (Some(a), Some(b)) => Some(worse(a, b)),
                    (a, b) => a.or(b),
                };
            }
        }
        self.needs = needs(rules, unit, dossier);
        self.problems = plausibility.map_or(0, |p| p.data_problems(dossier, rules.day()).len());
    }
}

/// The verdict that counts when a person has both.
fn worse(one: Verdict, other: Verdict) -> Verdict {
    Verdict::overall([one, other])
}
