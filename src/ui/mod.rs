//! ui

use crate::app::envelope::Envelope;
use crate::platform::worker::{WorkerEvent, WorkerJob};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// Puts the page up.
pub fn start() {
    leptos::mount::mount_to_body(|| {
        let said = RwSignal::new(String::new());
        let ask = move |_| {
            let job: Rc<RefCell<Option<WorkerJob>>> = Rc::default();
            let holder = Rc::clone(&job);
            let request = Envelope {
                head: r#"{"job":"echo"}"#.into(),
                buffers: vec![vec![1, 2, 3], vec![]],
            };
            *job.borrow_mut() = Some(WorkerJob::start(request, move |event| {
                said.update(|said| said.push_str(&format!("{event:?};")));
                if !matches!(event, WorkerEvent::Message(_)) {
                    holder.take();
                }
            }));
        };
        view! {
            <main>
                <h1>"Canbo"</h1>
                <button id="ask" on:click=ask>"Hỏi"</button>
                <button id="panic" on:click=|_| panic!("tried")>"!"</button>
                <output>{said}</output>
            </main>
        }
    });
}
