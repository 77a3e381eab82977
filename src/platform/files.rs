//! Files that the user chooses and files that the page hands over.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// The file's bytes.
///
/// # Errors
/// The browser's words when the file cannot be read (open elsewhere, taken away).
pub async fn read(file: &File) -> Result<Vec<u8>, String> {
    let words = |error: JsValue| format!("{error:?}");
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(words)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Hands bytes over as a file in the browser's download folder; false when the browser refused.
pub fn hand_over(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    try_hand_over(name, media_type, bytes).is_ok()
}

fn try_hand_over(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    document
        .body()
        .ok_or(JsValue::NULL)?
        .append_child(&anchor)?;
    anchor.click();
    anchor.remove();
    // The browser needs the address until it has begun to read.
    let release = wasm_bindgen::closure::Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&url);
    });
    web_sys::window()
        .ok_or(JsValue::NULL)?
        .set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), 60_000)?;
    Ok(())
}
