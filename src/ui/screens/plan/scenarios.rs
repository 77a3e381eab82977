//! Up to four plans side by side: terms, people, money, who is only in one of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::PlanCommand;
use crate::domain::DossierId;
use crate::job::FoundPlan;
use crate::text::{fill, number, plan_words};

use super::{Sheet, use_sheet};

/// How many names are written out.
const NAMES: usize = 12;

/// The plans that are kept to be compared; nothing before there is one.
#[component]
pub fn Scenarios() -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let list = sheet.jobs.scenarios;
    move || {
        let scenarios = list.get();
        (!scenarios.is_empty()).then(|| {
            view! {
                <section class="panel" data-role="scenarios">
                    <h2>{p.compare}</h2>
                    <p class="soft">{p.compare_help}</p>
                    <div class="scroll-x" tabindex="0" role="region" aria-label=p.compare>{table(sheet, &scenarios)}</div>
                </section>
            }
        })
    }
}

fn people(found: &FoundPlan) -> BTreeSet<DossierId> {
    found.plan.lines.iter().map(|line| line.person).collect()
}

fn table(sheet: Sheet, scenarios: &[Arc<FoundPlan>]) -> impl IntoView + use<> {
    let (p, language) = (sheet.p, sheet.language);
    let row = |heading: String, value: &dyn Fn(&FoundPlan) -> String| {
        let cells = scenarios
            .iter()
            .map(|found| view! { <td>{value(found)}</td> });
        view! { <tr><th scope="row">{heading}</th>{cells.collect_view()}</tr> }
    };
    let mut years: Vec<i32> = scenarios
        .iter()
        .flat_map(|found| found.done_by.iter().map(|(year, _)| *year))
        .collect();
    years.sort_unstable();
    years.dedup();
    let by_year = years.into_iter().map(|year| {
        row(format!("{} {year}", p.done_by), &|found| {
            let done = found.done_by.iter().find(|(known, _)| *known == year);
            done.map_or_else(String::new, |(_, done)| number(*done, language))
        })
    });
    let only = |found: &FoundPlan| {
        let mut own = people(found);
        for other in scenarios
            .iter()
            .filter(|other| !std::ptr::eq(&***other, found))
        {
            for person in people(other) {
                own.remove(&person);
            }
        }
        let names: Vec<String> = own
            .iter()
            .take(NAMES)
            .map(|id| sheet.person(*id).0)
            .collect();
        let more = if own.len() > NAMES { ", …" } else { "" };
        format!("{}{more}", names.join(", "))
    };
    let seats = |found: &FoundPlan| {
        let own = found.plan.settings.courses.iter();
        let own = own.filter_map(|(id, terms)| {
            let name = sheet.course_name(id);
            if terms.closed {
                return Some(format!("{name}: {}", p.closed));
            }
            terms.seats.map(|seats| format!("{name}: {seats}"))
        });
        own.collect::<Vec<_>>().join("; ")
    };
    let funds = |found: &FoundPlan| {
        let funds = found.plan.settings.funds.iter();
        let funds = funds.map(|funds| {
            format!(
                "{}: {}",
                funds.year,
                plan_words::millions(funds.dong, language)
            )
        });
        funds.collect::<Vec<_>>().join("; ")
    };
    let settings = |found: &FoundPlan| found.plan.settings.clone();
    view! {
        <table>
            <thead><tr>
                <td></td>
                {(0..scenarios.len()).map(|at| view! {
                    <th scope="col">{fill(p.scenario, &[&(at + 1)])}</th>
                }).collect_view()}
            </tr></thead>
            <tbody>
                {row(p.years.to_owned(), &|found| settings(found).years.to_string())}
                {row(p.intakes.to_owned(), &|found| settings(found).intakes.to_string())}
                {row(p.away.to_owned(), &|found| settings(found).away_percent.to_string())}
                {row(p.seats.to_owned(), &seats)}
                {row(p.money.to_owned(), &funds)}
                {row(p.places.to_owned(), &|found| number(found.plan.lines.len(), language))}
                {row(p.left_count.to_owned(), &|found| {
                    let left = found.plan.left_out.iter().filter(|left| left.planned.is_none());
                    number(left.count(), language)
                })}
                {row(p.total_cost.to_owned(), &|found| {
                    plan_words::millions(found.plan.lines.iter().map(|line| line.dong).sum(), language)
                })}
                {row(p.gap.to_owned(), &|found| format!("{} %", plan_words::decimal(100.0 * found.gap, 2, language)))}
                {by_year.collect_view()}
                {row(p.only_here.to_owned(), &only)}
                <tr>
                    <td></td>
                    {scenarios.iter().enumerate().map(|(at, found)| {
                        let found = found.clone();
                        let name = fill(p.scenario, &[&(at + 1)]);
                        view! {
                            <td>
                                <button type="button" aria-label=fill(p.scenario_use_named, &[&(at + 1)]) on:click=move |_| {
                                    let _ = sheet.run(PlanCommand::SetTerms(found.plan.settings.clone()));
                                    sheet.jobs.planned.set(Some(found.clone()));
                                }>{p.scenario_use}</button>
                                <button type="button" class="plain" aria-label=fill(p.remove_named, &[&name]) on:click=move |_| {
                                    sheet.jobs.scenarios.update(|list| {
                                        if at < list.len() {
                                            list.remove(at);
                                        }
                                    });
                                }>{p.remove}</button>
                            </td>
                        }
                    }).collect_view()}
                </tr>
            </tbody>
        </table>
    }
}
