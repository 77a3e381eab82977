//! The page's side of its worker: one worker for one request, thrown away afterwards.
//!
//! A fresh worker starts with fresh memory, so what one hostile workbook does to it touches no
//! other, and cancelling needs nobody's consent.

use super::worker_message::{self, FromWorker};
use crate::app::envelope::Envelope;
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, MessageEvent, Worker};

#[wasm_bindgen]
extern "C" {
    /// Resolves to a started worker; each build brings its own way to its code.
    #[wasm_bindgen(catch, js_name = __canboWorker)]
    fn start_worker() -> Result<Promise, JsValue>;
}

/// What a worker reports, in this order: messages, then one of the other two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerEvent {
    /// Progress or a result, as the job sent it.
    Message(Envelope),
    /// The job has returned; nothing follows.
    Finished,
    /// The worker could not start, panicked or ran out of memory; nothing follows. The text is
    /// for support, not for the office.
    Failed(String),
}

/// A request being worked on; dropping it cancels it.
#[must_use = "dropping a job cancels it"]
pub struct WorkerJob(Rc<Job>);

impl WorkerJob {
    /// Sends `request` to a new worker and reports to `on_event` what comes back.
    ///
    /// `on_event` is never called before this returns, and never after the job is dropped; it may
    /// itself drop the job.
    pub fn start(request: Envelope, on_event: impl FnMut(WorkerEvent) + 'static) -> Self {
        let job = Rc::new(Job {
            on_event: RefCell::new(Some(Box::new(on_event))),
            running: RefCell::new(None),
            ended: Cell::new(false),
        });
        spawn_local(run(Rc::clone(&job), request));
        Self(job)
    }

    /// Stops the work at once; `on_event` hears no more of it.
    pub fn cancel(self) {}
}

impl Drop for WorkerJob {
    fn drop(&mut self) {
        self.0.end();
    }
}

type OnEvent = Box<dyn FnMut(WorkerEvent)>;

struct Job {
    /// `None` while it is being called, and once the job has ended.
    on_event: RefCell<Option<OnEvent>>,
    running: RefCell<Option<Running>>,
    ended: Cell<bool>,
}

/// A worker with what listens to it.
struct Running {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onmessageerror(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Job {
    fn end(&self) {
        self.ended.set(true);
        self.running.take();
        self.on_event.take();
    }

    /// Tells the listener, and ends the job after its last event.
    fn report(&self, event: WorkerEvent) {
        // Taken out for the call, because the listener may drop the job meanwhile.
        let Some(mut on_event) = self.on_event.take() else {
            return;
        };
        if !matches!(event, WorkerEvent::Message(_)) {
            self.end();
        }
        on_event(event);
        if !self.ended.get() {
            self.on_event.replace(Some(on_event));
        }
    }

    fn fail(&self, error: &JsValue) {
        self.report(WorkerEvent::Failed(text_of(error)));
    }
}

async fn run(job: Rc<Job>, request: Envelope) {
    let started = match start_worker() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    let worker = match started.and_then(JsCast::dyn_into::<Worker>) {
        Ok(worker) => worker,
        Err(error) => return job.fail(&error),
    };
    if job.ended.get() {
        return worker.terminate();
    }
    listen(&job, worker.clone());
    let (message, handed_over) = worker_message::write(&request);
    // The page keeps no second copy of the files while they are being read.
    drop(request);
    if let Err(error) = worker.post_message_with_transfer(&message, &handed_over) {
        job.fail(&error);
    }
}

fn listen(job: &Rc<Job>, worker: Worker) {
    // Weak, or the job and its listeners would keep each other alive for ever.
    let listening = Rc::downgrade(job);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(job) = listening.upgrade() {
            job.report(match worker_message::read_from_worker(&event.data()) {
                FromWorker::Message(envelope) => WorkerEvent::Message(envelope),
                FromWorker::Finished => WorkerEvent::Finished,
                FromWorker::Failed(reason) => WorkerEvent::Failed(reason),
            });
        }
    });
    let listening = Rc::downgrade(job);
    let on_error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        // The page's own handler of uncaught errors has nothing to add.
        event.prevent_default();
        if let Some(job) = listening.upgrade() {
            job.fail(&event);
        }
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    job.running.replace(Some(Running {
        worker,
        _on_message: on_message,
        _on_error: on_error,
    }));
}

/// The message of a JavaScript error or error event, or whatever stands in its place.
fn text_of(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}
