//! What ratings lead to, as JSON.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::headless::{source_json, unit_name};
use crate::app::Law;
use crate::law::ProposalState;
use crate::report::top_grades;
use crate::store::Snapshot;
use crate::text::{Language, edit_words, rating_words};

/// What the ratings of everybody here lead to by the rules of the day, and the units' top grades
/// against the ceiling: proposals with their article, those that the law spares, those still open.
pub fn ratings_json(snapshot: &Snapshot, law: &Law, on: NaiveDate) -> Value {
    let ratings = &law.library.calendar().ratings;
    let mut lists: Map<String, Value> = ["proposals", "protected", "unsettled"]
        .into_iter()
        .map(|list| (list.to_owned(), Value::Array(Vec::new())))
        .collect();
    for dossier in &snapshot.dossiers {
        for proposal in ratings.proposals(&snapshot.office, dossier, on) {
            let list = match proposal.state {
                ProposalState::Proposed => "proposals",
                ProposalState::Protected(_) => "protected",
                _ => "unsettled",
            };
            let years: Map<String, Value> = proposal
                .ratings
                .iter()
                .map(|rating| (rating.year.to_string(), rating.grade.code().into()))
                .collect();
            if let Some(Value::Array(lines)) = lists.get_mut(list) {
                lines.push(json!({
                    "id": dossier.id.to_string(),
                    "name": dossier.name,
                    "unit": unit_name(&snapshot.office, dossier),
                    "group": dossier.group().map(|group| group.code()),
                    "rule": proposal.rule.id,
                    "effect": proposal.rule.effect.code(),
                    "ratings": years,
                    "state": proposal.state.code(),
                    "reason": rating_words::proposal(&proposal, Language::Vi),
                    "why": rating_words::state(ratings, &proposal.state, Language::Vi),
                    "source": source_json(&proposal.rule.source),
                    "confidence": proposal.rule.confidence.code(),
                }));
            }
        }
    }
    let ceilings: Vec<Value> = top_grades(ratings, snapshot.dossiers.iter())
        .iter()
        .map(|top| {
            let unit = top.unit.as_ref().and_then(|id| snapshot.office.unit(id));
            json!({
                "unit": unit.map(|unit| edit_words::unit_name(unit, Language::Vi)),
                "year": top.year,
                "excellent": top.excellent,
                "good": top.good,
                "most": top.most,
                "over": top.excellent.saturating_sub(top.most),
                "source": source_json(&top.ceiling.source),
                "confidence": top.ceiling.confidence.code(),
            })
        })
        .collect();
    let mut answer = json!({
        "on": on.to_string(),
        "rules": law.library.digest(),
        "ceilings": ceilings,
    });
    if let Value::Object(answer) = &mut answer {
        answer.append(&mut lists);
    }
    answer
}
