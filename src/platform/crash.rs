//! A page whose code has panicked says so, instead of silently taking no more input.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Shows the message that stands ready in `index.html`.
    #[wasm_bindgen(catch, js_name = __canboCrashed)]
    fn show_crash(detail: &str) -> Result<(), JsValue>;
}

/// Makes every later panic show itself on the page and on the console.
pub fn show_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let detail = panic.to_string();
        web_sys::console::error_1(&detail.as_str().into());
        // Without the message there is still the console; a panic hook must not panic.
        let _ = show_crash(&detail);
    }));
}
