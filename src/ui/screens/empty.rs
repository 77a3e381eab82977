//! What a page shows while there is nobody in the database.

use leptos::prelude::*;

use crate::app::{Route, Workspace};
use crate::ui::components::OpenFileButton;
use crate::ui::desk::use_desk;
use crate::ui::jobs::use_jobs;

/// One sentence on what it is for, one main button, the sample city beside it.
#[component]
pub fn Empty() -> impl IntoView {
    let t = use_desk().texts();
    let jobs = use_jobs();
    view! {
        <section class="empty">
            <h1>{t.empty_title}</h1>
            <p>{t.empty_text}</p>
            <div class="toolbar">
                <a class="button primary" href=Route::Import.href()>{t.empty_import}</a>
                <OpenFileButton/>
                <button type="button" data-role="load-sample" on:click=move |_| jobs.load_sample()>{t.empty_sample}</button>
            </div>
        </section>
    }
}

/// The page, or [`Empty`] while there is nobody.
#[component]
pub fn UnlessEmpty(
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let desk = use_desk();
    let empty = Memo::new(move |_| desk.read(Workspace::is_empty));
    view! {
        <Show when=move || !empty.get() fallback=|| view! { <Empty/> }>{children()}</Show>
    }
}
