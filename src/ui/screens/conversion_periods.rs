//! How long a post is held before it changes hands, as the office enters it.

use leptos::prelude::*;

use crate::app::{Command, CommandError};
use crate::domain::{LocalPeriod, Title};
use crate::text::calendar_words::CalendarTexts;
use crate::text::{code_names, fill};
use crate::ui::components::TextInput;
use crate::ui::desk::use_desk;

/// The periods of the posts that change hands on the day of judging.
#[component]
pub fn ConversionPeriods() -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = CalendarTexts::of(language);
    let titles = Memo::new(move |_| {
        desk.read(|w| {
            let law = &w.library().calendar().conversion;
            let version = law.version_on(w.judged_on());
            version
                .map(|version| {
                    version
                        .posts
                        .iter()
                        .map(|post| post.title)
                        .collect::<Vec<_>>()
                })
                .unwrap_or_default()
        })
    });
    view! {
        <section class="panel" data-role="conversion-periods">
            <h2>{t.periods}</h2>
            <p class="soft">{t.periods_explain}</p>
            <For each=move || titles.get() key=|title| *title children=|title| view! { <PeriodForm title/> }/>
        </section>
    }
}

#[component]
fn PeriodForm(title: Title) -> impl IntoView {
    let desk = use_desk();
    let language = desk.language.get_untracked();
    let t = CalendarTexts::of(language);
    let refused = RwSignal::new(None::<String>);
    let kept =
        Memo::new(move |_| desk.read(|w| w.office().conversion_periods.get(&title).cloned()));
    let set = move |period: Option<LocalPeriod>| match desk
        .run(Command::SetConversionPeriod(title, period))
    {
        Err(CommandError::PeriodOutsideLaw { least, most }) => {
            refused.set(Some(fill(t.period_refused, &[&least, &most])));
        }
        _ => refused.set(None),
    };
    let set_months = move |text: String| {
        let document = kept.get_untracked().map(|p| p.document).unwrap_or_default();
        match text.trim() {
            "" => set(None),
            typed => match typed.parse() {
                Ok(months) => set(Some(LocalPeriod { months, document })),
                Err(_) => refused.set(Some(t.period_not_number.to_owned())),
            },
        }
    };
    let set_document = move |text: String| {
        if let Some(period) = kept.get_untracked() {
            set(Some(LocalPeriod {
                document: crate::domain::tidy(&text),
                ..period
            }));
        }
    };
    let code = title.code();
    view! {
        <h3>{code_names::title_name(title, language)}</h3>
        <div class="fields">
            <label for=format!("period-{code}")>{t.period_months}</label>
            <TextInput
                id=format!("period-{code}")
                value=Signal::derive(move || kept.get().map(|p| p.months.to_string()).unwrap_or_default())
                on_set=Callback::new(set_months)
            />
            <Show when=move || kept.get().is_some()>
                <label for=format!("period-document-{code}")>{t.period_document}</label>
                <TextInput
                    id=format!("period-document-{code}")
                    value=Signal::derive(move || kept.get().map(|p| p.document).unwrap_or_default())
                    on_set=Callback::new(set_document)
                />
            </Show>
        </div>
        <div role="alert">{move || refused.get().map(|words| view! { <p class="field-error">{words}</p> })}</div>
    }
}
