//! What is wrong with a rule file: what happened, and what to do.

use super::Language;
use super::file_words::Advice;
use crate::law::LoadRuleError;

/// Both sentences in one: what happened where, and what to do.
pub fn load_rule_error(error: &LoadRuleError, language: Language) -> String {
    let Advice { happened, to_do } = rule_advice(error, language);
    format!("{happened} {to_do}")
}

/// What happened where, and what to do.
pub fn rule_advice(error: &LoadRuleError, language: Language) -> Advice {
    match language {
        Language::Vi => advice_vi(error),
        Language::En => advice_en(error),
    }
}

fn advice_en(error: &LoadRuleError) -> Advice {
    let to_do = match error {
        LoadRuleError::TooManyFiles { .. } | LoadRuleError::TooMany { .. } => {
            "Split the rules or leave some out."
        }
        LoadRuleError::TooLarge { .. } => "Check that this is a rule file.",
        LoadRuleError::NotText { .. } => "Save the file as text in UTF-8.",
        LoadRuleError::Form { .. } => "Correct this place and open the file again.",
        LoadRuleError::UnknownKey { .. }
        | LoadRuleError::UnknownWord { .. }
        | LoadRuleError::WrongKindOfFact { .. } => "Use one of the words allowed.",
        LoadRuleError::NoDate { .. } => "Write year, month and day.",
        LoadRuleError::ReversedDates { .. } => "Correct one of the two dates.",
        LoadRuleError::OverlappingVersions { .. } => "Correct the end of the earlier version.",
        LoadRuleError::OverlappingRules { .. } => {
            "Leave one rule for each title in each area class."
        }
        LoadRuleError::MissingRule { .. } => "Add a rule.",
        LoadRuleError::UsedTwice { .. } => "Change one of the two.",
        LoadRuleError::OneOfKeys { .. } => "Leave exactly one of them.",
        LoadRuleError::TooDeep { .. } => "Write the condition more simply.",
    };
    Advice::of(format!("{error}."), to_do)
}

fn advice_vi(error: &LoadRuleError) -> Advice {
    let place = |file: &str, line: usize| format!("Tệp “{file}”, dòng {line}:");
    match error {
        LoadRuleError::TooManyFiles { count, max } => Advice::of(
            format!("Có {count} tệp quy định, nhiều hơn mức {max}."),
            "Hãy bớt số tệp.",
        ),
        LoadRuleError::TooLarge { file, bytes, max } => Advice::of(
            format!("Tệp “{file}” dài {bytes} byte, quá mức {max}."),
            "Hãy kiểm tra xem có đúng là tệp quy định không.",
        ),
        LoadRuleError::NotText { file, line } => Advice::of(
            format!("{} không phải là văn bản UTF-8.", place(file, *line)),
            "Hãy lưu lại tệp dưới dạng văn bản UTF-8.",
        ),
        LoadRuleError::Form {
            file,
            line,
            column,
            message,
        } => Advice::of(
            format!(
                "{} không đúng cách viết (cột {column}: {message}).",
                place(file, *line)
            ),
            "Hãy sửa chỗ này rồi mở lại.",
        ),
        LoadRuleError::UnknownKey {
            file,
            line,
            word,
            allowed,
        } => Advice::of(
            format!("{} không hiểu mục “{word}”.", place(file, *line)),
            format!("Các mục được dùng ở đây: {}.", allowed.join(", ")),
        ),
        LoadRuleError::UnknownWord {
            file,
            line,
            list,
            word,
            allowed,
        } => Advice::of(
            format!(
                "{} không có {} “{word}”.",
                place(file, *line),
                list_name(list)
            ),
            format!("Các từ được dùng: {}.", allowed.join(", ")),
        ),
        LoadRuleError::NoDate { file, line, word } => Advice::of(
            format!("{} “{word}” không phải là ngày.", place(file, *line)),
            "Hãy viết theo mẫu 2012-12-15.",
        ),
        LoadRuleError::ReversedDates {
            file,
            line,
            from,
            until,
        } => Advice::of(
            format!(
                "{} ngày hết hiệu lực {until} không sau ngày có hiệu lực {from}.",
                place(file, *line)
            ),
            "Hãy sửa một trong hai ngày.",
        ),
        LoadRuleError::OverlappingVersions {
            file,
            line,
            from,
            other_file,
            other_line,
            other_from,
        } => Advice::of(
            format!(
                "{} quy định từ ngày {from} trùng thời gian với quy định từ ngày {other_from} ở tệp “{other_file}”, dòng {other_line}.",
                place(file, *line)
            ),
            "Hãy sửa ngày hết hiệu lực của quy định trước.",
        ),
        LoadRuleError::OverlappingRules {
            file,
            line,
            rule,
            other_rule,
            other_line,
            title,
            area,
        } => Advice::of(
            format!(
                "{} quy tắc “{rule}” và quy tắc “{other_rule}” (dòng {other_line}) cùng nói về chức danh “{}” ở vùng “{}”.",
                place(file, *line),
                title.code(),
                area.code()
            ),
            "Mỗi chức danh ở mỗi vùng chỉ để một quy tắc.",
        ),
        LoadRuleError::MissingRule {
            file,
            line,
            from,
            title,
            area,
        } => Advice::of(
            format!(
                "{} quy định từ ngày {from} không có quy tắc cho chức danh “{}” ở vùng “{}”.",
                place(file, *line),
                title.code(),
                area.code()
            ),
            "Hãy thêm một quy tắc.",
        ),
        LoadRuleError::UsedTwice {
            file,
            line,
            list,
            word,
        } => Advice::of(
            format!(
                "{} {} “{word}” bị dùng hai lần.",
                place(file, *line),
                list_name(list)
            ),
            "Hãy đổi một chỗ.",
        ),
        LoadRuleError::OneOfKeys {
            file,
            line,
            rule,
            keys,
        } => Advice::of(
            format!(
                "{} “{rule}” phải có đúng một trong các mục: {}.",
                place(file, *line),
                keys.join("; ")
            ),
            "Hãy chỉ để lại một mục.",
        ),
        LoadRuleError::TooMany {
            file,
            line,
            what,
            count,
            max,
        } => Advice::of(
            format!(
                "{} quá nhiều ({what}): {count}, nhiều nhất là {max}.",
                place(file, *line)
            ),
            "Hãy chia nhỏ quy định.",
        ),
        LoadRuleError::TooDeep { file, line, max } => Advice::of(
            format!(
                "{} điều kiện lồng nhau quá sâu, nhiều nhất {max} tầng.",
                place(file, *line)
            ),
            "Hãy viết gọn lại.",
        ),
        LoadRuleError::WrongKindOfFact {
            file,
            line,
            fact,
            condition,
            allowed,
        } => Advice::of(
            format!(
                "{} không thể hỏi “{fact}” bằng “{condition}”.",
                place(file, *line)
            ),
            format!("Có thể dùng: {}.", allowed.join(", ")),
        ),
    }
}

fn list_name(list: &str) -> &str {
    match list {
        "title" => "chức danh",
        "title of this standard" => "chức danh thuộc tiêu chuẩn này",
        "fact" => "dữ kiện",
        "level" => "trình độ",
        "value" => "giá trị",
        "criterion" => "tiêu chí",
        "group" => "nhóm",
        "area" => "vùng",
        "confidence" => "mức chắc chắn",
        "name" => "tên",
        "standard" => "tiêu chuẩn",
        other => other,
    }
}
