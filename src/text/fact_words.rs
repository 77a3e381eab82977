//! Names of the facts of a document, for histories, comparisons and conflicts.

use serde_json::Value as Json;

use super::{Language, Texts, code_names, edit_words, fill};
use crate::domain::{
    CourseKind, CourseStatus, GeneralEducation, Informatics, Ladder, MinorityLanguage,
    MovementKind, Office, PartialDate, PoliticalTheory, ProfessionalLevel, RatingGrade, Sex,
    StateManagement, StudyMode, Title, UnitId,
};
use crate::law::Level;
use crate::store::document::Value;

texts! {
    /// The names of facts that no field of a page has.
    pub struct FactTexts;
    post_written: "Chức danh như danh sách ghi", "Titles as the list writes them";
    talent: "Diện thu hút", "Talent scheme";
    gone: "Đã xóa khỏi dữ liệu", "Taken out of the data";
    courses: "Lớp đào tạo, bồi dưỡng", "Course";
    course_kind: "Loại lớp", "Kind of course";
    course_status: "Tình trạng", "Status";
    course_class: "Tên lớp", "Class";
    course_mode: "Hình thức học", "Mode of study";
    course_from: "Khai giảng", "Begins";
    course_until: "Kết thúc", "Ends";
    rating_of: "Xếp loại năm {}", "Rating of {}";
    moves: "Điều động, luân chuyển", "Move";
    move_kind: "Hình thức", "Manner";
    move_from: "Từ đơn vị", "From unit";
    move_from_post: "Chức vụ trước", "Post before";
    move_to: "Đến đơn vị", "To unit";
    move_to_post: "Chức vụ được bố trí", "New post";
    move_on: "Thời gian", "When";
    succession: "Quy hoạch", "Succession";
    tenures: "Vị trí phải chuyển đổi", "Position that changes hands";
    title: "Chức danh", "Title";
    written: "Ghi trong danh sách", "As the list writes it";
    since: "Từ ngày", "Since";
    from_year: "Từ năm", "From year";
    until_year: "Đến năm", "Until year";
    previous: "Đơn vị trước", "Unit before";
    office_name: "Tên cơ quan", "Name of the office";
    units: "Đơn vị", "Unit";
    unit_kind: "Loại đơn vị", "Kind of unit";
    unit_area: "Khu vực", "Area";
    unit_hardship: "Đặc biệt khó khăn", "Special hardship";
    judged_on: "Ngày đánh giá", "Day of judging";
    confirmations: "Xác nhận quy định {}", "Confirmation of rule {}";
    majors: "Ngành phù hợp {}", "Fitting field {}";
    retirement: "Quyết định nghỉ hưu", "Decision on retirement";
    circumstances: "Hoàn cảnh được xét khi điều động", "Circumstance that spares a move";
    yes: "Có", "Yes";
    no: "Không", "No";
    blank: "(để trống)", "(blank)";
    did_merge: "gộp tệp của đơn vị khác ({} hồ sơ)", "merge a colleague's file ({} dossiers)";
    did_decide: "chọn giá trị cho {}", "decide on {}";
    source_lists: "Danh sách đã nhập", "Imported list";
}

/// The name of the fact at a path: `Xếp loại năm 2016`, `Lớp đào tạo, bồi dưỡng: Tình trạng`.
///
/// A path that this program does not know stands for itself.
pub fn fact(path: &str, language: Language) -> String {
    let t = Texts::of(language);
    let f = FactTexts::of(language);
    let parts: Vec<&str> = path.split('/').collect();
    let rest = parts.get(1..).unwrap_or_default().join(" · ");
    let within = |list: &str, field: Option<&str>| match field {
        Some(field) => format!("{list}: {field}"),
        None => list.to_owned(),
    };
    let field = parts.get(2).copied();
    let name = match parts.first().copied().unwrap_or_default() {
        "name" => t.name,
        "birth" => t.birth,
        "sex" => t.sex,
        "unit" => t.unit,
        "post_written" => f.post_written,
        "left" => t.field_left,
        "home" => t.field_home_place,
        "ethnicity" => t.field_ethnicity,
        "party" => t.field_party_joined,
        "service" => t.field_service_started,
        "school" => t.field_general_education,
        "professional" => t.field_professional_level,
        "field" => t.field_field,
        "major_fits" => t.field_major_fits,
        "theory" => t.field_political_theory,
        "state" => t.field_state_management,
        "informatics" => t.field_informatics,
        "foreign" => t.field_foreign_language,
        "minority" => t.field_minority_language,
        "talent" => f.talent,
        "retirement" => f.retirement,
        "circumstances" => f.circumstances,
        "note" => t.field_note,
        "gone" => f.gone,
        "judged_on" => f.judged_on,
        "posts" => {
            let field = field.map(|field| match field {
                "since" => t.field_post_since,
                "first" => t.field_post_first_time,
                _ => f.title,
            });
            return within(t.field_posts, field);
        }
        "ratings" => {
            let year = parts.get(1).copied().unwrap_or_default();
            return fill(f.rating_of, &[&year]);
        }
        "courses" => {
            let field = field.map(|field| match field {
                "kind" => f.course_kind,
                "status" => f.course_status,
                "class" => f.course_class,
                "mode" => f.course_mode,
                "from" => f.course_from,
                "until" => f.course_until,
                other => other,
            });
            return within(f.courses, field);
        }
        "moves" => {
            let field = field.map(|field| match field {
                "kind" => f.move_kind,
                "from" => f.move_from,
                "from_post" => f.move_from_post,
                "to" => f.move_to,
                "to_post" => f.move_to_post,
                "on" => f.move_on,
                other => other,
            });
            return within(f.moves, field);
        }
        list @ ("succession" | "tenures") => {
            let field = field.map(|field| match field {
                "title" => f.title,
                "written" => f.written,
                "since" => f.since,
                "from" => f.from_year,
                "until" => f.until_year,
                "previous" => f.previous,
                "note" => t.field_note,
                other => other,
            });
            let list = if list == "succession" {
                f.succession
            } else {
                f.tenures
            };
            return within(list, field);
        }
        "units" => {
            let field = field.map(|field| match field {
                "kind" => f.unit_kind,
                "area" => f.unit_area,
                "hardship" => f.unit_hardship,
                "name" => t.units_name,
                other => other,
            });
            return within(f.units, field);
        }
        "confirmations" => return fill(f.confirmations, &[&rest]),
        "majors" => return fill(f.majors, &[&rest]),
        "source_lists" => f.source_lists,
        _ => path,
    };
    name.to_owned()
}

/// The value of the fact at a path in words; a code that this program knows by its name.
pub fn value(path: &str, value: Option<&Value>, office: &Office, language: Language) -> String {
    let f = FactTexts::of(language);
    let code = match value {
        None => return f.blank.to_owned(),
        Some(Value::Flag(flag)) => return if *flag { f.yes } else { f.no }.to_owned(),
        Some(Value::Whole(whole)) => return whole.to_string(),
        Some(Value::Compound(json)) => return compound(path, json, language),
        Some(Value::Text(text)) if text.is_empty() => return f.blank.to_owned(),
        Some(Value::Text(text)) => text.as_str(),
    };
    if let Ok(date) = code.parse::<PartialDate>() {
        return date.to_vietnamese();
    }
    let mut parts = path.split('/');
    let list = parts.next().unwrap_or_default();
    let field = parts.nth(1);
    let unit = |id: &str| {
        let unit = office.unit(&UnitId(id.to_owned()));
        unit.map(|unit| edit_words::unit_name(unit, language))
    };
    let name = match (list, field) {
        ("unit", _) | ("moves", Some("from" | "to")) | ("tenures", Some("previous")) => {
            return unit(code).unwrap_or_else(|| code.to_owned());
        }
        ("sex", _) => Sex::from_code(code).map(|one| code_names::sex_name(one, language)),
        ("ratings", _) => {
            RatingGrade::from_code(code).map(|one| code_names::rating_name(one, language))
        }
        (_, Some("title")) => {
            Title::from_code(code).map(|one| code_names::title_name(one, language))
        }
        ("courses", Some("kind")) => {
            CourseKind::from_code(code).map(|one| code_names::course_name(one, language))
        }
        ("courses", Some("status")) => {
            CourseStatus::from_code(code).map(|one| code_names::course_status_name(one, language))
        }
        ("courses", Some("mode")) => {
            StudyMode::from_code(code).map(|one| code_names::study_mode_name(one, language))
        }
        ("moves", Some("kind")) => {
            MovementKind::from_code(code).map(|one| code_names::movement_name(one, language))
        }
        _ => level(list, code, language),
    };
    name.unwrap_or(code).to_owned()
}

/// The name of a level of the ladder that a field has.
fn level(field: &str, code: &str, language: Language) -> Option<&'static str> {
    let level = match field {
        "school" => GeneralEducation::from_code(code).map(Level::GeneralEducation),
        "professional" => ProfessionalLevel::from_code(code).map(Level::ProfessionalLevel),
        "theory" => PoliticalTheory::from_code(code).map(Level::PoliticalTheory),
        "state" => StateManagement::from_code(code).map(Level::StateManagement),
        "informatics" => Informatics::from_code(code).map(Level::Informatics),
        "minority" => MinorityLanguage::from_code(code).map(Level::MinorityLanguage),
        _ => None,
    };
    level.map(|level| code_names::level_name(level, language))
}

/// A level with its words, or whatever texts a compound holds.
fn compound(path: &str, json: &str, language: Language) -> String {
    match serde_json::from_str(json) {
        Ok(Json::Array(parts)) => match parts.as_slice() {
            [Json::String(code), Json::String(written)] => {
                let name = level(path, code, language).unwrap_or(code);
                format!("{name} ({written})")
            }
            _ => json.to_owned(),
        },
        Ok(Json::Object(parts)) => {
            let words = |part: &Json| match part {
                Json::String(text) => text.clone(),
                other => other.to_string(),
            };
            parts.values().map(words).collect::<Vec<_>>().join(", ")
        }
        _ => json.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_have_names() {
        for (path, name) in [
            ("birth", "Ngày sinh"),
            ("ratings/2016/1", "Xếp loại năm 2016"),
            ("courses/3f0c/status", "Lớp đào tạo, bồi dưỡng: Tình trạng"),
            ("courses/3f0c", "Lớp đào tạo, bồi dưỡng"),
            ("salary", "salary"),
        ] {
            assert_eq!(fact(path, Language::Vi), name);
        }
    }

    #[test]
    fn values_have_names() {
        let office = Office::default();
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        let compound = Some(Value::Compound(r#"["university","ĐH Luật"]"#.to_owned()));
        for (path, held, words) in [
            ("sex", text("F"), "Nữ"),
            ("professional", text("university"), "đại học"),
            ("professional", compound, "đại học (ĐH Luật)"),
            ("note", text("university"), "university"),
            ("left", Some(Value::Flag(true)), "Có"),
            ("note", None, "(để trống)"),
        ] {
            assert_eq!(value(path, held.as_ref(), &office, Language::Vi), words);
        }
    }
}
