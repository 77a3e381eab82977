//! What falls due for whom, as JSON.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::headless::{source_json, unit_name};
use crate::app::Law;
use crate::law::MonthIndex;
use crate::plan::{AgendaEntry, AgendaKind, AgendaMatter, AgendaPart, agenda};
use crate::store::Snapshot;
use crate::text::{Language, calendar_words};

/// Who retires and whose post is to change hands, month by month from the day on, for so many
/// months; beside it who is overdue, who is spared, and of whom it cannot be said, each with why.
pub fn calendar_json(snapshot: &Snapshot, law: &Law, on: NaiveDate, months: Option<u32>) -> Value {
    let calendar = law.library.calendar();
    let entries = agenda(calendar, &snapshot.office, snapshot.dossiers.iter(), on);
    let first = crate::law::month_of(on);
    let within = |month: MonthIndex| {
        months.is_none_or(|months| i64::from(month) - i64::from(first) < i64::from(months))
    };
    let mut by_month: BTreeMap<MonthIndex, BTreeMap<AgendaKind, Vec<Value>>> = BTreeMap::new();
    let mut parts: Map<String, Value> = Map::new();
    for part in AgendaPart::ALL {
        if *part != AgendaPart::Coming {
            parts.insert(part.code().to_owned(), Value::Array(Vec::new()));
        }
    }
    for entry in &entries {
        let line = entry_json(snapshot, entry);
        match (entry.part, entry.month()) {
            (AgendaPart::Coming, Some(month)) => {
                if within(month) {
                    let month = by_month.entry(month).or_default();
                    month.entry(entry.kind()).or_default().push(line);
                }
            }
            (part, _) => {
                if let Some(Value::Array(lines)) = parts.get_mut(part.code()) {
                    lines.push(line);
                }
            }
        }
    }
    let months: Vec<Value> = by_month
        .into_iter()
        .map(|(month, mut kinds)| {
            let mut lines = |kind| kinds.remove(&kind).unwrap_or_default();
            json!({
                "month": format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1),
                "retirement": lines(AgendaKind::Retirement),
                "conversion": lines(AgendaKind::Conversion),
            })
        })
        .collect();
    let mut answer = json!({
        "on": on.to_string(),
        "rules": law.library.digest(),
        "months": months,
    });
    if let Value::Object(answer) = &mut answer {
        answer.append(&mut parts);
    }
    answer
}

fn entry_json(snapshot: &Snapshot, entry: &AgendaEntry) -> Value {
    let dossier = entry.dossier;
    let titles: Vec<_> = dossier.posts.iter().map(|post| post.title.code()).collect();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let mut line = json!({
        "id": dossier.id.to_string(),
        "name": dossier.name,
        "unit": unit_name(&snapshot.office, dossier),
        "titles": titles,
        "kind": entry.kind().code(),
        "date": day(entry.day),
        "reason": calendar_words::reason(entry, Language::Vi),
    });
    match &entry.matter {
        AgendaMatter::RetirementUnknown(facts) => {
            line["missing"] = facts.iter().map(|fact| fact.code()).collect();
        }
        AgendaMatter::Retirement(retires) => {
            let due = retires.legal.earliest();
            line["age_years"] = (due.age_months / 12).into();
            line["age_months"] = (due.age_months % 12).into();
            line["decided"] = retires
                .decision
                .map(|decision| decision.ground.code())
                .into();
            line["source"] = source_json(&due.version.source);
        }
        AgendaMatter::Conversion(due) => {
            line["title"] = due.title.code().into();
            line["since"] = due.since.map(|since| since.to_string()).into();
            line["least_months"] = due.period.least.into();
            line["most_months"] = due.period.most.into();
            line["first"] = day(due.first).into();
            line["last"] = day(due.last).into();
            line["state"] = due.state.code().into();
            line["source"] = source_json(&due.version.source);
        }
    }
    line
}
