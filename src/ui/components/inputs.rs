//! Fields that hand over their value when the user leaves them, never while a word is being composed.

use leptos::prelude::*;

/// A line of text.
#[component]
pub fn TextInput(
    /// The field's id, for its label.
    #[prop(into)]
    id: String,
    /// The text kept.
    #[prop(into)]
    value: Signal<String>,
    /// Takes the new text.
    on_set: Callback<String>,
) -> impl IntoView {
    let shown = Memo::new(move |_| value.get());
    view! {
        <input
            type="text"
            id=id
            autocomplete="off"
            prop:value=shown
            on:change:target=move |event| on_set.run(event.target().value())
        />
    }
}

/// A choice among named codes, with one for "not known" on top.
#[component]
pub fn Choice(
    /// The field's id, for its label.
    #[prop(into)]
    id: String,
    /// Code and name of each choice.
    options: Vec<(String, String)>,
    /// The name of the blank choice; nothing when there must be a choice.
    #[prop(optional)]
    blank: Option<&'static str>,
    /// The code kept; blank for not known.
    #[prop(into)]
    value: Signal<String>,
    /// Takes the new code; blank for not known.
    on_set: Callback<String>,
) -> impl IntoView {
    let shown = Memo::new(move |_| value.get());
    view! {
        <select id=id prop:value=shown on:change:target=move |event| on_set.run(event.target().value())>
            {blank.map(|name| view! { <option value="" selected=move || shown.get().is_empty()>{name}</option> })}
            {options.into_iter().map(|(code, name)| {
                let own = code.clone();
                view! { <option value=code selected=move || shown.get() == own>{name}</option> }
            }).collect_view()}
        </select>
    }
}
