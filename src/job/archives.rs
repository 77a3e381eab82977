//! Data with their history, for the page: saved, merged, decided on. The page keeps the archive as
//! the bytes of a data file and the state as texts; what differs is written into the archive here.

use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::{DossierId, Office};
use crate::exchange::bundle::{self, BundleError, Purpose, Saving};
use crate::store::Snapshot;
use crate::store::archive::{Archive, Kept};
use crate::store::document::{Act, Alternative, Conflict, Document, History, Pen, Value};
use crate::store::merging::{Change, Difference, Merging};
use crate::text::{Language, fact_words, file_words};

/// One fact of a comparison, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactLine {
    /// The fact's name.
    pub name: String,
    /// The value here.
    pub mine: String,
    /// The value there.
    pub theirs: String,
    /// The last value that both knew.
    pub base: String,
    /// Whether somebody must decide.
    pub conflict: bool,
}

/// One person whom a merge changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    /// The person.
    pub id: String,
    /// The name.
    pub name: String,
    /// Whether the person was not here before.
    pub new: bool,
    /// Whether the person was taken out here or there.
    pub gone: bool,
    /// The facts that change.
    pub facts: Vec<FactLine>,
}

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MergeReport {
    /// The file's name.
    pub file: String,
    /// The office that wrote it.
    pub office: String,
    /// Why it was written, in words.
    pub purpose: String,
    /// Its number.
    pub sequence: u64,
    /// When it was saved, in words.
    pub saved_on: String,
    /// How many dossiers it holds.
    pub dossiers: usize,
    /// Everybody who is new or changes.
    pub people: Vec<PersonLine>,
    /// How many people stay as they are.
    pub unchanged: usize,
    /// Documents that were not taken.
    pub refused: Vec<String>,
    /// The facts of the office that change.
    pub office_facts: Vec<FactLine>,
    /// Units that are taken over.
    pub units: usize,
}

/// One of the values in conflict, with who set it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceLine {
    /// The value in words.
    pub value: String,
    /// The person who set it; empty when not known.
    pub by: String,
    /// The office.
    pub office: String,
    /// When, in words; empty when not known.
    pub at: String,
}

/// A fact on which somebody must decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictLine {
    /// The person.
    pub id: String,
    /// The person's name.
    pub person: String,
    /// The fact's path.
    pub path: String,
    /// The fact's name.
    pub name: String,
    /// The last value that all knew.
    pub base: String,
    /// The values.
    pub choices: Vec<ChoiceLine>,
}

fn words(error: &BundleError, language: Language) -> String {
    let advice = file_words::bundle_error(error, language);
    format!("{} {}", advice.happened, advice.to_do)
}

fn document_words(error: crate::store::document::DocumentError, language: Language) -> String {
    words(
        &BundleError::Document {
            number: 0,
            source: error,
        },
        language,
    )
}

/// Who writes: the page's user, now.
pub fn pen(actor: DossierId, by: &str, office: &Office, at: NaiveDateTime) -> Pen {
    Pen {
        actor: actor.0,
        by: by.to_owned(),
        office: office.name.clone(),
        at: at.and_utc().timestamp(),
    }
}

/// The archive in the state of the snapshot: with its history, where there is one.
pub fn archive(
    base: &[u8],
    snapshot: &Snapshot,
    pen: &Pen,
    language: Language,
) -> Result<(u64, Option<String>, Archive), String> {
    if base.is_empty() {
        return Ok((0, None, Archive::begun(snapshot)));
    }
    let (manifest, mut archive) =
        bundle::read(base, &mut |_, _| {}).map_err(|error| words(&error, language))?;
    archive
        .record(snapshot, pen, Act::Edited)
        .map_err(|(_, error)| document_words(error, language))?;
    Ok((manifest.sequence, Some(bundle::identity(base)), archive))
}

/// The data file of an archive that continues another.
pub fn file(
    archive: &Archive,
    before: u64,
    parent: Option<String>,
    saved_at: NaiveDateTime,
    language: Language,
) -> Result<Vec<u8>, String> {
    let saving = Saving {
        purpose: Purpose::Archive,
        sequence: before.saturating_add(1),
        parent,
        saved_at,
    };
    bundle::write(archive, &saving).map_err(|error| words(&error, language))
}

/// The state of an archive.
pub fn snapshot(archive: &Archive, language: Language) -> Result<Snapshot, String> {
    bundle::snapshot(archive).map_err(|error| words(&error, language))
}

/// Takes over what a colleague's file knows of everybody but those left out.
pub fn merge(
    archive: &mut Archive,
    theirs: &[u8],
    file: String,
    left_out: &[String],
    pen: &Pen,
    language: Language,
) -> Result<MergeReport, String> {
    let (manifest, other) =
        bundle::read(theirs, &mut |_, _| {}).map_err(|error| words(&error, language))?;
    let wanted = |id: DossierId| !left_out.contains(&id.to_string());
    let merging = archive
        .merge(&other, &wanted, pen)
        .map_err(|error| document_words(error, language))?;
    let office = snapshot_of_office(archive, language)?;
    let Merging {
        changes,
        unchanged,
        refused,
        office: office_facts,
        units,
    } = merging;
    let line = |one: &Difference| fact_line(one, &office, language);
    let person = |change: Change| PersonLine {
        id: change.id.to_string(),
        name: change.name,
        new: change.new,
        gone: change.gone,
        facts: change.differences.iter().map(line).collect(),
    };
    Ok(MergeReport {
        file,
        office: manifest.office,
        purpose: file_words::purpose(manifest.purpose, language).to_owned(),
        sequence: manifest.sequence,
        saved_on: manifest.saved_at.format("%d/%m/%Y %H:%M").to_string(),
        dossiers: manifest.dossiers,
        people: changes.into_iter().map(person).collect(),
        unchanged,
        refused: refused
            .into_iter()
            .map(|(id, error)| format!("{id}: {error}"))
            .collect(),
        office_facts: office_facts.iter().map(line).collect(),
        units,
    })
}

fn snapshot_of_office(archive: &Archive, language: Language) -> Result<Office, String> {
    archive
        .office
        .open(archive.office_id)
        .and_then(|document| crate::store::archive::office_of(&document))
        .map_err(|error| document_words(error, language))
}

fn fact_line(one: &Difference, office: &Office, language: Language) -> FactLine {
    let value =
        |value: &Option<Value>| fact_words::value(&one.path, value.as_ref(), office, language);
    FactLine {
        name: fact_words::fact(&one.path, language),
        mine: value(&one.mine),
        theirs: value(&one.theirs),
        base: value(&one.base),
        conflict: one.conflict,
    }
}

/// Every fact of a person on which somebody must decide.
pub fn conflicts(archive: &Archive, language: Language) -> Result<Vec<ConflictLine>, String> {
    let office = snapshot_of_office(archive, language)?;
    let mut lines = Vec::new();
    for (id, kept) in &archive.dossiers {
        let document = kept
            .open(id.0)
            .map_err(|error| document_words(error, language))?;
        // Only what has two histories can be in conflict.
        if document.len() < 2 {
            continue;
        }
        let history = document.history();
        let person = match document.facts().get("name") {
            Some(Value::Text(name)) => name.clone(),
            _ => String::new(),
        };
        lines.extend(
            history
                .conflicts
                .iter()
                .map(|conflict| conflict_line(*id, &person, conflict, &history, &office, language)),
        );
    }
    Ok(lines)
}

fn conflict_line(
    id: DossierId,
    person: &str,
    conflict: &Conflict,
    history: &History,
    office: &Office,
    language: Language,
) -> ConflictLine {
    let value = |value: Option<&Value>| fact_words::value(&conflict.path, value, office, language);
    let choice = |one: &Alternative| {
        let entry = history.entries.get(one.entry);
        let at = entry
            .and_then(|entry| DateTime::from_timestamp(entry.at?, 0))
            .map(|at| at.naive_utc().format("%d/%m/%Y %H:%M").to_string());
        ChoiceLine {
            value: value(one.value.as_ref()),
            by: entry
                .map(|entry| entry.stamp.by.clone())
                .unwrap_or_default(),
            office: entry
                .map(|entry| entry.stamp.office.clone())
                .unwrap_or_default(),
            at: at.unwrap_or_default(),
        }
    };
    ConflictLine {
        id: id.to_string(),
        person: person.to_owned(),
        path: conflict.path.clone(),
        name: fact_words::fact(&conflict.path, language),
        base: value(conflict.base.as_ref()),
        choices: conflict.alternatives.iter().map(choice).collect(),
    }
}

/// Decides a conflict for one of its values; the person's name.
///
/// The others stay in the history. Where one side had taken the item away, deciding for the
/// other's value brings the item back.
pub fn decide(
    archive: &mut Archive,
    id: &str,
    path: &str,
    choice: usize,
    pen: &Pen,
    language: Language,
) -> Result<String, String> {
    let gone = || file_words::nothing_to_decide(language).to_owned();
    let id: DossierId = id.parse().map_err(|()| gone())?;
    let kept = archive.dossiers.get(&id).ok_or_else(gone)?;
    let mut document: Document = kept
        .open(id.0)
        .map_err(|error| document_words(error, language))?;
    let history = document.history();
    let conflict = history
        .conflicts
        .iter()
        .find(|conflict| conflict.path == path)
        .ok_or_else(gone)?;
    let chosen = conflict.alternatives.get(choice).ok_or_else(gone)?;
    let facts = history.deciding(conflict, chosen);
    document.set(facts, pen, Act::Decided, "");
    crate::store::archive::dossier_of(&document)
        .map_err(|error| document_words(error, language))?;
    let name = match document.facts().get("name") {
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    };
    archive.dossiers.insert(id, Kept::from(&document));
    Ok(name)
}
