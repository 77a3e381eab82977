//! What changed between two days or two sets of rules, and because of which rule.

use super::verdict_words::{citation, day};
use super::{Language, fill};
use crate::report::{Cause, Change, RuleChange, RuleUsed};

texts! {
    /// The texts of the comparison in one language.
    pub struct CompareTexts;

    title: "So sánh hai ngày", "Compare two days";
    explain: "Đánh giá mọi người theo quy định của hai ngày và cho biết ai có kết quả khác, vì quy định nào.", "Judges everybody by the rules of two days and shows whose result differs, and because of which rule.";
    before_day: "Ngày thứ nhất", "First day";
    after_day: "Ngày thứ hai", "Second day";
    before: "Ngày thứ nhất", "First day";
    after: "Ngày thứ hai", "Second day";
    working: "Đang so sánh, còn {} người…", "Comparing, {} people to go…";
    nothing_changed: "Đã so sánh {} người: không ai có kết quả khác giữa hai ngày.", "{} people compared: nobody's result differs between the two days.";
    summary: "Tóm tắt", "Summary";
    counts: "Đã so sánh {} người: {} người có kết quả khác, {} người không đổi.", "{} people compared: {} differ, {} do not.";
    overall: "Kết quả chung của chức danh có thay đổi", "Overall result of the titles that changed";
    titles_held: "Số chức danh", "Titles held";
    by_rule: "Theo quy định thay đổi", "By the rule that changed";
    changes: "{} kết quả khác", "{} results differ";
    person: "Họ và tên", "Name";
    title_held: "Chức danh", "Title";
    unit: "Đơn vị", "Unit";
    criterion: "Tiêu chí", "Criterion";
    why: "Vì sao", "Why";
    source_before: "Căn cứ ngày thứ nhất", "Source on the first day";
    source_after: "Căn cứ ngày thứ hai", "Source on the second day";
    more: "Hiện thêm (còn {})", "Show more ({} left)";
    export: "Xuất Excel", "Export to Excel";
    file_stem: "so-sanh-hai-ngay", "two-days-compared";
    table_title: "Kết quả khác nhau giữa ngày {} và ngày {}", "Results that differ between {} and {}";
    rule: "Áp dụng {} thay cho {}", "{} applies in place of {}";
    begins: "Bắt đầu có quy định: {}", "A rule begins: {}";
    ends: "Không còn quy định nào; trước đó là {}", "No rule any more; before it was {}";
    deadline: "Hết thời hạn mà {} để lại", "The time left by {} is over";
    local: "Quy định của địa phương theo {}", "A local decision by {}";
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
        Cause::Local => fill(t.local, &[&name(after)]),
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
