//! The list of people: search, conditions, every row leads to its dossier.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{Command, Filter, Route};
use crate::domain::Dossier;
use crate::job::WorkbookKind;
use crate::platform::random;
use crate::text::{code_names, edit_words, fill, number};
use crate::ui::components::{VerdictBadge, VirtualTable};
use crate::ui::desk::{Desk, go, use_desk};
use crate::ui::jobs::use_jobs;

use super::empty::UnlessEmpty;
use super::people_filters::Filters;

/// The list that a filter gives, kept so that a longer search text only narrows it.
pub fn listed(desk: Desk, filter: Memo<Filter>) -> Memo<Arc<Vec<u32>>> {
    let last = StoredValue::new(None::<(u64, Filter, Arc<Vec<u32>>)>);
    Memo::new(move |_| {
        let filter = filter.get();
        let revision = desk.revision();
        let found = desk.peek(|w| {
            last.with_value(|last| {
                let within = last.as_ref().and_then(|(then, before, list)| {
                    (*then == revision && filter.narrows(before)).then(|| list.as_slice())
                });
                w.list(&filter, within)
            })
        });
        let found = Arc::new(found);
        last.set_value(Some((revision, filter, Arc::clone(&found))));
        found
    })
}

/// The filter in the page's address.
pub fn filter_of_route(desk: Desk) -> Memo<Filter> {
    Memo::new(move |_| match desk.route.get() {
        Route::People(filter) | Route::Matrix(filter) => filter,
        _ => Filter::default(),
    })
}

/// The page of the list.
#[component]
pub fn People() -> impl IntoView {
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
    let all = Memo::new(move |_| desk.read(|w| w.len()));
    let export = move |_| {
        let people = desk.peek(|w| {
            list.get_untracked()
                .iter()
                .filter_map(|place| Some(w.at(*place)?.0.id))
                .collect()
        });
        jobs.export(WorkbookKind::People, people);
    };
    let add = move |_| {
        let dossier = Dossier::new(random::dossier_id(), t.dossier_new_name);
        let id = dossier.id;
        if desk.run(Command::Enter(Box::new(dossier))).is_ok() {
            go(&Route::Dossier(id));
        }
    };
    let head = ViewFn::from(move || {
        view! {
            <tr>
                <th scope="col" style="width:14rem">{t.name}</th>
                <th scope="col" style="width:7rem">{t.birth}</th>
                <th scope="col" style="width:5.5rem">{t.sex}</th>
                <th scope="col" style="width:13rem">{t.unit}</th>
                <th scope="col">{t.title}</th>
                <th scope="col" style="width:13rem">{t.result}</th>
            </tr>
        }
    });
    let row = move |place: u32| {
        desk.peek(|w| {
            w.at(place).map(|(dossier, row)| {
                let unit = dossier.unit.as_ref().and_then(|id| w.office().unit(id));
                let titles: Vec<_> = dossier
                    .posts
                    .iter()
                    .map(|post| code_names::title_name(post.title, language))
                    .collect();
                view! {
                    <th scope="row"><a href=Route::Dossier(dossier.id).href()>{dossier.name.clone()}</a></th>
                    <td>{dossier.birth.map(|birth| birth.to_vietnamese())}</td>
                    <td>{dossier.sex.map(|sex| code_names::sex_name(sex, language))}</td>
                    <td>{unit.map(|unit| edit_words::unit_name(unit, language))}</td>
                    <td title=titles.join(", ")>{titles.join(", ")}</td>
                    <td>{row.overall.map(|verdict| view! { <VerdictBadge verdict/> })}</td>
                }
            })
        })
        .into_any()
    };
    view! {
        <div class="page-head">
            <div><h1>{t.people_title}</h1></div>
            <div class="toolbar">
                <button type="button" on:click=add>{t.people_add}</button>
                <button type="button" on:click=export>{t.people_export}</button>
            </div>
        </div>
        <Filters filter page=Route::People/>
        <p role="status">
            <span data-count="shown">{move || fill(t.people_shown, &[
                &number(list.get().len(), language),
                &number(all.get(), language),
            ])}</span>
            " · " <span class="soft">{t.row_count_hint}</span>
        </p>
        <Show
            when=move || !list.get().is_empty()
            fallback=move || view! {
                <p class="panel">{t.people_none} " " <a href=Route::People(Filter::default()).href()>{t.people_clear}</a></p>
            }
        >
            <VirtualTable
                label=t.people_title
                head=head.clone()
                columns=Signal::stored(6)
                rows=list
                version=Signal::derive(move || desk.revision())
                row
            />
        </Show>
    }
}
