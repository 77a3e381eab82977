//! The table of courses with the office's own seats, costs and lengths.

use leptos::prelude::*;

use crate::domain::CourseTerms;
use crate::plan::{CatalogueCourse, PlanCalendar};
use crate::text::{plan_words, verdict_words};
use crate::ui::components::TextInput;

use super::use_sheet;

/// One row for each course that somebody needs, with what the office may set.
#[component]
pub fn TermsCourses() -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let needed = Memo::new(move |_| {
        sheet.desk.read(|w| {
            let needs = w.tally().needs.iter();
            needs
                .filter(|(_, counts)| counts.open > 0)
                .map(|(kind, _)| *kind)
                .collect::<Vec<_>>()
        })
    });
    let courses = move || {
        let needed = needed.get();
        sheet.catalogue.with_value(|catalogue| {
            let courses = catalogue.courses.iter();
            courses
                .filter(|course| needed.contains(&course.kind))
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <h3>{p.courses}</h3>
        <p class="soft small">{p.courses_help}</p>
        <div class="scroll-x" tabindex="0" role="region" aria-label=p.courses>
            <table data-role="courses">
                <thead><tr>
                    <th scope="col">{p.course}</th>
                    <th scope="col">{p.months}</th>
                    <th scope="col">{p.seats}</th>
                    <th scope="col">{p.cost}</th>
                    <th scope="col">{p.closed}</th>
                    <th scope="col">{p.basis}</th>
                </tr></thead>
                <tbody>{move || courses().into_iter().map(|course| view! { <CourseRow course/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn CourseRow(course: CatalogueCourse) -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let language = sheet.language;
    let id = course.id.clone();
    let own = {
        let id = id.clone();
        Memo::new(move |_| {
            sheet.desk.read(|w| {
                w.office()
                    .training
                    .settings
                    .courses
                    .get(&id)
                    .cloned()
                    .unwrap_or_default()
            })
        })
    };
    let set = {
        let id = StoredValue::new(id.clone());
        move |change: &dyn Fn(&mut CourseTerms)| {
            sheet.change(|settings| {
                let terms = settings.courses.entry(id.get_value()).or_default();
                change(terms);
                if *terms == CourseTerms::default() {
                    settings.courses.remove(&id.get_value());
                }
            });
        }
    };
    let first_day = sheet
        .desk
        .peek(|w| PlanCalendar::of(&w.office().training.settings, w.judged_on()).first_day(0));
    let length = course.length_on(first_day).cloned();
    let (months, seats, dong) = (
        length.as_ref().map_or(0, |length| length.months),
        course.seats,
        course.dong,
    );
    let condition = course.condition_on(first_day);
    let mut basis: Vec<String> = Vec::new();
    let sources = length.iter().filter_map(|length| length.source.as_ref());
    for source in sources.chain(condition.map(|condition| &condition.source)) {
        basis.push(verdict_words::citation(source, language));
    }
    if let Some(check) = condition.and_then(|condition| condition.check.as_ref()) {
        basis.push(verdict_words::in_language(check, language).to_owned());
    }
    let basis = if basis.is_empty() {
        p.suggested.to_owned()
    } else {
        basis.join("; ")
    };
    let name = verdict_words::in_language(&course.name, language).to_owned();
    let field = |what: &str| format!("plan-{what}-{}", id.replace('.', "-"));
    let (months_id, seats_id, cost_id, closed_id) = (
        field("months"),
        field("seats"),
        field("cost"),
        field("closed"),
    );
    let label = |what: &str| format!("{what}: {name}");
    let (months_label, seats_label, cost_label, closed_label) = (
        label(p.months),
        label(p.seats),
        label(p.cost),
        label(p.closed),
    );
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>
                <label class="visually-hidden" for=months_id.clone()>{months_label}</label>
                <TextInput id=months_id
                    value=Signal::derive(move || own.get().months.unwrap_or(months).to_string())
                    on_set=Callback::new(move |text: String| {
                        if let Some(value) = text.trim().parse::<u8>().ok().filter(|value| (1..=120).contains(value)) {
                            set(&|terms| terms.months = (value != months).then_some(value));
                        }
                    })/>
            </td>
            <td>
                <label class="visually-hidden" for=seats_id.clone()>{seats_label}</label>
                <TextInput id=seats_id
                    value=Signal::derive(move || own.get().seats.unwrap_or(seats).to_string())
                    on_set=Callback::new(move |text: String| {
                        if let Some(value) = text.trim().parse::<u32>().ok().filter(|value| *value <= 100_000) {
                            set(&|terms| terms.seats = (value != seats).then_some(value));
                        }
                    })/>
            </td>
            <td>
                <label class="visually-hidden" for=cost_id.clone()>{cost_label}</label>
                <TextInput id=cost_id
                    value=Signal::derive(move || plan_words::millions(own.get().dong.unwrap_or(dong), language))
                    on_set=Callback::new(move |text: String| {
                        if let Some(value) = plan_words::typed_millions(&text).filter(|value| *value <= 1_000_000_000_000) {
                            set(&|terms| terms.dong = (value != dong).then_some(value));
                        }
                    })/>
            </td>
            <td>
                <label class="visually-hidden" for=closed_id.clone()>{closed_label}</label>
                <input type="checkbox" id=closed_id
                    prop:checked=move || own.get().closed
                    on:change:target=move |event| {
                        let closed = event.target().checked();
                        set(&|terms| terms.closed = closed);
                    }/>
            </td>
            <td class="small">{basis}{move || (own.get() != CourseTerms::default()).then(|| format!(" ({})", p.own))}</td>
        </tr>
    }
}
