//! One plan open: plan against done, its lines with what became of them, adjustments, roadmaps.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{CommandError, PlanCommand, Route};
use crate::domain::{Adjustment, AdjustmentKind, PlanLine, PlanState, TrainingPlan};
use crate::plan::{LineProgress, line_progress};
use crate::report::{DoneCounts, done, roadmaps};
use crate::text::{Texts, edit_words, fill, number, plan_words, verdict_words};
use crate::ui::components::TextInput;

use super::found::{LeftOutTable, More};
use super::{PAGE, Sheet, use_sheet};

/// The plan at its place.
#[component]
pub fn KeptLines(at: usize, plan: Arc<TrainingPlan>) -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let t = Texts::of(sheet.language);
    let exported = plan.clone();
    let printed = plan.clone();
    let roads = RwSignal::new(false);
    view! {
        <section class="panel" data-role="open-plan-lines">
            <div class="page-head">
                <h2>{plan.name.clone()}</h2>
                <div class="toolbar">
                    <button type="button" on:click=move |_| sheet.jobs.export_plan(&exported)>{p.export}</button>
                    <button type="button" data-role="roadmaps" on:click=move |_| {
                        roads.set(true);
                        // After the roadmaps are on the page.
                        set_timeout(|| { let _ = window().print(); }, std::time::Duration::from_millis(100));
                    }>{p.print}</button>
                </div>
            </div>
            {plan.state.is_frozen().then(|| view! { <Done plan=plan.clone()/> })}
            <Lines at plan=plan.clone()/>
            <h3>{p.left_out}</h3>
            <LeftOutTable left=plan.left_out.clone() name=t.name unit=t.unit/>
        </section>
        <Show when=move || roads.get()><Roadmaps plan=printed.clone()/></Show>
    }
}

/// Plan against done, by course and by unit.
#[component]
fn Done(plan: Arc<TrainingPlan>) -> impl IntoView {
    let sheet = use_sheet();
    let (p, language) = (sheet.p, sheet.language);
    let counts = move || {
        sheet.desk.read(|w| {
            let find = |id| w.dossier(id).map(|(dossier, _)| dossier);
            let (by_course, by_unit) = done(&plan, find, w.judged_on());
            let courses: Vec<(String, DoneCounts)> = by_course
                .into_iter()
                .map(|(id, counts)| (sheet.course_name(&id), counts))
                .collect();
            let units: Vec<(String, DoneCounts)> = by_unit
                .into_iter()
                .map(|(id, counts)| {
                    let unit = id.as_ref().and_then(|id| w.office().unit(id));
                    let name = unit.map(|unit| edit_words::unit_name(unit, language));
                    (name.unwrap_or_default(), counts)
                })
                .collect();
            (courses, units)
        })
    };
    let table = move |heading: &'static str, rows: Vec<(String, DoneCounts)>| {
        let cell = |count: u32| view! { <td class="number">{number(count, language)}</td> };
        view! {
            <table data-role="done">
                <thead><tr>
                    <th scope="col">{heading}</th>
                    <th scope="col" class="number">{p.planned}</th>
                    <th scope="col" class="number">{p.ahead}</th>
                    <th scope="col" class="number">{p.studying_now}</th>
                    <th scope="col" class="number">{p.young_studying}</th>
                    <th scope="col" class="number">{p.passed}</th>
                    <th scope="col" class="number">{p.dropped_out}</th>
                    <th scope="col" class="number">{p.not_recorded}</th>
                </tr></thead>
                <tbody>
                    {rows.into_iter().map(|(name, row)| view! {
                        <tr>
                            <th scope="row">{name}</th>
                            {cell(row.planned)}
                            {cell(row.ahead)}
                            {cell(row.studying)}
                            {cell(row.young_studying)}
                            {cell(row.passed)}
                            {cell(row.dropped_out)}
                            {cell(row.open)}
                        </tr>
                    }).collect_view()}
                </tbody>
            </table>
        }
    };
    view! {
        <h3>{p.done_title}</h3>
        {move || {
            let (courses, units) = counts();
            (table(p.course, courses), table(Texts::of(language).unit, units))
        }}
    }
}

/// The words of how far a line has come.
fn progress_words(sheet: Sheet, progress: LineProgress) -> &'static str {
    let p = sheet.p;
    match progress {
        LineProgress::Ahead => p.ahead,
        LineProgress::Studying => p.studying_now,
        LineProgress::Passed => p.passed,
        LineProgress::DroppedOut => p.dropped_out,
        LineProgress::Open => p.not_recorded,
    }
}

/// The lines with what became of them; withdrawn ones are struck through with their decision.
#[component]
fn Lines(at: usize, plan: Arc<TrainingPlan>) -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let t = Texts::of(sheet.language);
    let shown = RwSignal::new(PAGE);
    let decision = RwSignal::new(String::new());
    let mut lines: Vec<(PlanLine, Option<String>)> = Vec::new();
    for line in &plan.lines {
        lines.push((line.clone(), None));
    }
    for adjustment in &plan.adjustments {
        match adjustment.kind {
            AdjustmentKind::Added => {
                let note = fill(p.added, &[&adjustment.decision]);
                lines.push((adjustment.line.clone(), Some(note)));
            }
            AdjustmentKind::Withdrawn => {
                let note = fill(p.withdrawn, &[&adjustment.decision]);
                let known = lines.iter_mut().find(|(line, _)| *line == adjustment.line);
                if let Some((_, words)) = known {
                    *words = Some(note);
                }
            }
        }
    }
    let count = lines.len();
    let lines = StoredValue::new(lines);
    let adjustable = plan.state.is_frozen() && plan.state != PlanState::Closed;
    let now = StoredValue::new(plan.clone());
    view! {
        <h3>{p.by_person}</h3>
        {adjustable.then(|| view! {
            <div class="toolbar">
                <label for="plan-adjust-decision">{p.decision}</label>
                <TextInput id="plan-adjust-decision" value=decision on_set=Callback::new(move |text| decision.set(text))/>
            </div>
        })}
        <table data-role="plan-lines">
            <thead><tr>
                <th scope="col">{t.name}</th>
                <th scope="col">{t.unit}</th>
                <th scope="col">{p.course}</th>
                <th scope="col">{p.intake}</th>
                <th scope="col">{p.until}</th>
                <th scope="col">{p.progress}</th>
                <td></td>
            </tr></thead>
            <tbody>
                {move || lines.with_value(|lines| now.with_value(|plan| {
                    let current = plan.lines_now();
                    lines.iter().take(shown.get()).map(|(line, note)| {
                        let gone = !current.contains(&line);
                        line_row(sheet, at, plan.state, line, note.clone(), gone, decision)
                    }).collect_view()
                }))}
            </tbody>
        </table>
        <More shown count/>
    }
}

fn line_row(
    sheet: Sheet,
    at: usize,
    state: PlanState,
    line: &PlanLine,
    note: Option<String>,
    gone: bool,
    decision: RwSignal<String>,
) -> impl IntoView + use<> {
    let p = sheet.p;
    let (name, unit) = sheet.person(line.person);
    let followed = line.clone();
    let progress = Memo::new(move |_| {
        sheet.desk.read(|w| {
            let (dossier, _) = w.dossier(followed.person)?;
            Some(line_progress(&followed, dossier, w.judged_on()))
        })
    });
    let result = {
        let line = line.clone();
        move |passed: bool| {
            let command = PlanCommand::Result {
                plan: at,
                line: line.clone(),
                passed,
                on: line.until,
            };
            let _ = sheet.run(command);
        }
    };
    let (passed, dropped) = (result.clone(), result);
    let taken = line.clone();
    let withdraw = move |_| {
        let command = if state.is_frozen() {
            PlanCommand::Adjust(
                at,
                Adjustment {
                    kind: AdjustmentKind::Withdrawn,
                    decision: decision.get_untracked(),
                    on: sheet.desk.peek(|w| w.judged_on()),
                    line: taken.clone(),
                },
            )
        } else {
            PlanCommand::TakeOut(at, taken.clone())
        };
        if let Err(CommandError::DecisionMissing) = sheet.run(command) {
            sheet.desk.complain(p.decision_missing.to_owned());
        }
    };
    let closed = state == PlanState::Closed;
    let label = |what: &str| fill(p.record_named, &[&what, &name]);
    let (passed_label, dropped_label) = (label(p.record_passed), label(p.record_dropped));
    let withdraw_label = fill(p.withdraw_named, &[&name]);
    let open = move || {
        matches!(
            progress.get(),
            Some(LineProgress::Studying | LineProgress::Open | LineProgress::Ahead)
        )
    };
    let course = sheet.course_name(&line.course);
    view! {
        <tr data-withdrawn=gone.to_string()>
            <th scope="row"><a href=Route::Dossier(line.person).href()>{name.clone()}</a></th>
            <td>{unit}</td>
            <td>{if gone { view! { <del>{course}</del> }.into_any() } else { course.into_any() }} " " {note}</td>
            <td>{verdict_words::day(line.from)}</td>
            <td>{verdict_words::day(line.until)}</td>
            <td>{move || progress.get().map(|progress| progress_words(sheet, progress))}</td>
            <td>
                {(!gone && state.is_frozen()).then(|| {
                    let (passed, dropped) = (passed.clone(), dropped.clone());
                    view! {
                        <button type="button" class="plain" data-role="passed" disabled=move || !open()
                            aria-label=passed_label on:click=move |_| passed(true)>{p.record_passed}</button>
                        <button type="button" class="plain" disabled=move || !open()
                            aria-label=dropped_label on:click=move |_| dropped(false)>{p.record_dropped}</button>
                    }
                })}
                {(!gone && !closed).then(|| view! {
                    <button type="button" class="plain" aria-label=withdraw_label on:click=withdraw>{p.withdraw}</button>
                })}
            </td>
        </tr>
    }
}

/// Everybody's roadmap by year, made for paper.
#[component]
fn Roadmaps(plan: Arc<TrainingPlan>) -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let t = Texts::of(sheet.language);
    let ways = roadmaps(&plan);
    view! {
        <section class="panel roadmaps" data-role="roadmap">
            <h2>{p.roadmap}</h2>
            <p>{plan.name.clone()} " " {plan.decision.clone()}</p>
            <table>
                <thead><tr>
                    <th scope="col">{t.name}</th>
                    <th scope="col">{t.unit}</th>
                    <th scope="col">{p.year}</th>
                    <th scope="col">{p.course}</th>
                    <th scope="col">{p.reason}</th>
                </tr></thead>
                <tbody>
                    {ways.into_iter().flat_map(|way| {
                        let (name, unit) = sheet.person(way.person);
                        let rows = way.years.into_iter().flat_map(|(year, lines)| {
                            lines.into_iter().map(move |line| (year, line))
                        });
                        rows.enumerate().map(move |(place, (year, line))| {
                            let first = place == 0;
                            let when = format!(
                                "{} ({} – {})",
                                sheet.course_name(&line.course),
                                verdict_words::day(line.from),
                                verdict_words::day(line.until),
                            );
                            view! {
                                <tr>
                                    <th scope="row">{first.then(|| name.clone())}</th>
                                    <td>{first.then(|| unit.clone())}</td>
                                    <td>{year}</td>
                                    <td>{when}</td>
                                    <td class="small">{plan_words::line_reason(&line, sheet.language)}</td>
                                </tr>
                            }
                        }).collect::<Vec<_>>()
                    }).collect_view()}
                </tbody>
            </table>
        </section>
    }
}
