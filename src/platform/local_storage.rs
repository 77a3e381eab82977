//! [`Storage`] in the browser's `localStorage`.

use std::collections::BTreeMap;

use gloo_storage::Storage as _;

use crate::app::ports::{Batch, Storage, StorageError};

/// The browser's `localStorage`, written as one step: a write that does not fit takes back those before it.
#[derive(Debug, Clone, Copy, Default)]
pub struct LocalStorage;

fn area() -> Result<web_sys::Storage, StorageError> {
    // `gloo_storage` panics where the browser refuses access, so ask first.
    match web_sys::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(gloo_storage::LocalStorage::raw()),
        _ => Err(StorageError::Blocked),
    }
}

fn put(area: &web_sys::Storage, key: &str, text: Option<&str>) -> Result<(), StorageError> {
    match text {
        Some(text) => area
            .set_item(key, text)
            .map_err(|_| StorageError::QuotaExceeded),
        None => area.remove_item(key).map_err(|_| StorageError::Blocked),
    }
}

impl Storage for LocalStorage {
    fn read_all(&self) -> Result<BTreeMap<String, String>, StorageError> {
        let area = area()?;
        let count = area.length().map_err(|_| StorageError::Blocked)?;
        let mut texts = BTreeMap::new();
        for index in 0..count {
            let Ok(Some(key)) = area.key(index) else {
                continue;
            };
            if !key.starts_with("canbo/") {
                continue;
            }
            if let Ok(Some(text)) = area.get_item(&key) {
                texts.insert(key, text);
            }
        }
        Ok(texts)
    }

    fn commit(&mut self, batch: &Batch) -> Result<(), StorageError> {
        let area = area()?;
        let mut before: Vec<(&str, Option<String>)> = Vec::with_capacity(batch.writes.len());
        // Deletions first: they make room for what is written.
        let deletions = batch.writes.iter().filter(|(_, text)| text.is_none());
        let additions = batch.writes.iter().filter(|(_, text)| text.is_some());
        for (key, text) in deletions.chain(additions) {
            let old = area.get_item(key).map_err(|_| StorageError::Blocked)?;
            if let Err(error) = put(&area, key, text.as_deref()) {
                // Additions are taken away before anything is put back, so that there is room again.
                for (key, _) in before.iter().filter(|(_, old)| old.is_none()) {
                    let _ = area.remove_item(key);
                }
                for (key, old) in before.iter().rev() {
                    if let Some(old) = old {
                        put(&area, key, Some(old))?;
                    }
                }
                return Err(error);
            }
            before.push((key, old));
        }
        Ok(())
    }
}
