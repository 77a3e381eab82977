//! Training needs that follow from the gaps, by course and by unit.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::{Filter, Route};
use crate::domain::CourseKind;
use crate::job::WorkbookKind;
use crate::text::{code_names, edit_words, number};
use crate::ui::components::LevelBars;
use crate::ui::desk::use_desk;
use crate::ui::jobs::use_jobs;

use super::empty::UnlessEmpty;

/// The page of the needs.
#[component]
pub fn Needs() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let jobs = use_jobs();
    let courses = Memo::new(move |_| {
        desk.read(|w| {
            let needs = w.tally().needs.iter();
            needs
                .filter(|(_, counts)| counts.open + counts.studying > 0)
                .map(|(course, counts)| (*course, *counts))
                .collect::<Vec<_>>()
        })
    });
    let bars = Memo::new(move |_| {
        courses
            .get()
            .into_iter()
            .filter(|(_, counts)| counts.open > 0)
            .map(|(course, counts)| {
                let name = code_names::course_name(course, language).to_owned();
                (
                    name,
                    counts.open,
                    Filter {
                        need: Some(course),
                        ..Filter::default()
                    },
                )
            })
            .collect::<Vec<_>>()
    });
    let export = move |_| {
        let people = desk.peek(|w| {
            let list = w.list(&Filter::default(), None);
            list.iter()
                .filter_map(|place| w.at(*place))
                .filter(|(_, row)| !row.needs.is_empty())
                .map(|(dossier, _)| dossier.id)
                .collect()
        });
        jobs.export(WorkbookKind::Needs, people);
    };
    view! {
        <div class="page-head">
            <div><h1>{t.needs_title}</h1><p class="soft">{t.needs_explain}</p></div>
            <div class="toolbar"><button type="button" on:click=export>{t.needs_export}</button></div>
        </div>
        <Show when=move || !courses.get().is_empty() fallback=move || view! { <p class="panel">{t.needs_none}</p> }>
            <section class="panel">
                <h2>{t.needs_by_course}</h2>
                <LevelBars rows=bars/>
                <table>
                    <thead><tr>
                        <th scope="col">{t.needs_course}</th>
                        <th scope="col" class="number">{t.needs_open}</th>
                        <th scope="col" class="number">{t.needs_studying}</th>
                    </tr></thead>
                    <tbody>
                        {move || courses.get().into_iter().map(|(course, counts)| {
                            let list = Route::People(Filter { need: Some(course), ..Filter::default() }).href();
                            view! {
                                <tr>
                                    <th scope="row"><a href=list>{code_names::course_name(course, language)}</a></th>
                                    <td class="number">{number(counts.open, language)}</td>
                                    <td class="number">{number(counts.studying, language)}</td>
                                </tr>
                            }
                        }).collect_view()}
                    </tbody>
                </table>
            </section>
            <section class="panel">
                <h2>{t.needs_by_unit}</h2>
                <div class="scroll-x" tabindex="0" role="region" aria-label=t.needs_by_unit><ByUnit/></div>
            </section>
        </Show>
    }
}

/// Units against courses: people still to be sent.
#[component]
fn ByUnit() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let table = move || {
        desk.read(|w| {
            let counts = &w.tally().needs_by_unit;
            let courses: BTreeSet<CourseKind> = counts
                .iter()
                .filter(|(_, counts)| counts.open > 0)
                .map(|((_, course), _)| *course)
                .collect();
            let rows: Vec<_> = w
                .office()
                .units
                .iter()
                .filter_map(|unit| {
                    let open = |course: &CourseKind| {
                        counts
                            .get(&(Some(unit.id.clone()), *course))
                            .map_or(0, |c| c.open)
                    };
                    let numbers: Vec<u32> = courses.iter().map(open).collect();
                    let any = numbers.iter().any(|count| *count > 0);
                    any.then(|| {
                        (
                            unit.id.clone(),
                            edit_words::unit_name(unit, language),
                            numbers,
                        )
                    })
                })
                .collect();
            (courses, rows)
        })
    };
    view! {
        {move || {
            let (courses, rows) = table();
            let columns: Vec<CourseKind> = courses.into_iter().collect();
            view! {
                <table>
                    <thead><tr>
                        <th scope="col">{t.unit}</th>
                        {columns.iter().map(|course| view! {
                            <th scope="col" class="number">{code_names::course_name(*course, language)}</th>
                        }).collect_view()}
                    </tr></thead>
                    <tbody>
                        {rows.into_iter().map(|(unit, name, numbers)| view! {
                            <tr>
                                <th scope="row">{name}</th>
                                {numbers.into_iter().zip(&columns).map(|(count, course)| {
                                    let filter = Filter { unit: Some(unit.clone()), need: Some(*course), ..Filter::default() };
                                    view! {
                                        <td class="number">{(count > 0).then(|| view! {
                                            <a href=Route::People(filter).href()>{number(count, language)}</a>
                                        })}</td>
                                    }
                                }).collect_view()}
                            </tr>
                        }).collect_view()}
                    </tbody>
                </table>
            }
        }}
    }
}
