//! The examples beside each rule, and those that the rule breaks.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::LocalDecision;
use crate::law::{Example, ExampleOutcome};
use crate::text::example_words::{self, ExampleTexts};
use crate::text::fill;
use crate::ui::desk::{Desk, use_desk};

/// How many examples are judged between two chances of the page to answer.
const EXAMPLE_SLICE: usize = 60;

type ByRule = BTreeMap<String, Vec<(Arc<Example>, ExampleOutcome)>>;

/// The examples judged so far, by the key of the rule that decides them; made anew when a local
/// decision changes.
#[derive(Clone, Copy)]
pub struct Examples {
    by_rule: RwSignal<Arc<ByRule>>,
    all: StoredValue<Arc<Vec<Arc<Example>>>>,
    /// Counts the rounds: an earlier one is left where it is.
    turn: StoredValue<u64>,
    desk: Desk,
}

impl Examples {
    /// Judges all examples, for the views below to show.
    pub fn provide() {
        let desk = use_desk();
        let all = Example::embedded().into_iter().map(Arc::new).collect();
        let examples = Self {
            by_rule: RwSignal::new(Arc::default()),
            all: StoredValue::new(Arc::new(all)),
            turn: StoredValue::new(0),
            desk,
        };
        let local = Memo::new(move |_| desk.read(|w| w.office().local.clone()));
        Effect::new(move |_| {
            let mine = examples.turn.try_update_value(|turn| {
                *turn += 1;
                *turn
            });
            let local = Arc::new(local.get());
            examples.step(0, ByRule::new(), local, mine.unwrap_or_default());
        });
        provide_context(examples);
    }

    fn step(self, from: usize, mut found: ByRule, local: Arc<Vec<LocalDecision>>, mine: u64) {
        if self.turn.try_get_value() != Some(mine) {
            return;
        }
        let all = self.all.get_value();
        let slice = all.get(from..).unwrap_or_default();
        self.desk.peek(|w| {
            for example in slice.iter().take(EXAMPLE_SLICE) {
                let outcome = example.outcome(w.library(), &local);
                if let Some(rule) = &outcome.rule {
                    let of_rule = found.entry(rule.clone()).or_default();
                    of_rule.push((Arc::clone(example), outcome));
                }
            }
        });
        if slice.len() > EXAMPLE_SLICE {
            let next = from + EXAMPLE_SLICE;
            set_timeout(move || self.step(next, found, local, mine), Duration::ZERO);
        } else {
            self.by_rule.set(Arc::new(found));
        }
    }
}

/// The examples that a rule decides; those that it breaks stand first and are marked.
#[component]
pub fn ExamplesOf(
    /// The rule's key.
    rule: String,
) -> impl IntoView {
    let examples = expect_context::<Examples>();
    let language = use_desk().language.get_untracked();
    let t = ExampleTexts::of(language);
    move || {
        let by_rule = examples.by_rule.get();
        let of_rule = by_rule.get(&rule)?;
        let broken = of_rule.iter().filter(|(_, outcome)| !outcome.holds).count();
        let summary = if broken == 0 {
            fill(t.all_hold, &[&of_rule.len()])
        } else {
            fill(t.some_broken, &[&of_rule.len(), &broken])
        };
        let mut sorted: Vec<_> = of_rule.clone();
        sorted.sort_by_key(|(_, outcome)| outcome.holds);
        Some(view! {
            <details class="examples" data-broken=broken.to_string()>
                <summary>{if broken == 0 { "✓ " } else { "✗ " }} {summary}</summary>
                <ul>
                    {sorted.into_iter().map(|(example, outcome)| {
                        let wrong = (!outcome.holds)
                            .then(|| example_words::broken(&example, &outcome, language));
                        view! {
                            <li data-holds=outcome.holds.to_string()>
                                {if outcome.holds { "✓ " } else { "✗ " }}
                                {example.name.clone()} ": "
                                {example_words::facts(&example, language)} " → "
                                <strong>{example_words::expected(&example, language)}</strong>
                                {wrong.map(|words| view! { <p class="field-error">{words}</p> })}
                            </li>
                        }
                    }).collect_view()}
                </ul>
            </details>
        })
    }
}
