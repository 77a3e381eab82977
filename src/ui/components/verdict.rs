//! A verdict as a sign and a word; the colour only repeats what they say.

use leptos::prelude::*;

use crate::law::Verdict;
use crate::text::code_names;
use crate::ui::desk::use_desk;

/// The sign of a verdict.
pub fn verdict_mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "✓",
        Verdict::NotMet => "✗",
        Verdict::Grace => "⧗",
        Verdict::Exempt => "○",
        Verdict::NotApplicable => "–",
        Verdict::Unknown => "?",
        Verdict::Unsettled => "§",
    }
}

/// The sign and the word of a verdict.
#[component]
pub fn VerdictBadge(
    /// The verdict.
    verdict: Verdict,
) -> impl IntoView {
    let language = use_desk().language.get_untracked();
    view! {
        <span class="verdict" data-verdict=verdict.code()>
            <span class="verdict-mark" aria-hidden="true">{verdict_mark(verdict)}</span>
            {code_names::verdict_name(verdict, language)}
        </span>
    }
}
