//! What is wrong with a rule file: what happened, and what to do.

use super::Language;
use crate::law::LoadRuleError;

/// Two sentences: what happened where, and what to do.
pub fn load_rule_error(error: &LoadRuleError, language: Language) -> String {
    if language == Language::En {
        return format!("{error}.");
    }
    let place = |file: &str, line: usize| format!("Tệp “{file}”, dòng {line}:");
    match error {
        LoadRuleError::TooManyFiles { count, max } => {
            format!("Có {count} tệp quy định, nhiều hơn mức {max}. Hãy bớt số tệp.")
        }
        LoadRuleError::TooLarge { file, bytes, max } => format!(
            "Tệp “{file}” dài {bytes} byte, quá mức {max}. Hãy kiểm tra xem có đúng là tệp quy định không."
        ),
        LoadRuleError::Form {
            file,
            line,
            column,
            message,
        } => format!(
            "{} không đúng cách viết (cột {column}: {message}). Hãy sửa chỗ này rồi mở lại.",
            place(file, *line)
        ),
        LoadRuleError::UnknownKey {
            file,
            line,
            word,
            allowed,
        } => format!(
            "{} không hiểu mục “{word}”. Các mục được dùng ở đây: {}.",
            place(file, *line),
            allowed.join(", ")
        ),
        LoadRuleError::UnknownWord {
            file,
            line,
            list,
            word,
            allowed,
        } => format!(
            "{} không có {} “{word}”. Các từ được dùng: {}.",
            place(file, *line),
            list_name(list),
            allowed.join(", ")
        ),
        LoadRuleError::NoDate { file, line, word } => format!(
            "{} “{word}” không phải là ngày. Hãy viết theo mẫu 2012-12-15.",
            place(file, *line)
        ),
        LoadRuleError::ReversedDates {
            file,
            line,
            from,
            until,
        } => format!(
            "{} ngày hết hiệu lực {until} không sau ngày có hiệu lực {from}. Hãy sửa một trong hai ngày.",
            place(file, *line)
        ),
        LoadRuleError::OverlappingVersions {
            file,
            line,
            from,
            other_file,
            other_line,
            other_from,
        } => format!(
            "{} quy định từ ngày {from} trùng thời gian với quy định từ ngày {other_from} ở tệp “{other_file}”, dòng {other_line}. Hãy sửa ngày hết hiệu lực của quy định trước.",
            place(file, *line)
        ),
        LoadRuleError::OverlappingRules {
            file,
            line,
            rule,
            other_rule,
            other_line,
            title,
            area,
        } => format!(
            "{} quy tắc “{rule}” và quy tắc “{other_rule}” (dòng {other_line}) cùng nói về chức danh “{}” ở vùng “{}”. Mỗi chức danh ở mỗi vùng chỉ để một quy tắc.",
            place(file, *line),
            title.code(),
            area.code()
        ),
        LoadRuleError::MissingRule {
            file,
            line,
            from,
            title,
            area,
        } => format!(
            "{} quy định từ ngày {from} không có quy tắc cho chức danh “{}” ở vùng “{}”. Hãy thêm một quy tắc.",
            place(file, *line),
            title.code(),
            area.code()
        ),
        LoadRuleError::UsedTwice {
            file,
            line,
            list,
            word,
        } => format!(
            "{} {} “{word}” bị dùng hai lần. Hãy đổi một chỗ.",
            place(file, *line),
            list_name(list)
        ),
        LoadRuleError::OneOfKeys {
            file,
            line,
            rule,
            keys,
        } => format!(
            "{} “{rule}” phải có đúng một trong các mục: {}.",
            place(file, *line),
            keys.join("; ")
        ),
        LoadRuleError::TooMany {
            file,
            line,
            what,
            count,
            max,
        } => format!(
            "{} quá nhiều ({what}): {count}, nhiều nhất là {max}. Hãy chia nhỏ quy định.",
            place(file, *line)
        ),
        LoadRuleError::TooDeep { file, line, max } => format!(
            "{} điều kiện lồng nhau quá sâu, nhiều nhất {max} tầng. Hãy viết gọn lại.",
            place(file, *line)
        ),
        LoadRuleError::WrongKindOfFact {
            file,
            line,
            fact,
            condition,
            allowed,
        } => format!(
            "{} không thể hỏi “{fact}” bằng “{condition}”. Có thể dùng: {}.",
            place(file, *line),
            allowed.join(", ")
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
