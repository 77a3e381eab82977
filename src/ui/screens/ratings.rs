//! What ratings lead to, the rules of the office, and the ceilings on the top grade.

use leptos::prelude::*;

use crate::app::{Command, Route};
use crate::domain::{Confirmation, DossierId};
use crate::law::{ProposalState, RatingRule};
use crate::platform::clock;
use crate::report::top_grades;
use crate::text::rating_words::{RatingTexts, effect_name, proposal, state};
use crate::text::{edit_words, fill, number, verdict_words};
use crate::ui::desk::use_desk;

use super::empty::UnlessEmpty;

/// One proposal, in words.
#[derive(Clone, PartialEq)]
struct Line {
    id: DossierId,
    name: String,
    unit: String,
    words: String,
    why: Option<String>,
    list: List,
}

/// In which list a proposal stands.
#[derive(Clone, Copy, PartialEq)]
enum List {
    Proposed,
    Protected,
    Open,
}

/// The page.
#[component]
pub fn Ratings() -> impl IntoView {
    view! { <UnlessEmpty><Filled/></UnlessEmpty> }
}

#[component]
fn Filled() -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = RatingTexts::of(language);
    let lines = Memo::new(move |_| {
        desk.read(|w| {
            let law = &w.library().calendar().ratings;
            let on = w.judged_on();
            let mut lines = Vec::new();
            for dossier in w.dossiers() {
                for found in law.proposals(w.office(), dossier, on) {
                    let unit = dossier.unit.as_ref().and_then(|id| w.office().unit(id));
                    lines.push(Line {
                        id: dossier.id,
                        name: dossier.name.clone(),
                        unit: unit
                            .map(|unit| edit_words::unit_name(unit, language))
                            .unwrap_or_default(),
                        words: proposal(&found, language),
                        why: state(law, &found.state, language),
                        list: match found.state {
                            ProposalState::Proposed => List::Proposed,
                            ProposalState::Protected(_) => List::Protected,
                            _ => List::Open,
                        },
                    });
                }
            }
            lines
        })
    });
    let of = move |list: List| {
        Memo::new(move |_| {
            let lines = lines.get().into_iter().filter(|line| line.list == list);
            lines.collect::<Vec<_>>()
        })
    };
    view! {
        <div class="page-head"><div><h1>{t.title}</h1><p class="soft">{t.explain}</p></div></div>
        <Lines role="proposals" name=t.proposed lines=of(List::Proposed) open=true/>
        <Lines role="protected" name=t.protected lines=of(List::Protected) open=false/>
        <Lines role="open" name=t.open lines=of(List::Open) open=false/>
        <OfficeRules/>
        <Ceilings/>
    }
}

#[component]
fn Lines(
    role: &'static str,
    name: &'static str,
    lines: Memo<Vec<Line>>,
    open: bool,
) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let (t, page) = (RatingTexts::of(language), desk.texts());
    view! {
        <section class="panel" data-role=format!("ratings-{role}")>
            <details open=open>
                <summary><strong>{name}</strong> " (" {move || number(lines.get().len(), language)} ")"</summary>
                <Show when=move || !lines.get().is_empty() fallback=move || view! { <p>{t.none}</p> }>
                    <div class="scroll-x" tabindex="0" role="region" aria-label=name>
                        <table>
                            <thead><tr>
                                <th scope="col">{page.name}</th>
                                <th scope="col">{page.unit}</th>
                                <th scope="col">{page.result}</th>
                            </tr></thead>
                            <tbody>
                                {move || lines.get().into_iter().map(|line| view! {
                                    <tr>
                                        <th scope="row"><a href=Route::Dossier(line.id).href()>{line.name}</a></th>
                                        <td>{line.unit}</td>
                                        <td>{line.words} " " {line.why}</td>
                                    </tr>
                                }).collect_view()}
                            </tbody>
                        </table>
                    </div>
                </Show>
            </details>
        </section>
    }
}

/// The stricter rules that an office may have, each with the words of who confirmed it.
#[component]
fn OfficeRules() -> impl IntoView {
    let desk = use_desk();
    let t = RatingTexts::of(desk.language.get_untracked());
    let rules = desk.peek(|w| {
        let rules = w.library().calendar().ratings.rules.iter();
        rules
            .filter(|rule| rule.office_rule)
            .cloned()
            .collect::<Vec<_>>()
    });
    view! {
        <section class="panel" data-role="ratings-office">
            <h2>{t.office_rules}</h2>
            <p class="soft">{t.office_rules_explain}</p>
            {rules.into_iter().map(|rule| view! { <OfficeRule rule/> }).collect_view()}
        </section>
    }
}

#[component]
fn OfficeRule(rule: RatingRule) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = RatingTexts::of(language);
    let key = StoredValue::new(rule.key());
    let kept =
        Memo::new(move |_| desk.read(|w| w.office().confirmations.get(&key.get_value()).cloned()));
    let (by, ground) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let lacking = RwSignal::new(false);
    let confirm = move |_| {
        let (by, ground) = (by.get_untracked(), ground.get_untracked());
        lacking.set(by.trim().is_empty() || ground.trim().is_empty());
        if !lacking.get_untracked() {
            let confirmation = Confirmation {
                by: crate::domain::tidy(&by),
                on: clock::today(),
                ground: crate::domain::tidy(&ground),
            };
            let _ = desk.run(Command::Confirm(key.get_value(), Some(confirmation)));
        }
    };
    let withdraw = move |_| {
        let _ = desk.run(Command::Confirm(key.get_value(), None));
    };
    let says = rating_words_of(&rule, language);
    let id = rule.id.clone();
    let (by_id, ground_id) = (format!("by-{id}"), format!("ground-{id}"));
    view! {
        <h3>{says}</h3>
        {move || match kept.get() {
            Some(confirmation) => view! {
                <p>{fill(t.office_confirmed, &[
                    &confirmation.by,
                    &confirmation.ground,
                    &verdict_words::day(confirmation.on),
                ])}</p>
                <button type="button" on:click=withdraw>{t.office_withdraw}</button>
            }
            .into_any(),
            None => view! {
                <div class="fields">
                    <label for=by_id.clone()>{t.office_by}</label>
                    <input type="text" id=by_id.clone() autocomplete="off"
                        on:change:target=move |event| by.set(event.target().value())/>
                    <label for=ground_id.clone()>{t.office_ground}</label>
                    <input type="text" id=ground_id.clone() autocomplete="off"
                        on:change:target=move |event| ground.set(event.target().value())/>
                </div>
                <div role="alert">{move || lacking.get().then(|| view! {
                    <p class="field-error">{t.office_need}</p>
                })}</div>
                <button type="button" data-role=format!("confirm-{id}") on:click=confirm>{t.office_confirm}</button>
            }
            .into_any(),
        }}
    }
}

fn rating_words_of(rule: &RatingRule, language: crate::text::Language) -> String {
    let t = RatingTexts::of(language);
    let grades: Vec<String> = rule
        .among
        .iter()
        .map(|grade| crate::text::code_names::rating_name(*grade, language).to_lowercase())
        .collect();
    let effect = effect_name(rule.effect, language);
    fill(
        t.office_rule_says,
        &[&rule.years, &grades.join(" / "), &effect],
    )
}

/// The top grades of each unit against the ceiling; those above it first.
#[component]
fn Ceilings() -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = RatingTexts::of(language);
    let lines = Memo::new(move |_| {
        desk.read(|w| {
            let law = &w.library().calendar().ratings;
            let mut tops = top_grades(law, w.dossiers().iter());
            tops.sort_by_key(|top| top.excellent <= top.most);
            tops.iter()
                .filter(|top| top.excellent > 0)
                .map(|top| {
                    let unit = top.unit.as_ref().and_then(|id| w.office().unit(id));
                    let unit = unit.map(|unit| edit_words::unit_name(unit, language));
                    let line = fill(
                        t.ceiling_line,
                        &[
                            &unit.unwrap_or_default(),
                            &top.year,
                            &top.excellent,
                            &top.most,
                            &top.ceiling.percent,
                            &top.good,
                            &verdict_words::citation(&top.ceiling.source, language),
                        ],
                    );
                    let over = top.excellent.saturating_sub(top.most);
                    (line, (over > 0).then(|| fill(t.ceiling_over, &[&over])))
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section class="panel" data-role="ratings-ceilings">
            <h2>{t.ceilings}</h2>
            <Show when=move || !lines.get().is_empty() fallback=move || view! { <p>{t.ceilings_none}</p> }>
                <ul>
                    {move || lines.get().into_iter().map(|(line, over)| view! {
                        <li>{line} " " {over.map(|words| view! { <strong>{words}</strong> })}</li>
                    }).collect_view()}
                </ul>
            </Show>
        </section>
    }
}
