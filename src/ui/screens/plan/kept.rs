//! The plans that the office keeps: their states, and one of them open.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{CommandError, PlanCommand};
use crate::domain::{PlanState, TrainingPlan};
use crate::text::{fill, number, plan_words, verdict_words};
use crate::ui::components::TextInput;

use super::kept_lines::KeptLines;
use super::use_sheet;

/// The office's plans.
#[component]
pub fn Kept() -> impl IntoView {
    let sheet = use_sheet();
    let p = sheet.p;
    let plans = Memo::new(move |_| sheet.desk.read(|w| w.office().training.plans.clone()));
    let opened = RwSignal::new(None::<usize>);
    view! {
        <section class="panel" data-role="plans">
            <h2>{p.plans}</h2>
            <Show when=move || !plans.get().is_empty() fallback=move || view! { <p class="soft">{p.plans_none}</p> }>
                <table>
                    <thead><tr>
                        <th scope="col">{p.save_name}</th>
                        <th scope="col">{p.state}</th>
                        <th scope="col">{p.made_on}</th>
                        <th scope="col" class="number">{p.places}</th>
                        <th scope="col" class="number">{p.total_cost}</th>
                        <th scope="col">{p.decision}</th>
                        <td></td>
                    </tr></thead>
                    <tbody>
                        {move || plans.get().into_iter().enumerate().map(|(at, plan)| view! { <PlanRow at plan opened/> }).collect_view()}
                    </tbody>
                </table>
                <p class="soft small">{p.frozen}</p>
            </Show>
        </section>
        {move || {
            let at = opened.get()?;
            let plan = plans.get().get(at)?.clone();
            Some(view! { <KeptLines at plan/> })
        }}
    }
}

#[component]
fn PlanRow(at: usize, plan: Arc<TrainingPlan>, opened: RwSignal<Option<usize>>) -> impl IntoView {
    let sheet = use_sheet();
    let (p, language) = (sheet.p, sheet.language);
    let decision = RwSignal::new(String::new());
    let lines = plan.lines_now();
    let dong = lines.iter().map(|line| line.dong).sum();
    let places = number(lines.len(), language);
    let state = plan_words::state_name(plan.state, language);
    let next = plan.state.next();
    let asks_decision = next == Some(PlanState::Approved);
    let advance = move |_| {
        let command = PlanCommand::Advance(at, decision.get_untracked());
        if let Err(CommandError::DecisionMissing) = sheet.run(command) {
            sheet.desk.complain(p.decision_missing.to_owned());
        }
    };
    let decision_id = format!("plan-decision-{at}");
    let is_open = move || opened.get() == Some(at);
    view! {
        <tr>
            <th scope="row">{plan.name.clone()}</th>
            <td data-role="plan-state">{state}</td>
            <td>{verdict_words::day(plan.made_on)}</td>
            <td class="number">{places}</td>
            <td class="number">{plan_words::millions(dong, language)}</td>
            <td>
                {plan.decision.clone()}
                {asks_decision.then(|| view! {
                    <label class="visually-hidden" for=decision_id.clone()>{p.decision}</label>
                    <TextInput id=decision_id.clone() value=decision on_set=Callback::new(move |text| decision.set(text))/>
                })}
            </td>
            <td>
                <div class="toolbar">
                    <button type="button" data-role="open-plan" on:click=move |_| opened.set((!is_open()).then_some(at))>
                        {move || if is_open() { p.close } else { p.open }}
                    </button>
                    {next.map(|next| view! {
                        <button type="button" data-role="advance-plan" on:click=advance>
                            {fill(p.advance, &[&plan_words::state_name(next, language)])}
                        </button>
                    })}
                    {(!plan.state.is_frozen()).then(|| view! {
                        <button type="button" class="plain" on:click=move |_| {
                            opened.set(None);
                            let _ = sheet.run(PlanCommand::Drop(at));
                        }>{p.drop}</button>
                    })}
                </div>
            </td>
        </tr>
    }
}
