//! Units: their kind and the area class on which some standards depend.

use leptos::prelude::*;

use crate::app::{Command, Filter, Route};
use crate::domain::{AreaClass, Unit, UnitKind};
use crate::text::{code_names, fill, number};
use crate::ui::components::{Choice, TextInput};
use crate::ui::desk::use_desk;

/// The page of the units.
#[component]
pub fn Units() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let units = Memo::new(move |_| desk.read(|w| w.office().units.clone()));
    let areas: Vec<(String, String)> = AreaClass::ALL
        .into_iter()
        .map(|area| {
            (
                area.code().to_owned(),
                code_names::area_name(area, language).to_owned(),
            )
        })
        .collect();
    let for_communes = areas.clone();
    view! {
        <h1>{t.units_title}</h1>
        <p>{t.units_explain}</p>
        <section class="panel">
            <div class="fields">
                <label for="office-name">{t.units_office_name}</label>
                <TextInput
                    id="office-name"
                    value=Signal::derive(move || desk.read(|w| w.office().name.clone()))
                    on_set=Callback::new(move |name| { let _ = desk.run(Command::NameOffice(name)); })
                />
            </div>
        </section>
        <section class="panel">
            <Show when=move || !units.get().is_empty() fallback=move || view! { <p>{t.units_none}</p> }>
                <div class="toolbar">
                    <span>{t.units_set_communes}</span>
                    {for_communes.iter().map(|(code, name)| {
                        let area = AreaClass::from_code(code);
                        view! {
                            <button type="button" on:click=move |_| {
                                let _ = desk.run(Command::SetAreas(UnitKind::Commune, area));
                            }>{name.clone()}</button>
                        }
                    }).collect_view()}
                </div>
                <table>
                    <thead><tr>
                        <th scope="col">{t.units_name}</th>
                        <th scope="col">{t.units_kind}</th>
                        <th scope="col">{t.units_area}</th>
                        <th scope="col" class="number">{t.units_people}</th>
                    </tr></thead>
                    <tbody>
                        {
                            let areas = areas.clone();
                            view! {
                                <For
                                    each=move || units.get()
                                    key=|unit| unit.id.clone()
                                    children=move |unit| view! { <UnitRow unit areas=areas.clone()/> }
                                />
                            }
                        }
                    </tbody>
                </table>
            </Show>
        </section>
        <p class="soft">{move || {
            let lacking = desk.read(|w| w.office().units.iter().filter(|u| u.lacks_area_class()).count());
            (lacking > 0).then(|| fill(t.todo_areas, &[&number(lacking, language)]))
        }}</p>
    }
}

#[component]
fn UnitRow(unit: Unit, areas: Vec<(String, String)>) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let id = unit.id.clone();
    let now = {
        let id = id.clone();
        Memo::new(move |_| desk.read(|w| w.office().unit(&id).cloned()))
    };
    let people = {
        let id = Some(id.clone());
        Memo::new(move |_| desk.read(|w| w.tally().statistics.unit(id.as_ref())))
    };
    let kinds = UnitKind::ALL
        .into_iter()
        .map(|kind| {
            (
                kind.code().to_owned(),
                code_names::unit_kind_name(kind, language).to_owned(),
            )
        })
        .collect();
    let kind_label = format!("{}: {}", t.units_kind, unit.name);
    let area_label = format!("{}: {}", t.units_area, unit.name);
    let (kind_field, area_field) = (format!("kind-{}", id.0), format!("area-{}", id.0));
    let filter = Filter {
        unit: Some(id.clone()),
        ..Filter::default()
    };
    let (kind_id, area_id) = (id.clone(), id);
    view! {
        <tr>
            <th scope="row">{unit.name.clone()}</th>
            <td>
                <label class="visually-hidden" for=kind_field.clone()>{kind_label}</label>
                <Choice
                    id=kind_field
                    options=kinds
                    value=Signal::derive(move || now.get().map(|u| u.kind.code().to_owned()).unwrap_or_default())
                    on_set=Callback::new(move |code: String| {
                        if let Some(kind) = UnitKind::from_code(&code) {
                            let _ = desk.run(Command::SetKind(kind_id.clone(), kind));
                        }
                    })
                />
            </td>
            <td>
                <Show when=move || now.get().is_some_and(|u| u.kind != UnitKind::Superior)>
                    <label class="visually-hidden" for=area_field.clone()>{area_label.clone()}</label>
                    <Choice
                        id=area_field.clone()
                        options=areas.clone()
                        blank=t.not_stated
                        value=Signal::derive(move || {
                            let area = now.get().and_then(|unit| unit.area_class());
                            area.map(|area| area.code().to_owned()).unwrap_or_default()
                        })
                        on_set={
                            let id = area_id.clone();
                            Callback::new(move |code: String| {
                                let _ = desk.run(Command::SetArea(id.clone(), AreaClass::from_code(&code)));
                            })
                        }
                    />
                </Show>
            </td>
            <td class="number"><a href=Route::People(filter).href()>{move || number(people.get(), language)}</a></td>
        </tr>
    }
}
