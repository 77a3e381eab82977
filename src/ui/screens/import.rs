//! Reading lists: choose files, look at the dry run, answer questions, write.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::exchange::Answers;
use crate::text::{fill, number};
use crate::ui::desk::use_desk;
use crate::ui::jobs::{Preview, use_jobs};

use super::import_questions::Questions;
use super::import_report::{Changes, FilesTable, RefusedTable, Sheets};

/// The page of the import.
#[component]
pub fn Import() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let jobs = use_jobs();
    view! {
        <h1>{t.import_title}</h1>
        <p>{t.import_explain}</p>
        {move || match jobs.preview.get() {
            Some(preview) => view! { <PreviewPage preview/> }.into_any(),
            None => view! { <DropZone/> }.into_any(),
        }}
    }
}

fn files_of(list: Option<web_sys::FileList>) -> Vec<web_sys::File> {
    list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect())
        .unwrap_or_default()
}

#[component]
fn DropZone() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let jobs = use_jobs();
    let over = RwSignal::new(false);
    let input = NodeRef::<leptos::html::Input>::new();
    view! {
        <div
            class="drop"
            data-over=move || over.get().to_string()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                let files = event.data_transfer().and_then(|transfer| transfer.files());
                jobs.read_files(files_of(files));
            }
        >
            <p><strong>{t.import_drop}</strong><br/>{t.import_or}</p>
            <button type="button" class="primary" disabled=move || jobs.busy() on:click=move |_| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }>{t.import_choose}</button>
            <input
                type="file"
                multiple
                class="visually-hidden"
                tabindex="-1"
                aria-label=t.import_choose
                accept=".xlsx,.xls,.xlsm,.ods,.csv,.txt"
                data-role="import-files"
                node_ref=input
                on:change=move |event| {
                    if let Some(field) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
                        jobs.read_files(files_of(field.files()));
                        field.set_value("");
                    }
                }
            />
        </div>
    }
}

#[component]
fn PreviewPage(preview: Preview) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let jobs = use_jobs();
    let answers: RwSignal<Answers> = RwSignal::new(preview.answers.clone());
    let read_with = preview.answers.clone();
    let stale = Memo::new(move |_| answers.get() != read_with);
    let dossiers = preview.proposal.dossiers.len();
    let questions: usize = preview.files.iter().map(|file| file.questions.len()).sum();
    let refused: usize = preview.files.iter().map(|file| file.refused.len()).sum();
    let write = if questions > 0 {
        fill(
            t.import_accept_without,
            &[&number(dossiers, language), &number(questions, language)],
        )
    } else {
        fill(t.import_accept, &[&number(dossiers, language)])
    };
    let accepted = preview.clone();
    let for_refused = preview.clone();
    let files = preview.files.clone();
    let actions = move || {
        let write = write.clone();
        let accepted = accepted.clone();
        view! {
            <div class="toolbar">
                {move || {
                    let accepted = accepted.clone();
                    if stale.get() {
                        view! {
                            <span>{t.import_stale}</span>
                            <button type="button" class="primary" on:click=move |_| jobs.read_again(answers.get_untracked())>
                                {t.import_reread}
                            </button>
                        }.into_any()
                    } else if dossiers == 0 {
                        view! { <span>{t.import_nothing}</span> }.into_any()
                    } else {
                        view! {
                            <button type="button" class="primary" data-role="accept" disabled=move || jobs.busy() on:click=move |_| jobs.accept(&accepted)>
                                {write.clone()}
                            </button>
                        }.into_any()
                    }
                }}
                <button type="button" on:click=move |_| jobs.forget_files()>{t.import_discard}</button>
            </div>
        }
    };
    view! {
        <section class="panel">
            <h2>{t.import_preview}</h2>
            <FilesTable files=files.clone()/>
            {actions()}
        </section>
        {(questions > 0 || !preview.answers.is_empty()).then(|| view! {
            <section class="panel">
                <h2>{t.import_questions_title}</h2>
                <p>{t.import_questions_explain}</p>
                <Questions files=files.clone() answers/>
            </section>
        })}
        {(refused > 0).then(|| {
            view! {
                <section class="panel">
                    <h2>{t.import_refused_title} " (" {number(refused, language)} ")"</h2>
                    <p>{t.import_refused_explain}</p>
                    <div class="toolbar">
                        <button type="button" on:click=move |_| jobs.export_refused(&for_refused)>{t.import_export_refused}</button>
                    </div>
                    <RefusedTable files=files.clone()/>
                </section>
            }
        })}
        <section class="panel">
            <h2>{t.import_changes_title}</h2>
            <Changes files=files.clone()/>
        </section>
        <section class="panel">
            <h2>{t.import_sheets_title}</h2>
            <Sheets files=files.clone()/>
        </section>
    }
}
