//! The worker's side: waits for the one request, works on it, reports.

use super::worker_message;
use crate::app::envelope::Envelope;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers the request of the page with `job`, which may emit as many envelopes as it likes.
///
/// To be called once, from the `main` of a program that runs in a worker; elsewhere it only
/// complains on the console. A panic of `job` reaches the page as a failure.
pub fn serve(mut job: impl FnMut(Envelope, &mut dyn FnMut(Envelope)) + 'static) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return web_sys::console::error_1(&"this program runs in a worker only".into());
    };
    let page = scope.clone();
    std::panic::set_hook(Box::new(move |panic| {
        // The trap that follows reports itself too, but without the reason.
        let _ = page.post_message(&worker_message::failed(&panic.to_string()));
    }));
    let page = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(request) = worker_message::read(&event.data()) else {
            return post(
                &page,
                &worker_message::failed("the page sent something unreadable"),
            );
        };
        job(request, &mut |envelope| {
            let (message, handed_over) = worker_message::write(&envelope);
            if let Err(error) = page.post_message_with_transfer(&message, &handed_over) {
                // A lost answer must not look like none: uncaught, it fails the job.
                wasm_bindgen::throw_val(error);
            }
        });
        post(&page, &worker_message::finished());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker serves for as long as it lives.
    on_message.forget();
}

fn post(page: &DedicatedWorkerGlobalScope, message: &JsValue) {
    if let Err(error) = page.post_message(message) {
        wasm_bindgen::throw_val(error);
    }
}
