//! The words of the training plan: priorities, reasons, how good it is, what one more would bring.

use chrono::{Datelike, NaiveDate};

use super::{Language, fill, verdict_words};
use crate::domain::{
    AdjustmentKind, CourseDemand, Hindrance, Ladder, LeftOut, Office, PlanLine, PlanState,
    Priority, ProfessionalLevel,
};
use crate::plan::{Catalogue, Scarce};
use crate::text::{code_names, edit_words};

texts! {
    /// Parts of sentences about a plan.
    pub struct PlanWords;

    intake: "đợt {}", "intake {}";
    priority_none: "không có ưu tiên riêng", "no priority of its own";
    priority_list: "ưu tiên: {}", "priority: {}";
    by_hand: "chọn bằng tay", "chosen by hand";
    to_check: "cần kiểm tra: {}", "to be checked: {}";
    late: "học muộn, {}: {}", "late, {}: {}";
    good: "trong vòng {} % so với phương án tốt nhất có thể", "within {} % of the best possible";
    best: "phương án tốt nhất có thể, đã chứng minh", "the best possible, proven";
    no_course: "không có lớp nào trong danh mục, hoặc cơ quan không mở lớp này", "the catalogue has no course for it, or the office sends nobody";
    not_eligible: "chưa đủ điều kiện vào lớp trong suốt kỳ kế hoạch: {}", "not eligible on any day of the plan: {}";
    retires: "sẽ nghỉ hưu trước khi kịp học xong và phục vụ tiếp{}{}", "would retire before the course is over and served for{}{}";
    retires_on: " (nghỉ hưu từ {})", " (retires on {})";
    retires_short: ", thiếu khoảng {} tháng", ", about {} months short";
    plan_short: "khoá học kết thúc sau kỳ kế hoạch, thiếu khoảng {} tháng", "the course ends after the plan, about {} months short";
    not_offered: "không đợt nào có chỗ hoặc có tiền cho dù chỉ một người", "no intake has a seat or money for even one person";
    first_not_offered: "phải học trước {}, lớp này không có đợt nào", "{} must come first and is not offered";
    first_left_out: "phải học trước {}, lớp này chưa xếp được", "{} must come first and is not in the plan";
    seats_full: "hết chỗ: {}", "seats are full: {}";
    money_spent: "hết kinh phí: {}", "the money is spent: {}";
    unit_away: "đơn vị đã đủ số người vắng cùng lúc: {}", "the unit has as many away as it can spare: {}";
    own_course: "trùng thời gian với lớp {} của chính người này", "takes the time of the same person's {}";
    own_course_under_way: "trùng thời gian với lớp đang học", "takes the time of a course under way";
    forbidden: "đã loại bằng tay, hoặc chưa đủ điều kiện vào lớp ở các đợt có mở", "ruled out by hand, or not eligible in the intakes offered";
    pinned: "đợt học đã được chọn bằng tay", "the intake was chosen by hand";
    time_up: "chưa xét tới vì dừng tính sớm; tính lại lâu hơn", "not looked at because the search was stopped; let it run longer";
    too_many: "quá nhiều nhu cầu cho một người", "too many needs for one person";
    seat_of: "1 chỗ ở lớp {}, {}", "1 seat in {}, {}";
    million_in: "1 triệu đồng, {}", "1 million đồng, {}";
    absence_of: "1 người vắng ở {}, {}", "1 person away from {}, {}";
    no_unit: "(chưa rõ đơn vị)", "(unit not known)";
    age_from: "từ {} tuổi trở lên", "aged {} or more";
    age_until: "không quá {} tuổi", "aged {} or less";
    level_from: "trình độ {} trở lên", "{} or higher";
    service: "công tác từ {} năm", "{} years of service";
    good_years: "{} năm liền kề hoàn thành tốt trở lên", "rated good or better in the {} latest years";
}

/// The priority's name.
pub fn priority_name(priority: Priority, language: Language) -> &'static str {
    match (priority, language) {
        (Priority::LegalDeadline, Language::Vi) => "quá hạn hoặc sắp đến hạn theo quy định",
        (Priority::LegalDeadline, Language::En) => "overdue or due by law",
        (Priority::KeyPost, Language::Vi) => "chức danh chủ chốt",
        (Priority::KeyPost, Language::En) => "key post",
        (Priority::PlannedSuccessor, Language::Vi) => "trong quy hoạch",
        (Priority::PlannedSuccessor, Language::En) => "planned successor",
        (Priority::Young, Language::Vi) => "cán bộ trẻ",
        (Priority::Young, Language::En) => "young",
        (Priority::Woman, Language::Vi) => "nữ",
        (Priority::Woman, Language::En) => "woman",
        (Priority::EthnicMinority, Language::Vi) => "dân tộc thiểu số",
        (Priority::EthnicMinority, Language::En) => "ethnic minority",
        (Priority::YearsLeft, Language::Vi) => "còn nhiều năm công tác",
        (Priority::YearsLeft, Language::En) => "many years left",
    }
}

/// The state's name.
pub fn state_name(state: PlanState, language: Language) -> &'static str {
    match (state, language) {
        (PlanState::Draft, Language::Vi) => "dự thảo",
        (PlanState::Draft, Language::En) => "draft",
        (PlanState::Proposed, Language::Vi) => "đã trình",
        (PlanState::Proposed, Language::En) => "proposed",
        (PlanState::Approved, Language::Vi) => "đã duyệt",
        (PlanState::Approved, Language::En) => "approved",
        (PlanState::Running, Language::Vi) => "đang thực hiện",
        (PlanState::Running, Language::En) => "running",
        (PlanState::Closed, Language::Vi) => "đã kết thúc",
        (PlanState::Closed, Language::En) => "closed",
    }
}

/// What an adjustment did.
pub fn adjustment_name(kind: AdjustmentKind, language: Language) -> &'static str {
    match (kind, language) {
        (AdjustmentKind::Added, Language::Vi) => "thêm",
        (AdjustmentKind::Added, Language::En) => "added",
        (AdjustmentKind::Withdrawn, Language::Vi) => "rút",
        (AdjustmentKind::Withdrawn, Language::En) => "withdrawn",
    }
}

/// What a demand of a course asks about.
pub fn demand_name(demand: CourseDemand, language: Language) -> &'static str {
    match (demand, language) {
        (CourseDemand::AgeFrom | CourseDemand::AgeUntil, Language::Vi) => "tuổi",
        (CourseDemand::AgeFrom | CourseDemand::AgeUntil, Language::En) => "age",
        (CourseDemand::PartyMember, Language::Vi) => "là đảng viên",
        (CourseDemand::PartyMember, Language::En) => "Party membership",
        (CourseDemand::ProfessionalLevel, Language::Vi) => "trình độ chuyên môn",
        (CourseDemand::ProfessionalLevel, Language::En) => "professional level",
        (CourseDemand::ServiceYears, Language::Vi) => "thời gian công tác",
        (CourseDemand::ServiceYears, Language::En) => "years of service",
        (CourseDemand::GoodYears, Language::Vi) => "xếp loại các năm gần nhất",
        (CourseDemand::GoodYears, Language::En) => "ratings of the latest years",
    }
}

/// The intake that begins on the day: `đợt 07/2018`.
pub fn intake(day: NaiveDate, language: Language) -> String {
    let month = format!("{:02}/{}", day.month(), day.year());
    fill(PlanWords::of(language).intake, &[&month])
}

/// The course's name in the catalogue, or what it is called in the plan where the catalogue has it no more.
pub fn course_name(catalogue: &Catalogue, id: &str, language: Language) -> String {
    let course = catalogue.course(id);
    course.map_or_else(
        || id.to_owned(),
        |course| verdict_words::in_language(&course.name, language).to_owned(),
    )
}

/// Why the person is in the plan: priorities in order, what was done by hand, what is to be checked.
pub fn line_reason(line: &PlanLine, language: Language) -> String {
    let t = PlanWords::of(language);
    let names = |list: Vec<&str>| list.join(", ");
    let mut parts = Vec::new();
    if line.by_hand {
        parts.push(t.by_hand.to_owned());
    }
    let priorities: Vec<&str> = line
        .priorities
        .iter()
        .map(|priority| priority_name(*priority, language))
        .collect();
    parts.push(if priorities.is_empty() {
        t.priority_none.to_owned()
    } else {
        fill(t.priority_list, &[&names(priorities)])
    });
    if !line.to_check.is_empty() {
        let demands = line.to_check.iter();
        let demands = demands.map(|demand| demand_name(*demand, language));
        parts.push(fill(t.to_check, &[&names(demands.collect())]));
    }
    parts.join("; ")
}

/// What stands in the way, with the intakes, the other course or the condition.
pub fn left_out_reason(left: &LeftOut, catalogue: &Catalogue, language: Language) -> String {
    let t = PlanWords::of(language);
    let intakes = || {
        let list = left.intakes.iter();
        let list: Vec<_> = list.map(|day| intake(*day, language)).collect();
        list.join(", ")
    };
    let other = left
        .other
        .as_ref()
        .map(|id| course_name(catalogue, id, language));
    let number = left.number.unwrap_or(0);
    let reason = match left.hindrance {
        Hindrance::NoCourse => t.no_course.to_owned(),
        Hindrance::NotEligible => fill(t.not_eligible, &[&demand(left, language)]),
        Hindrance::RetiresTooSoon => {
            let on = left.retires.map_or_else(String::new, |day| {
                fill(t.retires_on, &[&verdict_words::day(day)])
            });
            let short = left
                .number
                .map_or_else(String::new, |months| fill(t.retires_short, &[&months]));
            fill(t.retires, &[&on, &short])
        }
        Hindrance::PlanTooShort => fill(t.plan_short, &[&number]),
        Hindrance::NotOffered => t.not_offered.to_owned(),
        Hindrance::FirstCourseNotOffered => {
            fill(t.first_not_offered, &[&other.unwrap_or_default()])
        }
        Hindrance::FirstCourseLeftOut => fill(t.first_left_out, &[&other.unwrap_or_default()]),
        Hindrance::SeatsFull => fill(t.seats_full, &[&intakes()]),
        Hindrance::MoneySpent => fill(t.money_spent, &[&intakes()]),
        Hindrance::UnitAway => fill(t.unit_away, &[&intakes()]),
        Hindrance::OwnCourse => match other {
            Some(other) => fill(t.own_course, &[&other]),
            None => t.own_course_under_way.to_owned(),
        },
        Hindrance::Forbidden => t.forbidden.to_owned(),
        Hindrance::Pinned => t.pinned.to_owned(),
        Hindrance::TimeUp => t.time_up.to_owned(),
        Hindrance::TooManyNeeds => t.too_many.to_owned(),
    };
    match left.planned {
        Some(day) => fill(t.late, &[&intake(day, language), &reason]),
        None => reason,
    }
}

/// The condition that is not met, in words.
fn demand(left: &LeftOut, language: Language) -> String {
    let t = PlanWords::of(language);
    let number = left.number.unwrap_or(0);
    match left.demand {
        Some(CourseDemand::AgeFrom) => fill(t.age_from, &[&number]),
        Some(CourseDemand::AgeUntil) => fill(t.age_until, &[&number]),
        Some(CourseDemand::ServiceYears) => fill(t.service, &[&number]),
        Some(CourseDemand::GoodYears) => fill(t.good_years, &[&number]),
        Some(CourseDemand::ProfessionalLevel) => {
            let level = ProfessionalLevel::ALL.get(number as usize).copied();
            let level = level.unwrap_or(ProfessionalLevel::None);
            let name = code_names::professional_level_name(level, language);
            fill(t.level_from, &[&name])
        }
        Some(other) => demand_name(other, language).to_owned(),
        None => String::new(),
    }
}

/// How good the plan is: `trong vòng 0,4 % so với phương án tốt nhất có thể`.
///
/// The share is rounded up, so that it never promises too much.
pub fn how_good(gap: f64, language: Language) -> String {
    let t = PlanWords::of(language);
    let tenths = (gap.clamp(0.0, 1.0) * 1000.0 - 1e-9).ceil().max(0.0);
    if gap <= 1e-6 {
        return t.best.to_owned();
    }
    fill(t.good, &[&decimal(tenths / 10.0, 1, language)])
}

/// A number with so many decimals: `3,5`, `3.5`.
pub fn decimal(value: f64, decimals: usize, language: Language) -> String {
    let text = format!("{value:.decimals$}");
    match language {
        Language::Vi => text.replace('.', ","),
        Language::En => text,
    }
}

/// Money in million đồng, with a decimal only where it has one: `12,5`.
pub fn millions(dong: u64, language: Language) -> String {
    let whole = super::number(dong / 1_000_000, language);
    match dong % 1_000_000 / 1_000 {
        0 => whole,
        thousands => {
            let mark = match language {
                Language::Vi => ',',
                Language::En => '.',
            };
            let decimals = format!("{thousands:03}");
            format!("{whole}{mark}{}", decimals.trim_end_matches('0'))
        }
    }
}

/// One more of what, and when.
pub fn scarce(
    of: &Scarce,
    period: NaiveDate,
    office: &Office,
    catalogue: &Catalogue,
    language: Language,
) -> String {
    let t = PlanWords::of(language);
    let when = intake(period, language);
    match of {
        Scarce::Seat(course) => {
            let name = course_name(catalogue, course, language);
            fill(t.seat_of, &[&name, &when])
        }
        Scarce::Million => fill(t.million_in, &[&when]),
        Scarce::Absence(unit) => {
            let unit = unit.as_ref().and_then(|id| office.unit(id));
            let name = unit.map_or_else(
                || t.no_unit.to_owned(),
                |unit| edit_words::unit_name(unit, language),
            );
            fill(t.absence_of, &[&name, &when])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CourseKind, DossierId};

    fn left(hindrance: Hindrance) -> LeftOut {
        LeftOut::new(DossierId([1; 16]), CourseKind::PtIntermediate, hindrance)
    }

    #[test]
    fn every_hindrance_says_what_it_is() {
        let catalogue = Catalogue::embedded().unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for hindrance in Hindrance::ALL {
            for language in [Language::Vi, Language::En] {
                let words = left_out_reason(&left(*hindrance), &catalogue, language);
                assert!(!words.is_empty() && !words.contains("{}"), "{words}");
                assert!(seen.insert(words.clone()), "{words}");
            }
        }
        let full = LeftOut {
            intakes: vec!["2027-01-01".parse().unwrap(), "2027-07-01".parse().unwrap()],
            ..left(Hindrance::SeatsFull)
        };
        assert_eq!(
            left_out_reason(&full, &catalogue, Language::Vi),
            "hết chỗ: đợt 01/2027, đợt 07/2027"
        );
        let old = LeftOut {
            demand: Some(CourseDemand::ProfessionalLevel),
            number: Some(3),
            ..left(Hindrance::NotEligible)
        };
        let words = left_out_reason(&old, &catalogue, Language::Vi).to_lowercase();
        assert!(words.contains("cao đẳng"), "{words}");
    }

    #[test]
    fn how_good_never_promises_too_much() {
        let words = |gap| how_good(gap, Language::Vi);
        assert_eq!(
            words(0.004),
            "trong vòng 0,4 % so với phương án tốt nhất có thể"
        );
        assert!(words(0.00401).contains("0,5 %"));
        assert!(words(0.0001).contains("0,1 %"));
        assert_eq!(words(0.0), PlanWords::of(Language::Vi).best);
        assert!(words(1.0).contains("100,0 %"));
    }

    #[test]
    fn money_is_told_in_millions() {
        for (dong, words) in [
            (0, "0"),
            (12_000_000, "12"),
            (12_500_000, "12,5"),
            (1_234_005_000, "1.234,005"),
        ] {
            assert_eq!(millions(dong, Language::Vi), words);
        }
    }
}
