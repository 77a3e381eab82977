//! ui

use leptos::prelude::*;

/// Puts the page up.
pub fn start() {
    leptos::mount::mount_to_body(|| view! { <main><h1>"Canbo"</h1></main> });
}
