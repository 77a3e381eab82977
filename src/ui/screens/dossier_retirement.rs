//! When the person retires and why, what was decided about it, and what spares the person a move.

use leptos::prelude::*;

use crate::app::{Command, FieldEdit};
use crate::domain::{
    Circumstance, CircumstanceKind, Dossier, DossierId, RetirementDecision, RetirementGround,
};
use crate::text::calendar_words::{CalendarTexts, conversion};
use crate::text::rating_words::{self, RatingTexts};
use crate::text::retirement_words::{RetirementTexts, circumstance_name, ground_name, summary};
use crate::ui::components::{Choice, DateInput, TextInput};
use crate::ui::desk::use_desk;

/// The panel.
#[component]
pub fn RetirementPanel(
    /// Whose it is.
    id: DossierId,
    /// The dossier as it is.
    dossier: Memo<Option<Dossier>>,
) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let said = Memo::new(move |_| {
        let dossier = dossier.get()?;
        Some(desk.read(|w| {
            let law = &w.library().calendar().retirement;
            summary(law, &dossier, w.judged_on(), language)
        }))
    });
    view! {
        {move || said.get().map(|said| view! {
            <div data-role="retirement">
                {said.when.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                {said.objection.map(|line| view! { <p class="field-error" role="alert">{line}</p> })}
                {said.why.into_iter().map(|line| view! { <p class="soft">{line}</p> }).collect_view()}
            </div>
        })}
        {move || {
            let dossier = dossier.get();
            let lines: Vec<String> = dossier.iter().flat_map(|dossier| desk.read(|w| {
                let law = w.library().calendar();
                let dues = law.conversion.dues(&law.retirement, w.office(), dossier, w.judged_on());
                dues.iter().map(|due| conversion(due, language)).collect::<Vec<_>>()
            })).collect();
            (!lines.is_empty()).then(|| view! {
                <h3>{CalendarTexts::of(language).kind_conversion}</h3>
                <div data-role="conversion">
                    {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                </div>
            })
        }}
        {move || {
            let dossier = dossier.get();
            let lines: Vec<String> = dossier.iter().flat_map(|dossier| desk.read(|w| {
                let law = &w.library().calendar().ratings;
                let found = law.proposals(w.office(), dossier, w.judged_on());
                found
                    .iter()
                    .map(|found| {
                        let why = rating_words::state(law, &found.state, language);
                        let words = rating_words::proposal(found, language);
                        format!("{words} {}", why.unwrap_or_default())
                    })
                    .collect::<Vec<_>>()
            })).collect();
            (!lines.is_empty()).then(|| view! {
                <h3>{RatingTexts::of(language).title}</h3>
                <div data-role="rating-proposals">
                    {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
                </div>
            })
        }}
        <Decision id dossier/>
        <Circumstances id dossier/>
    }
}

/// The decision on retirement at another time than the law's.
#[component]
fn Decision(id: DossierId, dossier: Memo<Option<Dossier>>) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = RetirementTexts::of(language);
    let decision = Memo::new(move |_| dossier.get().and_then(|d| d.retirement));
    let set = move |decision: Option<RetirementDecision>| {
        let _ = desk.run(Command::Edit(id, FieldEdit::Retirement(decision)));
    };
    let change = move |change: &dyn Fn(&mut RetirementDecision)| {
        if let Some(mut after) = decision.get_untracked() {
            change(&mut after);
            set(Some(after));
        }
    };
    let grounds = RetirementGround::ALL
        .iter()
        .map(|ground| {
            (
                ground.code().to_owned(),
                ground_name(*ground, language).to_owned(),
            )
        })
        .collect();
    view! {
        <h3>{t.form}</h3>
        <div class="fields">
            <label for="r-ground">{t.ground}</label>
            <Choice
                id="r-ground"
                options=grounds
                blank=t.ground_none
                value=Signal::derive(move || {
                    decision.get().map(|d| d.ground.code().to_owned()).unwrap_or_default()
                })
                on_set=Callback::new(move |code: String| {
                    let before = decision.get_untracked();
                    set(RetirementGround::from_code(&code).map(|ground| RetirementDecision {
                        ground,
                        on: before.as_ref().and_then(|d| d.on),
                        document: before.map(|d| d.document).unwrap_or_default(),
                    }));
                })
            />
            <Show when=move || decision.get().is_some()>
                <label for="r-date">{t.date}</label>
                <DateInput
                    id="r-date"
                    value=Signal::derive(move || decision.get().and_then(|d| d.on))
                    on_set=Callback::new(move |on| change(&|d| d.on = on))
                />
                <label for="r-document">{t.document}</label>
                <TextInput
                    id="r-document"
                    value=Signal::derive(move || decision.get().map(|d| d.document).unwrap_or_default())
                    on_set=Callback::new(move |text: String| change(&|d| d.document.clone_from(&text)))
                />
            </Show>
        </div>
    }
}

/// What spares the person a move or a dismissal, line by line.
#[component]
fn Circumstances(id: DossierId, dossier: Memo<Option<Dossier>>) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = RetirementTexts::of(language);
    let list = Memo::new(move |_| dossier.get().map(|d| d.circumstances).unwrap_or_default());
    let set = move |change: &dyn Fn(&mut Vec<Circumstance>)| {
        let mut after = list.get_untracked();
        change(&mut after);
        let _ = desk.run(Command::Edit(id, FieldEdit::Circumstances(after)));
    };
    let count = Memo::new(move |_| list.with(Vec::len));
    let line = move |at: usize| {
        let look = move || list.with(|list| list.get(at).cloned());
        let name = move || look().map(|c| circumstance_name(c.kind, language));
        let edit = move |change: &dyn Fn(&mut Circumstance)| {
            set(&|list| {
                if let Some(circumstance) = list.get_mut(at) {
                    change(circumstance);
                }
            });
        };
        view! {
            <li>
                <strong>{name}</strong>
                <div class="fields">
                    <label for=format!("c-from-{at}")>{t.circumstance_from}</label>
                    <DateInput
                        id=format!("c-from-{at}")
                        value=Signal::derive(move || look().and_then(|c| c.from))
                        on_set=Callback::new(move |on| edit(&|c| c.from = on))
                    />
                    <label for=format!("c-until-{at}")>{t.circumstance_until}</label>
                    <DateInput
                        id=format!("c-until-{at}")
                        value=Signal::derive(move || look().and_then(|c| c.until))
                        on_set=Callback::new(move |on| edit(&|c| c.until = on))
                    />
                    <label for=format!("c-note-{at}")>{t.circumstance_note}</label>
                    <TextInput
                        id=format!("c-note-{at}")
                        value=Signal::derive(move || look().map(|c| c.note).unwrap_or_default())
                        on_set=Callback::new(move |text: String| edit(&|c| c.note.clone_from(&text)))
                    />
                </div>
                <button type="button" on:click=move |_| set(&|list| {
                    if at < list.len() {
                        list.remove(at);
                    }
                })>{t.circumstance_remove}</button>
            </li>
        }
    };
    view! {
        <h3>{t.circumstances}</h3>
        <p class="soft">{t.circumstances_explain}</p>
        <ul>{move || (0..count.get()).map(line).collect_view()}</ul>
        <div class="fields">
            <label for="c-add">{t.circumstance_add}</label>
            // Shows nothing chosen again after each choice, so that the same kind can be added twice.
            <select id="c-add" on:change:target=move |event| {
                let code = event.target().value();
                event.target().set_value("");
                if let Some(kind) = CircumstanceKind::from_code(&code) {
                    set(&|list| list.push(Circumstance {
                        kind,
                        from: None,
                        until: None,
                        note: String::new(),
                    }));
                }
            }>
                <option value="">"–"</option>
                {CircumstanceKind::ALL.iter().map(|kind| view! {
                    <option value=kind.code()>{circumstance_name(*kind, language)}</option>
                }).collect_view()}
            </select>
        </div>
    }
}
