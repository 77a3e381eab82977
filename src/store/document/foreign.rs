//! What a change must be before it is let into a document: it may be a stranger's.
//!
//! Our own changes set facts on the root and nothing else, so nothing else is accepted. The
//! library checks the form of a change but not that its parts agree with one another; changes
//! that do not agree have made documents that could not be opened again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use automerge::legacy::{Key, ObjectId, OpType};
use automerge::{ActorId, Change, ChangeHash};
use thiserror::Error;

use super::{Value, chunk};

/// The largest document, in bytes; a dossier of many years has a few thousand.
pub const MAX_DOCUMENT_BYTES: usize = 8 << 20;
/// The longest path of a fact, in bytes.
const MAX_PATH_BYTES: usize = 4096;
/// The most values that the changes of one document may unpack to.
const MAX_VALUES: u64 = 4_000_000;

/// Why a document cannot be opened or merged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// It has no changes: an empty document would stand for a person of whom nothing is known.
    #[error("the document is empty")]
    Empty,
    /// It is larger than any that is opened, or would need more memory than is safe.
    #[error("the document is too large")]
    TooLarge,
    /// The bytes are no changes of ours.
    #[error("change {number} of the document is damaged: {reason}")]
    Damaged {
        /// The change's number, counted from 1.
        number: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The library refuses the changes together.
    #[error("the changes of the document do not fit together: {0}")]
    DoNotFit(String),
    /// One side is a sample and the other is not: invented people must not come among real ones.
    #[error("a sample does not mix with real data")]
    SampleAndReal,
    /// The facts make no dossier or office.
    #[error("the facts of the document make no record: {0}")]
    NoRecord(String),
}

/// The changes in these bytes, each after those on which it depends.
///
/// # Errors
/// See [`DocumentError`]; memory and time are bounded by the length of the bytes.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Change>, DocumentError> {
    if bytes.len() > MAX_DOCUMENT_BYTES {
        return Err(DocumentError::TooLarge);
    }
    let mut changes = Vec::new();
    let mut values = 0_u64;
    let mut rest = bytes;
    while !rest.is_empty() {
        let damaged = |reason| DocumentError::Damaged {
            number: changes.len() + 1,
            reason,
        };
        let (length, after) = rest.split_first_chunk::<4>().ok_or(damaged("cut short"))?;
        let length = u32::from_le_bytes(*length) as usize;
        let (chunk, after) = after.split_at_checked(length).ok_or(damaged("cut short"))?;
        rest = after;
        values = chunk::values(chunk)
            .and_then(|count| values.checked_add(count))
            .ok_or(damaged("not a plain change"))?;
        if values > MAX_VALUES {
            return Err(DocumentError::TooLarge);
        }
        let change = Change::try_from(chunk).map_err(|_| damaged("not a change"))?;
        if chunk.get(4..8) != change.hash().0.get(..4) {
            return Err(damaged("its checksum does not agree"));
        }
        changes.push(change);
    }
    if changes.is_empty() {
        return Err(DocumentError::Empty);
    }
    check(&changes)?;
    Ok(changes)
}

/// The bytes that [`read`] reads.
pub(super) fn write(changes: &[&Change]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for change in changes {
        let chunk = change.raw_bytes();
        bytes.extend_from_slice(&(chunk.len() as u32).to_le_bytes());
        bytes.extend_from_slice(chunk);
    }
    bytes
}

/// An operation: its number and who made it.
type OpId = (u64, ActorId);

/// Whether the changes agree with one another and do nothing but set facts.
fn check(changes: &[Change]) -> Result<(), DocumentError> {
    let mut last_op: HashMap<ChangeHash, u64> = HashMap::new();
    let mut sequence: BTreeMap<&ActorId, u64> = BTreeMap::new();
    let mut paths: HashMap<OpId, String> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        let damaged = |reason| DocumentError::Damaged {
            number: at + 1,
            reason,
        };
        let deps: BTreeSet<&ChangeHash> = change.deps().iter().collect();
        if deps.len() != change.deps().len() {
            return Err(damaged("it depends on one change twice"));
        }
        let mut newest = 0;
        for dep in deps {
            let op = last_op
                .get(dep)
                .ok_or(damaged("it depends on a change that is not there"))?;
            newest = newest.max(*op);
        }
        // A document knows the newest change before it writes the next.
        if change.is_empty() || change.start_op().get() != newest + 1 {
            return Err(damaged("its operations are not the next ones"));
        }
        if change.max_op() > u64::from(u32::MAX) {
            return Err(damaged("it has too many operations"));
        }
        if last_op.insert(change.hash(), change.max_op()).is_some() {
            return Err(damaged("it is there twice"));
        }
        if !(1..=64).contains(&change.actor_id().to_bytes().len()) {
            return Err(damaged("its writer has no name"));
        }
        let before = sequence.insert(change.actor_id(), change.seq());
        if Some(change.seq()) != before.unwrap_or(0).checked_add(1) {
            return Err(damaged("a change of the same writer is missing"));
        }
        let expanded = change.decode();
        for (number, op) in expanded.operations.iter().enumerate() {
            let (path, _) = fact(op).ok_or(damaged("it does something else than set a fact"))?;
            if path.is_empty() || path.len() > MAX_PATH_BYTES {
                return Err(damaged("it sets a fact without a name"));
            }
            for over in op.pred.iter() {
                if paths
                    .get(&(over.counter(), over.actor().clone()))
                    .map(String::as_str)
                    != Some(path)
                {
                    return Err(damaged("it takes the place of a value that is not there"));
                }
            }
            let id = (
                change.start_op().get() + number as u64,
                change.actor_id().clone(),
            );
            if paths.insert(id, path.to_owned()).is_some() {
                return Err(damaged("two operations have one number"));
            }
        }
    }
    Ok(())
}

/// The path and value that an operation sets; nothing when it does anything else.
pub(super) fn fact(op: &automerge::legacy::Op) -> Option<(&str, Option<Value>)> {
    match (&op.obj, &op.key, &op.action, op.insert) {
        (ObjectId::Root, Key::Map(path), OpType::Put(value), false) => {
            Some((path.as_str(), Value::of_scalar(value.clone())?))
        }
        _ => None,
    }
}
