//! The plan that was found: how good it is, who goes where and why, who is left out and why.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{PlanCommand, Route};
use crate::domain::{LeftOut, PlanLine, TrainingPlan, Wish};
use crate::job::FoundPlan;
use crate::report::{by_intake, by_unit};
use crate::text::{Texts, code_names, edit_words, fill, number, plan_words, verdict_words};
use crate::ui::components::TextInput;

use super::prices::Prices;
use super::{PAGE, Sheet, use_sheet};

/// The plan found, or nothing before there is one.
#[component]
pub fn Found() -> impl IntoView {
    let sheet = use_sheet();
    move || {
        sheet
            .jobs
            .planned
            .get()
            .map(|found| view! { <Shown found/> })
    }
}

#[component]
fn Shown(found: Arc<FoundPlan>) -> impl IntoView {
    let sheet = use_sheet();
    let (p, language) = (sheet.p, sheet.language);
    let t = Texts::of(language);
    let plan = &found.plan;
    let mut people: Vec<_> = plan.lines.iter().map(|line| line.person).collect();
    people.sort_unstable();
    people.dedup();
    let dong = plan.lines.iter().map(|line| line.dong).sum();
    let summary = fill(
        p.summary,
        &[
            &number(found.people, language),
            &number(plan.lines.len(), language),
            &number(people.len(), language),
            &plan_words::millions(dong, language),
        ],
    );
    let good = fill(p.how_good, &[&plan_words::how_good(found.gap, language)]);
    let settings = plan.settings.clone();
    let changed = Memo::new(move |_| {
        sheet
            .desk
            .read(|w| w.office().training.settings != settings)
    });
    let lines = plan.lines.clone();
    let left: Vec<LeftOut> = plan.left_out.clone();
    let done = found.done_by.clone();
    view! {
        <section class="panel" data-role="found">
            <h2>{p.result}</h2>
            <p data-role="plan-summary">{summary}</p>
            <p data-role="how-good"><strong>{good}</strong></p>
            {(found.studying > 0).then(|| view! {
                <p class="soft">{fill(p.studying, &[&number(found.studying, language)])}</p>
            })}
            {(found.idle_wishes > 0).then(|| view! {
                <p class="notice">{fill(p.wishes_idle, &[&found.idle_wishes])}</p>
            })}
            <Show when=move || changed.get()><p class="notice" role="status">{p.settings_changed}</p></Show>
            <SaveAs found=found.clone()/>
            <h3>{p.done_by}</h3>
            <table>
                <thead><tr>
                    <th scope="col">{p.year}</th>
                    {done.iter().map(|(year, _)| view! { <th scope="col" class="number">{*year}</th> }).collect_view()}
                </tr></thead>
                <tbody><tr>
                    <th scope="row">{p.people}</th>
                    {done.iter().map(|(_, count)| view! { <td class="number">{number(*count, language)}</td> }).collect_view()}
                </tr></tbody>
            </table>
            <h3>{p.by_course}</h3>
            <ByIntake lines=lines.clone()/>
            <h3>{p.by_unit}</h3>
            <ByUnit plan=found.clone()/>
            <h3>{p.by_person}</h3>
            <ByPerson lines/>
        </section>
        <section class="panel" data-role="left-out">
            <h2>{p.left_out}</h2>
            <LeftOutTable left name=t.name unit=t.unit/>
        </section>
        <Prices found/>
    }
}

#[component]
fn SaveAs(found: Arc<FoundPlan>) -> impl IntoView {
    let sheet = use_sheet();
    let (p, jobs) = (sheet.p, sheet.jobs);
    let first = sheet
        .desk
        .peek(|w| found.plan.settings.first_year_on(w.judged_on()));
    let last = first + i32::from(found.plan.settings.years) - 1;
    let years = if first == last {
        first.to_string()
    } else {
        format!("{first}–{last}")
    };
    let name = RwSignal::new(fill(p.save_name_usual, &[&years]));
    let (kept, compared, exported) = (found.clone(), found.clone(), found);
    let save = move |_| {
        let plan = TrainingPlan {
            name: name.get_untracked(),
            ..kept.plan.clone()
        };
        if sheet.run(PlanCommand::Keep(plan)).is_ok() {
            sheet.desk.say(fill(p.saved, &[&name.get_untracked()]));
        }
    };
    view! {
        <div class="toolbar">
            <label for="plan-name">{p.save_name}</label>
            <TextInput id="plan-name" value=name on_set=Callback::new(move |text| name.set(text))/>
            <button type="button" class="primary" data-role="save-plan"
                disabled=move || name.get().trim().is_empty() on:click=save>{p.save}</button>
            <button type="button" data-role="compare-plan" on:click=move |_| {
                if jobs.scenarios.with(Vec::len) >= 4 {
                    sheet.desk.complain(p.compare_full.to_owned());
                } else {
                    jobs.scenarios.update(|list| list.push(compared.clone()));
                }
            }>{p.compare_add}</button>
            <button type="button" data-role="export-plan" on:click=move |_| jobs.export_plan(&exported.plan)>{p.export}</button>
        </div>
    }
}

/// The intakes of the lines.
#[component]
pub fn ByIntake(lines: Vec<PlanLine>) -> impl IntoView {
    let sheet = use_sheet();
    let (p, language) = (sheet.p, sheet.language);
    view! {
        <table data-role="by-intake">
            <thead><tr>
                <th scope="col">{p.course}</th>
                <th scope="col">{p.intake}</th>
                <th scope="col">{p.until}</th>
                <th scope="col" class="number">{p.people}</th>
                <th scope="col" class="number">{p.total_cost}</th>
            </tr></thead>
            <tbody>
                {by_intake(&lines).into_iter().map(|row| view! {
                    <tr>
                        <th scope="row">{sheet.course_name(&row.course)}</th>
                        <td>{verdict_words::day(row.from)}</td>
                        <td>{verdict_words::day(row.until)}</td>
                        <td class="number">{number(row.people, language)}</td>
                        <td class="number">{plan_words::millions(row.dong, language)}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn ByUnit(plan: Arc<FoundPlan>) -> impl IntoView {
    let sheet = use_sheet();
    let (p, language) = (sheet.p, sheet.language);
    let rows = sheet.desk.peek(|w| {
        let unit_of = |id| w.dossier(id).and_then(|(dossier, _)| dossier.unit.clone());
        let name = |unit: Option<&crate::domain::Unit>| {
            unit.map(|unit| edit_words::unit_name(unit, language))
                .unwrap_or_default()
        };
        let counts = by_unit(&plan.plan, unit_of).into_iter();
        counts
            .map(|(id, row)| (name(id.as_ref().and_then(|id| w.office().unit(id))), row))
            .collect::<Vec<_>>()
    });
    view! {
        <table data-role="by-unit">
            <thead><tr>
                <th scope="col">{Texts::of(language).unit}</th>
                <th scope="col" class="number">{p.people}</th>
                <th scope="col" class="number">{p.places}</th>
                <th scope="col" class="number">{p.total_cost}</th>
                <th scope="col" class="number">{p.left_count}</th>
            </tr></thead>
            <tbody>
                {rows.into_iter().map(|(name, row)| view! {
                    <tr>
                        <th scope="row">{name}</th>
                        <td class="number">{number(row.people, language)}</td>
                        <td class="number">{number(row.places, language)}</td>
                        <td class="number">{plan_words::millions(row.dong, language)}</td>
                        <td class="number">{number(row.left_out, language)}</td>
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}

#[component]
fn ByPerson(lines: Vec<PlanLine>) -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let t = Texts::of(sheet.language);
    let shown = RwSignal::new(PAGE);
    let count = lines.len();
    let lines = StoredValue::new(lines);
    view! {
        <table data-role="by-person">
            <thead><tr>
                <th scope="col">{t.name}</th>
                <th scope="col">{t.unit}</th>
                <th scope="col">{p.course}</th>
                <th scope="col">{p.intake}</th>
                <th scope="col">{p.until}</th>
                <th scope="col">{p.reason}</th>
                <td></td>
            </tr></thead>
            <tbody>
                {move || lines.with_value(|lines| {
                    lines.iter().take(shown.get()).map(|line| person_row(sheet, line)).collect_view()
                })}
            </tbody>
        </table>
        <More shown count/>
    }
}

fn person_row(sheet: Sheet, line: &PlanLine) -> impl IntoView + use<> {
    let p = sheet.p;
    let (name, unit) = sheet.person(line.person);
    let (keep, out) = (line.clone(), line.clone());
    let wish = move |line: &PlanLine, keep: bool| {
        let wish = Wish {
            person: line.person,
            course: line.course.clone(),
            intake: keep.then_some(line.from),
            keep,
        };
        sheet.change(|settings| {
            settings
                .wishes
                .retain(|known| (known.person, &known.course) != (wish.person, &wish.course));
            settings.wishes.push(wish);
        });
    };
    let (keep_label, out_label) = (fill(p.pin_named, &[&name]), fill(p.forbid_named, &[&name]));
    view! {
        <tr>
            <th scope="row"><a href=Route::Dossier(line.person).href()>{name}</a></th>
            <td>{unit}</td>
            <td>{sheet.course_name(&line.course)}</td>
            <td>{verdict_words::day(line.from)}</td>
            <td>{verdict_words::day(line.until)}</td>
            <td class="small">{plan_words::line_reason(line, sheet.language)}</td>
            <td>
                <button type="button" class="plain" aria-label=keep_label on:click=move |_| wish(&keep, true)>{p.pin}</button>
                <button type="button" class="plain" aria-label=out_label on:click=move |_| wish(&out, false)>{p.forbid}</button>
            </td>
        </tr>
    }
}

/// A button for the rows that are not shown yet.
#[component]
pub fn More(
    /// How many rows are shown.
    shown: RwSignal<usize>,
    /// How many there are.
    count: usize,
) -> impl IntoView {
    let sheet = use_sheet();
    let hidden = move || shown.get() < count;
    view! {
        <Show when=hidden>
            <button type="button" on:click=move |_| shown.update(|shown| *shown += 5 * PAGE)>
                {move || fill(sheet.p.more, &[&number(count - shown.get().min(count), sheet.language)])}
            </button>
        </Show>
    }
}

/// Those left out, then those late, with what stands in the way.
#[component]
pub fn LeftOutTable(left: Vec<LeftOut>, name: &'static str, unit: &'static str) -> impl IntoView {
    let sheet = use_sheet();
    let (p, language) = (sheet.p, sheet.language);
    let shown = RwSignal::new(PAGE);
    let count = left.len();
    if count == 0 {
        return view! { <p>{p.left_out_none}</p> }.into_any();
    }
    let left = StoredValue::new(left);
    view! {
        <table>
            <thead><tr>
                <th scope="col">{name}</th>
                <th scope="col">{unit}</th>
                <th scope="col">{p.need}</th>
                <th scope="col">{p.reason}</th>
            </tr></thead>
            <tbody>
                {move || left.with_value(|left| left.iter().take(shown.get()).map(|left| {
                    let (name, unit) = sheet.person(left.person);
                    let reason = sheet.catalogue.with_value(|catalogue| {
                        plan_words::left_out_reason(left, catalogue, language)
                    });
                    view! {
                        <tr>
                            <th scope="row"><a href=Route::Dossier(left.person).href()>{name}</a></th>
                            <td>{unit}</td>
                            <td>{code_names::course_name(left.kind, language)}</td>
                            <td>{reason}</td>
                        </tr>
                    }
                }).collect_view())}
            </tbody>
        </table>
        <More shown count/>
    }
    .into_any()
}
