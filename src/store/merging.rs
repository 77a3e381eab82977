//! Another office's documents brought together with our own: first what would change, then the change.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::{Archive, Kept, dossier_of, is_gone, office_of, office_record};
use super::document::{
    Act, Conflict, Document, DocumentError, Facts, Pen, Value, is_place, item_of,
};
use crate::domain::DossierId;

/// What becomes of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The fact's path.
    pub path: String,
    /// The value here; nothing when the fact is blank.
    pub mine: Option<Value>,
    /// The value there.
    pub theirs: Option<Value>,
    /// The last value that both knew; nothing when there was none.
    pub base: Option<Value>,
    /// Whether both changed it, neither knowing of the other: somebody must decide.
    pub conflict: bool,
}

/// What becomes of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The person.
    pub id: DossierId,
    /// The name here, or there for somebody new.
    pub name: String,
    /// Whether the person was not here before.
    pub new: bool,
    /// Whether the person was taken out of the database here or there.
    pub gone: bool,
    /// The facts that change or are in conflict, in the order of the paths; none for somebody new.
    pub differences: Vec<Difference>,
}

impl Change {
    /// Whether somebody must decide something.
    pub fn has_conflict(&self) -> bool {
        self.differences.iter().any(|one| one.conflict)
    }
}

/// What a merge does, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merging {
    /// Everybody who is new or changes, in the order of the ids.
    pub changes: Vec<Change>,
    /// How many people are the same afterwards.
    pub unchanged: usize,
    /// Documents that were not taken, each with the reason; here all is as before for them.
    pub refused: Vec<(DossierId, DocumentError)>,
    /// The facts of the office that change or are in conflict.
    pub office: Vec<Difference>,
    /// Units that were taken over from an office that is not the same one.
    pub units: usize,
}

impl Archive {
    /// Takes over what the other archive knows and this one does not; `wanted` says of which people.
    ///
    /// The document of the same office is merged like those of people; of another office only
    /// the units are taken over that are not known here, because people refer to them.
    ///
    /// # Errors
    /// When the office's own document cannot be opened or merged, or only one of the two is a
    /// sample; nothing has changed then.
    pub fn merge(
        &mut self,
        other: &Self,
        wanted: &dyn Fn(DossierId) -> bool,
        pen: &Pen,
    ) -> Result<Merging, DocumentError> {
        let mut merging = Merging::default();
        let office = self.merged_office(other, pen, &mut merging)?;
        let mut taken: BTreeMap<DossierId, Kept> = BTreeMap::new();
        for (id, theirs) in &other.dossiers {
            if !wanted(*id) {
                continue;
            }
            let mine = self.dossiers.get(id);
            if mine.is_some_and(|mine| mine.digest == theirs.digest) {
                merging.unchanged += 1;
                continue;
            }
            match merged(*id, mine, theirs) {
                Ok(Some((change, kept))) => {
                    taken.insert(*id, kept);
                    match change {
                        Some(change) => merging.changes.push(change),
                        None => merging.unchanged += 1,
                    }
                }
                Ok(None) => merging.unchanged += 1,
                Err(error) => merging.refused.push((*id, error)),
            }
        }
        let theirs = |id: &DossierId| !other.dossiers.contains_key(id);
        merging.unchanged += self.dossiers.keys().filter(|id| theirs(id)).count();
        if let Some(office) = office {
            self.office = office;
        }
        self.dossiers.extend(taken);
        Ok(merging)
    }

    fn merged_office(
        &self,
        other: &Self,
        pen: &Pen,
        merging: &mut Merging,
    ) -> Result<Option<Kept>, DocumentError> {
        if self.office.digest == other.office.digest {
            return Ok(None);
        }
        let mut mine = self.office.open(self.office_id)?;
        let theirs = other.office.open(other.office_id)?;
        let (mut office, their_office) = (office_of(&mine)?, office_of(&theirs)?);
        if office.sample != their_office.sample {
            return Err(DocumentError::SampleAndReal);
        }
        if self.office_id == other.office_id {
            let before = State::of(&mine);
            if !mine.merge(&theirs)? {
                return Ok(None);
            }
            office_of(&mine)?;
            merging.office = differences(&before, &theirs.facts(), &mine);
        } else {
            let known: BTreeSet<_> = office.units.iter().map(|unit| unit.id.clone()).collect();
            let new: Vec<_> = their_office
                .units
                .into_iter()
                .filter(|unit| !known.contains(&unit.id))
                .collect();
            merging.units = new.len();
            office.units.extend(new);
            if !mine.write(&office_record(&office), pen, Act::TakenOver, "") {
                return Ok(None);
            }
        }
        Ok(Some(Kept::from(&mine)))
    }
}

/// The union of two documents of one person with what changes by it; nothing when theirs says
/// nothing new, no change when no fact differs.
fn merged(
    id: DossierId,
    mine: Option<&Kept>,
    theirs: &Kept,
) -> Result<Option<(Option<Change>, Kept)>, DocumentError> {
    let theirs = theirs.open(id.0)?;
    let their_dossier = dossier_of(&theirs)?;
    let Some(mine) = mine else {
        let change = their_dossier.map(|dossier| Change {
            id,
            name: dossier.name,
            new: true,
            gone: false,
            differences: Vec::new(),
        });
        return Ok(Some((change, Kept::from(&theirs))));
    };
    let mut mine = mine.open(id.0)?;
    let before = State::of(&mine);
    if !mine.merge(&theirs)? {
        return Ok(None);
    }
    // What makes no dossier must not take the place of one.
    dossier_of(&mine)?;
    let differences = differences(&before, &theirs.facts(), &mine);
    let name = match before.facts.get("name") {
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    };
    let gone = is_gone(&theirs) || before.facts.contains_key(super::archive::GONE);
    let change = (!differences.is_empty()).then_some(Change {
        id,
        name,
        new: false,
        gone,
        differences,
    });
    Ok(Some((change, Kept::from(&mine))))
}

/// A document before a merge.
struct State {
    facts: Facts,
    conflicts: Vec<Conflict>,
}

impl State {
    fn of(document: &Document) -> Self {
        Self {
            facts: document.facts(),
            conflicts: document.history().conflicts,
        }
    }
}

/// What a merge changed or left to be decided.
fn differences(before: &State, theirs: &Facts, after: &Document) -> Vec<Difference> {
    let facts = after.facts();
    let conflicts: BTreeMap<String, Conflict> = after
        .history()
        .conflicts
        .into_iter()
        .map(|conflict| (conflict.path.clone(), conflict))
        .collect();
    let known: BTreeSet<(&str, usize)> = before
        .conflicts
        .iter()
        .map(|conflict| (conflict.path.as_str(), conflict.alternatives.len()))
        .collect();
    let mut paths: BTreeSet<&String> = conflicts
        .values()
        .filter(|one| !known.contains(&(one.path.as_str(), one.alternatives.len())))
        .map(|one| &one.path)
        .collect();
    paths.extend(
        before
            .facts
            .keys()
            .chain(facts.keys())
            .filter(|path| before.facts.get(*path) != facts.get(*path)),
    );
    paths
        .into_iter()
        // Where an item stands in its list is no matter; a new or removed one shows by its fields.
        .filter(|path| !is_place(path) || removed_or_added(before, &facts, path))
        .map(|path| {
            let conflict = conflicts.get(path);
            let mine = before.facts.get(path).cloned();
            let base = match conflict {
                Some(conflict) => conflict.base.clone(),
                None => mine.clone(),
            };
            Difference {
                path: path.clone(),
                theirs: theirs.get(path).cloned(),
                mine,
                base,
                conflict: conflict.is_some(),
            }
        })
        .collect()
}

/// Whether an item without any fields came or went; one with fields shows by them.
fn removed_or_added(before: &State, after: &Facts, path: &str) -> bool {
    let has_fields = |facts: &Facts| {
        facts
            .keys()
            .any(|other| other != path && item_of(other) == Some(path))
    };
    before.facts.contains_key(path) != after.contains_key(path)
        && !has_fields(&before.facts)
        && !has_fields(after)
}
