//! What happened to a document, change by change, and what is still in conflict.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{ActorId, Change};

use super::{Facts, Stamp, Value, foreign, is_place, item_of};

/// Names a change: the SHA-256 of its bytes.
pub type ChangeId = [u8; 32];

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Names it.
    pub id: ChangeId,
    /// Who, where, what and why.
    pub stamp: Stamp,
    /// When, in seconds since 1970, by the clock of the computer on which it was made; nothing
    /// for what was there before there were documents.
    pub at: Option<i64>,
    /// What it set, in the order of the paths.
    pub writes: Vec<Write>,
}

/// One fact that a change set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// The fact's path.
    pub path: String,
    /// The values whose place it took: several when it decided a conflict; nothing stands for a
    /// cleared fact, and there is none when the fact was never set.
    pub before: Vec<Option<Value>>,
    /// The new value; nothing when it cleared the fact.
    pub after: Option<Value>,
}

/// A fact that was set to different values by changes that did not know of each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The fact's path.
    pub path: String,
    /// The last value that all of them knew; nothing when there was none or it was cleared.
    pub base: Option<Value>,
    /// The values, each with its change, in the order of the changes.
    pub alternatives: Vec<Alternative>,
}

/// One of the values in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// The value; nothing when the change cleared the fact.
    pub value: Option<Value>,
    /// The place of its change in [`History::entries`].
    pub entry: usize,
}

/// What happened to a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// All changes, each after those on which it depends.
    pub entries: Vec<Entry>,
    /// What is in conflict, in the order of the paths.
    pub conflicts: Vec<Conflict>,
}

/// One operation, by its place among all.
struct Op {
    entry: usize,
    counter: u64,
    actor: ActorId,
    value: Option<Value>,
    /// The operations whose place it took.
    over: Vec<usize>,
}

impl History {
    pub(super) fn of(changes: &[&Change]) -> Self {
        let mut entries = Vec::with_capacity(changes.len());
        let mut ops: Vec<Op> = Vec::new();
        let mut numbers: BTreeMap<(u64, ActorId), usize> = BTreeMap::new();
        // The operations of each fact that none has replaced.
        let mut open: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (entry, change) in changes.iter().enumerate() {
            let expanded = change.decode();
            let mut writes: Vec<Write> = Vec::with_capacity(expanded.operations.len());
            let mut places: BTreeMap<String, usize> = BTreeMap::new();
            for (number, op) in expanded.operations.iter().enumerate() {
                let Some((path, value)) = foreign::fact(op) else {
                    continue;
                };
                let over: Vec<usize> = op
                    .pred
                    .iter()
                    .filter_map(|id| numbers.get(&(id.counter(), id.actor().clone())).copied())
                    .collect();
                let counter = change.start_op().get() + number as u64;
                let at = ops.len();
                numbers.insert((counter, change.actor_id().clone()), at);
                let open = open.entry(path.to_owned()).or_default();
                for replaced in &over {
                    open.remove(replaced);
                }
                open.insert(at);
                // A second write of one change: the first value only came between, see
                // `Document::set`.
                let place = *places.entry(path.to_owned()).or_insert(writes.len());
                match writes.get_mut(place) {
                    Some(write) => write.after.clone_from(&value),
                    None => writes.push(Write {
                        path: path.to_owned(),
                        before: over.iter().map(|over| ops[*over].value.clone()).collect(),
                        after: value.clone(),
                    }),
                }
                ops.push(Op {
                    entry,
                    counter,
                    actor: change.actor_id().clone(),
                    value,
                    over,
                });
            }
            writes.sort_by(|a, b| a.path.cmp(&b.path));
            let stamp = Stamp::of_message(change.message());
            entries.push(Entry {
                id: change.hash().0,
                at: (stamp.act != super::Act::Begun).then_some(change.timestamp()),
                stamp,
                writes,
            });
        }
        let conflicts = open
            .into_iter()
            .filter_map(|(path, open)| conflict(path, &open, &ops))
            .collect();
        Self { entries, conflicts }
    }

    /// The facts to set so that the value wins; of an item that one side took away, the whole item:
    /// away again for the cleared value, or as it was before for another.
    pub fn deciding(
        &self,
        conflict: &Conflict,
        chosen: &Alternative,
    ) -> BTreeMap<String, Option<Value>> {
        let path = conflict.path.clone();
        let mut facts = BTreeMap::from([(path, chosen.value.clone())]);
        let taken_away = conflict
            .alternatives
            .iter()
            .filter(|one| one.value.is_none())
            .find_map(|one| self.taken_away(one.entry, item_of(&conflict.path)?));
        if let Some(removal) = taken_away {
            for write in removal {
                let before = write.before.iter().flatten().next().cloned();
                let value = chosen.value.as_ref().and(before);
                facts.entry(write.path.clone()).or_insert(value);
            }
        }
        facts
    }

    /// What a change cleared of an item, when it took the whole item away.
    fn taken_away(&self, entry: usize, item: &str) -> Option<Vec<&Write>> {
        let cleared: Vec<&Write> = self
            .entries
            .get(entry)?
            .writes
            .iter()
            .filter(|write| write.after.is_none() && item_of(&write.path) == Some(item))
            .collect();
        cleared
            .iter()
            .any(|write| write.path == item)
            .then_some(cleared)
    }

    /// The facts as they stood after that many changes of [`History::entries`].
    ///
    /// Where those disagree, the last one counts: it is a picture of the past, not a state that
    /// was ever merged.
    pub fn facts_after(&self, entries: usize) -> Facts {
        let mut facts = Facts::new();
        for write in self
            .entries
            .iter()
            .take(entries)
            .flat_map(|entry| &entry.writes)
        {
            match &write.after {
                Some(value) => facts.insert(write.path.clone(), value.clone()),
                None => facts.remove(&write.path),
            };
        }
        let there: BTreeSet<String> = facts
            .keys()
            .filter(|path| is_place(path))
            .cloned()
            .collect();
        facts.retain(|path, _| item_of(path).is_none_or(|item| there.contains(item)));
        facts
    }
}

/// The conflict on a fact, when its open operations differ in what matters.
fn conflict(path: String, open: &BTreeSet<usize>, ops: &[Op]) -> Option<Conflict> {
    let first = ops.get(*open.first()?)?;
    let differ = |a: &Op, b: &Op| match is_place(&path) {
        // Where an item stands in its list is no matter for a person; that it is gone is.
        true => a.value.is_some() != b.value.is_some(),
        false => a.value != b.value,
    };
    if !open.iter().any(|at| differ(first, &ops[*at])) {
        return None;
    }
    let base = common(open, ops).and_then(|at| ops[at].value.clone());
    let mut alternatives: Vec<Alternative> = Vec::new();
    for at in open {
        let op = &ops[*at];
        // One value set by two is one alternative.
        if !alternatives.iter().any(|known| known.value == op.value) {
            alternatives.push(Alternative {
                value: op.value.clone(),
                entry: op.entry,
            });
        }
    }
    Some(Conflict {
        path,
        base,
        alternatives,
    })
}

/// The newest operation that all of the open ones replaced.
fn common(open: &BTreeSet<usize>, ops: &[Op]) -> Option<usize> {
    let ancestors = |of: usize| {
        let mut found = BTreeSet::new();
        let mut next = ops[of].over.clone();
        while let Some(at) = next.pop() {
            if found.insert(at) {
                next.extend(&ops[at].over);
            }
        }
        found
    };
    open.iter()
        .map(|at| ancestors(*at))
        .reduce(|a, b| a.intersection(&b).copied().collect())?
        .into_iter()
        .max_by_key(|at| (ops[*at].counter, &ops[*at].actor))
}
