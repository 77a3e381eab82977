//! The matrix of people against criteria, with counts in its head.

use leptos::prelude::*;

use crate::app::{Filter, Route};
use crate::job::WorkbookKind;
use crate::law::{Criterion, Verdict};
use crate::text::{code_names, fill, number};
use crate::ui::components::{VerdictBadge, VirtualTable, verdict_mark};
use crate::ui::desk::use_desk;
use crate::ui::jobs::use_jobs;

use super::empty::UnlessEmpty;
use super::people::{filter_of_route, listed};
use super::people_filters::Filters;

/// The page of the matrix.
#[component]
pub fn Matrix() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let jobs = use_jobs();
    let filter = filter_of_route(desk);
    let list = listed(desk, filter);
    // Criteria of which some standard speaks on the day of judging.
    let criteria = Memo::new(move |_| {
        desk.read(|w| {
            let asked = |c: &&Criterion| w.tally().by_criterion[c.index()].total() > 0;
            Criterion::ALL
                .iter()
                .filter(asked)
                .copied()
                .collect::<Vec<_>>()
        })
    });
    let head_cell = move |criterion: Criterion| {
        let counts = desk.read(|w| w.tally().by_criterion[criterion.index()]);
        let name = code_names::criterion_name(criterion, language);
        view! {
            <th scope="col" class="matrix-head" title=name>
                {code_names::criterion_short_name(criterion, language)}
                <span class="matrix-counts">
                    {Verdict::ALL.iter().filter(|verdict| counts.of(**verdict) > 0).map(|verdict| {
                        let filter = Filter { criterion: Some((criterion, *verdict)), ..filter.get_untracked() };
                        let words = format!(
                            "{name} – {}: {}",
                            code_names::verdict_name(*verdict, language),
                            counts.of(*verdict),
                        );
                        view! {
                            <a href=Route::Matrix(filter).href() title=words.clone() aria-label=words>
                                {verdict_mark(*verdict)}{number(counts.of(*verdict), language)}
                            </a>
                        }
                    }).collect_view()}
                </span>
            </th>
        }
    };
    let head = ViewFn::from(move || {
        view! {
            <tr>
                <th scope="col" style="width:14rem">{t.name}</th>
                {move || criteria.get().into_iter().map(head_cell).collect_view()}
                <th scope="col" style="width:13rem">{t.result}</th>
            </tr>
        }
    });
    let row = move |place: u32| {
        desk.peek(|w| {
            w.at(place).map(|(dossier, row)| {
                let href = Route::Dossier(dossier.id).href();
                let cell = |criterion: Criterion| match row.criteria[criterion.index()] {
                    Some(verdict) => {
                        let words = format!(
                            "{}: {}",
                            code_names::criterion_name(criterion, language),
                            code_names::verdict_name(verdict, language),
                        );
                        view! {
                            <a
                                class="matrix-cell"
                                data-verdict=verdict.code()
                                href=href.clone()
                                title=words.clone()
                                aria-label=words
                            >{verdict_mark(verdict)}</a>
                        }
                        .into_any()
                    }
                    None => view! { <span class="matrix-cell soft" title=t.matrix_not_asked>"·"</span> }.into_any(),
                };
                view! {
                    <th scope="row"><a href=href.clone()>{dossier.name.clone()}</a></th>
                    {criteria.get_untracked().into_iter().map(|c| view! { <td>{cell(c)}</td> }).collect_view()}
                    <td>{row.overall.map(|verdict| view! { <VerdictBadge verdict/> })}</td>
                }
            })
        })
        .into_any()
    };
    let export = move |_| {
        let people = desk.peek(|w| {
            list.get_untracked()
                .iter()
                .filter_map(|place| Some(w.at(*place)?.0.id))
                .collect()
        });
        jobs.export(WorkbookKind::Judgement, people);
    };
    view! {
        <div class="page-head">
            <div><h1>{t.matrix_title}</h1><p class="soft">{t.matrix_explain}</p></div>
            <div class="toolbar"><button type="button" on:click=export>{t.matrix_export}</button></div>
        </div>
        <Filters filter page=Route::Matrix/>
        <p role="status">{move || fill(t.people_shown, &[
            &number(list.get().len(), language),
            &number(desk.read(|w| w.len()), language),
        ])}</p>
        <Show
            when=move || !list.get().is_empty()
            fallback=move || view! {
                <p class="panel">{t.people_none} " " <a href=Route::Matrix(Filter::default()).href()>{t.people_clear}</a></p>
            }
        >
            <VirtualTable
                label=t.matrix_title
                head=head.clone()
                columns=Signal::derive(move || criteria.with(Vec::len) + 2)
                rows=list
                version=Signal::derive(move || desk.revision())
                row
            />
        </Show>
    }
}
