//! The pages. They send commands, read the picture and decide nothing.

mod components;
mod desk;
mod jobs;
mod later_pages;
mod merging;
mod plan_jobs;
mod screens;
mod shell;

pub use later_pages::{LaterPart, later_page};

use leptos::prelude::*;

/// Restores what the browser keeps, mounts the page, and then loads its later part.
pub fn start(part: LaterPart) {
    desk::start_day();
    leptos::mount::mount_to_body(move || {
        provide_context(part);
        view! { <shell::Root/> }
    });
    shell::remove_opening_screen();
    later_pages::load_early(part);
}
