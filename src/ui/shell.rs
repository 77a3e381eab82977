//! The frame around every page: what day is judged, what is saved, where one can go.

use leptos::prelude::*;

use crate::app::{CalendarFilter, Command, Filter, Label, Route, Shelf, Workspace};
use crate::domain::PartialDate;
use crate::platform::update;
use crate::text::{Language, edit_words, fill};

use super::components::{DateInput, SaveFileButton};
use super::desk::{Desk, SaveState, use_desk};
use super::jobs::JobPanel;
use super::later_pages::LaterPage;
use super::screens;

/// The whole page; made anew when the language changes.
#[component]
pub fn Root() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    provide_context(super::jobs::Jobs::new());
    listen_to_keys(desk);
    move || {
        desk.language.track();
        view! { <Frame/> }
    }
}

/// Takes away what `index.html` shows until the page is there.
pub fn remove_opening_screen() {
    if let Some(screen) = document().get_element_by_id("opening") {
        screen.remove();
    }
}

/// Ctrl+Z and Ctrl+Y act on the data, except while a text is being typed.
fn listen_to_keys(desk: Desk) {
    window_event_listener(leptos::ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let command = match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => Command::Undo,
            ("y", false) | ("z", true) => Command::Redo,
            _ => return,
        };
        let typing = document().active_element().is_some_and(|element| {
            let name = element.tag_name();
            name == "TEXTAREA"
                || (name == "INPUT"
                    && !matches!(
                        element.get_attribute("type").as_deref(),
                        Some("checkbox" | "radio")
                    ))
        });
        if !typing {
            event.prevent_default();
            let _ = desk.run(command);
        }
    });
}

#[component]
fn Frame() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let main = NodeRef::<leptos::html::Main>::new();
    // A search changes the address on each key press, but not the page.
    let page = Memo::new(move |_| desk.route.get().page());
    Effect::new(move |before: Option<()>| {
        page.track();
        // Not on the first page: nothing has been left yet.
        if before.is_some()
            && let Some(main) = main.get_untracked()
        {
            let _ = main.focus();
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
    view! {
        <div class="shell">
            <a class="skip" href="#main" on:click=move |event| {
                event.prevent_default();
                if let Some(main) = main.get_untracked() {
                    let _ = main.focus();
                }
            }>{t.skip_to_content}</a>
            <TopBar/>
            <Banners/>
            <Navigation/>
            <main id="main" tabindex="-1" node_ref=main>
                <Messages/>
                <JobPanel/>
                <Page/>
            </main>
        </div>
    }
}

#[component]
fn TopBar() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let judged_on = Memo::new(move |_| desk.read(|w| PartialDate::from(w.judged_on())));
    let fixed = Memo::new(move |_| desk.read(|w| w.office().judged_on.is_some()));
    let set_day = Callback::new(move |date: Option<PartialDate>| {
        let _ = desk.run(Command::JudgeOn(date.map(PartialDate::earliest)));
    });
    let undo = Memo::new(move |_| desk.read(|w| w.undo_label().cloned()));
    let redo = Memo::new(move |_| desk.read(|w| w.redo_label().cloned()));
    view! {
        <header class="topbar">
            <a class="brand" href="#/">{t.app_name}<small>{t.app_subtitle}</small></a>
            <span class="spacer"></span>
            <label for="judged-on">{t.judged_on}</label>
            <DateInput id="judged-on" value=Signal::derive(move || Some(judged_on.get())) on_set=set_day/>
            <Show when=move || fixed.get() fallback=move || view! { <span class="soft small">{t.judged_today}</span> }>
                <button type="button" on:click=move |_| { let _ = desk.run(Command::JudgeOn(None)); }>
                    {t.judged_today_button}
                </button>
            </Show>
            <StepButton label=undo mark="↶" name=t.undo template=t.undo_what command=Command::Undo/>
            <StepButton label=redo mark="↷" name=t.redo template=t.redo_what command=Command::Redo/>
            <SaveMark/>
            <button type="button" class="plain" on:click=move |_| {
                desk.speak(match desk.language.get_untracked() {
                    Language::Vi => Language::En,
                    Language::En => Language::Vi,
                });
            }>{t.language_switch}</button>
        </header>
    }
}

/// One step back or forth, with the words of what it is.
#[component]
fn StepButton(
    /// What the step did; nothing when there is none.
    label: Memo<Option<Label>>,
    /// The sign on the button.
    mark: &'static str,
    /// The button's name when there is nothing to do.
    name: &'static str,
    /// The words around the step's label.
    template: &'static str,
    /// What the button does.
    command: Command,
) -> impl IntoView {
    let desk = use_desk();
    let words = move || match label.get() {
        Some(label) => fill(
            template,
            &[&edit_words::label(&label, desk.language.get_untracked())],
        ),
        None => name.to_owned(),
    };
    view! {
        <button
            type="button"
            title=words
            aria-label=words
            disabled=move || label.get().is_none()
            on:click=move |_| { let _ = desk.run(command.clone()); }
        >
            {mark} " " {name}
        </button>
    }
}

/// Whether everything is saved, always in sight.
#[component]
fn SaveMark() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let empty = Memo::new(move |_| desk.read(Workspace::is_empty));
    view! {
        <span class="save-state" role="status" data-saved=move || {
            (desk.save_state.get() == SaveState::Saved).to_string()
        }>
            {move || match desk.save_state.get() {
                SaveState::NotSaved(_) => format!("⚠ {}", t.not_saved),
                SaveState::Saved if empty.get() => t.saved_nothing.to_owned(),
                SaveState::Saved => format!("✓ {}", t.saved),
            }}
        </span>
    }
}

#[component]
fn Banners() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let sample = Memo::new(move |_| desk.read(|w| w.shelf() == Shelf::Sample));
    let newer = RwSignal::new(false);
    update::on_ready(move || newer.set(true));
    view! {
        <div class="banner">
            <Show when=move || sample.get()>
                <div class="notice" data-kind="sample">
                    <p>{t.sample_banner}</p>
                    <button type="button" on:click=move |_| desk.remove_sample()>{t.sample_remove}</button>
                </div>
            </Show>
            <Show when=move || newer.get()>
                <div class="notice" role="status">
                    <p>{t.update_ready}</p>
                    <button type="button" on:click=move |_| update::apply()>{t.update_now}</button>
                </div>
            </Show>
            {move || match desk.save_state.get() {
                SaveState::Saved => None,
                SaveState::NotSaved(error) => Some(view! {
                    <div class="notice" data-kind="error" role="alert">
                        <p>{match error {
                            crate::app::ports::StorageError::QuotaExceeded => t.not_saved_full,
                            crate::app::ports::StorageError::Blocked => t.not_saved_blocked,
                        }}</p>
                        <SaveFileButton/>
                        <button type="button" on:click=move |_| desk.keep_waiting()>{t.try_again}</button>
                    </div>
                }),
            }}
        </div>
    }
}

#[component]
fn Messages() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    view! {
        <div aria-live="polite">
            {move || desk.law_error.get().map(|error| view! {
                <div class="notice" data-kind="error"><p>{fill(t.law_broken, &[&error])}</p></div>
            })}
            {move || (desk.damaged.get() > 0).then(|| view! {
                <div class="notice" data-kind="error">
                    <p>{fill(t.damaged, &[&desk.damaged.get()])}</p>
                    <button type="button" on:click=move |_| desk.damaged.set(0)>{t.close}</button>
                </div>
            })}
            {move || desk.notice.get().map(|notice| view! {
                <div class="notice" data-kind=if notice.error { "error" } else { "done" }>
                    <p>{notice.text}</p>
                    <button type="button" on:click=move |_| desk.notice.set(None)>{t.close}</button>
                </div>
            })}
            {move || (desk.unjudged.get() > 0).then(|| view! {
                <p class="soft" role="status">{fill(t.judging, &[&desk.unjudged.get()])}</p>
            })}
        </div>
    }
}

#[component]
fn Navigation() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let item = move |route: Route, name: &'static str| {
        let here = {
            let route = route.clone();
            move || std::mem::discriminant(&desk.route.get()) == std::mem::discriminant(&route)
        };
        view! {
            <li><a href=route.href() aria-current=move || here().then_some("page")>{name}</a></li>
        }
    };
    view! {
        <nav class="sidebar" aria-label=t.nav_label>
            <ul>
                {item(Route::Overview, t.nav_overview)}
                {item(Route::Import, t.nav_import)}
                {item(Route::People(Filter::default()), t.nav_people)}
                {item(Route::Matrix(Filter::default()), t.nav_matrix)}
                {item(Route::Needs, t.nav_needs)}
                {item(Route::Calendar(CalendarFilter::default()), t.nav_calendar)}
                {item(Route::Ratings, t.nav_ratings)}
                {item(Route::Checks, t.nav_checks)}
                {item(Route::Majors, t.nav_majors)}
                {item(Route::Units, t.nav_units)}
                {item(Route::Compare, t.nav_compare)}
                {item(Route::Law, t.nav_law)}
                {item(Route::Files, t.nav_files)}
            </ul>
        </nav>
    }
}

#[component]
fn Page() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    // The list pages follow their own filter, so that typing in one does not make the page anew.
    let kind = Memo::new(move |_| desk.route.get().page());
    move || match kind.get() {
        Route::Overview => screens::Overview().into_any(),
        Route::Lost(address) => view! {
            <h1>{t.lost_page}</h1>
            <p>{fill(t.lost_page_help, &[&address])}</p>
        }
        .into_any(),
        later => view! { <LaterPage route=later/> }.into_any(),
    }
}
