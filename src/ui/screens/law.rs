//! The rules by which people are judged, and the confirmation of those that are uncertain.

use leptos::prelude::*;

use crate::app::Command;
use crate::domain::Confirmation;
use crate::law::{Rule, Standard, Version};
use crate::platform::clock;
use crate::text::{code_names, fill, verdict_words};
use crate::ui::desk::use_desk;

use super::law_local::{LocalPacks, LocalTerms};

/// The page of the rules.
#[component]
pub fn Law() -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let day = Memo::new(move |_| desk.read(|w| w.judged_on()));
    let standards: Vec<Standard> = desk.peek(|w| w.library().standards().cloned().collect());
    view! {
        <h1>{t.law_title}</h1>
        <p>{t.law_explain}</p>
        <LocalPacks/>
        {standards.into_iter().map(|standard| {
            let name = verdict_words::in_language(&standard.title, language).to_owned();
            view! {
                <section class="panel">
                    <h2>{name}</h2>
                    {standard.versions.into_iter().map(|version| {
                        let standard = standard.id.clone();
                        let in_force = {
                            let version = version.clone();
                            Memo::new(move |_| version.in_force(day.get()))
                        };
                        view! { <OfVersion standard version in_force/> }
                    }).collect_view()}
                </section>
            }
        }).collect_view()}
    }
}

#[component]
fn OfVersion(standard: String, version: Version, in_force: Memo<bool>) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let span = match version.until {
        Some(until) => fill(
            t.law_from_until,
            &[
                &verdict_words::day(version.from),
                &verdict_words::day(until),
            ],
        ),
        None => fill(t.law_from, &[&verdict_words::day(version.from)]),
    };
    let note = version
        .note
        .as_ref()
        .map(|note| verdict_words::in_language(note, language).to_owned());
    let checked = version.checked.is_none().then_some(t.law_checked_none);
    view! {
        <details prop:open=move || in_force.get()>
            <summary>
                <strong>{verdict_words::citation(&version.source, language)}</strong>
                " · " {span}
                {move || in_force.get().then(|| view! { " · " <strong>{t.law_in_force}</strong> })}
            </summary>
            {note.map(|note| view! { <p>{note}</p> })}
            {checked.map(|words| view! { <p class="small soft">{words}</p> })}
            <ul>{version.rules.iter().cloned().map(|rule| view! { <OfRule rule/> }).collect_view()}</ul>
            <LocalTerms standard version/>
        </details>
    }
}

#[component]
fn OfRule(rule: Rule) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let titles: Vec<_> = rule
        .titles
        .iter()
        .map(|title| code_names::title_name(*title, language))
        .collect();
    let areas: Vec<_> = rule
        .areas
        .iter()
        .map(|area| code_names::area_name(*area, language))
        .collect();
    let mut subject = fill(t.law_for, &[&titles.join(", ")]);
    if areas.len() < crate::domain::AreaClass::ALL.len() {
        subject.push_str(&format!(" ({})", areas.join(", ")));
    }
    let doubtful = rule.is_doubtful();
    let key = rule.key.clone();
    view! {
        <li class="criterion" data-rule=rule.key.clone()>
            <div>{verdict_words::needed(&rule.needed(), language)}</div>
            <div class="small soft">
                {subject} " · " {verdict_words::citation(&rule.source, language)} " · "
                {fill(t.confidence, &[&code_names::confidence_name(rule.confidence, language)])}
            </div>
            {rule.quote.clone().map(|quote| view! { <blockquote>"“"{quote}"”"</blockquote> })}
            {doubtful.then(|| view! { <ConfirmRule key/> })}
        </li>
    }
}

/// Takes the word of a named person that an uncertain rule says what the text says.
#[component]
fn ConfirmRule(key: String) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let open = RwSignal::new(false);
    let incomplete = RwSignal::new(false);
    let by = NodeRef::<leptos::html::Input>::new();
    let ground = NodeRef::<leptos::html::Input>::new();
    let confirmed = {
        let key = key.clone();
        Memo::new(move |_| desk.read(|w| w.office().confirmations.get(&key).cloned()))
    };
    let key = StoredValue::new(key);
    let confirm = move |_| {
        let typed = |field: NodeRef<leptos::html::Input>| {
            field
                .get_untracked()
                .map(|input| input.value().trim().to_owned())
                .unwrap_or_default()
        };
        let (by, ground) = (typed(by), typed(ground));
        if by.is_empty() || ground.is_empty() {
            return incomplete.set(true);
        }
        incomplete.set(false);
        open.set(false);
        let confirmation = Confirmation {
            by,
            on: clock::today(),
            ground,
        };
        let _ = desk.run(Command::Confirm(key.get_value(), Some(confirmation)));
    };
    view! {
        {move || match confirmed.get() {
            Some(confirmation) => view! {
                <p>
                    {fill(t.law_confirmed, &[
                        &confirmation.by,
                        &verdict_words::day(confirmation.on),
                        &confirmation.ground,
                    ])}
                    " "
                    <button type="button" class="plain" on:click=move |_| {
                        let _ = desk.run(Command::Confirm(key.get_value(), None));
                    }>{t.law_withdraw}</button>
                </p>
            }.into_any(),
            None if open.get() => view! {
                <div class="fields">
                    <label for=move || format!("by-{}", key.get_value())>{t.law_confirm_by}</label>
                    <input type="text" id=move || format!("by-{}", key.get_value()) node_ref=by/>
                    <label for=move || format!("ground-{}", key.get_value())>{t.law_confirm_ground}</label>
                    <input type="text" id=move || format!("ground-{}", key.get_value()) node_ref=ground/>
                </div>
                <div role="alert">{move || incomplete.get().then(|| view! {
                    <p class="field-error">{t.law_confirm_need_name}</p>
                })}</div>
                <div class="toolbar">
                    <button type="button" class="primary" on:click=confirm>{t.law_confirm_do}</button>
                    <button type="button" on:click=move |_| open.set(false)>{t.cancel}</button>
                </div>
            }.into_any(),
            None => view! {
                <p>
                    <strong>{t.law_waiting}</strong> " "
                    <button type="button" on:click=move |_| open.set(true)>{t.law_confirm}</button>
                </p>
            }.into_any(),
        }}
    }
}
