//! Who retires and whose post is to change hands, month by month, with why.

use leptos::prelude::*;

use crate::app::{CalendarFilter, Route};
use crate::domain::{DossierId, UnitId};
use crate::law::{MonthIndex, month_of};
use crate::plan::{AgendaKind, AgendaPart, agenda};
use crate::text::calendar_words::{CalendarTexts, kind_name, part_names, reason, what};
use crate::text::{edit_words, fill, number, verdict_words};
use crate::ui::components::Choice;
use crate::ui::desk::{stay, use_desk};

use super::conversion_periods::ConversionPeriods;
use super::empty::UnlessEmpty;

/// One line of the page, in words.
#[derive(Clone, PartialEq)]
struct Line {
    id: DossierId,
    name: String,
    unit: String,
    kind: AgendaKind,
    part: AgendaPart,
    month: Option<MonthIndex>,
    day: String,
    what: String,
    reason: String,
}

/// The page of the calendar.
#[component]
pub fn Calendar() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = CalendarTexts::of(language);
    let filter = Memo::new(move |_| match desk.route.get() {
        Route::Calendar(filter) => filter,
        _ => CalendarFilter::default(),
    });
    let lines = Memo::new(move |_| {
        let filter = filter.get();
        desk.read(|w| {
            let law = w.library().calendar();
            let on = w.judged_on();
            let end = month_of(on).saturating_add(filter.months as MonthIndex);
            agenda(law, w.office(), w.dossiers().iter(), on)
                .iter()
                .filter(|entry| filter.admits(entry))
                .filter(|entry| {
                    entry.part != AgendaPart::Coming || entry.month().is_some_and(|m| m < end)
                })
                .map(|entry| {
                    let unit = entry.dossier.unit.as_ref();
                    let unit = unit.and_then(|unit| w.office().unit(unit));
                    Line {
                        id: entry.dossier.id,
                        name: entry.dossier.name.clone(),
                        unit: unit
                            .map(|unit| edit_words::unit_name(unit, language))
                            .unwrap_or_default(),
                        kind: entry.kind(),
                        part: entry.part,
                        month: entry.month(),
                        day: entry.day.map(verdict_words::day).unwrap_or_default(),
                        what: what(entry, language),
                        reason: reason(entry, language),
                    }
                })
                .collect::<Vec<_>>()
        })
    });
    let of_part = move |part: AgendaPart| {
        Memo::new(move |_| {
            let lines = lines.get().into_iter().filter(|line| line.part == part);
            lines.collect::<Vec<_>>()
        })
    };
    let coming = of_part(AgendaPart::Coming);
    let months = move || {
        let mut months: Vec<(MonthIndex, Vec<Line>)> = Vec::new();
        for line in coming.get() {
            let Some(month) = line.month else { continue };
            match months.last_mut() {
                Some((last, lines)) if *last == month => lines.push(line),
                _ => months.push((month, vec![line])),
            }
        }
        months
    };
    view! {
        <div class="page-head"><div><h1>{t.title}</h1><p class="soft">{t.explain}</p></div></div>
        <Filters filter/>
        <Part part=AgendaPart::Overdue lines=of_part(AgendaPart::Overdue) open=true/>
        <section class="panel" data-role="agenda-coming">
            <h2>{t.part_coming} " (" {move || number(coming.get().len(), language)} ")"</h2>
            <Show when=move || !coming.get().is_empty() fallback=move || view! { <p>{t.none_month}</p> }>
                {move || months().into_iter().map(|(month, lines)| {
                    let name = format!("{} {:02}/{}", t.month, month.rem_euclid(12) + 1, month.div_euclid(12));
                    view! {
                        <h3>{name} " – " {fill(t.people, &[&number(lines.len(), language)])}</h3>
                        {table(lines, t)}
                    }
                }).collect_view()}
            </Show>
        </section>
        <Part part=AgendaPart::Unsettled lines=of_part(AgendaPart::Unsettled) open=false/>
        <ConversionPeriods/>
        <Part part=AgendaPart::Excluded lines=of_part(AgendaPart::Excluded) open=false/>
        <Part part=AgendaPart::Unknown lines=of_part(AgendaPart::Unknown) open=false/>
    }
}

/// A part of the calendar that can be opened.
#[component]
fn Part(part: AgendaPart, lines: Memo<Vec<Line>>, open: bool) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    let t = CalendarTexts::of(language);
    let (name, explain) = part_names(part, language);
    view! {
        <section class="panel" data-role=format!("agenda-{}", part.code())>
            <details open=open>
                <summary><strong>{name}</strong> " (" {move || number(lines.get().len(), language)} ")"</summary>
                <p class="soft">{explain}</p>
                <Show when=move || !lines.get().is_empty() fallback=move || view! { <p>{t.none}</p> }>
                    {move || table(lines.get(), t)}
                </Show>
            </details>
        </section>
    }
}

fn table(lines: Vec<Line>, t: &'static CalendarTexts) -> impl IntoView {
    let page = use_desk().texts();
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=t.title>
            <table>
                <thead><tr>
                    <th scope="col">{t.day}</th>
                    <th scope="col">{page.name}</th>
                    <th scope="col">{page.unit}</th>
                    <th scope="col">{t.what}</th>
                    <th scope="col">{t.reason}</th>
                </tr></thead>
                <tbody>
                    {lines.into_iter().map(|line| view! {
                        <tr data-kind=line.kind.code()>
                            <td>{line.day}</td>
                            <th scope="row"><a href=Route::Dossier(line.id).href()>{line.name}</a></th>
                            <td>{line.unit}</td>
                            <td>{line.what}</td>
                            <td>{line.reason}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

/// Kind, unit and time.
#[component]
fn Filters(filter: Memo<CalendarFilter>) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let (t, page) = (CalendarTexts::of(language), desk.texts());
    let set = move |change: &dyn Fn(&mut CalendarFilter)| {
        let mut changed = filter.get_untracked();
        change(&mut changed);
        stay(desk, Route::Calendar(changed));
    };
    let kinds = AgendaKind::ALL
        .iter()
        .map(|kind| {
            (
                kind.code().to_owned(),
                kind_name(*kind, language).to_owned(),
            )
        })
        .collect();
    let units = desk.peek(|w| {
        let units = w.office().units.iter();
        units
            .map(|unit| (unit.id.0.clone(), edit_words::unit_name(unit, language)))
            .collect()
    });
    let spans = CalendarFilter::SPANS
        .iter()
        .map(|months| (months.to_string(), fill(t.span_months, &[months])))
        .collect();
    view! {
        <div class="toolbar" role="search">
            <label for="calendar-kind">{t.kind}</label>
            <Choice
                id="calendar-kind"
                options=kinds
                blank=page.not_chosen
                value=Signal::derive(move || {
                    filter.get().kind.map(|kind| kind.code().to_owned()).unwrap_or_default()
                })
                on_set=Callback::new(move |code: String| set(&|f| f.kind = AgendaKind::from_code(&code)))
            />
            <label for="calendar-unit">{page.unit}</label>
            <Choice
                id="calendar-unit"
                options=units
                blank=page.not_chosen
                value=Signal::derive(move || filter.get().unit.map(|unit| unit.0).unwrap_or_default())
                on_set=Callback::new(move |code: String| set(&|f| {
                    f.unit = (!code.is_empty()).then(|| UnitId(code.clone()));
                }))
            />
            <label for="calendar-span">{t.span}</label>
            <Choice
                id="calendar-span"
                options=spans
                value=Signal::derive(move || filter.get().months.to_string())
                on_set=Callback::new(move |months: String| set(&|f| {
                    f.months = months.parse().unwrap_or(f.months);
                }))
            />
        </div>
    }
}
