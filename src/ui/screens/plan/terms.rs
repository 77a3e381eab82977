//! The form of the terms: time, absence, priorities, money, and what was decided by hand.

use leptos::prelude::*;

use crate::domain::{Funds, PlanSettings, Priority};
use crate::text::{fill, plan_words};
use crate::ui::components::TextInput;

use super::terms_courses::TermsCourses;
use super::{Sheet, use_sheet};

/// The terms of the next plan.
#[component]
pub fn Terms() -> impl IntoView {
    let sheet = use_sheet();
    let (p, jobs) = (sheet.p, sheet.jobs);
    // Open until there is something to look at: a plan found, or plans kept.
    let kept = sheet.desk.peek(|w| !w.office().training.plans.is_empty());
    let open = !kept && jobs.planned.with_untracked(Option::is_none);
    let form = NodeRef::<leptos::html::Details>::new();
    Effect::new(move |before: Option<bool>| {
        let found = jobs.planned.with(Option::is_some);
        if found
            && before == Some(false)
            && let Some(form) = form.get_untracked()
        {
            let _ = form.remove_attribute("open");
        }
        found
    });
    view! {
        <details class="panel" data-role="terms" open=open node_ref=form>
            <summary><h2>{p.settings}</h2></summary>
            <div class="plan-fields">
                <Number id="plan-first-year" label=p.first_year range=(1990, 2100)
                    get=|s, on| s.first_year_on(on) as u64
                    set=|s, value| s.first_year = Some(value as i32)/>
                <Number id="plan-years" label=p.years range=(1, 10)
                    get=|s, _| u64::from(s.years) set=|s, value| s.years = value as u8/>
                <Intakes/>
                <Number id="plan-away" label=p.away range=(0, 100)
                    get=|s, _| u64::from(s.away_percent) set=|s, value| s.away_percent = value as u8/>
                <Number id="plan-serve" label=p.serve range=(0, 600)
                    get=|s, _| u64::from(s.serve_months) set=|s, value| s.serve_months = value as u16/>
                <Number id="plan-young" label=p.young range=(18, 80)
                    get=|s, _| u64::from(s.young_until) set=|s, value| s.young_until = value as u8/>
                <Number id="plan-many" label=p.many range=(0, 50)
                    get=|s, _| u64::from(s.many_years) set=|s, value| s.many_years = value as u8/>
            </div>
            <p class="soft small">{p.away_help}</p>
            <Priorities/>
            <Money/>
            <TermsCourses/>
            <Wishes/>
            <button type="button" class="primary" data-role="make-plan-here" disabled=move || jobs.busy() on:click=move |_| {
                window().scroll_to_with_x_and_y(0.0, 0.0);
                jobs.plan();
            }>{move || if jobs.planned.with(|planned| planned.is_some()) { p.make_again } else { p.make }}</button>
        </details>
    }
}

/// A whole number of the settings.
#[component]
fn Number(
    /// The field's id.
    id: &'static str,
    /// Its label.
    label: &'static str,
    /// The least and the most.
    range: (u64, u64),
    /// Takes it from the settings, for a plan made on the day.
    get: fn(&PlanSettings, chrono::NaiveDate) -> u64,
    /// Puts it into the settings.
    set: fn(&mut PlanSettings, u64),
) -> impl IntoView {
    let sheet = use_sheet();
    let wrong = RwSignal::new(false);
    let value = Signal::derive(move || {
        sheet
            .desk
            .read(|w| get(&w.office().training.settings, w.judged_on()).to_string())
    });
    let on_set = Callback::new(move |text: String| match text.trim().parse::<u64>() {
        Ok(value) if (range.0..=range.1).contains(&value) => {
            wrong.set(false);
            sheet.change(|settings| set(settings, value));
        }
        _ => wrong.set(true),
    });
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <TextInput id=id value on_set/>
            <Show when=move || wrong.get()>
                <p class="field-error" role="alert">{fill(sheet.p.number_wrong, &[&range.0, &range.1])}</p>
            </Show>
        </div>
    }
}

#[component]
fn Intakes() -> impl IntoView {
    let sheet = use_sheet();
    let now = Memo::new(move |_| sheet.desk.read(|w| w.office().training.settings.intakes));
    view! {
        <div class="field">
            <label for="plan-intakes">{sheet.p.intakes}</label>
            <select
                id="plan-intakes"
                on:change:target=move |event| {
                    if let Ok(intakes) = event.target().value().parse() {
                        sheet.change(|settings| settings.intakes = intakes);
                    }
                }
            >
                {[1u8, 2, 4].into_iter().map(|count| view! {
                    <option value=count.to_string() selected=move || now.get() == count>{count}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Priorities() -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let order = Memo::new(move |_| {
        sheet
            .desk
            .read(|w| w.office().training.settings.priorities.clone())
    });
    let name = move |priority| plan_words::priority_name(priority, sheet.language);
    let step_up = move |priority: Priority| {
        sheet.change(|settings| {
            let list = &mut settings.priorities;
            if let Some(at) = list.iter().position(|known| *known == priority)
                && at > 0
            {
                list.swap(at - 1, at);
            }
        });
    };
    view! {
        <h3>{p.priorities}</h3>
        <p class="soft small">{p.priorities_help}</p>
        <ol class="plan-order" data-role="priorities">
            {move || order.get().into_iter().enumerate().map(|(at, priority)| view! {
                <li>
                    <span>{name(priority)}</span>
                    <button type="button" class="plain" disabled=at == 0
                        aria-label=fill(p.up, &[&name(priority)])
                        on:click=move |_| step_up(priority)>"↑"</button>
                    <button type="button" class="plain"
                        aria-label=fill(p.leave_out, &[&name(priority)])
                        on:click=move |_| sheet.change(|s| s.priorities.retain(|known| *known != priority))>"✕"</button>
                </li>
            }).collect_view()}
        </ol>
        <div class="toolbar">
            {move || Priority::ALL.iter().copied().filter(|priority| !order.get().contains(priority)).map(|priority| view! {
                <button type="button" on:click=move |_| sheet.change(|s| s.priorities.push(priority))>
                    {fill(p.use_again, &[&name(priority)])}
                </button>
            }).collect_view()}
        </div>
    }
}

#[component]
fn Money() -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let funds = Memo::new(move |_| {
        sheet
            .desk
            .read(|w| w.office().training.settings.funds.clone())
    });
    let add = move |_| {
        let on = sheet.desk.peek(|w| w.judged_on());
        sheet.change(|settings| {
            // The first year of the plan that has no money yet, else the last.
            let first = settings.first_year_on(on);
            let last = first + i32::from(settings.years) - 1;
            let year = (first..=last)
                .find(|year| !settings.funds.iter().any(|funds| funds.year == *year))
                .unwrap_or(last);
            let before = settings.funds.last().cloned();
            settings.funds.push(Funds {
                year,
                source: before
                    .as_ref()
                    .map(|funds| funds.source.clone())
                    .unwrap_or_default(),
                dong: before.map_or(0, |funds| funds.dong),
            });
        });
    };
    view! {
        <h3>{p.money}</h3>
        <p class="soft small">{p.money_help}</p>
        <Show when=move || !funds.get().is_empty()>
            <table data-role="funds">
                <thead><tr>
                    <th scope="col">{p.money_year}</th>
                    <th scope="col">{p.money_source}</th>
                    <th scope="col">{p.money_amount}</th>
                    <td></td>
                </tr></thead>
                <tbody>
                    {move || (0..funds.get().len()).map(|at| fund_row(sheet, funds, at)).collect_view()}
                </tbody>
            </table>
        </Show>
        <button type="button" data-role="add-funds" on:click=add>{p.money_add}</button>
    }
}

fn fund_row(sheet: Sheet, funds: Memo<Vec<Funds>>, at: usize) -> impl IntoView {
    let p = sheet.p;
    let language = sheet.language;
    let of = move |look: fn(&Funds) -> String| {
        Signal::derive(move || funds.with(|funds| funds.get(at).map(look).unwrap_or_default()))
    };
    let with = move |change: &dyn Fn(&mut Funds)| {
        sheet.change(|settings| {
            if let Some(funds) = settings.funds.get_mut(at) {
                change(funds);
            }
        });
    };
    let amount = Signal::derive(move || {
        funds.with(|funds| {
            funds
                .get(at)
                .map(|funds| plan_words::millions(funds.dong, language))
                .unwrap_or_default()
        })
    });
    let (year_id, source_id, amount_id) = (
        format!("plan-fund-year-{at}"),
        format!("plan-fund-source-{at}"),
        format!("plan-fund-amount-{at}"),
    );
    view! {
        <tr>
            <td>
                <label class="visually-hidden" for=year_id.clone()>{p.money_year}</label>
                <TextInput id=year_id value=of(|funds| funds.year.to_string()) on_set=Callback::new(move |text: String| {
                    if let Some(year) = text.trim().parse().ok().filter(|year| (1990..=2100).contains(year)) {
                        with(&|funds| funds.year = year);
                    }
                })/>
            </td>
            <td>
                <label class="visually-hidden" for=source_id.clone()>{p.money_source}</label>
                <TextInput id=source_id value=of(|funds| funds.source.clone()) on_set=Callback::new(move |text: String| {
                    let source = crate::domain::tidy(&text);
                    with(&|funds| funds.source = source.clone());
                })/>
            </td>
            <td>
                <label class="visually-hidden" for=amount_id.clone()>{p.money_amount}</label>
                <TextInput id=amount_id value=amount on_set=Callback::new(move |text: String| {
                    if let Some(dong) = plan_words::typed_millions(&text) {
                        with(&|funds| funds.dong = dong.min(1_000_000_000_000));
                    }
                })/>
            </td>
            <td><button type="button" class="plain" on:click=move |_| sheet.change(|s| {
                if at < s.funds.len() {
                    s.funds.remove(at);
                }
            })>{p.remove}</button></td>
        </tr>
    }
}

#[component]
fn Wishes() -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let wishes = Memo::new(move |_| {
        sheet
            .desk
            .read(|w| w.office().training.settings.wishes.clone())
    });
    view! {
        <Show when=move || !wishes.get().is_empty()>
            <h3>{p.wishes}</h3>
            <ul data-role="wishes">
                {move || wishes.get().into_iter().enumerate().map(|(at, wish)| {
                    let (name, unit) = sheet.person(wish.person);
                    let when = wish.intake.map_or_else(
                        || p.wish_any.to_owned(),
                        |day| plan_words::intake(day, sheet.language),
                    );
                    let what = if wish.keep { p.wish_keep } else { p.wish_out };
                    let course = sheet.course_name(&wish.course);
                    let label = fill(p.remove_named, &[&name]);
                    view! {
                        <li>
                            {format!("{name} ({unit}): {what} – {course}, {when} ")}
                            <button type="button" class="plain" aria-label=label on:click=move |_| sheet.change(|s| {
                                if at < s.wishes.len() {
                                    s.wishes.remove(at);
                                }
                            })>{p.remove}</button>
                        </li>
                    }
                }).collect_view()}
            </ul>
        </Show>
    }
}
