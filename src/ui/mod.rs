//! The pages. They send commands, read the picture and decide nothing.

mod components;
mod desk;
mod jobs;
mod screens;
mod shell;

/// Restores what the browser keeps and mounts the page.
pub fn start() {
    desk::start_day();
    leptos::mount::mount_to_body(shell::Root);
    shell::remove_opening_screen();
}
