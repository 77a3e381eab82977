//! What the headless command prints of documents: merges, histories, conflicts.

use chrono::DateTime;
use serde_json::{Map, Value as Json, json};

use crate::domain::hexadecimal;
use crate::exchange::bundle::{FilePart, Manifest};
use crate::store::document::{Alternative, Conflict, Document, Entry, History, Value};
use crate::store::merging::{Change, Difference, Merging};
use crate::text::{Language, fact_words};

fn value(value: &Option<Value>) -> Json {
    value
        .as_ref()
        .and_then(Value::to_json)
        .unwrap_or(Json::Null)
}

fn moment(at: Option<i64>) -> Json {
    at.and_then(|at| DateTime::from_timestamp(at, 0))
        .map_or(Json::Null, |at| {
            Json::String(at.naive_utc().format("%Y-%m-%dT%H:%M:%S").to_string())
        })
}

fn difference(one: &Difference) -> Json {
    json!({
        "fact": one.path,
        "name": fact_words::fact(&one.path, Language::Vi),
        "mine": value(&one.mine),
        "theirs": value(&one.theirs),
        "base": value(&one.base),
        "conflict": one.conflict,
    })
}

/// What a merge did: counts, then each person with the facts that changed or must be decided.
pub fn merging_json(merging: &Merging) -> Json {
    let count =
        |wanted: &dyn Fn(&Change) -> bool| merging.changes.iter().filter(|one| wanted(one)).count();
    let change = |one: &Change| {
        json!({
            "id": one.id.to_string(),
            "name": one.name,
            "new": one.new,
            "gone": one.gone,
            "differences": one.differences.iter().map(difference).collect::<Vec<_>>(),
        })
    };
    let refused = |(id, error): &(
        crate::domain::DossierId,
        crate::store::document::DocumentError,
    )| { json!({ "id": id.to_string(), "reason": error.to_string() }) };
    json!({
        "new": count(&|one| one.new),
        "changed": count(&|one| !one.new && !one.has_conflict()),
        "conflicting": count(&Change::has_conflict),
        "unchanged": merging.unchanged,
        "refused": merging.refused.iter().map(refused).collect::<Vec<_>>(),
        "dossiers": merging.changes.iter().map(change).collect::<Vec<_>>(),
        "office": merging.office.iter().map(difference).collect::<Vec<_>>(),
        "units": merging.units,
    })
}

/// What a file says of itself.
pub fn manifest_json(manifest: &Manifest) -> Json {
    json!({
        "version": manifest.version,
        "written_by": manifest.written_by,
        "office": manifest.office,
        "office_id": manifest.office_id.map(|id| hexadecimal(&id)),
        "sample": manifest.sample,
        "purpose": manifest.purpose.code(),
        "sequence": manifest.sequence,
        "parent": manifest.parent,
        "saved_at": manifest.saved_at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "documents": manifest.dossiers,
    })
}

/// The parts of a file, each with whether its checksum agrees.
pub fn verify_json(parts: &[FilePart]) -> Json {
    let part = |part: &FilePart| {
        json!({
            "kind": part.kind.to_string(),
            "at": part.at,
            "bytes": part.bytes,
            "good": part.good,
        })
    };
    parts.iter().map(part).collect()
}

/// The history of one document: each change with what it set, and what is in conflict.
pub fn history_json(document: &Document) -> Json {
    let history = document.history();
    let name = match document.facts().get("name") {
        Some(Value::Text(name)) => Json::String(name.clone()),
        _ => Json::Null,
    };
    let entries: Vec<Json> = history.entries.iter().map(entry).collect();
    let conflicts: Vec<Json> = history
        .conflicts
        .iter()
        .map(|one| conflict(one, &history))
        .collect();
    json!({ "name": name, "changes": entries, "conflicts": conflicts })
}

fn signed(entry: &Entry) -> Map<String, Json> {
    let words = |words: &str| match words {
        "" => Json::Null,
        words => Json::String(words.to_owned()),
    };
    Map::from_iter([
        ("change".to_owned(), Json::String(hexadecimal(&entry.id))),
        ("act".to_owned(), Json::from(entry.stamp.act.code())),
        ("at".to_owned(), moment(entry.at)),
        ("by".to_owned(), words(&entry.stamp.by)),
        ("office".to_owned(), words(&entry.stamp.office)),
        ("why".to_owned(), words(&entry.stamp.why)),
    ])
}

fn entry(entry: &Entry) -> Json {
    let writes: Vec<Json> = entry
        .writes
        .iter()
        .map(|write| {
            json!({
                "fact": write.path,
                "name": fact_words::fact(&write.path, Language::Vi),
                "before": write.before.iter().map(value).collect::<Vec<_>>(),
                "after": value(&write.after),
            })
        })
        .collect();
    let mut json = signed(entry);
    json.insert("facts".to_owned(), Json::Array(writes));
    Json::Object(json)
}

fn conflict(conflict: &Conflict, history: &History) -> Json {
    let alternative = |one: &Alternative| {
        let mut json = history
            .entries
            .get(one.entry)
            .map(signed)
            .unwrap_or_default();
        json.insert("value".to_owned(), value(&one.value));
        Json::Object(json)
    };
    json!({
        "fact": conflict.path,
        "name": fact_words::fact(&conflict.path, Language::Vi),
        "base": value(&conflict.base),
        "alternatives": conflict.alternatives.iter().map(alternative).collect::<Vec<_>>(),
    })
}
