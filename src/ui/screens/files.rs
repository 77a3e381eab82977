//! Data file, export, sample city.

use leptos::prelude::*;

use crate::app::{Command, Filter, Shelf};
use crate::job::WorkbookKind;
use crate::text::{fill, number};
use crate::ui::components::{OpenFileButton, SaveFileButton};
use crate::ui::desk::use_desk;
use crate::ui::jobs::use_jobs;

use super::merging::{Inbox, MergePanel, MergeTrial};

/// The page of the files.
#[component]
pub fn Files() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let jobs = use_jobs();
    let count = Memo::new(move |_| desk.read(|w| w.len()));
    let sample = Memo::new(move |_| desk.read(|w| w.shelf() == Shelf::Sample));
    let from_file = window()
        .location()
        .protocol()
        .is_ok_and(|protocol| protocol == "file:");
    let sure = RwSignal::new(false);
    let clear = move |_| {
        sure.set(false);
        let _ = desk.run(Command::Replace(Box::default()));
    };
    let export = move |kind: WorkbookKind, name: &'static str| {
        view! {
            <button type="button" disabled=move || count.get() == 0 on:click=move |_| {
                let people = desk.peek(|w| {
                    let list = w.list(&Filter::default(), None);
                    list.iter().filter_map(|place| Some(w.at(*place)?.0.id)).collect()
                });
                jobs.export(kind, people);
            }>{name}</button>
        }
    };
    view! {
        <h1>{t.files_title}</h1>
        <p>{t.files_explain}</p>
        {from_file.then(|| view! { <div class="notice"><p>{t.files_where_file}</p></div> })}
        <Confirmation/>
        <MergeTrial/>
        <div class="panels">
            <section class="panel">
                <h2>{t.files_save}</h2>
                <p role="status">
                    {move || {
                        let state = desk.file_state.get();
                        match state.saved_on {
                            Some(on) => fill(t.files_saved_on, &[&on.format("%d/%m/%Y %H:%M")]),
                            None => t.files_never_saved.to_owned(),
                        }
                    }}
                    {move || {
                        let state = desk.file_state.get();
                        (state.changed_since && state.saved_on.is_some()).then(|| view! {
                            <br/><strong>{t.files_unsaved_edits}</strong>
                        })
                    }}
                </p>
                <SaveFileButton primary=true/>
            </section>
            <section class="panel">
                <h2>{t.files_open}</h2>
                <p>{t.files_open_explain}</p>
                <OpenFileButton/>
            </section>
            <MergePanel/>
            <Inbox/>
            <section class="panel">
                <h2>{t.files_export}</h2>
                <div class="toolbar">
                    {export(WorkbookKind::People, t.files_export_people)}
                    {export(WorkbookKind::Judgement, t.files_export_judgement)}
                    {export(WorkbookKind::Needs, t.files_export_needs)}
                </div>
            </section>
            <section class="panel">
                <h2>{t.files_sample}</h2>
                <p>{t.files_sample_explain}</p>
                <Show
                    when=move || sample.get()
                    fallback=move || view! {
                        <button type="button" on:click=move |_| jobs.load_sample()>{t.files_sample_load}</button>
                    }
                >
                    <button type="button" on:click=move |_| desk.remove_sample()>{t.sample_remove}</button>
                </Show>
            </section>
            <Show when=move || !sample.get() && (count.get() > 0)>
                <section class="panel">
                    <h2>{t.files_clear}</h2>
                    <Show
                        when=move || sure.get()
                        fallback=move || view! {
                            <button type="button" class="danger" on:click=move |_| sure.set(true)>{t.files_clear}</button>
                        }
                    >
                        <p>{move || fill(t.files_clear_confirm, &[&number(count.get(), language)])}</p>
                        <div class="toolbar">
                            <button type="button" class="danger" on:click=clear>{t.files_clear_do}</button>
                            <button type="button" on:click=move |_| sure.set(false)>{t.cancel}</button>
                        </div>
                    </Show>
                </section>
            </Show>
        </div>
    }
}

/// Asks before a data file takes the place of the data.
#[component]
fn Confirmation() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let jobs = use_jobs();
    view! {
        {move || jobs.opened.get().map(|opened| {
            let words = fill(t.files_open_confirm, &[
                &opened.snapshot.dossiers.len(),
                &opened.snapshot.office.units.len(),
                &opened.saved_on,
                &desk.peek(|w| w.len()),
            ]);
            view! {
                <div class="notice" role="alertdialog" aria-label=t.files_open>
                    <p>{words}</p>
                    <button type="button" class="primary" data-role="replace" on:click=move |_| jobs.replace_with(&opened)>{t.files_replace}</button>
                    <button type="button" on:click=move |_| jobs.opened.set(None)>{t.cancel}</button>
                </div>
            }
        })}
    }
}
