//! Search and conditions above the lists of people; they live in the page's address.

use leptos::prelude::*;

use crate::app::{Filter, Route};
use crate::domain::{Group, MovementDirection, Title, UnitId};
use crate::law::Verdict;
use crate::text::{Texts, code_names, edit_words, fill};
use crate::ui::components::Choice;
use crate::ui::desk::{stay, use_desk};

/// The fields of the filter.
#[component]
pub fn Filters(
    /// The filter shown.
    filter: Memo<Filter>,
    /// The page on which it lives.
    page: fn(Filter) -> Route,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let set = move |change: &dyn Fn(&mut Filter)| {
        let mut changed = filter.get_untracked();
        change(&mut changed);
        stay(desk, page(changed));
    };
    let units: Vec<(String, String)> = desk.peek(|w| {
        let unit =
            |unit: &crate::domain::Unit| (unit.id.0.clone(), edit_words::unit_name(unit, language));
        w.office().units.iter().map(unit).collect()
    });
    let groups = Group::ALL
        .into_iter()
        .map(|group| {
            (
                group.code().to_owned(),
                code_names::group_name(group, language).to_owned(),
            )
        })
        .collect();
    let titles = Title::ALL
        .iter()
        .map(|title| {
            (
                title.code().to_owned(),
                code_names::title_name(*title, language).to_owned(),
            )
        })
        .collect();
    let verdicts = Verdict::ALL
        .iter()
        .map(|v| {
            (
                v.code().to_owned(),
                code_names::verdict_name(*v, language).to_owned(),
            )
        })
        .collect();
    let first_search = filter.get_untracked().search;
    view! {
        <div class="toolbar" role="search">
            <label class="visually-hidden" for="search">{t.people_search}</label>
            <input
                type="search"
                id="search"
                placeholder=t.people_search
                size="34"
                autocomplete="off"
                value=first_search
                on:input:target=move |event| {
                    let search = event.target().value();
                    set(&|filter| filter.search.clone_from(&search));
                }
            />
            <label class="visually-hidden" for="filter-unit">{t.unit}</label>
            <Choice
                id="filter-unit"
                options=units
                blank=t.unit
                value=Signal::derive(move || filter.get().unit.map(|unit| unit.0).unwrap_or_default())
                on_set=Callback::new(move |code: String| set(&|filter| {
                    filter.unit = (!code.is_empty()).then(|| UnitId(code.clone()));
                }))
            />
            <label class="visually-hidden" for="filter-group">{t.group}</label>
            <Choice
                id="filter-group"
                options=groups
                blank=t.group
                value=Signal::derive(move || code_of(filter.get().group.map(Group::code)))
                on_set=Callback::new(move |code: String| set(&|filter| filter.group = Group::from_code(&code)))
            />
            <label class="visually-hidden" for="filter-title">{t.title}</label>
            <Choice
                id="filter-title"
                options=titles
                blank=t.title
                value=Signal::derive(move || code_of(filter.get().title.map(Title::code)))
                on_set=Callback::new(move |code: String| set(&|filter| filter.title = Title::from_code(&code)))
            />
            <label class="visually-hidden" for="filter-verdict">{t.result}</label>
            <Choice
                id="filter-verdict"
                options=verdicts
                blank=t.result
                value=Signal::derive(move || code_of(filter.get().verdict.map(Verdict::code)))
                on_set=Callback::new(move |code: String| set(&|filter| filter.verdict = Verdict::from_code(&code)))
            />
            <label class="radio">
                <input
                    type="checkbox"
                    prop:checked=move || filter.get().key
                    on:change:target=move |event| {
                        let checked = event.target().checked();
                        set(&|filter| filter.key = checked);
                    }
                />
                {t.people_key}
            </label>
        </div>
        <div class="toolbar">
            {move || {
                let conditions = conditions(&filter.get(), t, language);
                let any = filter.get().conditions() > 0 || !filter.get().search.is_empty();
                view! {
                    {conditions.into_iter().map(|(words, without)| {
                        let remove = fill(t.condition_remove, &[&words]);
                        view! {
                            <span class="condition">
                                {words}
                                <button type="button" aria-label=remove.clone() title=remove on:click=move |_| {
                                    stay(desk, page(without.clone()));
                                }>"✕"</button>
                            </span>
                        }
                    }).collect_view()}
                    {any.then(|| view! {
                        <button type="button" class="plain" on:click=move |_| {
                            if let Some(field) = document().get_element_by_id("search") {
                                use wasm_bindgen::JsCast;
                                field.unchecked_into::<web_sys::HtmlInputElement>().set_value("");
                            }
                            stay(desk, page(Filter::default()));
                        }>{t.people_clear}</button>
                    })}
                }
            }}
        </div>
    }
}

fn code_of(code: Option<&'static str>) -> String {
    code.unwrap_or_default().to_owned()
}

/// The conditions that have no field of their own, in words, each with the filter without it.
fn conditions(
    filter: &Filter,
    t: &'static Texts,
    language: crate::text::Language,
) -> Vec<(String, Filter)> {
    let mut list = Vec::new();
    let mut put = |words: String, change: &dyn Fn(&mut Filter)| {
        let mut without = filter.clone();
        change(&mut without);
        list.push((words, without));
    };
    if let Some((criterion, verdict)) = filter.criterion {
        let criterion = code_names::criterion_name(criterion, language);
        let verdict = code_names::verdict_name(verdict, language);
        put(fill(t.condition_criterion, &[&criterion, &verdict]), &|f| {
            f.criterion = None
        });
    }
    if let Some(sex) = filter.sex {
        put(code_names::sex_name(sex, language).to_owned(), &|f| {
            f.sex = None
        });
    }
    if let Some(course) = filter.studying {
        let name = code_names::course_name(course, language);
        put(fill(t.condition_studying, &[&name]), &|f| f.studying = None);
    }
    if let Some(course) = filter.need {
        let name = code_names::course_name(course, language);
        put(fill(t.condition_need, &[&name]), &|f| f.need = None);
    }
    if let Some(field) = filter.blank {
        let name = edit_words::field_name(field, language);
        put(fill(t.condition_missing, &[&name]), &|f| f.blank = None);
    }
    if filter.problem {
        put(t.condition_problem.to_owned(), &|f| f.problem = false);
    }
    if filter.talent {
        put(t.condition_talent.to_owned(), &|f| f.talent = false);
    }
    if let Some(direction) = filter.moved {
        let words = match direction {
            MovementDirection::Up => t.condition_moved_up,
            MovementDirection::Down => t.condition_moved_down,
            MovementDirection::Across => t.condition_moved_across,
        };
        put(words.to_owned(), &|f| f.moved = None);
    }
    if let Some((year, grade)) = filter.rating {
        let grade = code_names::rating_name(grade, language);
        put(fill(t.condition_rating, &[&year, &grade]), &|f| {
            f.rating = None
        });
    }
    let blank = t.unknown_value;
    if let Some(level) = filter.professional {
        let name = level.map_or(blank, |l| code_names::professional_level_name(l, language));
        put(
            fill(t.condition_level, &[&t.field_professional_level, &name]),
            &|f| f.professional = None,
        );
    }
    if let Some(level) = filter.political {
        let name = level.map_or(blank, |l| code_names::political_theory_name(l, language));
        put(
            fill(t.condition_level, &[&t.field_political_theory, &name]),
            &|f| f.political = None,
        );
    }
    if let Some(level) = filter.general {
        let name = level.map_or(blank, |l| code_names::general_education_name(l, language));
        put(
            fill(t.condition_level, &[&t.field_general_education, &name]),
            &|f| f.general = None,
        );
    }
    if filter.left {
        put(t.people_left.to_owned(), &|f| f.left = false);
    }
    list
}
