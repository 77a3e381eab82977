//! Archives in the browser's IndexedDB: bytes under their names, written strictly.
//!
//! A name is the digest of the bytes, so what lies under one never changes and any number of tabs
//! can write without harming one another. The newest few are kept: undo goes back to them.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransaction};

use crate::app::ports::StorageError;

const DATABASE: &str = "canbo";
/// The bytes by their names.
const ARCHIVES: &str = "archives";
/// The names in the order in which they were written.
const ORDER: &str = "order";
/// How many archives are kept.
const KEPT: u32 = 8;

/// The bytes of that name; nothing when they are not there.
///
/// # Errors
/// [`StorageError::Blocked`] when the browser refuses access.
pub async fn get(name: &str) -> Result<Option<Vec<u8>>, StorageError> {
    read(name).await.map_err(|_| StorageError::Blocked)
}

/// Keeps the bytes under that name; when it returns, they are on the disk.
///
/// # Errors
/// [`StorageError::QuotaExceeded`] when the place is full, else [`StorageError::Blocked`].
pub async fn put(name: &str, bytes: &[u8]) -> Result<(), StorageError> {
    write(name, bytes).await.map_err(|error| {
        let name = Reflect::get(&error, &"name".into()).ok();
        match name.and_then(|name| name.as_string()).as_deref() {
            Some("QuotaExceededError") => StorageError::QuotaExceeded,
            _ => StorageError::Blocked,
        }
    })
}

async fn read(name: &str) -> Result<Option<Vec<u8>>, JsValue> {
    let database = open().await?;
    let store = transaction(&database, "readonly")?.object_store(ARCHIVES)?;
    let found = finished(&store.get(&name.into())?).await?;
    database.close();
    let bytes = found.dyn_into::<Uint8Array>().ok();
    Ok(bytes.map(|bytes| bytes.to_vec()))
}

async fn write(name: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let database = open().await?;
    let transaction = transaction(&database, "readwrite")?;
    let archives = transaction.object_store(ARCHIVES)?;
    let order = transaction.object_store(ORDER)?;
    archives.put_with_key(&Uint8Array::from(bytes), &name.into())?;
    order.put(&name.into())?;
    forget_old(&archives, &order).await?;
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    let outcome = JsFuture::from(done).await;
    database.close();
    match (outcome, transaction.error()) {
        (Ok(_), _) => Ok(()),
        (Err(_), Some(error)) => Err(error.into()),
        (Err(error), None) => Err(error),
    }
}

/// Deletes all but the newest archives, within the transaction that wrote one.
async fn forget_old(archives: &IdbObjectStore, order: &IdbObjectStore) -> Result<(), JsValue> {
    let names: Array = finished(&order.get_all()?).await?.unchecked_into();
    let numbers: Array = finished(&order.get_all_keys()?).await?.unchecked_into();
    let kept = names.slice(names.length().saturating_sub(KEPT), names.length());
    for at in 0..names.length().saturating_sub(KEPT) {
        order.delete(&numbers.get(at))?;
        if !kept.includes(&names.get(at), 0) {
            archives.delete(&names.get(at))?;
        }
    }
    Ok(())
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory: IdbFactory = Reflect::get(&js_sys::global(), &"indexedDB".into())?.dyn_into()?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let opening = request.clone();
    let make = Closure::once_into_js(move || -> Result<(), JsValue> {
        let database: IdbDatabase = opening.result()?.dyn_into()?;
        database.create_object_store(ARCHIVES)?;
        let options = web_sys::IdbObjectStoreParameters::new();
        options.set_auto_increment(true);
        database.create_object_store_with_optional_parameters(ORDER, &options)?;
        Ok(())
    });
    request.set_onupgradeneeded(Some(make.unchecked_ref()));
    finished(&request).await?.dyn_into()
}

/// A transaction on both stores. It is asked to be strict by hand: the bindings do not know how.
fn transaction(database: &IdbDatabase, mode: &str) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let stores = Array::of2(&ARCHIVES.into(), &ORDER.into());
    begin
        .call3(database, &stores, &mode.into(), &options)?
        .dyn_into()
}

/// The result of a request once it is there.
async fn finished(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(done).await {
        Ok(_) => request.result(),
        Err(event) => Err(request.error().ok().flatten().map_or(event, Into::into)),
    }
}
