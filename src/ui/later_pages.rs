//! Pages that the first sight does not wait for: their code is a part of its own, loaded as soon as
//! the first page stands, or when one of them is opened before that.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::Route;

use super::desk::use_desk;
use super::screens;

/// How the program reaches its part; only the page's own binary is split, see `src/main.rs`.
#[derive(Clone, Copy)]
pub struct LaterPart {
    /// Loads the part; whether it is there now. May be asked again after a failure.
    pub load: fn() -> Pin<Box<dyn Future<Output = bool>>>,
    /// [`later_page`] once the part is loaded; nothing before.
    pub page: fn(Route) -> Option<AnyView>,
}

/// The page of a route, from the part: nothing but the split function may name this.
pub fn later_page(route: Route) -> AnyView {
    match route {
        Route::People(_) => screens::People().into_any(),
        Route::Dossier(id) => view! { <screens::DossierPage id/> }.into_any(),
        Route::Sheet(id) => view! { <screens::SheetPage id/> }.into_any(),
        Route::Import => screens::Import().into_any(),
        Route::Matrix(_) => screens::Matrix().into_any(),
        Route::Needs => screens::Needs().into_any(),
        Route::Calendar(_) => screens::Calendar().into_any(),
        Route::Ratings => screens::Ratings().into_any(),
        Route::Checks => screens::Checks().into_any(),
        Route::Majors => screens::Majors().into_any(),
        Route::Units => screens::Units().into_any(),
        Route::Law => screens::Law().into_any(),
        Route::Compare => screens::Compare().into_any(),
        Route::Files => screens::Files().into_any(),
        Route::Overview | Route::Lost(_) => ().into_any(),
    }
}

/// How far the loading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Loading,
    Loaded,
    Failed,
}

thread_local! {
    static LOADED: Cell<bool> = const { Cell::new(false) };
}

/// Loads the part while nobody waits for it.
pub fn load_early(part: LaterPart) {
    spawn_local(async move {
        // A failure here is nobody's loss: opening one of the pages tries again and tells.
        LOADED.set((part.load)().await);
    });
}

/// A page of the part, once it is there.
#[component]
pub fn LaterPage(
    /// Which page.
    route: Route,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let part = expect_context::<LaterPart>();
    let state = RwSignal::new(if LOADED.get() {
        State::Loaded
    } else {
        State::Loading
    });
    let load = move || {
        spawn_local(async move {
            let loaded = (part.load)().await;
            LOADED.set(loaded);
            state.try_set(if loaded { State::Loaded } else { State::Failed });
        });
    };
    if !LOADED.get() {
        load();
    }
    move || match state.get() {
        State::Loading => view! { <p class="soft" role="status">{t.loading_page}</p> }.into_any(),
        State::Failed => view! {
            <div class="notice" data-kind="error" role="alert">
                <p>{t.loading_page_failed}</p>
                <button type="button" on:click=move |_| {
                    state.set(State::Loading);
                    load();
                }>{t.loading_page_again}</button>
            </div>
        }
        .into_any(),
        State::Loaded => (part.page)(route.clone()).into_any(),
    }
}
