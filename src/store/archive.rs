//! All documents of an office, kept as bytes and opened one at a time.
//!
//! An open document takes twenty times the memory of its bytes, so only the one that is worked on
//! is open.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

use super::Snapshot;
use super::document::{Act, Digest32, Document, DocumentError, DocumentId, Pen, Value};
use super::record::{
    self, RecordError, decode_dossier, decode_office, encode_dossier, encode_office,
};
use crate::domain::{Dossier, DossierId, Office, sort_key};

/// Set on the document of a person who was taken out of the database.
pub const GONE: &str = "gone";

/// A document as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Names its state.
    pub digest: Digest32,
    /// What [`Document::open`] opens.
    pub bytes: Vec<u8>,
}

impl From<&Document> for Kept {
    fn from(document: &Document) -> Self {
        Self {
            digest: document.digest(),
            bytes: document.to_bytes(),
        }
    }
}

impl Kept {
    /// The document, when it is in the state that it names.
    ///
    /// # Errors
    /// See [`DocumentError`].
    pub fn open(&self, id: DocumentId) -> Result<Document, DocumentError> {
        let document = Document::open(id, &self.bytes)?;
        match document.digest() == self.digest {
            true => Ok(document),
            false => Err(DocumentError::DoNotFit(
                "it is not in the state that it names".to_owned(),
            )),
        }
    }
}

/// All documents of an office. Equal when they hold the same changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    /// Names the office.
    pub office_id: DocumentId,
    /// The office's own document.
    pub office: Kept,
    /// One document for each person.
    pub dossiers: BTreeMap<DossierId, Kept>,
}

impl Archive {
    /// The archive of data from before there were documents; the same data give the same archive.
    pub fn begun(snapshot: &Snapshot) -> Self {
        let office_id = office_id(&snapshot.office);
        let office = Document::begun(office_id, &office_record(&snapshot.office));
        let dossier = |dossier: &Dossier| {
            let document = Document::begun(dossier.id.0, &dossier_record(dossier));
            (dossier.id, Kept::from(&document))
        };
        Self {
            office_id,
            office: Kept::from(&office),
            dossiers: snapshot.dossiers.iter().map(dossier).collect(),
        }
    }

    /// The archive of an office that enters its data now.
    pub fn entered(snapshot: &Snapshot, pen: &Pen, act: Act) -> Self {
        let office_id = named(&[b"canbo new office", &pen.actor]);
        let office = Document::entered(office_id, &office_record(&snapshot.office), pen, act);
        let dossier = |dossier: &Dossier| {
            let document = Document::entered(dossier.id.0, &dossier_record(dossier), pen, act);
            (dossier.id, Kept::from(&document))
        };
        Self {
            office_id,
            office: Kept::from(&office),
            dossiers: snapshot.dossiers.iter().map(dossier).collect(),
        }
    }

    /// The office and everybody who is in the database, in the order of their names.
    ///
    /// # Errors
    /// The first document that cannot be opened, with its person; nobody for the office.
    pub fn snapshot(&self) -> Result<Snapshot, (Option<DossierId>, DocumentError)> {
        let office = self
            .office
            .open(self.office_id)
            .and_then(|document| office_of(&document))
            .map_err(|error| (None, error))?;
        let mut dossiers = Vec::with_capacity(self.dossiers.len());
        let mut weight = 0_usize;
        for (id, kept) in &self.dossiers {
            let dossier = kept
                .open(id.0)
                .and_then(|document| dossier_of(&document))
                .map_err(|error| (Some(*id), error))?;
            let Some(dossier) = dossier else { continue };
            weight = weight.saturating_add(self::weight(&dossier));
            if weight > MAX_WEIGHT {
                return Err((Some(*id), DocumentError::TooLarge));
            }
            dossiers.push(dossier);
        }
        in_order(&mut dossiers);
        Ok(Snapshot { office, dossiers })
    }

    /// Writes what differs in the snapshot: who is not in it is marked as gone.
    ///
    /// # Errors
    /// As for [`Archive::snapshot`]; nothing is written then.
    pub fn record(
        &mut self,
        after: &Snapshot,
        pen: &Pen,
        act: Act,
    ) -> Result<(), (Option<DossierId>, DocumentError)> {
        let mut office = self
            .office
            .open(self.office_id)
            .map_err(|error| (None, error))?;
        let mut written = BTreeMap::new();
        let mut there = std::collections::BTreeSet::new();
        for dossier in &after.dossiers {
            there.insert(dossier.id);
            let record = dossier_record(dossier);
            let document = match self.dossiers.get(&dossier.id) {
                Some(kept) => {
                    let mut document = kept
                        .open(dossier.id.0)
                        .map_err(|error| (Some(dossier.id), error))?;
                    if !document.write(&record, pen, act, "") {
                        continue;
                    }
                    document
                }
                None => Document::entered(dossier.id.0, &record, pen, act),
            };
            written.insert(dossier.id, Kept::from(&document));
        }
        for (id, kept) in &self.dossiers {
            if there.contains(id) {
                continue;
            }
            let mut document = kept.open(id.0).map_err(|error| (Some(*id), error))?;
            if !is_gone(&document) {
                let gone = BTreeMap::from([(GONE.to_owned(), Some(Value::Flag(true)))]);
                document.set(gone, pen, act, "");
                written.insert(*id, Kept::from(&document));
            }
        }
        if office.write(&office_record(&after.office), pen, act, "") {
            self.office = Kept::from(&office);
        }
        self.dossiers.extend(written);
        Ok(())
    }
}

/// The memory that the people of one archive may take, in bytes.
const MAX_WEIGHT: usize = 1 << 30;

/// About how many bytes of memory a dossier takes besides its words: a small document may hold
/// many items.
fn weight(dossier: &Dossier) -> usize {
    let items = dossier.posts.len()
        + dossier.courses.len()
        + dossier.ratings.len()
        + dossier.movements.len()
        + dossier.successions.len()
        + dossier.tenures.len()
        + dossier.circumstances.len();
    size_of::<Dossier>() + items * 160
}

/// The order of the names, and of the ids among equal names.
pub fn in_order(dossiers: &mut [Dossier]) {
    dossiers.sort_by_cached_key(|dossier| (sort_key(&dossier.name), dossier.id));
}

/// The id of an office from before offices had ids: the copies of its data have the same.
pub fn office_id(office: &Office) -> DocumentId {
    named(&[b"canbo office", office.name.as_bytes()])
}

fn named(parts: &[&[u8]]) -> DocumentId {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    let mut id = [0; 16];
    id.copy_from_slice(&hash.finalize()[..16]);
    id
}

/// Whether the person was taken out of the database.
pub fn is_gone(document: &Document) -> bool {
    document.facts().get(GONE) == Some(&Value::Flag(true))
}

fn object(text: &str) -> Map<String, Json> {
    // The records that this program writes are objects.
    serde_json::from_str(text).unwrap_or_default()
}

/// The dossier as the record of its document: without its id, which is the document's, and
/// without the version, which two offices may change in different ways.
pub fn dossier_record(dossier: &Dossier) -> Map<String, Json> {
    let mut record = object(&encode_dossier(dossier));
    record.remove("id");
    record.remove("v");
    record
}

/// The office as the record of its document, without its version.
pub fn office_record(office: &Office) -> Map<String, Json> {
    let mut record = object(&encode_office(office));
    record.remove("v");
    record
}

/// What the record holds, by the oldest version that has all of its facts.
fn decoded<T>(
    mut record: Map<String, Json>,
    decode: impl Fn(&str) -> Result<T, RecordError>,
) -> Result<T, DocumentError> {
    let mut refused = DocumentError::Empty;
    for version in 1..=record::VERSION {
        record.insert("v".to_owned(), Json::from(version));
        let text = serde_json::to_string(&record).unwrap_or_default();
        match decode(&text) {
            Ok(held) => return Ok(held),
            // The first reason is the one of the version that most records have.
            Err(error) if version == 1 => refused = DocumentError::NoRecord(error.to_string()),
            Err(_) => {}
        }
    }
    Err(refused)
}

/// The dossier of a document; nothing when the person was taken out of the database.
///
/// # Errors
/// [`DocumentError::NoRecord`] when the facts make no dossier.
pub fn dossier_of(document: &Document) -> Result<Option<Dossier>, DocumentError> {
    let mut record = document.record()?;
    if record.remove(GONE) == Some(Json::Bool(true)) {
        return Ok(None);
    }
    let id = DossierId(document.id());
    record.insert("id".to_owned(), Json::String(id.to_string()));
    decoded(record, decode_dossier).map(Some)
}

/// The office of a document.
///
/// # Errors
/// [`DocumentError::NoRecord`] when the facts make no office.
pub fn office_of(document: &Document) -> Result<Office, DocumentError> {
    decoded(document.record()?, decode_office)
}
