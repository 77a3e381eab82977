//! Facts that cannot be true, and facts that are missing.

use leptos::prelude::*;

use crate::app::{Filter, Route};
use crate::text::{data_problem_words, edit_words, fill, number};
use crate::ui::desk::use_desk;

use super::empty::UnlessEmpty;

/// How many people are shown before "show more".
const PAGE: usize = 100;

/// The page of the checks.
#[component]
pub fn Checks() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let shown = RwSignal::new(PAGE);
    let people = Memo::new(move |_| {
        desk.read(|w| {
            w.list(
                &Filter {
                    problem: true,
                    ..Filter::default()
                },
                None,
            )
        })
    });
    let rows = move || {
        desk.read(|w| {
            people
                .get()
                .into_iter()
                .take(shown.get())
                .filter_map(|place| w.at(place))
                .map(|(dossier, _)| {
                    let unit = dossier.unit.as_ref().and_then(|id| w.office().unit(id));
                    let problems: Vec<String> = w
                        .problems(dossier.id)
                        .iter()
                        .map(|problem| data_problem_words::data_problem(problem, language))
                        .collect();
                    view! {
                        <tr>
                            <th scope="row"><a href=Route::Dossier(dossier.id).href()>{dossier.name.clone()}</a></th>
                            <td>{unit.map(|unit| edit_words::unit_name(unit, language))}</td>
                            <td>{problems.into_iter().map(|words| view! { <div>{words}</div> }).collect_view()}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    let blank = Memo::new(move |_| {
        desk.read(|w| {
            let blank = w.tally().blank.iter().filter(|(_, count)| **count > 0);
            blank
                .map(|(field, count)| (*field, *count))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <h1>{t.checks_title}</h1>
        <p>{t.checks_explain}</p>
        <section class="panel">
            <h2>{t.checks_problems}</h2>
            <Show when=move || !people.get().is_empty() fallback=move || view! { <p>{t.checks_none}</p> }>
                <table data-role="problems">
                    <thead><tr>
                        <th scope="col">{t.name}</th>
                        <th scope="col">{t.unit}</th>
                        <th scope="col">{t.dossier_problems}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                {move || {
                    let hidden = people.get().len().saturating_sub(shown.get());
                    (hidden > 0).then(|| view! {
                        <button type="button" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                            {fill(t.import_show_more, &[&number(hidden.min(PAGE), language)])}
                        </button>
                    })
                }}
            </Show>
        </section>
        <section class="panel">
            <h2>{t.checks_blank}</h2>
            <Show when=move || !blank.get().is_empty() fallback=move || view! { <p>{t.checks_blank_none}</p> }>
                <ul class="todo">
                    {move || blank.get().into_iter().map(|(field, count)| {
                        let filter = Filter { blank: Some(field), ..Filter::default() };
                        let name = edit_words::field_name(field, language);
                        let words = fill(t.todo_blank, &[&number(count, language), &name]);
                        view! { <li><a href=Route::People(filter).href()>{words}</a></li> }
                    }).collect_view()}
                </ul>
            </Show>
        </section>
    }
}
