//! One person: the facts on the left, the judgement with its reasons on the right.

use leptos::prelude::*;

use crate::app::{Command, Filter, Route};
use crate::domain::{Dossier, DossierId};
use crate::text::retirement_words::RetirementTexts;
use crate::text::sheet_words::SheetTexts;
use crate::text::{edit_words, fill};
use crate::ui::desk::{go, use_desk};

use super::dossier_facts::Facts;
use super::dossier_history::History;
use super::dossier_judgement::JudgementPanel;
use super::dossier_retirement::RetirementPanel;

/// The page of a dossier.
#[component]
pub fn DossierPage(
    /// Whose it is.
    id: DossierId,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let dossier =
        Memo::new(move |_| desk.read(|w| w.dossier(id).map(|(dossier, _)| dossier.clone())));
    let there = Memo::new(move |_| dossier.get().is_some());
    let unit_name = Memo::new(move |_| {
        desk.read(|w| {
            let unit = w
                .dossier(id)?
                .0
                .unit
                .as_ref()
                .and_then(|unit| w.office().unit(unit))?;
            Some(edit_words::unit_name(unit, language))
        })
    });
    let remove = move |_| {
        let Some(name) = dossier.get_untracked().map(|dossier| dossier.name) else {
            return;
        };
        if desk.run(Command::Remove(id)).is_ok() {
            go(&Route::People(Filter::default()));
            let words = fill(t.dossier_removed, &[&name]);
            set_timeout(
                move || desk.say(words),
                std::time::Duration::from_millis(50),
            );
        }
    };
    let named = move |look: fn(&Dossier) -> String| {
        move || dossier.get().as_ref().map(look).unwrap_or_default()
    };
    view! {
        <Show
            when=move || there.get()
            fallback=move || view! {
                <h1>{t.dossier_not_found}</h1>
                <p>{t.dossier_not_found_help}</p>
                <p><a href=Route::People(Filter::default()).href()>{t.dossier_back}</a></p>
            }
        >
            <div class="page-head">
                <div>
                    <h1>{named(|dossier| dossier.name.clone())}</h1>
                    <p class="soft">
                        {named(|dossier| dossier.post_written.clone())}
                        {move || unit_name.get().map(|name| format!(" · {name}"))}
                    </p>
                </div>
                <div class="toolbar">
                    <a class="button" href=Route::People(Filter::default()).href()>{t.dossier_back}</a>
                    <a class="button" data-role="sheet" href=Route::Sheet(id).href()>
                        {SheetTexts::of(language).open}
                    </a>
                    <button type="button" class="danger" on:click=remove>{t.dossier_remove}</button>
                </div>
            </div>
            <div class="dossier">
                <section class="panel"><h2>{t.dossier_facts}</h2><Facts id dossier/></section>
                <div>
                    <section class="panel"><h2>{t.dossier_judgement}</h2><JudgementPanel id/></section>
                    <section class="panel"><h2>{RetirementTexts::of(language).title}</h2><RetirementPanel id dossier/></section>
                    <section class="panel"><h2>{t.dossier_history}</h2><History id dossier/></section>
                </div>
            </div>
        </Show>
    }
}
