//! What a version lets the province set: the decisions entered, and the form for one more.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::{Command, CommandError, DaysCompared, LocalDraft, Route, TermName};
use crate::domain::{AreaClass, LocalDecision, PartialDate};
use crate::law::{Bilingual, Sets, Version};
use crate::platform::{clock, files};
use crate::store::record::{decode_pack, encode_pack};
use crate::text::local_words::{self, LocalTexts};
use crate::text::{Language, code_names, edit_words, fill, verdict_words};
use crate::ui::components::{Choice, DateInput, TextInput};
use crate::ui::desk::{Desk, use_desk};

/// How many people are compared between two chances of the page to answer.
const PREVIEW_SLICE: usize = 100;
/// How many of those who change are named before saving.
const NAMED: usize = 15;

/// A term of a version, with everything that its form needs.
#[derive(Clone)]
struct OwnTerm {
    name: TermName,
    says: Bilingual,
    sets: Sets,
}

/// The terms of a version that may be set, each with its decisions.
#[component]
pub fn LocalTerms(
    /// The standard's name.
    standard: String,
    /// The version.
    version: Version,
) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    let t = LocalTexts::of(language);
    let terms: Vec<OwnTerm> = version
        .terms()
        .into_iter()
        .map(|term| OwnTerm {
            name: TermName {
                standard: standard.clone(),
                term: term.id.to_owned(),
                basis: version.source.document.clone(),
            },
            says: term.says.clone(),
            sets: term.sets.clone(),
        })
        .collect();
    (!terms.is_empty()).then(|| {
        let lowest = version.from;
        view! {
            <section class="local-terms">
                <h3>{t.may_set}</h3>
                {terms.into_iter().map(|term| {
                    let id = format!("local-{}-{lowest}", term.name.term);
                    view! { <OfTerm id term/> }
                }).collect_view()}
            </section>
        }
    })
}

/// One term: what it says, what has been decided, and the way to enter a decision.
#[component]
fn OfTerm(id: String, term: OwnTerm) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = LocalTexts::of(language);
    let open = RwSignal::new(false);
    let term = StoredValue::new(term);
    let decided = Memo::new(move |_| {
        let name = term.with_value(|term| term.name.clone());
        desk.read(|w| {
            let of_term = |decision: &&LocalDecision| {
                decision.standard == name.standard
                    && decision.term == name.term
                    && decision.basis == name.basis
            };
            let local = w.office().local.iter().filter(of_term);
            local.cloned().collect::<Vec<_>>()
        })
    });
    let says = term.with_value(|term| verdict_words::in_language(&term.says, language).to_owned());
    let form_id = id.clone();
    view! {
        <div class="local-term" data-term=id>
            <p>{says}</p>
            <ul>{move || decided.get().into_iter().map(|decision| {
                let words = term.with_value(|term| {
                    desk.peek(|w| local_words::line(&decision, Some(&term.sets), w.office(), language))
                });
                let withdraw = move |_| {
                    let mut local = desk.peek(|w| w.office().local.clone());
                    local.retain(|other| *other != decision);
                    let _ = desk.run(Command::DecideLocally(local));
                };
                view! {
                    <li data-role="local-decision">
                        {words} " " <button type="button" class="plain" on:click=withdraw>{t.withdraw}</button>
                    </li>
                }
            }).collect_view()}</ul>
            {move || if open.get() {
                view! { <Form id=form_id.clone() term=term.get_value() open/> }.into_any()
            } else {
                view! {
                    <button type="button" data-role="local-enter" on:click=move |_| open.set(true)>{t.enter}</button>
                }.into_any()
            }}
        </div>
    }
}

/// What would change, shown before anything is saved.
#[derive(Clone)]
enum Outlook {
    None,
    Working(usize),
    Refused(String),
    Done(Box<DaysCompared>),
}

#[component]
fn Form(id: String, term: OwnTerm, open: RwSignal<bool>) -> impl IntoView {
    let desk = use_desk();
    let texts = desk.texts();
    let language = desk.language.get_untracked();
    let t = LocalTexts::of(language);
    let draft = RwSignal::new(LocalDraft {
        place: "everywhere".to_owned(),
        ..LocalDraft::default()
    });
    let outlook = RwSignal::new(Outlook::None);
    let turn = StoredValue::new(0_u64);
    let sets = term.sets.clone();
    let term = StoredValue::new(term);
    let all = move || {
        let decision =
            term.with_value(|term| draft.get_untracked().decision(&term.name, &term.sets))?;
        let mut all = desk.peek(|w| w.office().local.clone());
        all.push(decision.clone());
        Some((decision, all))
    };
    // What was previewed is what is saved: every change asks for a new preview.
    let change = move |change: &dyn Fn(&mut LocalDraft)| {
        draft.update(|draft| change(draft));
        turn.update_value(|turn| *turn += 1);
        outlook.set(Outlook::None);
    };
    let preview = move |_| {
        let Some((decision, all)) = all() else {
            return outlook.set(Outlook::Refused(t.incomplete.to_owned()));
        };
        let refused = desk.peek(|w| crate::law::check_local(w.library(), &all).err());
        if let Some(error) = refused {
            let advice = local_words::refusal(&error, language);
            return outlook.set(Outlook::Refused(format!(
                "{} {}",
                advice.happened, advice.to_do
            )));
        }
        turn.update_value(|turn| *turn += 1);
        let days = desk.peek(|w| {
            let judged = w.judged_on();
            let on = if decision.in_force(judged) {
                judged
            } else {
                decision.from
            };
            DaysCompared::with_decisions(on, w.office(), all)
        });
        look_ahead(desk, days, turn.get_value(), turn, outlook);
    };
    let save = move |_| {
        let Some((_, all)) = all() else { return };
        match desk.run(Command::DecideLocally(all)) {
            Ok(()) => open.set(false),
            Err(CommandError::Local(error)) => {
                let advice = local_words::refusal(&error, language);
                outlook.set(Outlook::Refused(format!(
                    "{} {}",
                    advice.happened, advice.to_do
                )));
            }
            Err(error) => outlook.set(Outlook::Refused(error.to_string())),
        }
    };
    let text = {
        let id = id.clone();
        move |part: &'static str,
              name: &'static str,
              get: fn(&LocalDraft) -> &String,
              set: fn(&mut LocalDraft, String)| {
            let field = format!("{id}-{part}");
            let on_set =
                Callback::new(move |text: String| change(&|draft| set(draft, text.clone())));
            view! {
                <label for=field.clone()>{name}</label>
                <TextInput id=field value=Signal::derive(move || draft.with(|draft| get(draft).clone())) on_set/>
            }
        }
    };
    let date = {
        let id = id.clone();
        move |part: &'static str,
              name: &'static str,
              get: fn(&LocalDraft) -> Option<chrono::NaiveDate>,
              set: fn(&mut LocalDraft, Option<chrono::NaiveDate>)| {
            let field = format!("{id}-{part}");
            let on_set = Callback::new(move |date: Option<PartialDate>| {
                change(&|draft| set(draft, date.map(PartialDate::earliest)));
            });
            let value =
                Signal::derive(move || draft.with(|draft| get(draft).map(PartialDate::from)));
            view! { <label for=field.clone()>{name}</label> <DateInput id=field value on_set/> }
        }
    };
    let value = match &sets {
        Sets::AgeAtMost { .. } => view! {
            {text("number", t.male_age, |d| &d.number, |d, text| d.number = text)}
            {text("female", t.female_age, |d| &d.female, |d, text| d.female = text)}
        }
        .into_any(),
        Sets::Months { .. } => {
            text("number", t.months, |d| &d.number, |d, text| d.number = text).into_any()
        }
        Sets::LastDay { .. } => date(
            "last-day",
            t.last_day,
            |d| d.last_day,
            |d, day| d.last_day = day,
        )
        .into_any(),
        sets => {
            let options = sets
                .levels()
                .into_iter()
                .map(|level| {
                    (
                        level.code().to_owned(),
                        code_names::level_name(level, language).to_owned(),
                    )
                })
                .collect();
            let field = format!("{id}-level");
            let on_set =
                Callback::new(move |code: String| change(&|draft| draft.level = code.clone()));
            view! {
                <label for=field.clone()>{t.value}</label>
                <Choice id=field options blank=texts.not_chosen value=Signal::derive(move || draft.with(|d| d.level.clone())) on_set/>
            }.into_any()
        }
    };
    let places = places(language);
    let place_id = format!("{id}-place");
    let on_place = Callback::new(move |code: String| change(&|draft| draft.place = code.clone()));
    view! {
        <div class="fields">
            {text("document", t.document, |d| &d.document, |d, text| d.document = text)}
            {text("issuer", t.issuer, |d| &d.issuer, |d, text| d.issuer = text)}
            {date("signed", t.signed_on, |d| d.signed_on, |d, day| d.signed_on = day)}
            {date("from", t.from, |d| d.from, |d, day| d.from = day)}
            {date("until", t.until, |d| d.until, |d, day| d.until = day)}
            {value}
            <label for=place_id.clone()>{t.place}</label>
            <Choice id=place_id options=places value=Signal::derive(move || draft.with(|d| d.place.clone())) on_set=on_place/>
            <Show when=move || draft.with(|draft| draft.place == "units")>
                <fieldset class="wide">
                    <legend>{t.these_units}</legend>
                    {desk.peek(|w| w.office().units.clone()).into_iter().map(|unit| {
                        let name = edit_words::unit_name(&unit, language);
                        let id = unit.id;
                        view! {
                            <label class="radio">
                                <input type="checkbox" on:change:target=move |event| {
                                    let chosen = event.target().checked();
                                    change(&|draft| {
                                        if chosen { draft.units.insert(id.clone()); } else { draft.units.remove(&id); }
                                    });
                                }/>
                                {name}
                            </label>
                        }
                    }).collect_view()}
                </fieldset>
            </Show>
        </div>
        <div role="status" data-role="local-outlook">{move || match outlook.get() {
            Outlook::None => ().into_any(),
            Outlook::Working(left) => view! { <p class="soft">{fill(t.working, &[&left])}</p> }.into_any(),
            Outlook::Refused(words) => view! { <p class="field-error">{words}</p> }.into_any(),
            Outlook::Done(days) => view! { <Foreseen days=*days/> }.into_any(),
        }}</div>
        <div class="toolbar">
            <button type="button" data-role="local-preview" on:click=preview>{t.preview}</button>
            <button
                type="button" class="primary" data-role="local-save"
                disabled=move || !matches!(outlook.get(), Outlook::Done(_))
                on:click=save
            >{t.save}</button>
            <button type="button" on:click=move |_| open.set(false)>{texts.cancel}</button>
        </div>
    }
}

fn places(language: Language) -> Vec<(String, String)> {
    let t = LocalTexts::of(language);
    let [everywhere, hardship, units] = LocalDraft::PLACES;
    let mut places = vec![
        (everywhere.to_owned(), t.everywhere.to_owned()),
        (hardship.to_owned(), t.hardship.to_owned()),
    ];
    places.extend(AreaClass::ALL.into_iter().map(|area| {
        (
            area.code().to_owned(),
            fill(t.in_area, &[&code_names::area_name(area, language)]),
        )
    }));
    places.push((units.to_owned(), t.these_units.to_owned()));
    places
}

/// Compares a slice and leaves the next one for later; a draft that was changed is left where it is.
fn look_ahead(
    desk: Desk,
    mut days: DaysCompared,
    mine: u64,
    turn: StoredValue<u64>,
    outlook: RwSignal<Outlook>,
) {
    if turn.try_get_value() != Some(mine) {
        return;
    }
    let left = desk.peek(|w| w.compare_some(&mut days, PREVIEW_SLICE));
    if left == 0 {
        outlook.set(Outlook::Done(Box::new(days)));
    } else {
        outlook.set(Outlook::Working(left));
        set_timeout(
            move || look_ahead(desk, days, mine, turn, outlook),
            Duration::ZERO,
        );
    }
}

/// Who would change, and how.
#[component]
fn Foreseen(days: DaysCompared) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = LocalTexts::of(language);
    let (count, on) = (days.found.changed.len(), verdict_words::day(days.after));
    if count == 0 {
        return view! { <p>{fill(t.nobody, &[&on])}</p> }.into_any();
    }
    let mut concerned = days.found.groups.into_values().flatten();
    let named: Vec<_> = concerned.by_ref().take(NAMED).collect();
    let more = concerned.count();
    view! {
        <p><strong>{fill(t.will_change, &[&count, &on])}</strong></p>
        <ul>
            {named.into_iter().map(|one| {
                let name = desk.peek(|w| w.dossier(one.id).map(|(dossier, _)| dossier.name.clone()));
                let verdict = |verdict: Option<crate::law::Verdict>| {
                    verdict.map_or("–", |verdict| code_names::verdict_name(verdict, language))
                };
                view! {
                    <li>
                        <a href=Route::Dossier(one.id).href()>{name.unwrap_or_default()}</a>
                        ": " {verdict(one.before)} " → " {verdict(one.after)}
                    </li>
                }
            }).collect_view()}
            {(more > 0).then(|| view! { <li class="soft">{fill(t.and_more, &[&more])}</li> })}
        </ul>
    }
    .into_any()
}

/// Carries the office's decisions to other offices, and theirs here.
#[component]
pub fn LocalPacks() -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = LocalTexts::of(language);
    let count = Memo::new(move |_| desk.read(|w| w.office().local.len()));
    let input = NodeRef::<leptos::html::Input>::new();
    let export = move |_| {
        let bytes = desk.peek(|w| encode_pack(&w.office().local));
        let name = format!(
            "{}-{}.json",
            t.file_stem,
            clock::now().format("%Y-%m-%d-%H%M")
        );
        files::hand_over(&name, "application/json", &bytes);
    };
    let import = move |file: web_sys::File| {
        leptos::task::spawn_local(async move {
            let Ok(bytes) = files::read(&file).await else {
                return desk.complain(fill(desk.texts().import_unreadable, &[&file.name()]));
            };
            let pack = match decode_pack(&bytes) {
                Ok(pack) => pack,
                Err(error) => {
                    let advice = local_words::pack_error(&error, language);
                    return desk.complain(format!("{} {}", advice.happened, advice.to_do));
                }
            };
            let mut all = desk.peek(|w| w.office().local.clone());
            let before = all.len();
            for decision in pack {
                if !all.contains(&decision) {
                    all.push(decision);
                }
            }
            let added = all.len() - before;
            match desk.run(Command::DecideLocally(all)) {
                Ok(()) => desk.say(fill(t.imported, &[&added])),
                Err(CommandError::Local(error)) => {
                    let advice = local_words::refusal(&error, language);
                    desk.complain(format!("{} {}", advice.happened, advice.to_do));
                }
                Err(error) => desk.complain(error.to_string()),
            }
        });
    };
    view! {
        <section class="panel">
            <h2>{t.heading}</h2>
            <p>{t.explain}</p>
            <div class="toolbar">
                <button type="button" data-role="local-export" disabled=move || count.get() == 0 on:click=export>{t.export}</button>
                <button type="button" on:click=move |_| {
                    if let Some(input) = input.get_untracked() {
                        input.click();
                    }
                }>{t.import}</button>
                <input
                    type="file" class="visually-hidden" tabindex="-1" aria-label=t.import accept=".json"
                    data-role="local-import" node_ref=input
                    on:change:target=move |event| {
                        if let Some(file) = event.target().files().and_then(|files| files.get(0)) {
                            import(file);
                        }
                        event.target().set_value("");
                    }
                />
            </div>
        </section>
    }
}
