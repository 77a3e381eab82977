//! What the outside must provide: a place to keep texts. The day and random ids arrive as arguments.

use std::collections::BTreeMap;

use thiserror::Error;

/// A place that keeps texts under keys until they are deleted.
pub trait Storage {
    /// Every key with its text.
    ///
    /// # Errors
    /// [`StorageError::Blocked`] when the host refuses access.
    fn read_all(&self) -> Result<BTreeMap<String, String>, StorageError>;

    /// Performs all writes of the batch, or none.
    ///
    /// # Errors
    /// [`StorageError::QuotaExceeded`] when the place is full, [`StorageError::Blocked`] when the
    /// host refuses access; either way what was kept before is still there.
    fn commit(&mut self, batch: &Batch) -> Result<(), StorageError>;
}

/// Writes that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// The new text of each key; nothing deletes the key.
    pub writes: BTreeMap<String, Option<String>>,
}

impl Batch {
    /// The number of characters that the batch adds at most.
    pub fn characters(&self) -> usize {
        self.writes
            .iter()
            .map(|(key, text)| key.len() + text.as_ref().map_or(0, String::len))
            .sum()
    }
}

/// Why a text could not be kept or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StorageError {
    /// The place is full.
    #[error("the storage is full")]
    QuotaExceeded,
    /// The host does not let the page keep anything.
    #[error("the storage is blocked")]
    Blocked,
}

/// A storage in memory, for tests and for looking at a data file without keeping it.
#[derive(Debug, Clone, Default)]
pub struct MemoryStorage {
    /// What is kept.
    pub texts: BTreeMap<String, String>,
    /// The number of bytes that fit; nothing means no limit.
    pub quota: Option<usize>,
    /// Whether every access is refused.
    pub blocked: bool,
}

impl Storage for MemoryStorage {
    fn read_all(&self) -> Result<BTreeMap<String, String>, StorageError> {
        if self.blocked {
            return Err(StorageError::Blocked);
        }
        Ok(self.texts.clone())
    }

    fn commit(&mut self, batch: &Batch) -> Result<(), StorageError> {
        if self.blocked {
            return Err(StorageError::Blocked);
        }
        let mut after = self.texts.clone();
        for (key, text) in &batch.writes {
            match text {
                Some(text) => after.insert(key.clone(), text.clone()),
                None => after.remove(key),
            };
        }
        let size: usize = after.iter().map(|(key, text)| key.len() + text.len()).sum();
        if self.quota.is_some_and(|quota| size > quota) {
            return Err(StorageError::QuotaExceeded);
        }
        self.texts = after;
        Ok(())
    }
}
