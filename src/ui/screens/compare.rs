//! Two days side by side: who comes out otherwise, and because of which rule.

use std::time::Duration;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::app::{DaysCompared, Route};
use crate::domain::PartialDate;
use crate::law::Verdict;
use crate::platform::clock;
use crate::report::{Comparison, Concerned, RuleChange};
use crate::text::compare_words::{self, CompareTexts};
use crate::text::{code_names, edit_words, fill, number};
use crate::ui::components::{DateInput, VerdictBadge};
use crate::ui::desk::{Desk, use_desk};
use crate::ui::jobs::use_jobs;

use super::empty::UnlessEmpty;

/// How many people are compared between two chances of the page to answer.
const COMPARE_SLICE: usize = 100;
/// How many people of a group are shown before more are asked for.
const SHOWN_AT_FIRST: usize = 20;

/// The page of the comparison.
#[component]
pub fn Compare() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let t = CompareTexts::of(desk.language.get_untracked());
    let before = RwSignal::new(desk.peek(|w| w.judged_on()));
    let after = RwSignal::new(clock::today());
    let compared = RwSignal::new(None::<DaysCompared>);
    let waiting = RwSignal::new(0_usize);
    let work = Work {
        desk,
        turn: StoredValue::new(0),
        compared,
        waiting,
    };
    Effect::new(move |_| {
        // A change of the data makes what was compared out of date, as a change of day does.
        desk.revision();
        work.begin(DaysCompared::new(before.get(), after.get()));
    });
    let field = move |id: &'static str, name: &'static str, day: RwSignal<NaiveDate>| {
        let value = Signal::derive(move || Some(PartialDate::from(day.get())));
        let on_set = Callback::new(move |date: Option<PartialDate>| {
            day.set(date.map_or_else(clock::today, PartialDate::earliest));
        });
        view! {
            <span class="compare-day">
                <label for=id>{name}</label>
                <DateInput id value on_set/>
            </span>
        }
    };
    view! {
        <div class="page-head">
            <div><h1>{t.title}</h1><p class="soft">{t.explain}</p></div>
            <div class="toolbar"><ExportButton compared/></div>
        </div>
        <div class="toolbar compare-days">
            {field("compare-before", t.before_day, before)}
            {field("compare-after", t.after_day, after)}
        </div>
        {move || match compared.get() {
            None => view! {
                <p class="soft" role="status">{fill(t.working, &[&waiting.get()])}</p>
            }.into_any(),
            Some(days) if days.found.changed.is_empty() => view! {
                <p class="panel" data-role="compare-nothing" role="status">
                    {fill(t.nothing_changed, &[&number(days.found.people, desk.language.get_untracked())])}
                </p>
            }.into_any(),
            Some(days) => view! { <Found found=days.found/> }.into_any(),
        }}
    }
}

/// The comparison in hand, and where it goes when it is done.
#[derive(Clone, Copy)]
struct Work {
    desk: Desk,
    /// Counts the comparisons begun: an earlier one is left where it is.
    turn: StoredValue<u64>,
    compared: RwSignal<Option<DaysCompared>>,
    waiting: RwSignal<usize>,
}

impl Work {
    fn begin(self, days: DaysCompared) {
        self.compared.set(None);
        let mine = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        self.step(days, mine.unwrap_or_default());
    }

    /// Compares a slice and leaves the next one for later.
    fn step(self, mut days: DaysCompared, mine: u64) {
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        let desk = self.desk;
        let left = desk.peek(|w| w.compare_some(&mut days, COMPARE_SLICE));
        if left == 0 {
            self.compared.set(Some(days));
        } else {
            self.waiting.set(left);
            set_timeout(move || self.step(days, mine), Duration::ZERO);
        }
    }
}

/// Hands over the changes as a workbook.
#[component]
fn ExportButton(compared: RwSignal<Option<DaysCompared>>) -> impl IntoView {
    let desk = use_desk();
    let jobs = use_jobs();
    let t = CompareTexts::of(desk.language.get_untracked());
    let any = move || {
        compared.with(|days| {
            days.as_ref()
                .is_some_and(|days| !days.found.changed.is_empty())
        })
    };
    let export = move |_| {
        if let Some(days) = compared.get_untracked() {
            jobs.export_comparison(days.before, days.after, days.found.changed);
        }
    };
    view! {
        <button type="button" data-role="compare-export" disabled=move || !any() on:click=export>
            {t.export}
        </button>
    }
}

/// What was found: the counts, then the people grouped by the rule that changed.
#[component]
fn Found(found: Comparison) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    let t = CompareTexts::of(language);
    let (people, changed) = (found.people as usize, found.changed.len());
    let counts = fill(
        t.counts,
        &[
            &number(people, language),
            &number(changed, language),
            &number(people - changed, language),
        ],
    );
    let mut groups: Vec<_> = found.groups.into_iter().collect();
    // First what calls for work, then the larger group.
    groups.sort_by_key(|(_, concerned)| (calm(concerned), std::cmp::Reverse(concerned.len())));
    view! {
        <section class="panel">
            <h2>{t.summary}</h2>
            <p data-role="compare-counts">{counts}</p>
            <table class="compare-overall">
                <caption class="visually-hidden">{t.overall}</caption>
                <thead><tr>
                    <th scope="col">{t.before}</th>
                    <th scope="col">{t.after}</th>
                    <th scope="col" class="number">{t.titles_held}</th>
                </tr></thead>
                <tbody>
                    {found.overall.into_iter().map(|((before, after), titles)| view! {
                        <tr>
                            <td><VerdictBadge verdict=before/></td>
                            <td><VerdictBadge verdict=after/></td>
                            <td class="number">{number(titles, language)}</td>
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        </section>
        <h2>{t.by_rule}</h2>
        {groups.into_iter().map(|(rule, concerned)| view! { <Group rule concerned/> }).collect_view()}
    }
}

/// Whether nothing is asked of anybody, neither before nor after.
fn calm(concerned: &[Concerned]) -> bool {
    let asks_nothing = |verdict: Option<Verdict>| verdict.is_none_or(Verdict::is_satisfied);
    concerned
        .iter()
        .all(|one| asks_nothing(one.before) && asks_nothing(one.after))
}

/// The people whom one change of rule concerns.
#[component]
fn Group(rule: RuleChange, concerned: Vec<Concerned>) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    let t = CompareTexts::of(language);
    let name = code_names::criterion_name(rule.criterion, language);
    let because = compare_words::group_because(&rule, language);
    let total = concerned.len();
    let shown = RwSignal::new(SHOWN_AT_FIRST.min(total));
    let concerned = StoredValue::new(concerned);
    view! {
        <section class="panel" data-cause=rule.cause.code()>
            <h3>{name} " · " {fill(t.changes, &[&number(total, language)])}</h3>
            <p>{because} "."</p>
            <div class="scroll-x" tabindex="0" role="region" aria-label=name>
                <table>
                    <thead><tr>
                        <th scope="col">{t.person}</th>
                        <th scope="col">{t.title_held}</th>
                        <th scope="col">{t.unit}</th>
                        <th scope="col">{t.before}</th>
                        <th scope="col">{t.after}</th>
                    </tr></thead>
                    <tbody>
                        {move || {
                            let count = shown.get();
                            concerned.with_value(|all| {
                                all.iter().take(count).map(|one| person(*one)).collect_view()
                            })
                        }}
                    </tbody>
                </table>
            </div>
            <Show when=move || shown.get() < total>
                <button type="button" on:click=move |_| {
                    shown.update(|count| *count = total.min(*count * 4));
                }>{move || fill(t.more, &[&(total - shown.get())])}</button>
            </Show>
        </section>
    }
}

fn person(one: Concerned) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let (name, unit) = desk.peek(|w| {
        let dossier = w.dossier(one.id).map(|(dossier, _)| dossier);
        let unit = dossier
            .and_then(|dossier| dossier.unit.as_ref())
            .and_then(|unit| w.office().unit(unit))
            .map(|unit| edit_words::unit_name(unit, language));
        let name = dossier.map(|dossier| dossier.name.clone());
        (name.unwrap_or_default(), unit.unwrap_or_default())
    });
    let t = CompareTexts::of(language);
    let side = |verdict: Option<Verdict>| match verdict {
        Some(verdict) => view! { <VerdictBadge verdict/> }.into_any(),
        None => view! { <span class="soft">{t.nothing}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=Route::Dossier(one.id).href()>{name}</a></th>
            <td>{code_names::title_name(one.title, language)}</td>
            <td>{unit}</td>
            <td class="nowrap">{side(one.before)}</td>
            <td class="nowrap">{side(one.after)}</td>
        </tr>
    }
}
