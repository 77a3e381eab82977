//! Local decisions in words: what may be set, what is set where, and why one is refused.

use super::code_names::{area_name, level_name};
use super::file_words::Advice;
use super::verdict_words::{citation, day};
use super::{Language, fill};
use crate::domain::{LocalDecision, LocalPlace, LocalValue, Office};
use crate::law::{Allowed, Level, LocalError, LocalUse, Sets};
use crate::store::record::PackError;
use crate::text::edit_words;

texts! {
    /// The texts of local decisions in one language.
    pub struct LocalTexts;

    heading: "Quy định của địa phương", "Local decisions";
    explain: "Nơi văn bản trung ương để tỉnh quy định, hãy nhập quy định đó với số văn bản và ngày. Kết quả của mọi người được tính lại theo quy định này và ghi rõ cả hai văn bản.", "Where a central text leaves a value to the province, enter it with its number and dates. Everybody is judged anew by it, and both texts are named.";
    none: "Chưa nhập quy định nào.", "None entered yet.";
    may_set: "Địa phương có thể quy định", "May be set locally";
    enter: "Nhập quy định của địa phương", "Enter a local decision";
    document: "Số, ký hiệu văn bản", "Number of the decision";
    issuer: "Cơ quan ban hành", "Decided by";
    signed_on: "Ngày ban hành", "Day of the decision";
    from: "Có hiệu lực từ", "In force from";
    until: "Hết hiệu lực từ (bỏ trống nếu còn hiệu lực)", "No longer in force from (blank while in force)";
    place: "Áp dụng ở", "Applies in";
    value: "Quy định", "Value";
    male_age: "Tuổi cao nhất (nam)", "Highest age (men)";
    female_age: "Tuổi cao nhất (nữ)", "Highest age (women)";
    months: "Số tháng sau khi tuyển dụng", "Months after recruitment";
    last_day: "Phải đạt trước ngày", "To be met before";
    everywhere: "mọi đơn vị", "every unit";
    hardship: "vùng đặc biệt khó khăn", "areas of special hardship";
    in_area: "đơn vị {}", "{} units";
    these_units: "Chọn từng đơn vị", "Chosen units";
    at_least: "từ {} trở lên là đạt", "{} or higher is enough";
    also: "phải từ {} trở lên", "{} or higher is asked for";
    age: "không quá {} tuổi (nam), {} tuổi (nữ) khi giữ chức vụ lần đầu", "at most {} (men), {} (women) when the title is first held";
    within_months: "phải đạt trong {} tháng sau khi tuyển dụng", "to be met within {} months after recruitment";
    by_day: "phải đạt trước ngày {}", "to be met before {}";
    preview: "Xem trước", "Preview";
    working: "Đang tính, còn {} người…", "Working, {} people to go…";
    nobody: "Lưu quy định này thì không ai có kết quả khác tại ngày {}.", "Saving this changes nobody's result on {}.";
    will_change: "Lưu quy định này thì {} người có kết quả khác tại ngày {}:", "Saving this changes the results of {} people on {}:";
    and_more: "và {} người nữa", "and {} more";
    save: "Lưu quy định", "Save";
    withdraw: "Bỏ quy định này", "Withdraw";
    incomplete: "Hãy điền đủ số văn bản, cơ quan ban hành, các ngày và nội dung quy định.", "Please fill in number, who decided, the dates and the value.";
    export: "Xuất tệp quy định", "Export decisions";
    import: "Nhập tệp quy định", "Import decisions";
    imported: "Đã nhập {} quy định; các quy định đã có được giữ nguyên.", "{} decisions imported; those already here are kept.";
    file_stem: "quy-dinh-dia-phuong", "local-decisions";
    line: "{} ({}), có hiệu lực từ {}: {}; áp dụng ở {}", "{} ({}), in force from {}: {}; in {}";
    line_until: "{} ({}), có hiệu lực từ {} đến trước {}: {}; áp dụng ở {}", "{} ({}), in force from {} until before {}: {}; in {}";
    used: "Theo {} của {}, có hiệu lực từ {}", "By {} of {}, in force from {}";
    used_until: "Theo {} của {}, có hiệu lực từ {} đến trước {}", "By {} of {}, in force from {} until before {}";
    not_text: "Tệp này không phải là tệp quy định của địa phương ({}).", "This file is no file of local decisions ({}).";
    other_file: "Hãy chọn tệp được xuất từ Canbo.", "Choose a file that Canbo exported.";
}

/// The decision that changed what a rule asks: its number, who decided, its time.
pub fn used(used: &LocalUse, language: Language) -> String {
    let t = LocalTexts::of(language);
    match used.until {
        Some(until) => fill(
            t.used_until,
            &[&used.document, &used.issuer, &day(used.from), &day(until)],
        ),
        None => fill(t.used, &[&used.document, &used.issuer, &day(used.from)]),
    }
}

fn named(code: &str, sets: Option<&Sets>, language: Language) -> String {
    let levels = sets.map(Sets::levels).unwrap_or_default();
    let level = levels.into_iter().find(|level| level.code() == code);
    level.map_or_else(
        || code.to_owned(),
        |level| level_name(level, language).to_owned(),
    )
}

/// What is set: `từ trung cấp trở lên là đạt`.
pub fn value(value: &LocalValue, sets: Option<&Sets>, language: Language) -> String {
    let t = LocalTexts::of(language);
    match value {
        LocalValue::Level(code) => {
            let name = named(code, sets, language);
            match sets {
                Some(Sets::HigherLevel { .. }) => fill(t.also, &[&name]),
                _ => fill(t.at_least, &[&name]),
            }
        }
        LocalValue::AgeAtMost { years, female } => fill(t.age, &[years, female]),
        LocalValue::Months(months) => fill(t.within_months, &[months]),
        LocalValue::Day(until) => fill(t.by_day, &[&day(*until)]),
    }
}

/// Where a decision is in force.
pub fn place(place: &LocalPlace, office: &Office, language: Language) -> String {
    let t = LocalTexts::of(language);
    match place {
        LocalPlace::Everywhere => t.everywhere.to_owned(),
        LocalPlace::SpecialHardship => t.hardship.to_owned(),
        LocalPlace::Area(area) => fill(t.in_area, &[&area_name(*area, language)]),
        LocalPlace::Units(units) => {
            let name = |id| match office.unit(id) {
                Some(unit) => edit_words::unit_name(unit, language),
                None => id.0.clone(),
            };
            units.iter().map(name).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The whole decision in one line.
pub fn line(
    decision: &LocalDecision,
    sets: Option<&Sets>,
    office: &Office,
    language: Language,
) -> String {
    let t = LocalTexts::of(language);
    let (document, issuer, from) = (&decision.document, &decision.issuer, day(decision.from));
    let what = value(&decision.value, sets, language);
    let place = place(&decision.place, office, language);
    match decision.until {
        Some(until) => fill(
            t.line_until,
            &[document, issuer, &from, &day(until), &what, &place],
        ),
        None => fill(t.line, &[document, issuer, &from, &what, &place]),
    }
}

fn levels(levels: &[Level], language: Language) -> String {
    let names: Vec<&str> = levels
        .iter()
        .map(|level| level_name(*level, language))
        .collect();
    names.join(", ")
}

/// What a central rule allows: `trung cấp, cao đẳng`.
pub fn allowed(allowed: &Allowed, language: Language) -> String {
    match (allowed, language) {
        (Allowed::Levels(known), _) => levels(known, language),
        (Allowed::Ages(least, most), Language::Vi) => format!("từ {least} đến {most} tuổi"),
        (Allowed::Ages(least, most), Language::En) => format!("{least} to {most} years"),
        (Allowed::Months(most), Language::Vi) => format!("từ 1 đến {most} tháng"),
        (Allowed::Months(most), Language::En) => format!("1 to {most} months"),
        (Allowed::LastDay(latest), Language::Vi) => format!("không sau ngày {}", day(*latest)),
        (Allowed::LastDay(latest), Language::En) => format!("not after {}", day(*latest)),
    }
}

/// Why a local decision is refused, naming both places.
pub fn refusal(error: &LocalError, language: Language) -> Advice {
    if language == Language::En {
        let to_do = match error {
            LocalError::OutOfBounds {
                allowed: values, ..
            } => {
                format!("Allowed: {}.", allowed(values, language))
            }
            _ => "Correct the decision, or withdraw the other one.".to_owned(),
        };
        return Advice::of(format!("{error}."), to_do);
    }
    match error {
        LocalError::TooMany { count, max } => Advice::of(
            format!("Có {count} quy định của địa phương, nhiều hơn mức {max}."),
            "Hãy bỏ bớt quy định đã hết hiệu lực.",
        ),
        LocalError::Nameless => Advice::of(
            "Quy định chưa có số văn bản hoặc cơ quan ban hành.",
            "Hãy ghi đủ số, ký hiệu văn bản và cơ quan ban hành.",
        ),
        LocalError::NoSuchTerm {
            document,
            standard,
            term,
            basis,
        } => Advice::of(
            format!(
                "{document}: {basis} không để địa phương quy định mục “{term}” của tiêu chuẩn “{standard}”."
            ),
            "Hãy chọn lại mục trên trang Căn cứ pháp lý.",
        ),
        LocalError::ReversedDates {
            document,
            from,
            until,
        } => Advice::of(
            format!(
                "{document}: ngày hết hiệu lực {} không sau ngày có hiệu lực {}.",
                day(*until),
                day(*from)
            ),
            "Hãy sửa một trong hai ngày.",
        ),
        LocalError::OutsideCentral {
            document,
            from,
            central,
            central_from,
            central_until,
        } => {
            let span = match central_until {
                Some(until) => format!("từ {} đến trước {}", day(*central_from), day(*until)),
                None => format!("từ {}", day(*central_from)),
            };
            Advice::of(
                format!(
                    "{document} có hiệu lực từ {}, nhưng {} chỉ cho phép quy định {span}.",
                    day(*from),
                    citation(central, language)
                ),
                "Hãy sửa ngày có hiệu lực, hoặc chọn quy định trung ương của thời gian đó.",
            )
        }
        LocalError::TooLong {
            document,
            central,
            years,
        } => Advice::of(
            format!(
                "{document}: {} chỉ cho phép quy định trong thời hạn không quá {years} năm.",
                citation(central, language)
            ),
            "Hãy ghi ngày hết hiệu lực trong thời hạn đó.",
        ),
        LocalError::OutOfBounds {
            document,
            central,
            allowed: values,
        } => Advice::of(
            format!(
                "{document}: giá trị này nằm ngoài mức mà {} cho phép.",
                citation(central, language)
            ),
            format!("Có thể quy định: {}.", allowed(values, language)),
        ),
        LocalError::Overlap {
            document,
            from,
            other,
            other_from,
        } => Advice::of(
            format!(
                "{document} (từ {}) và {other} (từ {}) cùng quy định một nội dung trong cùng thời gian.",
                day(*from),
                day(*other_from)
            ),
            "Hãy ghi ngày hết hiệu lực cho quy định trước, hoặc bỏ một quy định.",
        ),
    }
}

/// Why a file is no pack of local decisions.
pub fn pack_error(error: &PackError, language: Language) -> Advice {
    let t = LocalTexts::of(language);
    Advice::of(fill(t.not_text, &[error]), t.other_file)
}
