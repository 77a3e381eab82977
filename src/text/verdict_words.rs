//! Why a criterion comes to its verdict, in the words of an office.

use chrono::{Datelike, NaiveDate};

use super::code_names::{
    area_name, criterion_name, fact_name, general_education_name, level_name, sex_name,
    unit_kind_name,
};
use super::{Language, local_words};
use crate::domain::{
    AreaClass, GeneralEducation, Ladder, MinorityLanguage, PartialDate, Sex, StateManagement,
    UnitKind,
};
use crate::law::{
    Bilingual, CriterionAssessment, Fact, Found, Help, Level, Needed, OpenTerm, Reason, Source,
    Verdict,
};

/// The text in the language of the page.
pub fn in_language(text: &Bilingual, language: Language) -> &str {
    match language {
        Language::Vi => &text.vi,
        Language::En => &text.en,
    }
}

/// A day as papers write it: `25/12/2024`.
pub fn day(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// What the dossier says: `trung cấp`, `45 tuổi`, `chưa có dữ liệu`.
pub fn found(found: &Found, language: Language) -> String {
    let vi = language == Language::Vi;
    match found {
        Found::Absent => if vi {
            "chưa có dữ liệu"
        } else {
            "no data"
        }
        .to_owned(),
        Found::Level(level) => level_name(*level, language).to_owned(),
        Found::Age { from, to, at } => {
            let years = range(*from, *to);
            let age = if vi {
                format!("{years} tuổi")
            } else {
                format!("{years} years old")
            };
            match at {
                Some(fact) => format!("{age} {}", at_date(*fact, language)),
                None => age,
            }
        }
        Found::MonthsLeft { from, to } => {
            let months = range(*from, *to);
            if vi {
                format!("còn {months} tháng đến khi nghỉ hưu")
            } else {
                format!("{months} months to retirement")
            }
        }
        Found::Field { field, fits } => {
            let field = if field.trim().is_empty() {
                if vi {
                    "chưa ghi chuyên ngành"
                } else {
                    "no field written"
                }
                .to_owned()
            } else {
                format!("“{}”", field.trim())
            };
            match (fits, vi) {
                (Some(true), true) => format!("{field}, đã xác định là phù hợp"),
                (Some(false), true) => format!("{field}, đã xác định là không phù hợp"),
                (Some(true), false) => format!("{field}, said to fit"),
                (Some(false), false) => format!("{field}, said not to fit"),
                (None, _) => field,
            }
        }
    }
}

fn range<N: PartialEq + std::fmt::Display>(from: N, to: N) -> String {
    if from == to {
        from.to_string()
    } else {
        format!("{from}-{to}")
    }
}

fn at_date(fact: Fact, language: Language) -> &'static str {
    match (fact, language) {
        (Fact::PostSince, Language::Vi) => "khi bắt đầu giữ chức vụ",
        (Fact::PostSince, Language::En) => "on the first day in the post",
        (_, Language::Vi) => "khi được tuyển dụng",
        (_, Language::En) => "when recruited",
    }
}

/// What the rule asks: `từ trung cấp trở lên`, `không quá 45 tuổi khi bắt đầu giữ chức vụ`.
pub fn needed(needed: &Needed, language: Language) -> String {
    let vi = language == Language::Vi;
    match needed {
        Needed::Nothing => if vi { "không yêu cầu" } else { "nothing" }.to_owned(),
        Needed::AtLeast(level) => at_least(*level, language),
        Needed::OneOf(fact, words) => {
            let words: Vec<String> = words
                .iter()
                .map(|word| word_name(*fact, word, language))
                .collect();
            words.join(if vi { " hoặc " } else { " or " })
        }
        Needed::Is(fact, value) => yes_no(*fact, *value, language),
        Needed::Before(fact, date) => {
            let (name, date) = (fact_name(*fact, language), day(*date));
            if vi {
                format!("{name} trước ngày {date}")
            } else {
                format!("{name} before {date}")
            }
        }
        Needed::AgeAtLeast(years) if vi => format!("đủ {years} tuổi"),
        Needed::AgeAtLeast(years) => format!("at least {years} years old"),
        Needed::AgeAtMost { years, female, at } => {
            let at = at_date(*at, language);
            match (vi, years == female) {
                (true, true) => format!("không quá {years} tuổi {at}"),
                (true, false) => format!("không quá {years} tuổi (nam), {female} tuổi (nữ) {at}"),
                (false, true) => format!("at most {years} years old {at}"),
                (false, false) => {
                    format!("at most {years} (men), {female} (women) years old {at}")
                }
            }
        }
        Needed::MonthsLeftAtLeast { months, at } => {
            let at = at_date(*at, language);
            if vi {
                format!("còn ít nhất {months} tháng đến khi nghỉ hưu, tính {at}")
            } else {
                format!("at least {months} months to retirement {at}")
            }
        }
        Needed::FieldHas(words) => {
            let words = words.join(if vi { ", " } else { " or " });
            if vi {
                format!("ngành {words}")
            } else {
                format!("a field named {words}")
            }
        }
        Needed::Open(term) => left_open(term, language),
        Needed::All(parts) => joined(parts.iter(), if vi { " và " } else { " and " }, language),
        Needed::Any(parts) => joined(firm(parts), if vi { " hoặc " } else { " or " }, language),
        Needed::Not(part) => {
            let part = self::needed(part, language);
            if vi {
                format!("không phải: {part}")
            } else {
                format!("not: {part}")
            }
        }
        Needed::ByArea(areas) => {
            let each: Vec<String> = areas
                .iter()
                .map(|(classes, part)| {
                    let names: Vec<&str> = classes
                        .iter()
                        .map(|class| area_name(*class, language))
                        .collect();
                    format!("{}: {}", names.join(", "), self::needed(part, language))
                })
                .collect();
            each.join("; ")
        }
    }
}

/// The alternatives that the rule itself sets; the reason names those left to others.
fn firm(parts: &[Needed]) -> impl Iterator<Item = &Needed> {
    let all_open = parts.iter().all(|part| matches!(part, Needed::Open(_)));
    parts
        .iter()
        .filter(move |part| all_open || !matches!(part, Needed::Open(_)))
}

/// The demands as one; what is joined within them is put in brackets.
fn joined<'n>(parts: impl Iterator<Item = &'n Needed>, link: &str, language: Language) -> String {
    let words = |part: &Needed| {
        let text = needed(part, language);
        match part {
            Needed::All(_) | Needed::Any(_) => format!("({text})"),
            _ => text,
        }
    };
    let parts: Vec<String> = parts.map(words).collect();
    parts.join(link)
}

/// `từ trung cấp trở lên`; the highest level of school needs no "or higher".
fn at_least(level: Level, language: Language) -> String {
    let name = level_name(level, language);
    let top = level == Level::GeneralEducation(GeneralEducation::UpperSecondary);
    match (language, top, level) {
        (Language::Vi, true, _) => format!(
            "tốt nghiệp {}",
            general_education_name(GeneralEducation::UpperSecondary, language)
        ),
        // Levels whose names are whole phrases: *đã qua bồi dưỡng*, *có chứng chỉ*.
        (_, _, Level::StateManagement(StateManagement::Attended))
        | (_, _, Level::MinorityLanguage(MinorityLanguage::Certificate)) => name.to_owned(),
        (Language::Vi, ..) => format!("từ {name} trở lên"),
        (Language::En, true, _) => name.to_owned(),
        (Language::En, ..) => format!("{name} or higher"),
    }
}

fn word_name(fact: Fact, word: &str, language: Language) -> String {
    let name = match fact {
        Fact::Sex => Sex::from_code(word).map(|sex| sex_name(sex, language)),
        Fact::UnitKind => UnitKind::from_code(word).map(|kind| unit_kind_name(kind, language)),
        Fact::AreaClass => AreaClass::from_code(word).map(|area| area_name(area, language)),
        fact => {
            let rank = fact.words().iter().position(|known| *known == word);
            rank.and_then(|rank| Level::of(fact, rank as u8))
                .map(|level| level_name(level, language))
        }
    };
    name.unwrap_or(word).to_owned()
}

fn yes_no(fact: Fact, value: bool, language: Language) -> String {
    let text = match (fact, value, language) {
        (Fact::FirstTime, true, Language::Vi) => "giữ chức vụ lần đầu",
        (Fact::FirstTime, false, Language::Vi) => "không phải giữ chức vụ lần đầu",
        (Fact::FirstTime, true, Language::En) => "the post is held for the first time",
        (Fact::FirstTime, false, Language::En) => "the post is not held for the first time",
        (Fact::MajorFitsPost, true, Language::Vi) => "ngành đào tạo phù hợp với chức danh",
        (Fact::MajorFitsPost, false, Language::Vi) => "ngành đào tạo không phù hợp",
        (Fact::MajorFitsPost, true, Language::En) => "a field of study that fits the post",
        (Fact::MajorFitsPost, false, Language::En) => "a field of study that does not fit",
        (_, true, Language::Vi) => "đơn vị thuộc vùng đặc biệt khó khăn",
        (_, false, Language::Vi) => "đơn vị không thuộc vùng đặc biệt khó khăn",
        (_, true, Language::En) => "the unit is an area of special hardship",
        (_, false, Language::En) => "the unit is no area of special hardship",
    };
    text.to_owned()
}

fn left_open(term: &OpenTerm, language: Language) -> String {
    let (says, by) = (
        in_language(&term.says, language),
        in_language(&term.decided_by, language),
    );
    match language {
        Language::Vi => format!("{says} (do {by} quy định)"),
        Language::En => format!("{says} (set by {by})"),
    }
}

/// The place in the law: `Quyết định 04/2004/QĐ-BNV, Điều 5`.
pub fn citation(source: &Source, language: Language) -> String {
    let vi = language == Language::Vi;
    let mut text = source.document.clone();
    if let Some(article) = source.article {
        text += &if vi {
            format!(", Điều {article}")
        } else {
            format!(", Article {article}")
        };
    }
    if let Some(clause) = source.clause {
        text += &if vi {
            format!(" khoản {clause}")
        } else {
            format!(" clause {clause}")
        };
    }
    if let Some(point) = &source.point {
        text += &if vi {
            format!(" điểm {point}")
        } else {
            format!(" point {point}")
        };
    }
    text
}

/// The place in the law, and every local decision that was used beside it.
pub fn all_sources(criterion: &CriterionAssessment, language: Language) -> String {
    let local = criterion.local.iter();
    let local = local.map(|used| local_words::used(used, language));
    let parts: Vec<String> = std::iter::once(citation(&criterion.source, language))
        .chain(local)
        .collect();
    parts.join(". ")
}

/// The missing facts as a list: `ngày sinh, giới tính`.
pub fn missing(facts: &[Fact], language: Language) -> String {
    let names: Vec<&str> = facts
        .iter()
        .map(|fact| fact_name(*fact, language))
        .collect();
    names.join(", ")
}

/// The whole sentence: what was looked at, found and needed, where the law says it, and why the
/// verdict follows.
pub fn reason(criterion: &CriterionAssessment, language: Language) -> String {
    let vi = language == Language::Vi;
    let name = criterion_name(criterion.criterion, language);
    let has = found(&criterion.found, language);
    let asks = needed(&criterion.needed, language);
    let at = citation(&criterion.source, language);
    let mut text = match &criterion.reason {
        Reason::NothingAsked(why) => {
            return format!("{name}: {} ({at}).", trimmed(in_language(why, language)));
        }
        Reason::AboveCommune if vi => {
            return format!(
                "{name}: đơn vị không thuộc cấp xã, tiêu chuẩn này không áp dụng ({at})."
            );
        }
        Reason::AboveCommune => {
            return format!(
                "{name}: the unit is above the commune level, so this does not apply ({at})."
            );
        }
        _ if vi => format!("{name}: {has}; yêu cầu: {asks} ({at})."),
        _ => format!("{name}: {has}; needed: {asks} ({at})."),
    };
    if let Some(more) = why(criterion, language) {
        text.push(' ');
        text += &more;
    }
    for used in &criterion.local {
        text.push(' ');
        text += &local_words::used(used, language);
        text.push('.');
    }
    if let Some(confirmed) = &criterion.confirmed {
        let (by, on) = (&confirmed.by, day(confirmed.on));
        text += &if vi {
            format!(" Quy định này do {by} xác nhận ngày {on}.")
        } else {
            format!(" {by} confirmed this rule on {on}.")
        };
    }
    text
}

fn trimmed(sentence: &str) -> &str {
    sentence.trim_end_matches('.')
}

fn helped(help: &Help, language: Language) -> String {
    format!(
        "{} ({}).",
        trimmed(in_language(&help.says, language)),
        citation(&help.source, language)
    )
}

/// What the comparison of found and needed does not say by itself.
fn why(criterion: &CriterionAssessment, language: Language) -> Option<String> {
    let vi = language == Language::Vi;
    Some(match &criterion.reason {
        Reason::Satisfied | Reason::Short | Reason::NothingAsked(_) | Reason::AboveCommune => {
            return None;
        }
        Reason::SatisfiedEitherWay if vi => {
            "Dữ liệu còn thiếu không làm thay đổi kết quả.".to_owned()
        }
        Reason::SatisfiedEitherWay => "The missing data does not change the result.".to_owned(),
        Reason::WithinGrace(help) => {
            let due = criterion.due.map(day).unwrap_or_default();
            if vi {
                format!(
                    "{} Phải đạt trước ngày {due}.",
                    helped(help, language)
                )
            } else {
                format!("{} To be met before {due}.", helped(help, language))
            }
        }
        Reason::Exempted(help) => helped(help, language),
        Reason::MissingFacts if vi => {
            format!("Cần bổ sung: {}.", missing(&criterion.missing, language))
        }
        Reason::MissingFacts => format!("To be added: {}.", missing(&criterion.missing, language)),
        Reason::LeftOpen(_) if matches!(criterion.needed, Needed::Open(_)) => if vi {
            "Chưa kết luận được vì chưa nhập quy định này."
        } else {
            "Not settled until that is entered."
        }
        .to_owned(),
        Reason::LeftOpen(terms) => {
            let terms: Vec<String> = terms.iter().map(|term| left_open(term, language)).collect();
            if vi {
                format!(
                    "Chưa kết luận được vì chưa nhập: {}.",
                    terms.join("; ")
                )
            } else {
                format!("Not settled until this is entered: {}.", terms.join("; "))
            }
        }
        Reason::NotConfirmed if vi => {
            "Nội dung quy định chưa được đối chiếu với văn bản gốc nên chưa dùng để kết luận; cần người có trách nhiệm xác nhận.".to_owned()
        }
        Reason::NotConfirmed => {
            "The rule has not been compared with the official text; it decides once a responsible person confirms it.".to_owned()
        }
        Reason::NotFirstHolding if vi => {
            "Không áp dụng vì không phải giữ chức vụ lần đầu.".to_owned()
        }
        Reason::NotFirstHolding => {
            "Not applicable: the post is not held for the first time.".to_owned()
        }
        Reason::OutsideTheRule if vi => {
            format!(
                "Không áp dụng: giữ chức vụ từ trước ngày {} là ngày quy định này có hiệu lực, hoặc không thuộc trường hợp quy định.",
                day(criterion.from)
            )
        }
        Reason::OutsideTheRule => format!(
            "Not applicable: in the post since before {}, when this rule took effect, or not one of its cases.",
            day(criterion.from)
        ),
        Reason::NotDesignated(term) if vi => format!(
            "Chỉ áp dụng với {}; đơn vị chưa ghi nhận trường hợp nào.",
            left_open(term, language)
        ),
        Reason::NotDesignated(term) => format!(
            "Only for {}; none has been recorded.",
            left_open(term, language)
        ),
    })
}

/// What is found, as a code for machines; nothing when the dossier says nothing.
pub fn found_code(found: &Found) -> Option<String> {
    Some(match found {
        Found::Absent => return None,
        Found::Level(level) => level.code().to_owned(),
        Found::Age { from, to, .. } => range(*from, *to),
        Found::MonthsLeft { from, to } => range(*from, *to),
        Found::Field { field, .. } => field.clone(),
    })
}

/// What is needed, as a code for machines; nothing where it is no single value.
pub fn needed_code(needed: &Needed) -> Option<String> {
    Some(match needed {
        Needed::AtLeast(level) => level.code().to_owned(),
        Needed::AgeAtLeast(years) => years.to_string(),
        Needed::AgeAtMost { years, female, .. } if years == female => years.to_string(),
        Needed::MonthsLeftAtLeast { months, .. } => months.to_string(),
        Needed::FieldHas(words) => words.join(","),
        Needed::Is(fact, true) => fact.code().to_owned(),
        Needed::Any(parts) => {
            let mut firm = firm(parts);
            return match (firm.next(), firm.next()) {
                (Some(only), None) => needed_code(only),
                _ => None,
            };
        }
        _ => return None,
    })
}

/// A partial date in words that never claim a day that is not known.
pub fn partial_date(date: PartialDate, language: Language) -> String {
    match (language, date.month(), date.day()) {
        (Language::Vi, None, _) => format!("năm {}", date.year()),
        (Language::Vi, Some(_), None) => format!("tháng {}", date.to_vietnamese()),
        _ => date.to_vietnamese(),
    }
}

/// Whether a verdict calls for work by the office: something to enter, to decide or to teach.
pub fn needs_attention(verdict: Verdict) -> bool {
    !verdict.is_satisfied()
}

/// Every level of a ladder with its name, lowest first, for a list to choose from.
pub fn ladder_names<L: Ladder>(
    name: impl Fn(L, Language) -> &'static str,
    language: Language,
) -> Vec<(&'static str, &'static str)> {
    L::ALL
        .iter()
        .map(|level| (level.code(), name(*level, language)))
        .collect()
}

#[cfg(test)]
mod tests;
