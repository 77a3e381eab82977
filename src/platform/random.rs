//! Ids from the browser's cryptographic source of randomness.

use wasm_bindgen::JsCast;

use crate::domain::DossierId;

/// A new id; works on the page and in the worker.
pub fn dossier_id() -> DossierId {
    let mut bytes = [0; 16];
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into())
        .ok()
        .and_then(|crypto| crypto.dyn_into::<web_sys::Crypto>().ok());
    match crypto {
        Some(crypto) if crypto.get_random_values_with_u8_array(&mut bytes).is_ok() => {}
        // Every browser that runs WebAssembly has it; an id must still never repeat.
        _ => bytes
            .iter_mut()
            .for_each(|byte| *byte = (js_sys::Math::random() * 256.0) as u8),
    }
    DossierId(bytes)
}
