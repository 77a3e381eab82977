//! A field for dates as clerks type them, which says what it understood.

use leptos::prelude::*;

use crate::domain::{PartialDate, typed_date};
use crate::text::fill;
use crate::ui::desk::use_desk;

/// A text field for a full or partial date; what is no date is refused with words and changes nothing.
#[component]
pub fn DateInput(
    /// The field's id, for its label.
    #[prop(into)]
    id: String,
    /// The date kept.
    #[prop(into)]
    value: Signal<Option<PartialDate>>,
    /// Takes the new date; nothing when the field was emptied.
    on_set: Callback<Option<PartialDate>>,
) -> impl IntoView {
    let t = use_desk().texts();
    let wrong = RwSignal::new(None::<String>);
    let shown = Memo::new(move |_| {
        value
            .get()
            .map(PartialDate::to_vietnamese)
            .unwrap_or_default()
    });
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <span>
            <input
                type="text"
                id=id
                autocomplete="off"
                size="11"
                placeholder=t.date_hint
                title=t.date_hint
                prop:value=shown
                aria-invalid=move || wrong.get().is_some().then_some("true")
                aria-describedby=described
                on:change:target=move |event| {
                    let typed = event.target().value();
                    match typed_date(&typed) {
                        _ if typed.trim().is_empty() => {
                            wrong.set(None);
                            on_set.run(None);
                        }
                        Some(date) => {
                            wrong.set(None);
                            event.target().set_value(&date.to_vietnamese());
                            on_set.run(Some(date));
                        }
                        None => wrong.set(Some(typed)),
                    }
                }
            />
            <span id=error_id role="alert">
                {move || wrong.get().map(|typed| view! {
                    <p class="field-error">{fill(t.date_wrong, &[&typed])}</p>
                })}
            </span>
        </span>
    }
}
