//! Words about what falls due for whom.

use super::code_names::title_name;
use super::retirement_words::{circumstance_name, ground_name, objection_words};
use super::verdict_words::{citation, day, in_language, missing, partial_date};
use super::{Language, fill};
use crate::law::{ConversionDoubt, ConversionDue, ConversionState, Retires};
use crate::plan::{AgendaEntry, AgendaKind, AgendaMatter, AgendaPart};

texts! {
    /// The calendar and the change of posts.
    pub struct CalendarTexts;
    title: "Lịch nghỉ hưu, chuyển đổi vị trí", "Calendar of retirement and conversion";
    explain: "Ai nghỉ hưu, ai đến hạn chuyển đổi vị trí công tác, theo từng tháng, tính từ ngày đánh giá. Đây là đề xuất để xem xét; không có gì tự thay đổi.", "Who retires and who is due for another post, month by month, from the day of judging. These are proposals; nothing changes by itself.";
    kind: "Loại việc", "Kind";
    kind_retirement: "Nghỉ hưu", "Retirement";
    kind_conversion: "Chuyển đổi vị trí", "Conversion";
    span: "Trong", "Within";
    span_months: "{} tháng tới", "the next {} months";
    part_overdue: "Đã đến hạn", "Overdue";
    part_overdue_explain: "Đã đến hoặc quá hạn vào ngày đánh giá.", "The day has come or passed on the day of judging.";
    part_coming: "Sắp tới", "Coming";
    part_unsettled: "Chưa kết luận được", "Not settled";
    part_unsettled_explain: "Quy định hoặc cơ quan còn để ngỏ; phần mềm không tự quyết.", "The law or the office leaves something open; the program does not decide.";
    part_excluded: "Chưa hoặc không phải chuyển đổi", "Not moved, or not yet";
    part_excluded_explain: "Luật cho chưa chuyển đổi hoặc không chuyển đổi, kèm lý do.", "The law spares these people, with the reason.";
    part_unknown: "Thiếu dữ liệu", "Facts missing";
    part_unknown_explain: "Bổ sung dữ kiện còn thiếu trong hồ sơ thì sẽ tính được.", "Add the missing fact to the dossier.";
    month: "Tháng", "Month";
    day: "Ngày", "Day";
    what: "Việc", "What";
    reason: "Lý do, căn cứ", "Reason and source";
    none: "Không có ai.", "Nobody.";
    none_month: "Không có ai đến hạn trong thời gian này.", "Nobody falls due in this time.";
    retires: "Nghỉ hưu", "Retires";
    retires_by_age: "{} tuổi {} tháng ({})", "{} years {} months ({})";
    retires_decided: "{} ({})", "{} ({})";
    retires_range: "Chỉ biết năm sinh: trong khoảng {} – {}.", "Only the year of birth is known: {} – {}.";
    missing: "Còn thiếu {}.", "{} is missing.";
    converts: "Chuyển đổi vị trí: {}", "Conversion: {}";
    since: "Giữ từ {}; thời hạn {} tháng ({}).", "Held since {}; period {} months ({}).";
    since_range: "Giữ từ {}; thời hạn {}–{} tháng tuỳ lĩnh vực ({}): sớm nhất {}, muộn nhất {}.", "Held since {}; period {}–{} months by sector ({}): {} at the earliest, {} at the latest.";
    state_due: "Đã hết thời hạn.", "The period is over.";
    state_no_start: "Chưa ghi giữ vị trí từ khi nào.", "Nobody has entered since when the post is held.";
    state_not_yet: "Chưa chuyển đổi vì: {} ({}).", "Not moved yet: {} ({}).";
    state_not_at_all: "Không chuyển đổi: còn {} tháng đến tuổi nghỉ hưu, dưới {} tháng ({}).", "Not moved: {} months to retirement, fewer than {} ({}).";
    doubt_law: "{}.", "{}.";
    doubt_post: "Chưa chắc vị trí này thuộc danh mục phải chuyển đổi và không có danh sách nào của cơ quan nêu; cần đối chiếu phụ lục.", "It is not certain that this post is one of those, and no list of the office names it: please consult the annex.";
    doubt_period: "Đã qua thời hạn ngắn nhất nhưng chưa hết thời hạn dài nhất: cần nhập thời hạn của lĩnh vực.", "The shortest period is over, the longest is not: please enter the period of the sector.";
    doubt_remark: "Danh sách ghi “{}”: cần xác định có thuộc trường hợp chưa chuyển đổi hay không.", "The list remarks “{}”: please decide whether it is a reason to wait.";
    periods: "Thời hạn giữ vị trí", "Time in a post";
    periods_explain: "Từ 20/12/2013 luật chỉ nêu khoảng 2–5 năm, từng lĩnh vực quy định cụ thể. Nhập số tháng và số văn bản thì lịch tính theo đó.", "Since 20 December 2013 the law gives 2 to 5 years and each sector sets its own. Enter the months and the text, and the calendar follows.";
    period_months: "Số tháng", "Months";
    period_document: "Văn bản quy định", "Text that sets it";
    period_refused: "Số tháng phải từ {} đến {} theo quy định tại ngày đánh giá.", "The law of the day of judging allows {} to {} months.";
    period_not_number: "Số tháng phải là số nguyên, ví dụ 36.", "Write the months as a whole number, such as 36.";
    people: "{} người", "{} people";
}

/// The name of a kind of entry.
pub fn kind_name(kind: AgendaKind, language: Language) -> &'static str {
    let t = CalendarTexts::of(language);
    match kind {
        AgendaKind::Retirement => t.kind_retirement,
        AgendaKind::Conversion => t.kind_conversion,
    }
}

/// The name of a part of the calendar and what it means.
pub fn part_names(part: AgendaPart, language: Language) -> (&'static str, &'static str) {
    let t = CalendarTexts::of(language);
    match part {
        AgendaPart::Overdue => (t.part_overdue, t.part_overdue_explain),
        AgendaPart::Coming => (t.part_coming, t.explain),
        AgendaPart::Unsettled => (t.part_unsettled, t.part_unsettled_explain),
        AgendaPart::Excluded => (t.part_excluded, t.part_excluded_explain),
        AgendaPart::Unknown => (t.part_unknown, t.part_unknown_explain),
    }
}

/// What falls due, in a few words.
pub fn what(entry: &AgendaEntry, language: Language) -> String {
    let t = CalendarTexts::of(language);
    match &entry.matter {
        AgendaMatter::Retirement(_) | AgendaMatter::RetirementUnknown(_) => t.retires.to_owned(),
        AgendaMatter::Conversion(due) => fill(t.converts, &[&title_name(due.title, language)]),
    }
}

/// Why it falls due, or why that cannot be said, with the source.
pub fn reason(entry: &AgendaEntry, language: Language) -> String {
    let t = CalendarTexts::of(language);
    match &entry.matter {
        AgendaMatter::RetirementUnknown(facts) => fill(t.missing, &[&missing(facts, language)]),
        AgendaMatter::Retirement(retires) => {
            let due = retires.legal.earliest();
            let mut words = match (retires.decision, retires.legal) {
                (Some(decision), _) => fill(
                    t.retires_decided,
                    &[&ground_name(decision.ground, language), &decision.document],
                ),
                (None, Retires::Between(first, last)) => fill(
                    t.retires_range,
                    &[
                        &first.retirement_date().map(day).unwrap_or_default(),
                        &last.retirement_date().map(day).unwrap_or_default(),
                    ],
                ),
                (None, Retires::At(_)) => fill(
                    t.retires_by_age,
                    &[
                        &(due.age_months / 12).to_string(),
                        &(due.age_months % 12).to_string(),
                        &citation(&due.version.source, language),
                    ],
                ),
            };
            if let Some(objection) = &retires.objection {
                words.push_str(". ");
                words.push_str(&objection_words(objection, language));
            }
            words
        }
        AgendaMatter::Conversion(due) => conversion(due, language),
    }
}

/// Why a post is to change hands, or why not, with the source.
pub fn conversion(due: &ConversionDue, language: Language) -> String {
    let t = CalendarTexts::of(language);
    let source = match due.own {
        Some(own) if !own.document.is_empty() => own.document.clone(),
        _ => citation(&due.version.source, language),
    };
    let mut sentences = Vec::new();
    if let (Some(since), Some(first), Some(last)) = (due.since, due.first, due.last) {
        let since = partial_date(since, language);
        let (least, most) = (due.period.least.to_string(), due.period.most.to_string());
        sentences.push(if least == most {
            fill(t.since, &[&since, &most, &source])
        } else {
            fill(
                t.since_range,
                &[&since, &least, &most, &source, &day(first), &day(last)],
            )
        });
    }
    sentences.extend(state(due, language));
    sentences.join(" ")
}

fn state(due: &ConversionDue, language: Language) -> Option<String> {
    let t = CalendarTexts::of(language);
    let version = due.version;
    Some(match &due.state {
        ConversionState::NotDue => return None,
        ConversionState::Due => t.state_due.to_owned(),
        ConversionState::NoStart => t.state_no_start.to_owned(),
        ConversionState::NotYet(kinds) => {
            let names: Vec<_> = kinds
                .iter()
                .map(|kind| circumstance_name(*kind, language).to_lowercase())
                .collect();
            let source = citation(&version.not_yet.source, language);
            fill(t.state_not_yet, &[&names.join(", "), &source])
        }
        ConversionState::NotAtAll(left) => fill(
            t.state_not_at_all,
            &[
                &left.max(&0).to_string(),
                &version.not_at_all.months_to_retirement.to_string(),
                &citation(&version.not_at_all.source, language),
            ],
        ),
        ConversionState::Unsettled(doubt) => match doubt {
            ConversionDoubt::Law => {
                let says = version
                    .open
                    .as_ref()
                    .map(|open| in_language(open, language));
                fill(t.doubt_law, &[&says.unwrap_or_default()])
            }
            ConversionDoubt::Post => t.doubt_post.to_owned(),
            ConversionDoubt::Period => t.doubt_period.to_owned(),
            ConversionDoubt::Remark => fill(t.doubt_remark, &[&due.remark]),
        },
    })
}
