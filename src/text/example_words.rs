//! Examples beside the rules in words, and what a rule makes of them.

use super::code_names::{fact_name, title_name, verdict_name};
use super::verdict_words::{day, word_name};
use super::{Language, fill};
use crate::law::{Example, ExampleOutcome, FactKind, Verdict};

texts! {
    /// The texts of the examples in one language.
    pub struct ExampleTexts;

    all_hold: "{} ví dụ, tất cả đúng", "{} examples, all hold";
    some_broken: "{} ví dụ, {} ví dụ SAI", "{} examples, {} BROKEN";
    yes: "có", "yes";
    no: "không", "no";
    nothing: "chưa có quy định", "no rule";
    line: "{}, ngày {}: {}", "{}, on {}: {}";
    blank: "chưa có dữ liệu", "no data";
    broken: "Ví dụ “{}” (ngày {}) nay ra “{}”, trong khi phải là “{}”. Hãy xem lại quy tắc, hoặc quy định của địa phương áp dụng cho ví dụ này.", "Example “{}” (on {}) now comes to “{}” and should come to “{}”. Look at the rule again, or at the local decision that applies to it.";
}

fn verdict(verdict: Option<Verdict>, language: Language) -> &'static str {
    verdict.map_or(ExampleTexts::of(language).nothing, |verdict| {
        verdict_name(verdict, language)
    })
}

/// The facts of an example: title, day, and what is known.
pub fn facts(example: &Example, language: Language) -> String {
    let t = ExampleTexts::of(language);
    let known: Vec<String> = example
        .facts
        .iter()
        .map(|(fact, value)| {
            let value = match fact.kind() {
                FactKind::YesNo if value == "true" => t.yes.to_owned(),
                FactKind::YesNo => t.no.to_owned(),
                FactKind::Words => word_name(*fact, value, language),
                FactKind::Date => value.parse().map_or_else(
                    |_| value.clone(),
                    |date: crate::domain::PartialDate| date.to_vietnamese(),
                ),
                FactKind::Text => value.clone(),
            };
            format!("{}: {value}", fact_name(*fact, language))
        })
        .collect();
    let known = if known.is_empty() {
        t.blank.to_owned()
    } else {
        known.join("; ")
    };
    let title = example
        .title()
        .map_or("", |title| title_name(title, language));
    fill(t.line, &[&title, &day(example.on), &known])
}

/// What an example must come to.
pub fn expected(example: &Example, language: Language) -> &'static str {
    verdict(example.expected(), language)
}

/// What is wrong with an example that does not hold.
pub fn broken(example: &Example, outcome: &ExampleOutcome, language: Language) -> String {
    fill(
        ExampleTexts::of(language).broken,
        &[
            &example.name,
            &day(example.on),
            &verdict(outcome.found, language),
            &verdict(example.expected(), language),
        ],
    )
}
