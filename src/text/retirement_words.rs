//! Words about retirement and about what moves it.

use chrono::NaiveDate;

use super::verdict_words::{citation, day, missing};
use super::{Language, fill};
use crate::domain::{CircumstanceKind, Dossier, ParsePartialDateError, RetirementGround};
use crate::law::{PersonRetirement, Retirement, RetirementObjection, Retires, YearOnly};

texts! {
    /// The panel of a person's retirement.
    pub struct RetirementTexts;
    title: "Nghỉ hưu", "Retirement";
    retires_on: "Nghỉ hưu từ ngày {}; làm việc đến hết ngày {}.", "Retires on {}; last day at work {}.";
    between: "Hồ sơ chỉ có năm sinh: nghỉ hưu trong khoảng từ {} đến {}. Hãy bổ sung tháng sinh.", "Only the year of birth is known: retires between {} and {}. Please add the month.";
    months_left: "Tính đến {} còn {} tháng công tác.", "On {}, {} months are left.";
    over: "Đến {} đã quá thời điểm nghỉ hưu.", "On {}, the time of retirement is past.";
    why: "Đủ {} tuổi {} tháng trong tháng {}; tuổi nghỉ hưu {} theo {}.", "Reaches {} years {} months in {}; retirement age of {} by {}.";
    why_years: "Đủ {} tuổi trong tháng {}; tuổi nghỉ hưu {} theo {}.", "Reaches {} years in {}; retirement age of {} by {}.";
    january: "Hồ sơ chỉ có năm sinh nên tính theo ngày 01/01 ({}).", "Only the year of birth is known, so 1 January counts ({}).";
    by_law: "Theo tuổi thì nghỉ hưu từ ngày {}.", "By age alone, retirement is on {}.";
    decided: "Có quyết định: {}.", "Decided: {}.";
    decided_document: "Có quyết định: {} ({}).", "Decided: {} ({}).";
    announce: "Thông báo nghỉ hưu trước ngày {}, ra quyết định trước ngày {} ({}).", "Notice before {}, decision before {} ({}).";
    missing: "Chưa tính được: còn thiếu {}.", "Not known yet: {} is missing.";
    no_rule: "Chưa có quy định về tuổi nghỉ hưu.", "There is no rule on retirement.";
    objection_no_date: "Quyết định chưa ghi ngày nghỉ hưu, nên vẫn tính theo tuổi.", "The decision names no day, so the age still counts.";
    objection_wrong_way: "Ngày nghỉ hưu đã ghi không khớp với lý do: cần xem lại.", "The day does not go with the reason: please check.";
    objection_too_far: "Ngày nghỉ hưu đã ghi vượt mức cho phép ({}; {}): cần xem lại.", "The day is beyond what is allowed ({}; {}): please check.";
    objection_no_rule: "Chưa có quy định đã ghi cho lý do này vào thời gian đó: cần đối chiếu văn bản.", "We hold no rule on this reason for that time: please consult the text.";
    doubtful: "Quy định này chưa đối chiếu với văn bản chính thức.", "Nobody has compared this rule with the official text.";
    form: "Nghỉ sớm hoặc lùi thời điểm nghỉ", "Earlier or later retirement";
    ground: "Lý do", "Reason";
    ground_none: "Không – theo tuổi", "None – by age";
    date: "Ngày nghỉ hưu", "First day of retirement";
    document: "Quyết định số", "Decision";
    circumstances: "Đang được tính đến khi điều động, xử lý", "Counted when people are moved or dismissed";
    circumstances_explain: "Người đang trong các trường hợp này chưa phải chuyển đổi vị trí và được bảo vệ theo luật.", "People in these cases are not moved yet and are protected by law.";
    circumstance_add: "Thêm trường hợp…", "Add a case…";
    circumstance_from: "Từ", "From";
    circumstance_until: "Đến", "Until";
    circumstance_note: "Giấy tờ, ghi chú", "Paper, note";
    circumstance_remove: "Bỏ", "Remove";
    men: "nam", "men";
    women: "nữ", "women";
}

/// The ground in a few words.
pub fn ground_name(ground: RetirementGround, language: Language) -> &'static str {
    let (vi, en) = match ground {
        RetirementGround::HeavyWork => (
            "nghỉ sớm: nghề nặng nhọc, độc hại",
            "early: heavy or harmful work",
        ),
        RetirementGround::HardshipArea => (
            "nghỉ sớm: vùng đặc biệt khó khăn",
            "early: area of special hardship",
        ),
        RetirementGround::LostCapacity => (
            "nghỉ sớm: suy giảm khả năng lao động",
            "early: lost working capacity",
        ),
        RetirementGround::Policy => (
            "nghỉ sớm: chính sách sắp xếp, tinh giản biên chế",
            "early: reorganisation or staff cuts",
        ),
        RetirementGround::Circumstances => (
            "lùi: dịp Tết, người thân chết, thiên tai",
            "later: Tết, death of a relative, disaster",
        ),
        RetirementGround::Illness => (
            "lùi: bệnh nặng hoặc tai nạn",
            "later: serious illness or accident",
        ),
        RetirementGround::LongTreatment => {
            ("lùi: điều trị bệnh dài ngày", "later: long-term treatment")
        }
        RetirementGround::KeptAtWork => (
            "kéo dài thời gian công tác theo quyết định",
            "later: kept at work by decision",
        ),
    };
    if language == Language::Vi { vi } else { en }
}

/// The circumstance in a few words.
pub fn circumstance_name(kind: CircumstanceKind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        CircumstanceKind::DisciplineReview => {
            ("Đang bị xem xét kỷ luật", "Under disciplinary review")
        }
        CircumstanceKind::Investigation => (
            "Đang bị kiểm tra, thanh tra, điều tra, truy tố, xét xử",
            "Under inspection, investigation or prosecution",
        ),
        CircumstanceKind::SeriousIllness => (
            "Mắc bệnh hiểm nghèo, có xác nhận",
            "Serious illness, certified",
        ),
        CircumstanceKind::LongStudy => (
            "Đi học tập trung từ 12 tháng trở lên",
            "Full-time study of 12 months or more",
        ),
        CircumstanceKind::Secondment => ("Đang biệt phái", "On secondment"),
        CircumstanceKind::Pregnancy => ("Đang mang thai", "Pregnant"),
        CircumstanceKind::SmallChild => (
            "Nuôi con dưới 36 tháng tuổi",
            "Raising a child under 36 months",
        ),
    };
    if language == Language::Vi { vi } else { en }
}

/// What the page says of somebody's retirement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RetirementSummary {
    /// When, and how many months are left.
    pub when: Vec<String>,
    /// Why.
    pub why: Vec<String>,
    /// What does not agree.
    pub objection: Option<String>,
}

/// When the person retires and why, as of the day.
pub fn summary(
    law: &Retirement,
    dossier: &Dossier,
    on: NaiveDate,
    language: Language,
) -> RetirementSummary {
    let t = RetirementTexts::of(language);
    match law.of(dossier) {
        Err(facts) if facts.is_empty() => RetirementSummary {
            when: vec![t.no_rule.to_owned()],
            ..RetirementSummary::default()
        },
        Err(facts) => RetirementSummary {
            when: vec![fill(t.missing, &[&missing(&facts, language)])],
            ..RetirementSummary::default()
        },
        Ok(retirement) => RetirementSummary {
            when: when(law, &retirement, on, language),
            why: why(&retirement, dossier, language),
            objection: retirement
                .objection
                .as_ref()
                .map(|objection| objection_words(objection, language)),
        },
    }
}

fn when(
    law: &Retirement,
    retirement: &PersonRetirement,
    on: NaiveDate,
    language: Language,
) -> Vec<String> {
    let t = RetirementTexts::of(language);
    let mut lines = Vec::new();
    let Some(date) = retirement.date() else {
        let span = (
            retirement.legal.earliest().retirement_date(),
            retirement.legal.latest().retirement_date(),
        );
        if let (Some(first), Some(last)) = span {
            lines.push(fill(t.between, &[&day(first), &day(last)]));
        }
        return lines;
    };
    let last = date.pred_opt().unwrap_or(date);
    lines.push(fill(t.retires_on, &[&day(date), &day(last)]));
    lines.push(match retirement.months_left(on) {
        Some(months) if date > on => fill(t.months_left, &[&day(on), &months.to_string()]),
        _ => fill(t.over, &[&day(on)]),
    });
    if date > on
        && let Some((announce, decide)) = law.notice_days(date)
    {
        let source = citation(&law.notice.source, language);
        lines.push(fill(t.announce, &[&day(announce), &day(decide), &source]));
    }
    lines
}

fn why(retirement: &PersonRetirement, dossier: &Dossier, language: Language) -> Vec<String> {
    let t = RetirementTexts::of(language);
    let due = retirement.legal.earliest();
    let version = due.version;
    let reached = due
        .last_working_day()
        .map_or_else(String::new, |last| last.format("%m/%Y").to_string());
    let sex = match dossier.sex {
        Some(crate::domain::Sex::Female) => t.women,
        _ => t.men,
    };
    let source = citation(&version.source, language);
    let (years, months) = (due.age_months / 12, due.age_months % 12);
    let mut lines = Vec::new();
    if let Some(decision) = retirement.decision {
        let ground = ground_name(decision.ground, language);
        lines.push(match decision.document.as_str() {
            "" => fill(t.decided, &[&ground]),
            document => fill(t.decided_document, &[&ground, &document]),
        });
        if let (Retires::At(due), Some(_)) = (retirement.legal, decision.on)
            && let Some(date) = due.retirement_date()
        {
            lines.push(fill(t.by_law, &[&day(date)]));
        }
    }
    lines.push(if months == 0 {
        fill(t.why_years, &[&years.to_string(), &reached, &sex, &source])
    } else {
        fill(
            t.why,
            &[
                &years.to_string(),
                &months.to_string(),
                &reached,
                &sex,
                &source,
            ],
        )
    });
    if dossier.birth.is_some_and(|birth| birth.month().is_none())
        && let (Retires::At(_), YearOnly::FirstOfJanuary(source)) =
            (retirement.legal, &version.year_only)
    {
        lines.push(fill(t.january, &[&citation(source, language)]));
    }
    if version.checked.is_none() {
        lines.push(t.doubtful.to_owned());
    }
    lines
}

/// What does not agree between a decision and the law, and what to do.
pub fn objection_words(objection: &RetirementObjection, language: Language) -> String {
    let t = RetirementTexts::of(language);
    match objection {
        RetirementObjection::NoDate => t.objection_no_date.to_owned(),
        RetirementObjection::WrongWay => t.objection_wrong_way.to_owned(),
        RetirementObjection::TooFar { limit, source } => fill(
            t.objection_too_far,
            &[&day(*limit), &citation(source, language)],
        ),
        RetirementObjection::NoRule => t.objection_no_rule.to_owned(),
    }
}

/// Why the question when somebody retires cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RetirementQuestionError {
    /// The birth is no date.
    Birth(ParsePartialDateError),
    /// The birth lies after the day on which it is asked.
    NotBornYet(String),
    /// Nobody is that old.
    TooOld(String),
    /// The sex is no code.
    Sex(String),
    /// The word of an option is missing.
    Missing(&'static str),
    /// No rule speaks of that time.
    NoRule,
}

impl RetirementQuestionError {
    /// What happened, and what to do.
    pub fn words(&self, language: Language) -> (String, String) {
        let vi = language == Language::Vi;
        let birth_form = if vi {
            "Hãy ghi tháng sinh theo mẫu 1964-03, 1964-03-15, hoặc chỉ năm 1964."
        } else {
            "Write the month of birth as 1964-03, 1964-03-15, or only the year 1964."
        };
        let check = if vi {
            "Hãy kiểm tra lại tháng, năm sinh."
        } else {
            "Check the month and year of birth."
        };
        let (happened, to_do) = match self {
            Self::Birth(error) if vi => (
                format!("“{}” không phải là ngày sinh.", error.0),
                birth_form,
            ),
            Self::Birth(error) => (format!("`{}` is no date of birth.", error.0), birth_form),
            Self::NotBornYet(birth) if vi => (format!("Ngày sinh {birth} còn chưa tới."), check),
            Self::NotBornYet(birth) => (format!("The birth {birth} lies in the future."), check),
            Self::TooOld(birth) if vi => (
                format!("Không ai sinh năm {birth} mà còn sống đến nay."),
                check,
            ),
            Self::TooOld(birth) => (format!("Nobody born in {birth} is alive."), check),
            Self::Sex(word) if vi => (
                format!("“{word}” không phải là giới tính."),
                "Hãy ghi M (nam) hoặc F (nữ).",
            ),
            Self::Sex(word) => (
                format!("`{word}` is no sex."),
                "Write M (male) or F (female).",
            ),
            Self::Missing(option) if vi => (
                format!("Thiếu `{option}`."),
                "Hãy ghi cả hai: --birth 1964-03 --sex M.",
            ),
            Self::Missing(option) => (
                format!("`{option}` is missing."),
                "Write both: --birth 1964-03 --sex M.",
            ),
            Self::NoRule if vi => ("Không có quy định nào cho thời gian này.".to_owned(), check),
            Self::NoRule => ("No rule speaks of that time.".to_owned(), check),
        };
        (happened, to_do.to_owned())
    }
}
