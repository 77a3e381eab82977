//! The words of the result sheet: what applies and why, what would change a verdict and by when.

use super::verdict_words::{citation, day, missing, needed};
use super::{Language, fill};
use crate::law::{Criterion, CriterionAssessment, Needed, Reason, Verdict};
use crate::report::Receipt;
use chrono::NaiveDate;

texts! {
    /// The texts of the result sheet in one language.
    pub struct SheetTexts;

    open: "Phiếu kết quả", "Result sheet";
    heading: "Phiếu kết quả đối chiếu tiêu chuẩn chức danh", "Result sheet: the standard of the title";
    on_day: "Kết quả tại ngày {}", "Result on {}";
    person: "Họ và tên", "Name";
    birth: "Ngày sinh", "Birth";
    unit: "Đơn vị", "Unit";
    overall: "Kết luận", "Conclusion";
    criterion: "Tiêu chí", "Criterion";
    result: "Kết quả", "Result";
    found: "Hiện có", "Found";
    needed: "Yêu cầu", "Needed";
    source: "Căn cứ", "Source";
    change: "Để thay đổi kết quả", "What would change it";
    because: "vì ngày {} nằm trong thời gian này", "because {} lies in that time";
    version: "bản có hiệu lực từ {}", "version in force from {}";
    version_until: "bản có hiệu lực từ {} đến trước {}", "version in force from {} until before {}";
    print: "In phiếu", "Print";
    back: "Về hồ sơ", "Back to the dossier";
    receipt: "Mã đối chứng: {}", "Receipt: {}";
    receipt_parts: "Bộ quy tắc {} · chương trình {} · dữ liệu {} · ngày {}", "Rules {} · program {} · data {} · day {}";
    receipt_explain: "Cùng dữ liệu, cùng bộ quy tắc và cùng ngày thì luôn cho cùng mã này.", "The same data, rules and day always give this same number.";
    unchecked: "Quy tắc chưa được đối chiếu với văn bản gốc đăng Công báo.", "The rules have not been compared with the official gazette.";
    made_by: "Người lập phiếu", "Made by";
    head: "Thủ trưởng đơn vị", "Head of the unit";
    sign: "(ký, ghi rõ họ tên)", "(signature and name)";
    no_title: "Chưa ghi chức danh nên không có tiêu chuẩn nào để đối chiếu.", "No title is recorded, so there is no standard to hold against.";
    reach: "Sẽ đạt khi có: {}", "Met with: {}";
    reach_by: "Phải có trước ngày {}: {}", "To be had before {}: {}";
    enter: "Bổ sung vào hồ sơ: {}", "Enter in the dossier: {}";
    confirm: "Chờ người có trách nhiệm xác nhận quy định ({})", "A responsible person confirms the rule ({})";
    set: "Chờ {} quy định: {}", "{} sets: {}";
    fixed: "Không thay đổi được: tính tại ngày giữ chức vụ", "Cannot change: counted at the day when the post was taken";
    waits: "Đủ tuổi thì đạt", "Met on reaching the age";
    new_rule: "Chỉ khi có quy định mới", "Only a new rule";
    until_ends: "Quy định mới áp dụng từ {}", "A new rule applies from {}";
}

/// Which version was applied and why that one: `bản có hiệu lực từ … vì …`.
pub fn version(criterion: &CriterionAssessment, on: NaiveDate, language: Language) -> String {
    let t = SheetTexts::of(language);
    let span = match criterion.until {
        Some(until) => fill(t.version_until, &[&day(criterion.from), &day(until)]),
        None => fill(t.version, &[&day(criterion.from)]),
    };
    format!("{span}, {}", fill(t.because, &[&day(on)]))
}

/// What would change the verdict, and by when it must; for one that is satisfied, when the rule ends.
pub fn change(criterion: &CriterionAssessment, language: Language) -> String {
    let t = SheetTexts::of(language);
    let asked = || needed(&criterion.needed, language);
    match (&criterion.reason, criterion.verdict) {
        (_, Verdict::Unknown) => fill(t.enter, &[&missing(&criterion.missing, language)]),
        (Reason::NotConfirmed, _) => fill(t.confirm, &[&citation(&criterion.source, language)]),
        (Reason::LeftOpen(terms), _) => {
            let words: Vec<String> = terms
                .iter()
                .map(|term| {
                    let (by, says) = match language {
                        Language::Vi => (&term.decided_by.vi, &term.says.vi),
                        Language::En => (&term.decided_by.en, &term.says.en),
                    };
                    fill(t.set, &[by, says])
                })
                .collect();
            words.join("; ")
        }
        (Reason::WithinGrace(_), _) => match criterion.due {
            Some(due) => fill(t.reach_by, &[&day(due), &asked()]),
            None => fill(t.reach, &[&asked()]),
        },
        (_, Verdict::NotMet) => match criterion.criterion {
            Criterion::AgeAtFirstHolding => t.fixed.to_owned(),
            Criterion::MinimumAge => t.waits.to_owned(),
            _ if criterion.needed == Needed::Nothing => t.new_rule.to_owned(),
            _ => fill(t.reach, &[&asked()]),
        },
        _ => match criterion.until {
            Some(until) => fill(t.until_ends, &[&day(until)]),
            None => t.new_rule.to_owned(),
        },
    }
}

/// The receipt's parts, shortened as people compare them.
pub fn receipt_parts(receipt: &Receipt, language: Language) -> String {
    let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
    fill(
        SheetTexts::of(language).receipt_parts,
        &[
            &short(&receipt.rules),
            &receipt.engine,
            &short(&receipt.data),
            &day(receipt.on),
        ],
    )
}
