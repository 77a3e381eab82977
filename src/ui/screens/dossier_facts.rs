//! The editable fields of a dossier. A field hands over its value when it is left; every edit can be undone.

use leptos::prelude::*;

use crate::app::{Command, FieldEdit};
use crate::domain::{
    Dossier, DossierId, ForeignLanguageLevel, GeneralEducation, Informatics, Known, Ladder,
    MinorityLanguage, PartialDate, PoliticalTheory, ProfessionalLevel, Sex, StateManagement, Title,
    UnitId,
};
use crate::text::{Language, code_names, edit_words, fill};
use crate::ui::components::{Choice, DateInput, TextInput};
use crate::ui::desk::use_desk;

/// Code and name of each level, lowest first.
fn levels<L: Ladder>(
    name: fn(L, Language) -> &'static str,
    language: Language,
) -> Vec<(String, String)> {
    L::ALL
        .iter()
        .map(|level| (level.code().to_owned(), name(*level, language).to_owned()))
        .collect()
}

fn code<L: Ladder>(known: &Option<Known<L>>) -> String {
    known
        .as_ref()
        .map(|known| known.level.code().to_owned())
        .unwrap_or_default()
}

/// The words of the list, where they say more than the level's own name.
fn written<L: Ladder>(known: &Option<Known<L>>) -> Option<String> {
    let known = known.as_ref()?;
    (known.written != known.level.code()).then(|| known.written.clone())
}

/// The form.
#[component]
pub fn Facts(
    /// Whose it is.
    id: DossierId,
    /// The dossier as it is.
    dossier: Memo<Option<Dossier>>,
) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let problem = RwSignal::new(None::<&'static str>);
    let edit = move |edit: FieldEdit| {
        let done = desk.run(Command::Edit(id, edit));
        problem.set(done.err().map(|_| t.name_missing));
    };
    let text = move |look: fn(&Dossier) -> &String| {
        Signal::derive(move || {
            dossier
                .get()
                .as_ref()
                .map(look)
                .cloned()
                .unwrap_or_default()
        })
    };
    let date = move |look: fn(&Dossier) -> Option<PartialDate>| {
        Signal::derive(move || dossier.get().as_ref().and_then(look))
    };
    let choice = move |look: fn(&Dossier) -> String| {
        Signal::derive(move || dossier.get().as_ref().map(look).unwrap_or_default())
    };
    let note = move |look: fn(&Dossier) -> Option<String>| {
        move || {
            dossier.get().as_ref().and_then(look).map(|words| {
                view! {
                    <span class="field-note">" " {fill(t.as_written, &[&words])}</span>
                }
            })
        }
    };
    let units: Vec<(String, String)> = desk.peek(|w| {
        let unit =
            |unit: &crate::domain::Unit| (unit.id.0.clone(), edit_words::unit_name(unit, language));
        w.office().units.iter().map(unit).collect()
    });
    let yes_no = vec![
        ("1".to_owned(), t.yes.to_owned()),
        ("0".to_owned(), t.no.to_owned()),
    ];
    let flag = |code: &str| match code {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    };
    let language_name = move || {
        dossier
            .get_untracked()
            .and_then(|d| d.foreign_language)
            .map(|held| held.language)
    };
    view! {
        <div role="alert">{move || problem.get().map(|words| view! { <p class="field-error">{words}</p> })}</div>
        <div class="fields">
            <label for="f-name">{t.name}</label>
            <TextInput id="f-name" value=text(|d| &d.name) on_set=Callback::new(move |v| edit(FieldEdit::Name(v)))/>
            <label for="f-birth">{t.birth}</label>
            <DateInput id="f-birth" value=date(|d| d.birth) on_set=Callback::new(move |v| edit(FieldEdit::Birth(v)))/>
            <label for="f-sex">{t.sex}</label>
            <Choice
                id="f-sex"
                options=vec![("M".to_owned(), t.male.to_owned()), ("F".to_owned(), t.female.to_owned())]
                blank=t.not_chosen
                value=choice(|d| d.sex.map(Sex::code).unwrap_or_default().to_owned())
                on_set=Callback::new(move |v: String| edit(FieldEdit::Sex(Sex::from_code(&v))))
            />
            <label for="f-unit">{t.unit}</label>
            <Choice
                id="f-unit"
                options=units
                blank=t.not_chosen
                value=choice(|d| d.unit.as_ref().map(|unit| unit.0.clone()).unwrap_or_default())
                on_set=Callback::new(move |v: String| edit(FieldEdit::Unit((!v.is_empty()).then(|| UnitId(v.clone())))))
            />
            <div class="wide"><h3>{t.dossier_posts}</h3><Posts id dossier/></div>
            <label for="f-party">{t.field_party_joined}</label>
            <DateInput id="f-party" value=date(|d| d.party_joined) on_set=Callback::new(move |v| edit(FieldEdit::PartyJoined(v)))/>
            <label for="f-service">{t.field_service_started}</label>
            <DateInput id="f-service" value=date(|d| d.service_started) on_set=Callback::new(move |v| edit(FieldEdit::ServiceStarted(v)))/>
            <label for="f-general">{t.field_general_education}</label>
            <span>
                <Choice
                    id="f-general"
                    options=levels(code_names::general_education_name, language)
                    blank=t.not_chosen
                    value=choice(|d| code(&d.general_education))
                    on_set=Callback::new(move |v: String| edit(FieldEdit::GeneralEducation(GeneralEducation::from_code(&v))))
                />
                {note(|d| written(&d.general_education))}
            </span>
            <label for="f-professional">{t.field_professional_level}</label>
            <span>
                <Choice
                    id="f-professional"
                    options=levels(code_names::professional_level_name, language)
                    blank=t.not_chosen
                    value=choice(|d| code(&d.professional_level))
                    on_set=Callback::new(move |v: String| edit(FieldEdit::ProfessionalLevel(ProfessionalLevel::from_code(&v))))
                />
                {note(|d| written(&d.professional_level))}
            </span>
            <label for="f-field">{t.field_field}</label>
            <TextInput id="f-field" value=text(|d| &d.field) on_set=Callback::new(move |v| edit(FieldEdit::Field(v)))/>
            <label for="f-fits">{t.field_major_fits}</label>
            <Choice
                id="f-fits"
                options=yes_no
                blank=t.field_major_fits_office
                value=choice(|d| d.major_fits.map(|fits| if fits { "1" } else { "0" }).unwrap_or_default().to_owned())
                on_set=Callback::new(move |v: String| edit(FieldEdit::MajorFits(flag(&v))))
            />
            <label for="f-political">{t.field_political_theory}</label>
            <span>
                <Choice
                    id="f-political"
                    options=levels(code_names::political_theory_name, language)
                    blank=t.not_chosen
                    value=choice(|d| code(&d.political_theory))
                    on_set=Callback::new(move |v: String| edit(FieldEdit::PoliticalTheory(PoliticalTheory::from_code(&v))))
                />
                {note(|d| written(&d.political_theory))}
            </span>
            <label for="f-state">{t.field_state_management}</label>
            <span>
                <Choice
                    id="f-state"
                    options=levels(code_names::state_management_name, language)
                    blank=t.not_chosen
                    value=choice(|d| code(&d.state_management))
                    on_set=Callback::new(move |v: String| edit(FieldEdit::StateManagement(StateManagement::from_code(&v))))
                />
                {note(|d| written(&d.state_management))}
            </span>
            <label for="f-informatics">{t.field_informatics}</label>
            <span>
                <Choice
                    id="f-informatics"
                    options=levels(code_names::informatics_name, language)
                    blank=t.not_chosen
                    value=choice(|d| code(&d.informatics))
                    on_set=Callback::new(move |v: String| edit(FieldEdit::Informatics(Informatics::from_code(&v))))
                />
                {note(|d| written(&d.informatics))}
            </span>
            <label for="f-language">{t.field_foreign_language}</label>
            <span>
                <Choice
                    id="f-language"
                    options=levels(code_names::foreign_language_level_name, language)
                    blank=t.not_chosen
                    value=choice(|d| {
                        let level = d.foreign_language.as_ref().and_then(|held| held.level);
                        level.map(|level| level.code().to_owned()).unwrap_or_default()
                    })
                    on_set=Callback::new(move |v: String| {
                        let name = language_name().unwrap_or_else(|| "english".to_owned());
                        let level = ForeignLanguageLevel::from_code(&v);
                        edit(FieldEdit::ForeignLanguage(level.map(|level| (name.clone(), level))));
                    })
                />
                {note(|d| d.foreign_language.as_ref().map(|held| held.written.clone()))}
            </span>
            <label for="f-minority">{t.field_minority_language}</label>
            <Choice
                id="f-minority"
                options=levels(code_names::minority_language_name, language)
                blank=t.not_chosen
                value=choice(|d| code(&d.minority_language))
                on_set=Callback::new(move |v: String| edit(FieldEdit::MinorityLanguage(MinorityLanguage::from_code(&v))))
            />
            <label for="f-home">{t.field_home_place}</label>
            <TextInput id="f-home" value=text(|d| &d.home_place) on_set=Callback::new(move |v| edit(FieldEdit::HomePlace(v)))/>
            <label for="f-ethnicity">{t.field_ethnicity}</label>
            <TextInput id="f-ethnicity" value=text(|d| &d.ethnicity) on_set=Callback::new(move |v| edit(FieldEdit::Ethnicity(v)))/>
            <label for="f-note">{t.field_note}</label>
            <TextInput id="f-note" value=text(|d| &d.note) on_set=Callback::new(move |v| edit(FieldEdit::Note(v)))/>
            <label for="f-left">{t.field_left}</label>
            <span><input
                type="checkbox"
                id="f-left"
                prop:checked=move || dossier.get().is_some_and(|d| d.left)
                on:change:target=move |event| edit(FieldEdit::Left(event.target().checked()))
            /></span>
        </div>
    }
}

/// Titles held, each with its first day and whether it is held for the first time.
#[component]
fn Posts(id: DossierId, dossier: Memo<Option<Dossier>>) -> impl IntoView {
    let desk = use_desk();
    let t = desk.texts();
    let language = desk.language.get_untracked();
    let edit = move |edit: FieldEdit| {
        let _ = desk.run(Command::Edit(id, edit));
    };
    let titles = Memo::new(move |_| {
        dossier
            .get()
            .map(|d| d.posts.iter().map(|post| post.title).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let post = move |title: Title| {
        let name = code_names::title_name(title, language);
        let held = move || {
            dossier
                .get()
                .and_then(|d| d.posts.into_iter().find(|p| p.title == title))
        };
        let since = Signal::derive(move || held().and_then(|post| post.since));
        let first = Signal::derive(move || {
            let first = held().and_then(|post| post.first_time);
            first
                .map(|first| if first { "1" } else { "0" })
                .unwrap_or_default()
                .to_owned()
        });
        let code = title.code();
        view! {
            <fieldset>
                <legend>{name}</legend>
                <div class="fields">
                    <label for=format!("since-{code}")>{t.dossier_post_since}</label>
                    <DateInput
                        id=format!("since-{code}")
                        value=since
                        on_set=Callback::new(move |v| edit(FieldEdit::PostSince(title, v)))
                    />
                    <label for=format!("first-{code}")>{t.dossier_post_first}</label>
                    <Choice
                        id=format!("first-{code}")
                        options=vec![("1".to_owned(), t.yes.to_owned()), ("0".to_owned(), t.no.to_owned())]
                        blank=t.not_stated
                        value=first
                        on_set=Callback::new(move |v: String| edit(FieldEdit::PostFirstTime(title, match v.as_str() {
                            "1" => Some(true),
                            "0" => Some(false),
                            _ => None,
                        })))
                    />
                </div>
                <button
                    type="button"
                    class="plain"
                    aria-label=fill(t.dossier_post_remove, &[&name])
                    on:click=move |_| edit(FieldEdit::Post(title, false))
                >{fill(t.dossier_post_remove, &[&name])}</button>
            </fieldset>
        }
    };
    let others = Title::ALL
        .iter()
        .map(|title| {
            (
                title.code().to_owned(),
                code_names::title_name(*title, language).to_owned(),
            )
        })
        .collect();
    view! {
        <div>
            {move || {
                let words = dossier.get().map(|d| d.post_written).unwrap_or_default();
                (!words.is_empty()).then(|| view! {
                    <p class="field-note">{fill(t.dossier_post_written, &[&words])}</p>
                })
            }}
            <For each=move || titles.get() key=|title| *title children=post/>
            <label class="visually-hidden" for="add-title">{t.dossier_post_add}</label>
            <Choice
                id="add-title"
                options=others
                blank=t.dossier_post_add
                // Back to its first line after each choice.
                value=Signal::derive(move || { titles.track(); String::new() })
                on_set=Callback::new(move |code: String| {
                    if let Some(title) = Title::from_code(&code) {
                        edit(FieldEdit::Post(title, true));
                    }
                })
            />
        </div>
    }
}
