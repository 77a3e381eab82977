//! What a dry run found: counts, refused cells, changes row by row, and how columns were understood.

use std::sync::Arc;

use leptos::prelude::*;

use crate::exchange::{FileReport, RowKind, RowOutcome};
use crate::text::{fill, import_words, number};
use crate::ui::desk::use_desk;

/// How many lines are shown before "show more".
const PAGE: usize = 100;

/// One line a file: rows and what becomes of them.
#[component]
pub fn FilesTable(
    /// What was found in each file.
    files: Arc<Vec<FileReport>>,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let cell = move |count: usize, role: &'static str| {
        view! {
            <td class="number" data-count=role>{number(count, language)}</td>
        }
    };
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=t.import_preview>
        <table data-role="import-files-table">
            <thead><tr>
                <th scope="col">{t.import_file}</th>
                <th scope="col" class="number">{t.import_rows}</th>
                <th scope="col" class="number">{t.import_created}</th>
                <th scope="col" class="number">{t.import_updated}</th>
                <th scope="col" class="number">{t.import_unchanged}</th>
                <th scope="col" class="number">{t.import_refused}</th>
                <th scope="col" class="number">{t.import_questions}</th>
            </tr></thead>
            <tbody>
                {files.iter().map(|file| match &file.error {
                    Some(error) => view! {
                        <tr data-role="file-error">
                            <th scope="row">{file.file.clone()}</th>
                            <td colspan="6">
                                <strong>{t.import_file_failed} ". "</strong>
                                {error.message(language).to_string()}
                            </td>
                        </tr>
                    }.into_any(),
                    None => view! {
                        <tr>
                            <th scope="row">{file.file.clone()}</th>
                            {cell(file.rows, "rows")}
                            {cell(file.created, "created")}
                            {cell(file.updated, "updated")}
                            {cell(file.unchanged, "unchanged")}
                            {cell(file.refused.len(), "refused")}
                            {cell(file.questions.len(), "questions")}
                        </tr>
                    }.into_any(),
                }).collect_view()}
            </tbody>
        </table>
        </div>
    }
}

/// A button that shows the next lines, while there are more.
#[component]
fn ShowMore(total: usize, shown: RwSignal<usize>) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    view! {
        {move || {
            let hidden = total.saturating_sub(shown.get());
            (hidden > 0).then(|| view! {
                <button type="button" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                    {fill(t.import_show_more, &[&number(hidden.min(PAGE), language)])}
                </button>
            })
        }}
    }
}

/// Every cell and row that was not taken, with its value and the reason.
#[component]
pub fn RefusedTable(
    /// What was found in each file.
    files: Arc<Vec<FileReport>>,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let total: usize = files.iter().map(|file| file.refused.len()).sum();
    let shown = RwSignal::new(PAGE);
    let rows = move || {
        let refused = files
            .iter()
            .flat_map(|file| file.refused.iter().map(move |r| (file, r)));
        refused
            .take(shown.get())
            .map(|(file, refusal)| {
                let place = format!("{} – {}", file.file, refusal.sheet);
                let place = if refusal.column.is_empty() {
                    fill(t.import_where, &[&place, &refusal.row])
                } else {
                    fill(
                        t.import_where_cell,
                        &[&place, &refusal.column, &refusal.row],
                    )
                };
                view! {
                    <tr>
                        <td>{place}</td>
                        <td>{refusal.value.clone()}</td>
                        <td>{refusal.reason.words(language)}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="report-list" tabindex="0" role="region" aria-label=t.import_refused_title>
            <table>
                <thead><tr>
                    <th scope="col">{t.import_place}</th>
                    <th scope="col">{t.import_value}</th>
                    <th scope="col">{t.import_reason}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <ShowMore total shown/>
        </div>
    }
}

/// Every row that creates or changes somebody, field by field.
#[component]
pub fn Changes(
    /// What was found in each file.
    files: Arc<Vec<FileReport>>,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let changes =
        |outcome: &&RowOutcome| matches!(outcome.kind, RowKind::Created | RowKind::Updated);
    let total: usize = files
        .iter()
        .map(|file| file.outcomes.iter().filter(changes).count())
        .sum();
    let shown = RwSignal::new(PAGE);
    let rows =
        move || {
            let outcomes = files
                .iter()
                .flat_map(|file| file.outcomes.iter().filter(changes).map(move |o| (file, o)));
            outcomes
            .take(shown.get())
            .map(|(file, outcome)| {
                let place = format!("{} – {}", file.file, outcome.sheet);
                let kind = match outcome.kind {
                    RowKind::Created => t.import_created,
                    _ => t.import_updated,
                };
                let words: Vec<String> = outcome
                    .changes
                    .iter()
                    .map(|change| {
                        let field = import_words::field(change.field, language);
                        let old = if change.old.is_empty() { "…" } else { &change.old };
                        fill(t.import_change, &[&field, &old, &change.new])
                    })
                    .collect();
                view! {
                    <tr>
                        <th scope="row">{outcome.name.clone()}</th>
                        <td>{kind}</td>
                        <td class="small">{words.join("; ")}</td>
                        <td class="small soft">{fill(t.import_where, &[&place, &outcome.row])}</td>
                    </tr>
                }
            })
            .collect_view()
        };
    view! {
        <div class="report-list" tabindex="0" role="region" aria-label=t.import_changes_title>
            <table>
                <thead><tr>
                    <th scope="col">{t.name}</th>
                    <th scope="col">{t.result}</th>
                    <th scope="col">{t.import_changes_title}</th>
                    <th scope="col">{t.import_place}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <ShowMore total shown/>
        </div>
    }
}

/// How each sheet's columns were understood, and which rows name nobody.
#[component]
pub fn Sheets(
    /// What was found in each file.
    files: Arc<Vec<FileReport>>,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let sheets = files
        .iter()
        .flat_map(|file| file.sheets.iter().map(move |sheet| (file, sheet)));
    sheets
        .map(|(file, sheet)| {
            let taken: Vec<String> = sheet
                .columns
                .iter()
                .filter_map(|column| {
                    let field = import_words::field(column.field?, language);
                    Some(format!("{} “{}” = {field}", column.letter, column.head))
                })
                .collect();
            let ignored: Vec<String> = sheet
                .columns
                .iter()
                .filter(|column| column.field.is_none())
                .map(|column| format!("{} “{}”", column.letter, column.head))
                .collect();
            let skipped: Vec<String> = sheet
                .skipped
                .iter()
                .map(|row| {
                    let why = row.why.words(language);
                    format!("{}: “{}” ({why})", row.row, row.text)
                })
                .collect();
            let font = sheet.legacy_font.as_ref().map(|font| {
                let name = import_words::legacy_font(font.font);
                view! { <p>{fill(t.import_font, &[&name, &font.before, &font.after])}</p> }
            });
            view! {
                <details>
                    <summary>{format!("{} – {} ({})", file.file, sheet.sheet, number(sheet.rows, language))}</summary>
                    {font}
                    <p><strong>{t.import_sheet_columns} ": "</strong> {taken.join("; ")}</p>
                    {(!ignored.is_empty()).then(|| view! {
                        <p><strong>{t.import_sheet_ignored} ": "</strong> {ignored.join("; ")}</p>
                    })}
                    {(!skipped.is_empty()).then(|| view! {
                        <p><strong>{t.import_sheet_skipped} ": "</strong> {skipped.join("; ")}</p>
                    })}
                </details>
            }
        })
        .collect_view()
}
