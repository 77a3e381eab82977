//! The two buttons of the data file.

use leptos::prelude::*;

use crate::ui::desk::use_desk;
use crate::ui::jobs::use_jobs;

/// Saves everything into a `.canbo` file.
#[component]
pub fn SaveFileButton(
    /// Whether it is the main button of its place.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let jobs = use_jobs();
    let t = use_desk().texts();
    view! {
        <button type="button" class:primary=primary on:click=move |_| jobs.save_data_file()>
            {t.save_to_file_now}
        </button>
    }
}

/// Opens a `.canbo` file.
#[component]
pub fn OpenFileButton() -> impl IntoView {
    let jobs = use_jobs();
    let t = use_desk().texts();
    let input = NodeRef::<leptos::html::Input>::new();
    view! {
        <button type="button" on:click=move |_| {
            if let Some(input) = input.get_untracked() {
                input.click();
            }
        }>{t.files_open}</button>
        <input
            type="file"
            class="visually-hidden"
            tabindex="-1"
            aria-label=t.files_open
            accept=".canbo"
            data-role="open-canbo"
            node_ref=input
            on:change:target=move |event| {
                if let Some(file) = event.target().files().and_then(|files| files.get(0)) {
                    jobs.open_data_file(file);
                }
                event.target().set_value("");
            }
        />
    }
}
