//! Envelopes as the JavaScript values that cross between two threads.

use crate::app::envelope::Envelope;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

const HEAD: &str = "head";
const BUFFERS: &str = "buffers";
const FINISHED: &str = "finished";
const FAILED: &str = "failed";

/// What a worker says.
pub(super) enum FromWorker {
    Message(Envelope),
    Finished,
    Failed(String),
}

/// `{head, buffers}`, and the list of what is handed over instead of copied.
pub(super) fn write(envelope: &Envelope) -> (JsValue, Array) {
    let buffers = Array::new();
    let handed_over = Array::new();
    for bytes in &envelope.buffers {
        let copy = Uint8Array::from(bytes.as_slice());
        handed_over.push(&copy.buffer());
        buffers.push(&copy);
    }
    let message = object(HEAD, &envelope.head.as_str().into());
    set(&message, BUFFERS, &buffers);
    (message.into(), handed_over)
}

/// `{finished: true}`.
pub(super) fn finished() -> JsValue {
    object(FINISHED, &JsValue::TRUE).into()
}

/// `{failed: reason}`.
pub(super) fn failed(reason: &str) -> JsValue {
    object(FAILED, &reason.into()).into()
}

/// The envelope in `message`; `None` when it is something else.
pub(super) fn read(message: &JsValue) -> Option<Envelope> {
    let buffers = get(message, BUFFERS).dyn_into::<Array>().ok()?;
    Some(Envelope {
        head: get(message, HEAD).as_string()?,
        buffers: buffers
            .iter()
            .map(|buffer| Some(buffer.dyn_ref::<Uint8Array>()?.to_vec()))
            .collect::<Option<_>>()?,
    })
}

/// What the worker says with `message`.
pub(super) fn read_from_worker(message: &JsValue) -> FromWorker {
    if let Some(reason) = get(message, FAILED).as_string() {
        FromWorker::Failed(reason)
    } else if get(message, FINISHED).is_truthy() {
        FromWorker::Finished
    } else {
        read(message).map_or_else(
            || FromWorker::Failed("the worker sent something unreadable".into()),
            FromWorker::Message,
        )
    }
}

fn object(key: &str, value: &JsValue) -> Object {
    let object = Object::new();
    set(&object, key, value);
    object
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // A plain object of our own takes every key.
    let _ = Reflect::set(object, &key.into(), value);
}

fn get(message: &JsValue, key: &str) -> JsValue {
    Reflect::get(message, &key.into()).unwrap_or(JsValue::UNDEFINED)
}
