//! A newer version of the site that waits until the user wants it.

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

const READY: &str = "canbo:update";
const APPLY: &str = "__canboUpdate";

/// Calls `notice` when a newer version is ready, at once if it already is.
///
/// To be called once, by the page's frame. In the single file it is never called.
pub fn on_ready(notice: impl Fn() + 'static) {
    if waiting().is_some() {
        notice();
    }
    let listener = Closure::<dyn Fn()>::new(notice);
    if let Some(window) = web_sys::window() {
        // A listener that cannot be added costs the notice only: the next start brings the update.
        let _ = window.add_event_listener_with_callback(READY, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

/// Reloads the page in its newer version; does nothing when there is none.
///
/// Whatever is not saved is lost with the page: save first.
pub fn apply() {
    if let Some(apply) = waiting() {
        let _ = apply.call0(&JsValue::UNDEFINED);
    }
}

fn waiting() -> Option<Function> {
    Reflect::get(&js_sys::global(), &APPLY.into())
        .ok()?
        .dyn_into()
        .ok()
}
