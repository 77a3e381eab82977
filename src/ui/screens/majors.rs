//! Which fields of study fit which title: the office decides once for everybody.

use leptos::prelude::*;

use crate::app::{Command, Filter, Route, office_decides_majors};
use crate::domain::Title;
use crate::text::{code_names, number};
use crate::ui::desk::use_desk;

use super::empty::UnlessEmpty;

/// The page of the fitting majors.
#[component]
pub fn Majors() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let any = Memo::new(move |_| desk.read(|w| !w.tally().majors.is_empty()));
    view! {
        <h1>{t.majors_title}</h1>
        <p>{t.majors_explain}</p>
        <Show when=move || any.get() fallback=move || view! { <p class="panel">{t.majors_none}</p> }>
            <div class="panels">
                {Title::ALL
                    .iter()
                    .filter(|title| office_decides_majors(**title))
                    .map(|title| view! { <OfTitle title=*title/> })
                    .collect_view()}
            </div>
        </Show>
    }
}

/// The fields that holders of one title have, most frequent first.
#[component]
fn OfTitle(title: Title) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let fields = Memo::new(move |_| {
        desk.read(|w| {
            let of_title = w.tally().majors.iter().filter(|((of, _), _)| *of == title);
            let mut fields: Vec<(String, u32, Option<bool>)> = of_title
                .map(|(_, (field, people))| {
                    (field.clone(), *people, w.office().major_fits(title, field))
                })
                .collect();
            fields.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            fields
        })
    });
    let decide = move |decisions: Vec<(Title, String, Option<bool>)>| {
        let _ = desk.run(Command::DecideMajors(decisions));
    };
    let name = code_names::title_name(title, language);
    let radio = move |field: &str,
                      people: u32,
                      fits: Option<bool>,
                      own: Option<bool>,
                      words: &'static str| {
        let chosen = field.to_owned();
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name=format!("{}-{field}", title.code())
                    prop:checked=fits == own
                    aria-label=format!("{field} ({people}) – {words}")
                    on:change=move |_| decide(vec![(title, chosen.clone(), own)])
                />
                {words}
            </label>
        }
    };
    view! {
        <Show when=move || !fields.get().is_empty()>
            <section class="panel" data-title=title.code()>
                <div class="criterion-head">
                    <h2>{name}</h2>
                    <button type="button" on:click=move |_| {
                        let undecided = fields.get_untracked().into_iter().filter(|(_, _, fits)| fits.is_none());
                        decide(undecided.map(|(field, ..)| (title, field, Some(true))).collect());
                    }>{t.majors_all_fit}</button>
                </div>
                <table>
                    <thead><tr>
                        <th scope="col">{t.majors_field}</th>
                        <th scope="col" class="number">{t.majors_holders}</th>
                        <th scope="col">{t.majors_decision}</th>
                    </tr></thead>
                    <tbody>
                        {move || fields.get().into_iter().map(|(field, people, fits)| {
                            let filter = Filter { title: Some(title), search: field.clone(), ..Filter::default() };
                            view! {
                                <tr>
                                    <th scope="row">{field.clone()}</th>
                                    <td class="number"><a href=Route::People(filter).href()>{number(people, language)}</a></td>
                                    <td>
                                        {radio(&field, people, fits, Some(true), t.majors_fits)}
                                        {radio(&field, people, fits, Some(false), t.majors_does_not_fit)}
                                        {radio(&field, people, fits, None, t.majors_undecided)}
                                    </td>
                                </tr>
                            }
                        }).collect_view()}
                    </tbody>
                </table>
            </section>
        </Show>
    }
}
