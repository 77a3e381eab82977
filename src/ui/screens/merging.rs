//! Merging a colleague's file and deciding what is in conflict: two parts of the page of the files.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::Route;
use crate::job::{ConflictLine, FactLine, MergeReport, PersonLine};
use crate::text::fill;
use crate::text::merge_words::MergeTexts;
use crate::ui::desk::use_desk;
use crate::ui::jobs::use_jobs;
use crate::ui::merging::Trial;

/// More people than this are counted and not listed one by one.
const LISTED: usize = 200;

fn texts() -> &'static MergeTexts {
    MergeTexts::of(use_desk().language.get_untracked())
}

/// Chooses a colleague's file, shows what it would change, and takes what the user wants of it.
#[component]
pub fn MergePanel() -> impl IntoView {
    let jobs = use_jobs();
    let t = texts();
    let input = NodeRef::<leptos::html::Input>::new();
    view! {
        <section class="panel">
            <h2>{t.title}</h2>
            <p>{t.explain}</p>
            <button type="button" on:click=move |_| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }>{t.choose}</button>
            <input
                type="file"
                class="visually-hidden"
                tabindex="-1"
                aria-label=t.choose
                accept=".canbo"
                data-role="merge-canbo"
                node_ref=input
                on:change:target=move |event| {
                    if let Some(file) = event.target().files().and_then(|files| files.get(0)) {
                        jobs.try_merge(file);
                    }
                    event.target().set_value("");
                }
            />
        </section>
    }
}

/// What the merge that was tried would change.
#[component]
pub fn MergeTrial() -> impl IntoView {
    let jobs = use_jobs();
    move || {
        jobs.merging
            .get()
            .map(|trial| view! { <TrialReport trial/> })
    }
}

#[component]
fn TrialReport(trial: Trial) -> impl IntoView {
    let jobs = use_jobs();
    let t = texts();
    let cancel = use_desk().texts().cancel;
    let report = std::sync::Arc::clone(&trial.report);
    let left_out = RwSignal::new(BTreeSet::<String>::new());
    let everybody: BTreeSet<String> = report.people.iter().map(|one| one.id.clone()).collect();
    let count = everybody.len();
    let anybody = count > 0;
    let nothing = !anybody && report.office_facts.is_empty() && report.units == 0;
    let rows: Vec<_> = report
        .people
        .iter()
        .take(LISTED)
        .map(|person| person_rows(person, left_out, t))
        .collect();
    let more = count.saturating_sub(LISTED);
    let office = report.office_facts.clone();
    let take = move |_| {
        let left_out = left_out.get_untracked().into_iter().collect();
        jobs.take_merge(trial.clone(), left_out);
    };
    view! {
        <section class="notice" role="region" aria-label=t.title data-role="merge-trial">
            {summary(&report, t)}
            {nothing.then(|| view! { <p>{t.nothing}</p> })}
            <Show when=move || anybody>
                <div class="toolbar">
                    <button type="button" on:click=move |_| left_out.update(BTreeSet::clear)>{t.take_all}</button>
                    <button type="button" on:click={
                        let everybody = everybody.clone();
                        move |_| left_out.set(everybody.clone())
                    }>{t.take_none}</button>
                </div>
            </Show>
            {(!nothing).then(|| view! {
                <div class="scroll">
                    <table data-role="merge-table">
                        <thead><tr>
                            <th scope="col">{t.take}</th>
                            <th scope="col">{t.person}</th>
                            <th scope="col">{t.fact}</th>
                            <th scope="col">{t.mine}</th>
                            <th scope="col">{t.theirs}</th>
                            <th scope="col">{t.base}</th>
                            <th scope="col">{t.state}</th>
                        </tr></thead>
                        <tbody>
                            {rows}
                            {office.into_iter().map(|fact| view! {
                                <tr><td></td><th scope="row">{t.office}</th>{fact_cells(&fact, t)}</tr>
                            }).collect_view()}
                        </tbody>
                    </table>
                </div>
            })}
            {(more > 0).then(|| view! { <p>{fill(t.more, &[&more])}</p> })}
            <div class="toolbar">
                <Show when=move || !nothing>
                    <button type="button" class="primary" data-role="merge-accept" on:click=take.clone()>
                        {move || fill(t.accept, &[&(count - left_out.with(BTreeSet::len))])}
                    </button>
                </Show>
                <button type="button" on:click=move |_| jobs.merging.set(None)>{cancel}</button>
            </div>
        </section>
    }
}

fn summary(report: &MergeReport, t: &'static MergeTexts) -> impl IntoView + use<> {
    let office = match report.office.as_str() {
        "" => t.no_office,
        office => office,
    };
    let from = fill(
        t.from,
        &[
            &report.file,
            &office,
            &report.saved_on,
            &report.sequence,
            &report.dossiers,
        ],
    );
    let new = report.people.iter().filter(|one| one.new).count();
    let undecided = |one: &&PersonLine| one.facts.iter().any(|fact| fact.conflict);
    let conflicting = report.people.iter().filter(undecided).count();
    let changed = report.people.len() - new - conflicting;
    let counts = fill(t.counts, &[&new, &changed, &conflicting, &report.unchanged]);
    let units = (report.units > 0).then(|| fill(t.units, &[&report.units]));
    let refused = (!report.refused.is_empty()).then(|| fill(t.refused, &[&report.refused.len()]));
    view! {
        <p>{from}</p>
        <p data-role="merge-counts"><strong>{counts}</strong></p>
        {units.map(|words| view! { <p>{words}</p> })}
        {refused.map(|words| view! { <p>{words}</p> })}
    }
}

/// One row for each fact; the first has the person with the box to take or leave.
fn person_rows(
    person: &PersonLine,
    left_out: RwSignal<BTreeSet<String>>,
    t: &'static MergeTexts,
) -> impl IntoView + use<> {
    let PersonLine {
        id,
        name,
        new,
        gone,
        facts,
    } = person.clone();
    let rows = facts.len().max(1);
    let label = format!("{} {name}", t.take);
    let (shown, changed) = (id.clone(), id);
    let first = view! {
        <td rowspan=rows>
            <input
                type="checkbox"
                aria-label=label
                prop:checked=move || left_out.with(|out| !out.contains(&shown))
                on:change:target=move |event| {
                    let take = event.target().checked();
                    left_out.update(|out| {
                        if take {
                            out.remove(&changed);
                        } else {
                            out.insert(changed.clone());
                        }
                    });
                }
            />
        </td>
        <th scope="row" rowspan=rows>
            {name}
            {gone.then(|| view! { <br/><small>{t.state_gone}</small> })}
        </th>
    };
    let mut cells = facts.iter().map(|fact| fact_cells(fact, t).into_any());
    let none = move || {
        let words = if new { t.state_new } else { t.state_gone };
        view! { <td colspan="4"></td><td>{words}</td> }.into_any()
    };
    let first_cells = cells.next().unwrap_or_else(none);
    let others: Vec<_> = cells.map(|cells| view! { <tr>{cells}</tr> }).collect();
    view! {
        <tr>{first}{first_cells}</tr>
        {others}
    }
}

fn fact_cells(fact: &FactLine, t: &'static MergeTexts) -> impl IntoView + use<> {
    let FactLine {
        name,
        mine,
        theirs,
        base,
        conflict,
    } = fact.clone();
    let outcome = if conflict {
        view! { <strong>{t.state_conflict}</strong> }.into_any()
    } else {
        t.state_taken.into_any()
    };
    view! {
        <td>{name}</td>
        <td>{mine}</td>
        <td>{theirs}</td>
        <td>{base}</td>
        <td>{outcome}</td>
    }
}

/// What two places edited without knowing of each other, to be decided one by one.
#[component]
pub fn Inbox() -> impl IntoView {
    let jobs = use_jobs();
    let desk = use_desk();
    let t = texts();
    let has_history = move || desk.read(|w| w.archive().is_some());
    let list = move || {
        jobs.conflicts.get().map(|lines| {
            if lines.is_empty() {
                return view! { <p role="status">{t.inbox_empty}</p> }.into_any();
            }
            let items = lines
                .iter()
                .map(|line| conflict_item(line.clone(), t))
                .collect_view();
            view! { <p>{t.inbox_explain}</p><ul data-role="inbox">{items}</ul> }.into_any()
        })
    };
    view! {
        <Show when=has_history>
            <section class="panel">
                <h2>{t.inbox}</h2>
                {list}
                <button type="button" data-role="inbox-show" on:click=move |_| jobs.look_for_conflicts()>
                    {t.inbox_show}
                </button>
            </section>
        </Show>
    }
}

fn conflict_item(line: ConflictLine, t: &'static MergeTexts) -> impl IntoView {
    let jobs = use_jobs();
    let href = line
        .id
        .parse()
        .map_or_else(|()| String::new(), |id| Route::Dossier(id).href());
    let choices = line.choices.clone();
    let buttons = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let line = line.clone();
            let signed: Vec<&str> = [&choice.by, &choice.office, &choice.at]
                .into_iter()
                .map(String::as_str)
                .filter(|words| !words.is_empty())
                .collect();
            let signed = match signed.as_slice() {
                [] => t.inbox_unsigned.to_owned(),
                words => words.join(", "),
            };
            view! {
                <button type="button" on:click=move |_| jobs.decide(&line, at)>
                    {fill(t.inbox_choose, &[&choice.value])}
                    " "
                    <small>{signed}</small>
                </button>
            }
        })
        .collect_view();
    view! {
        <li>
            <a href=href>{line.person}</a>": "<strong>{line.name}</strong>". "
            {fill(t.inbox_base, &[&line.base])}
            <div class="toolbar">{buttons}</div>
        </li>
    }
}
