//! A dossier or an office as a document that can be edited in several places and merged.
//!
//! A document is a set of changes. Each change sets facts (see [`facts`]) and says who made it,
//! when, where and why; a merge is the union of two sets, so it is commutative, associative and
//! idempotent, and no clock takes part in it. Two changes of one fact, neither of which knew of
//! the other, are both kept and shown as a conflict until somebody decides.

mod chunk;
mod facts;
mod foreign;
mod history;
mod stamp;
mod value;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, Automerge, Change, ROOT, ReadDoc, ScalarValue};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use crate::domain::hexadecimal;

pub use self::facts::{Facts, facts_of, is_place, item_of, record_of};
pub use self::foreign::{DocumentError, MAX_DOCUMENT_BYTES};
pub use self::history::{Alternative, ChangeId, Conflict, Entry, History, Write};
pub use self::stamp::{Act, Pen, Stamp};
pub use self::value::Value;

/// Names a document for ever: the id of the person, or of the office.
pub type DocumentId = [u8; 16];

/// Names a set of changes: the SHA-256 of its newest changes.
pub type Digest32 = [u8; 32];

/// A dossier or an office with all its history.
#[derive(Debug, Clone)]
pub struct Document {
    id: DocumentId,
    /// All changes as they came, each after those on which it depends. They are kept because the
    /// library would write them anew from its own state, and then a change that somebody else's
    /// program encoded otherwise would have another hash than those that depend on it name.
    changes: Vec<Change>,
    /// The state that they make.
    doc: Automerge,
}

/// The same document with the same changes.
impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.heads() == other.heads()
    }
}

impl Document {
    fn blank(id: DocumentId) -> Self {
        Self {
            id,
            changes: Vec::new(),
            doc: Automerge::new(),
        }
    }

    /// The document of a record that comes from before there were documents.
    ///
    /// Its first change depends on nothing but the record: two offices that hold the same old
    /// file make the same document of it.
    pub fn begun(id: DocumentId, record: &Map<String, Json>) -> Self {
        let mut hash = Sha256::new_with_prefix(b"canbo begun");
        hash.update(id);
        hash.update(Json::Object(record.clone()).to_string());
        let mut actor = [0; 16];
        actor.copy_from_slice(&hash.finalize()[..16]);
        let mut document = Self::blank(id);
        let mut named = |list: &str, item: &str, before: usize| {
            short_name(&[list.as_bytes(), item.as_bytes(), &before.to_le_bytes()])
        };
        let facts = facts_of(record, &Facts::new(), &mut named);
        document.put(&facts, actor, 0, Stamp::begun().to_message());
        document
    }

    /// The document of somebody who is entered now.
    pub fn entered(id: DocumentId, record: &Map<String, Json>, pen: &Pen, act: Act) -> Self {
        let mut document = Self::blank(id);
        document.write(record, pen, act, "");
        document
    }

    /// The document in these bytes, which may be a stranger's.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub fn open(id: DocumentId, bytes: &[u8]) -> Result<Self, DocumentError> {
        let changes = foreign::read(bytes)?;
        let mut doc = Automerge::new();
        doc.apply_changes(changes.clone())
            .map_err(|error| DocumentError::DoNotFit(error.to_string()))?;
        if !doc.get_missing_deps(&[]).is_empty() {
            return Err(DocumentError::DoNotFit("a change is missing".to_owned()));
        }
        Ok(Self { id, changes, doc })
    }

    /// The bytes that [`Document::open`] opens: the same changes give the same bytes, in
    /// whatever order they came.
    pub fn to_bytes(&self) -> Vec<u8> {
        foreign::write(&self.in_order())
    }

    /// Names the document.
    pub fn id(&self) -> DocumentId {
        self.id
    }

    /// The newest changes, in order.
    fn heads(&self) -> Vec<automerge::ChangeHash> {
        let mut heads = self.doc.get_heads();
        heads.sort_unstable();
        heads
    }

    /// Names the document's state: the same for the same set of changes.
    pub fn digest(&self) -> Digest32 {
        let mut hash = Sha256::new();
        for head in self.heads() {
            hash.update(head.0);
        }
        hash.finalize().into()
    }

    /// The number of changes.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether nothing was ever written.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// All changes, each after those on which it depends; what leaves a choice is ordered by hash.
    fn in_order(&self) -> Vec<&Change> {
        let mut waiting = Vec::with_capacity(self.changes.len());
        let mut followers: BTreeMap<automerge::ChangeHash, Vec<usize>> = BTreeMap::new();
        let mut ready = BinaryHeap::new();
        for (at, change) in self.changes.iter().enumerate() {
            waiting.push(change.deps().len());
            for dep in change.deps() {
                followers.entry(*dep).or_default().push(at);
            }
            if change.deps().is_empty() {
                ready.push(Reverse((change.hash(), at)));
            }
        }
        let mut order = Vec::with_capacity(self.changes.len());
        while let Some(Reverse((hash, at))) = ready.pop() {
            order.push(&self.changes[at]);
            for follower in followers.get(&hash).into_iter().flatten() {
                waiting[*follower] -= 1;
                if waiting[*follower] == 0 {
                    ready.push(Reverse((self.changes[*follower].hash(), *follower)));
                }
            }
        }
        order
    }

    /// The facts as they stand. Where two changes disagree, the library's choice, which is the
    /// same everywhere; an item that one side took away is away.
    pub fn facts(&self) -> Facts {
        let mut facts = Facts::new();
        let mut away: BTreeSet<String> = BTreeSet::new();
        for item in self.doc.map_range(ROOT, ..) {
            let path = item.key.to_string();
            let value = match item.value.into_value() {
                automerge::Value::Scalar(scalar) => Value::of_scalar(scalar.into_owned()),
                automerge::Value::Object(_) => None,
            };
            if item.conflict && is_place(&path) && self.one_side_cleared(&path) {
                away.insert(path);
                continue;
            }
            if let Some(Some(value)) = value {
                facts.insert(path, value);
            }
        }
        // What belongs to no item that is there is no part of the state.
        let orphan = |path: &str| item_of(path).is_some_and(|item| !facts.contains_key(item));
        let orphans: Vec<String> = facts.keys().filter(|path| orphan(path)).cloned().collect();
        for path in orphans {
            facts.remove(&path);
        }
        facts
    }

    fn one_side_cleared(&self, path: &str) -> bool {
        let values = self.doc.get_all(ROOT, path).unwrap_or_default();
        values.iter().any(|(value, _)| match value {
            automerge::Value::Scalar(scalar) => scalar.is_null(),
            automerge::Value::Object(_) => false,
        })
    }

    /// The record of the facts as they stand.
    ///
    /// # Errors
    /// [`DocumentError::NoRecord`] when a fact is not of the form that records have.
    pub fn record(&self) -> Result<Map<String, Json>, DocumentError> {
        record_of(&self.facts())
            .ok_or_else(|| DocumentError::NoRecord("a fact is no JSON".to_owned()))
    }

    /// Writes what differs in the record, and nothing else; whether anything did.
    pub fn write(&mut self, record: &Map<String, Json>, pen: &Pen, act: Act, why: &str) -> bool {
        let before = self.facts();
        let state = self.digest();
        let mut count = 0_u64;
        let mut named = |list: &str, _: &str, _: usize| {
            count += 1;
            short_name(&[&pen.actor, &state, list.as_bytes(), &count.to_le_bytes()])
        };
        let after = facts_of(record, &before, &mut named);
        let mut changed: BTreeMap<String, Option<Value>> = BTreeMap::new();
        for (path, value) in &after {
            if before.get(path) != Some(value) {
                changed.insert(path.clone(), Some(value.clone()));
            }
        }
        for path in before.keys().filter(|path| !after.contains_key(*path)) {
            changed.insert(path.clone(), None);
        }
        self.set(changed, pen, act, why)
    }

    /// Sets each fact to the value; nothing clears it. What is in conflict is decided by it.
    pub fn set(
        &mut self,
        facts: BTreeMap<String, Option<Value>>,
        pen: &Pen,
        act: Act,
        why: &str,
    ) -> bool {
        let message = pen.stamp(act, why).to_message();
        self.put_all(
            facts.iter().map(|(path, value)| (path, value.as_ref())),
            pen.actor,
            pen.at,
            message,
        )
    }

    fn put(&mut self, facts: &Facts, actor: [u8; 16], at: i64, message: String) -> bool {
        self.put_all(
            facts.iter().map(|(path, value)| (path, Some(value))),
            actor,
            at,
            message,
        )
    }

    fn put_all<'a>(
        &mut self,
        facts: impl Iterator<Item = (&'a String, Option<&'a Value>)>,
        actor: [u8; 16],
        at: i64,
        message: String,
    ) -> bool {
        self.doc.set_actor(ActorId::from(&actor[..]));
        let mut transaction = self.doc.transaction();
        for (path, value) in facts {
            let scalar = Value::to_scalar(value);
            // Setting a named fact of the root cannot fail: the root is always there, and no
            // path is empty.
            if in_conflict_with_winner(&transaction, path, &scalar) {
                // The library would only delete the losers, and their history with them: so
                // another value comes between.
                let between = match value {
                    Some(_) => ScalarValue::Null,
                    None => ScalarValue::Boolean(false),
                };
                let _ = transaction.put(ROOT, path.as_str(), between);
            }
            let _ = transaction.put(ROOT, path.as_str(), scalar);
        }
        let options = CommitOptions::default().with_message(message).with_time(at);
        let written = transaction.commit_with(options).0;
        let change = written.and_then(|hash| self.doc.get_change_by_hash(&hash));
        self.changes.extend(change);
        written.is_some()
    }

    /// Takes over the changes of the other that are missing here; whether there were any.
    ///
    /// # Errors
    /// [`DocumentError::DoNotFit`] when both hold different changes of one writer under one
    /// number, or when the union cannot be read again; this document is unchanged then.
    pub fn merge(&mut self, other: &Self) -> Result<bool, DocumentError> {
        if self.id != other.id {
            return Err(DocumentError::DoNotFit(
                "they are documents of different people".to_owned(),
            ));
        }
        let known: BTreeSet<_> = self.changes.iter().map(Change::hash).collect();
        let new: Vec<Change> = other
            .changes
            .iter()
            .filter(|change| !known.contains(&change.hash()))
            .cloned()
            .collect();
        if new.is_empty() {
            return Ok(false);
        }
        let mut union = self.clone();
        union
            .doc
            .apply_changes(new.clone())
            .map_err(|error| DocumentError::DoNotFit(error.to_string()))?;
        union.changes.extend(new);
        // Only what can be opened again may take the place of what is kept.
        let again = Self::open(self.id, &union.to_bytes())?;
        if again.heads() != union.heads() || again.facts() != union.facts() {
            return Err(DocumentError::DoNotFit(
                "the union cannot be read again".to_owned(),
            ));
        }
        *self = union;
        Ok(true)
    }

    /// What happened to the document, change by change, and what is in conflict.
    pub fn history(&self) -> History {
        History::of(&self.in_order())
    }
}

/// Whether the fact is in conflict and shows that value already.
fn in_conflict_with_winner(doc: &impl ReadDoc, path: &str, value: &ScalarValue) -> bool {
    let held = doc.get_all(ROOT, path).unwrap_or_default();
    held.len() > 1
        && held.iter().any(|(held, _)| match held {
            automerge::Value::Scalar(held) => held.as_ref() == value,
            automerge::Value::Object(_) => false,
        })
}

/// A name that differs where the parts differ.
fn short_name(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hexadecimal(&hash.finalize()[..6])
}
