//! What `canbo diff` prints: who comes out otherwise on another day, and because of which rule.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::headless::{local_use_json, source_json, unit_name};
use crate::app::Law;
use crate::domain::Dossier;
use crate::law::{CriterionAssessment, Verdict};
use crate::report::{Change, Comparison, RuleChange, RuleUsed, Side, TitleChange};
use crate::store::Snapshot;
use crate::text::{Language, compare_words, verdict_words};

/// Everybody here judged on both days: the changes one by one, and how many there are.
pub fn diff_json(snapshot: &Snapshot, law: &Law, one: NaiveDate, other: NaiveDate) -> Value {
    let office = &snapshot.office;
    let libraries = [one, other].map(|day| (law.library.localised(&office.local, day), day));
    let [before, after] = libraries
        .each_ref()
        .map(|(library, day)| library.on(*day, office));
    let side = |rules| Side { rules, office };
    let mut comparison = Comparison::default();
    let mut changed = Vec::new();
    for dossier in snapshot.dossiers.iter().filter(|dossier| !dossier.left) {
        let unit = unit_name(office, dossier);
        for of_title in comparison.add(side(&before), side(&after), dossier) {
            let changes = of_title.changes.iter();
            changed.extend(
                changes.map(|change| change_json(dossier, unit.as_deref(), &of_title, change)),
            );
        }
    }
    json!({
        "from": one.to_string(),
        "to": other.to_string(),
        "rules": law.library.digest(),
        "summary": summary(&comparison),
        "changed": changed,
    })
}

fn verdict_code(verdict: Option<Verdict>) -> Value {
    verdict.map_or(Value::Null, |verdict| verdict.code().into())
}

fn change_json(
    dossier: &Dossier,
    unit: Option<&str>,
    of_title: &TitleChange,
    change: &Change,
) -> Value {
    let verdict = |found: &Option<CriterionAssessment>| {
        verdict_code(found.as_ref().map(|found| found.verdict))
    };
    json!({
        "id": dossier.id.to_string(),
        "name": dossier.name,
        "unit": unit,
        "title": of_title.title.code(),
        "overall_before": of_title.overall_before.code(),
        "overall_after": of_title.overall_after.code(),
        "criterion": change.criterion.code(),
        "verdict_before": verdict(&change.before),
        "verdict_after": verdict(&change.after),
        "cause": change.cause.code(),
        "because": compare_words::because(change, Language::Vi),
        "before": change.before.as_ref().map(side_json),
        "after": change.after.as_ref().map(side_json),
    })
}

fn side_json(found: &CriterionAssessment) -> Value {
    let mut side = rule_json(&RuleUsed::from(found));
    side["verdict"] = found.verdict.code().into();
    side["found"] = verdict_words::found(&found.found, Language::Vi).into();
    side["needed"] = verdict_words::needed(&found.needed, Language::Vi).into();
    side["local"] = found.local.iter().map(local_use_json).collect();
    side["due"] = found.due.map(|due| due.to_string()).into();
    side["reason"] = verdict_words::reason(found, Language::Vi).into();
    side
}

fn rule_json(rule: &RuleUsed) -> Value {
    json!({
        "rule": rule.key,
        "version": {
            "from": rule.from.to_string(),
            "until": rule.until.map(|until| until.to_string()),
        },
        "source": source_json(&rule.source),
    })
}

fn summary(comparison: &Comparison) -> Value {
    let overall: Vec<Value> = comparison
        .overall
        .iter()
        .map(|((before, after), titles)| {
            json!({ "before": before.code(), "after": after.code(), "titles": titles })
        })
        .collect();
    let changes: usize = comparison.groups.values().map(Vec::len).sum();
    let by_rule: Vec<Value> = comparison.groups.iter().map(group_json).collect();
    json!({
        "people": comparison.people,
        "people_changed": comparison.changed.len(),
        "people_unchanged": comparison.people as usize - comparison.changed.len(),
        "changes": changes,
        "overall": overall,
        "by_rule": by_rule,
    })
}

fn group_json((group, concerned): (&RuleChange, &Vec<crate::report::Concerned>)) -> Value {
    let mut verdicts: Map<String, Value> = Map::new();
    for one in concerned {
        let code = |verdict: Option<Verdict>| verdict.map_or("none", Verdict::code);
        let pair = format!("{} -> {}", code(one.before), code(one.after));
        let count = verdicts.entry(pair).or_insert(Value::from(0));
        *count = (count.as_u64().unwrap_or(0) + 1).into();
    }
    json!({
        "criterion": group.criterion.code(),
        "cause": group.cause.code(),
        "before": group.before.as_ref().map(rule_json),
        "after": group.after.as_ref().map(rule_json),
        "changes": concerned.len(),
        "verdicts": verdicts,
    })
}
