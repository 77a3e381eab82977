//! Counts as bars whose parts lead to their lists; every part carries its number.

use leptos::prelude::*;

use crate::app::{Filter, Route, VerdictCounts};
use crate::law::Verdict;
use crate::text::{code_names, number};
use crate::ui::desk::use_desk;

use super::verdict_mark;

/// One bar: a name and how many results there are of each verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    /// What is counted.
    pub name: String,
    /// The counts.
    pub counts: VerdictCounts,
    /// The list behind the whole bar; the part's verdict is added to it.
    pub filter: Filter,
    /// The criterion whose verdicts are counted; nothing for the overall verdict.
    pub criterion: Option<crate::law::Criterion>,
}

/// Bars one under another, each as wide as the table, each part as wide as its share.
#[component]
pub fn Bars(
    /// The bars.
    #[prop(into)]
    rows: Signal<Vec<BarRow>>,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let part = move |row: &BarRow, verdict: Verdict| {
        let count = row.counts.of(verdict);
        let mut filter = row.filter.clone();
        match row.criterion {
            Some(criterion) => filter.criterion = Some((criterion, verdict)),
            None => filter.verdict = Some(verdict),
        }
        let name = code_names::verdict_name(verdict, language);
        let words = format!("{}: {name} {count}", row.name);
        (count > 0).then(|| {
            view! {
                <a
                    href=Route::People(filter).href()
                    data-verdict=verdict.code()
                    style=format!("flex-grow: {count}")
                    title=words.clone()
                    aria-label=words
                >{number(count, language)}</a>
            }
        })
    };
    view! {
        <table class="bars">
            <thead class="visually-hidden">
                <tr><th scope="col">{t.unit}</th><th scope="col">{t.result}</th><th scope="col">{t.total}</th></tr>
            </thead>
            <tbody>
                {move || rows.get().into_iter().map(|row| view! {
                    <tr>
                        <th scope="row"><a href=Route::People(row.filter.clone()).href()>{row.name.clone()}</a></th>
                        <td><div class="bar">{Verdict::ALL.iter().map(|verdict| part(&row, *verdict)).collect_view()}</div></td>
                        <td class="number">{number(row.counts.total(), language)}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

/// What the parts of the bars mean; only verdicts that occur.
#[component]
pub fn Legend(
    /// All counts on the page.
    #[prop(into)]
    counts: Signal<VerdictCounts>,
) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    view! {
        <ul class="legend">
            {move || Verdict::ALL.iter().filter(|verdict| counts.get().of(**verdict) > 0).map(|verdict| view! {
                <li>
                    <span class="bar" aria-hidden="true"><span data-verdict=verdict.code()>{verdict_mark(*verdict)}</span></span>
                    " " {code_names::verdict_name(*verdict, language)}
                </li>
            }).collect_view()}
        </ul>
    }
}

/// Bars of one kind, each as long as its count, with the list behind each.
#[component]
pub fn LevelBars(
    /// Name, count and list of each bar.
    #[prop(into)]
    rows: Signal<Vec<(String, u32, Filter)>>,
) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    view! {
        <table class="bars">
            <tbody>
                {move || {
                    let rows = rows.get();
                    let most = rows.iter().map(|(_, count, _)| *count).max().unwrap_or(1).max(1);
                    rows.into_iter().map(|(name, count, filter)| {
                        let width = 100.0 * f64::from(count) / f64::from(most);
                        view! {
                            <tr>
                                <th scope="row">{name.clone()}</th>
                                <td><div class="bar"><a
                                    class="plain-bar"
                                    href=Route::People(filter).href()
                                    style=format!("width: {width:.1}%")
                                    aria-label=format!("{name}: {count}")
                                >{number(count, language)}</a></div></td>
                            </tr>
                        }
                    }).collect_view()
                }}
            </tbody>
        </table>
    }
}
