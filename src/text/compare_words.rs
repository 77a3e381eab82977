//! What changed between two days or two sets of rules, and because of which rule.

use super::verdict_words::{citation, day};
use super::{Language, fill};
use crate::report::{Cause, Change, RuleChange, RuleUsed};

texts! {
    /// The texts of the comparison in one language.
    pub struct CompareTexts;

    rule: "Áp dụng {} thay cho {}", "{} applies in place of {}";
    begins: "Bắt đầu có quy định: {}", "A rule begins: {}";
    ends: "Không còn quy định nào; trước đó là {}", "No rule any more; before it was {}";
    deadline: "Hết thời hạn mà {} để lại", "The time left by {} is over";
    day: "Vẫn là {}, nhưng kết quả thay đổi theo ngày", "Still {}, but the day makes the difference";
    in_force: "{}, hiệu lực từ {}", "{}, in force from {}";
    in_force_until: "{}, hiệu lực từ {} đến trước {}", "{}, in force from {} until before {}";
    nothing: "chưa có quy định", "no rule";
}

/// The version of a rule: its place in the law and its time in force.
pub fn rule_used(rule: &RuleUsed, language: Language) -> String {
    let t = CompareTexts::of(language);
    let at = citation(&rule.source, language);
    match rule.until {
        Some(until) => fill(t.in_force_until, &[&at, &day(rule.from), &day(until)]),
        None => fill(t.in_force, &[&at, &day(rule.from)]),
    }
}

fn why(
    cause: Cause,
    before: Option<&RuleUsed>,
    after: Option<&RuleUsed>,
    language: Language,
) -> String {
    let t = CompareTexts::of(language);
    let name = |rule: Option<&RuleUsed>| {
        rule.map_or_else(|| t.nothing.to_owned(), |rule| rule_used(rule, language))
    };
    match cause {
        Cause::Rule => fill(t.rule, &[&name(after), &name(before)]),
        Cause::Begins => fill(t.begins, &[&name(after)]),
        Cause::Ends => fill(t.ends, &[&name(before)]),
        Cause::DeadlinePassed => fill(t.deadline, &[&name(before)]),
        Cause::Day => fill(t.day, &[&name(after)]),
    }
}

/// Why one verdict is another one.
pub fn because(change: &Change, language: Language) -> String {
    let (before, after) = (
        change.before.as_ref().map(RuleUsed::from),
        change.after.as_ref().map(RuleUsed::from),
    );
    why(change.cause, before.as_ref(), after.as_ref(), language)
}

/// Why the verdicts of a group are others.
pub fn group_because(group: &RuleChange, language: Language) -> String {
    why(
        group.cause,
        group.before.as_ref(),
        group.after.as_ref(),
        language,
    )
}
