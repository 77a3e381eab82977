//! How an office is laid out in a storage: one text for the office, one for each dossier.
//!
//! An edit rewrites one dossier, whatever the size of the database. The sample city lies on a
//! shelf of its own, so that it can be removed whole and never mixes with real people.

use std::collections::BTreeMap;

use crate::app::ports::Batch;
use crate::domain::{Dossier, DossierId, Office};
use crate::store::Snapshot;
use crate::store::record::{
    RecordError, decode_dossier, decode_office, encode_dossier, encode_office,
};

/// Which of the two databases of a browser is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelf {
    /// The office's own data.
    #[default]
    Real,
    /// The invented sample city.
    Sample,
}

/// Says which shelf is open; absent means the office's own.
const OPEN_SHELF: &str = "canbo/1/open";

impl Shelf {
    fn prefix(self) -> &'static str {
        match self {
            Self::Real => "canbo/1/real/",
            Self::Sample => "canbo/1/sample/",
        }
    }

    /// The key of the office's own text.
    pub fn office_key(self) -> String {
        format!("{}office", self.prefix())
    }

    /// The key of the name of the archive.
    pub fn archive_key(self) -> String {
        format!("{}archive", self.prefix())
    }

    /// The key of one dossier.
    pub fn dossier_key(self, id: DossierId) -> String {
        format!("{}d/{id}", self.prefix())
    }

    /// The dossier that a key of this shelf names.
    pub fn dossier_of_key(self, key: &str) -> Option<DossierId> {
        key.strip_prefix(self.prefix())?
            .strip_prefix("d/")?
            .parse()
            .ok()
    }

    /// The writes that open this shelf at the next start.
    pub fn open(self) -> Batch {
        let word = match self {
            Self::Real => None,
            Self::Sample => Some("sample".to_owned()),
        };
        Batch {
            writes: BTreeMap::from([(OPEN_SHELF.to_owned(), word)]),
        }
    }

    /// The write of a dossier as it is after a change; nothing deletes it.
    pub fn write_dossier(self, batch: &mut Batch, id: DossierId, after: Option<&Dossier>) {
        batch
            .writes
            .insert(self.dossier_key(id), after.map(encode_dossier));
    }

    /// The write of the office.
    pub fn write_office(self, batch: &mut Batch, office: &Office) {
        batch
            .writes
            .insert(self.office_key(), Some(encode_office(office)));
    }

    /// The write of the archive's name.
    pub fn write_archive(self, batch: &mut Batch, archive: Option<&str>) {
        batch
            .writes
            .insert(self.archive_key(), archive.map(str::to_owned));
    }

    /// The writes that empty the shelf.
    pub fn clear(self, texts: &BTreeMap<String, String>) -> Batch {
        let keys = texts.keys().filter(|key| key.starts_with(self.prefix()));
        Batch {
            writes: keys.map(|key| (key.clone(), None)).collect(),
        }
    }
}

/// What lay in a storage.
#[derive(Debug, Default)]
pub struct Restored {
    /// The shelf that was open.
    pub shelf: Shelf,
    /// What could be read.
    pub snapshot: Snapshot,
    /// The name of the archive that holds the history up to the last file.
    pub archive: Option<String>,
    /// Keys whose text could not be read; they are left as they are.
    pub damaged: Vec<(String, RecordError)>,
}

/// Everything that the texts of a storage hold on the shelf that was open.
///
/// A text that cannot be read is named and left alone; the rest opens.
pub fn restore(texts: &BTreeMap<String, String>) -> Restored {
    let shelf = match texts.get(OPEN_SHELF).map(String::as_str) {
        Some("sample") => Shelf::Sample,
        _ => Shelf::Real,
    };
    let mut restored = Restored {
        shelf,
        ..Restored::default()
    };
    for (key, text) in texts.range(shelf.prefix().to_owned()..) {
        if !key.starts_with(shelf.prefix()) {
            break;
        }
        if *key == shelf.office_key() {
            match decode_office(text) {
                Ok(office) => restored.snapshot.office = office,
                Err(error) => restored.damaged.push((key.clone(), error)),
            }
        } else if *key == shelf.archive_key() {
            restored.archive = Some(text.clone());
        } else if shelf.dossier_of_key(key).is_some() {
            match decode_dossier(text) {
                Ok(dossier) => restored.snapshot.dossiers.push(dossier),
                Err(error) => restored.damaged.push((key.clone(), error)),
            }
        }
    }
    restored
}
