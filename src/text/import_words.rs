//! What an import says to its user: why a cell, a row or a file was not taken, and what to do.

use super::Language;
use super::code_names::{title_name, unit_kind_name};
use super::{Texts, fill};
use crate::domain::{Title, UnitKind};
use crate::exchange::excel::Found;
use crate::exchange::excel::legacy_font::LegacyFont;
use crate::exchange::{Field, QuestionReason, ReadListError, Reason, SkipReason};

/// The old font's name as typists know it.
pub fn legacy_font(font: LegacyFont) -> &'static str {
    match font {
        LegacyFont::Tcvn3 => ".VnTime (TCVN3)",
        LegacyFont::Vni => "VNI",
    }
}

/// The titles of those codes, in words.
pub fn title_names(codes: &[String], language: Language) -> String {
    let name = |code: &String| match Title::from_code(code) {
        Some(title) => title_name(title, language).to_owned(),
        None => code.clone(),
    };
    codes.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A unit given as the code of its kind and its name, in words.
pub fn candidate_unit(unit: &str, language: Language) -> String {
    match unit
        .split_once(' ')
        .map(|(kind, name)| (UnitKind::from_code(kind), name))
    {
        Some((Some(UnitKind::Superior | UnitKind::Unknown), name)) => name.to_owned(),
        Some((Some(kind), name)) => format!("{} {name}", unit_kind_name(kind, language)),
        _ => unit.to_owned(),
    }
}

/// The field's name, as heads of lists have it.
pub fn field(field: Field, language: Language) -> String {
    let t = Texts::of(language);
    match field {
        Field::Rating(Some(year)) => return fill(t.list_rating, &[&year]),
        Field::Number => t.list_number,
        Field::Name => t.name,
        Field::FamilyName => t.import_field_family_name,
        Field::GivenName => t.import_field_given_name,
        Field::Birth | Field::BirthDay | Field::BirthMonth | Field::BirthYear => t.birth,
        Field::Male => t.import_field_male,
        Field::Female => t.import_field_female,
        Field::Sex => t.sex,
        Field::Unit => t.unit,
        Field::Title => t.title,
        Field::PostSince => t.field_post_since,
        Field::HomePlace => t.field_home_place,
        Field::Ethnicity => t.field_ethnicity,
        Field::PartyJoined => t.field_party_joined,
        Field::PartyFull => t.import_field_party_full,
        Field::ServiceStarted => t.field_service_started,
        Field::GeneralEducation => t.field_general_education,
        Field::ProfessionalLevel => t.field_professional_level,
        Field::FieldOfStudy => t.field_field,
        Field::PoliticalTheory => t.field_political_theory,
        Field::StateManagement => t.field_state_management,
        Field::Informatics => t.field_informatics,
        Field::ForeignLanguage => t.field_foreign_language,
        Field::MinorityLanguage => t.field_minority_language,
        Field::Class | Field::Cohort | Field::Course => t.needs_course,
        Field::StudyMode => t.import_field_study_mode,
        Field::StudyFrom => t.import_field_study_from,
        Field::StudyUntil => t.import_field_study_until,
        Field::StudyStatus => t.needs_status,
        Field::Rating(None) => t.field_rating,
        Field::FromUnit => t.import_field_from_unit,
        Field::FromPost => t.import_field_from_post,
        Field::ToUnit => t.import_field_to_unit,
        Field::ToPost => t.import_field_to_post,
        Field::MovedOn | Field::When => t.import_field_when,
        Field::MovementKind | Field::How => t.import_field_how,
        Field::Movement => t.dossier_movements,
        Field::Left => t.field_left,
        Field::SuccessionTitle | Field::Succession => t.dossier_successions,
        Field::Term => t.import_field_term,
        Field::TenureSince => t.dossier_post_since,
        Field::PreviousUnit => t.import_field_previous_unit,
        Field::Tenure => t.dossier_tenures,
        Field::IntakeYear => t.import_field_intake_year,
        Field::DegreeGrade => t.import_field_degree_grade,
        Field::Talent => t.dossier_talent,
        Field::Note => t.field_note,
        Field::Ignored => t.import_sheet_ignored,
    }
    .to_owned()
}

/// A message in two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl std::fmt::Display for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.what, self.remedy)
    }
}

impl Message {
    fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

const MEBIBYTE: u64 = 1 << 20;

impl ReadListError {
    /// What happened and what to do, in the language asked for.
    pub fn message(&self, language: Language) -> Message {
        match language {
            Language::Vi => self.vietnamese(),
            Language::En => self.english(),
        }
    }

    /// What happened and what to do, in Vietnamese.
    pub fn vietnamese(&self) -> Message {
        match self {
            Self::TooLarge { bytes, limit } => Message::new(
                format!(
                    "Tệp quá lớn: {} MB, mức cho phép là {} MB.",
                    bytes / MEBIBYTE,
                    limit / MEBIBYTE
                ),
                "Hãy xoá hình ảnh và những trang tính không cần, hoặc tách thành nhiều tệp rồi nhập lại.",
            ),
            Self::Empty => Message::new(
                "Tệp không có nội dung.",
                "Hãy chép lại tệp từ nơi gửi rồi nhập lại.",
            ),
            Self::Password => Message::new(
                "Tệp được bảo vệ bằng mật khẩu.",
                "Hãy mở tệp trong Excel bằng mật khẩu, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi lưu và nhập lại.",
            ),
            Self::NotAWorkbook { found } => Message::new(
                format!("Tệp không phải là bảng tính mà là {}.", found_vi(*found)),
                match found {
                    Found::Html | Found::Xml | Found::BinaryWorkbook => {
                        "Hãy mở tệp trong Excel, chọn Lưu thành (Save As) kiểu “Excel Workbook (*.xlsx)” rồi nhập tệp mới."
                    }
                    _ => "Hãy chọn tệp danh sách dạng .xlsx, .xls, .ods hoặc .csv.",
                },
            ),
            Self::Truncated => Message::new(
                "Tệp bị cắt cụt: phần cuối của tệp không có.",
                "Tệp có thể chép hoặc tải về chưa xong. Hãy chép lại tệp từ nơi gửi rồi nhập lại.",
            ),
            Self::Damaged { detail } => Message::new(
                format!("Tệp bị hỏng ({detail})."),
                "Hãy mở tệp trong Excel (Excel có thể tự sửa), lưu thành tệp .xlsx mới rồi nhập lại.",
            ),
            Self::UnpacksTooLarge { limit } => Message::new(
                format!("Tệp nén quá mức: giải nén ra hơn {} MB.", limit / MEBIBYTE),
                "Tệp này không giống một danh sách. Hãy hỏi lại nơi gửi; nếu đúng là danh sách, hãy chép các ô có dữ liệu sang tệp mới.",
            ),
            Self::TooManyCells { limit } => Message::new(
                format!("Tệp có quá nhiều ô có dữ liệu (hơn {limit} ô)."),
                "Hãy tách danh sách thành nhiều tệp rồi nhập lần lượt.",
            ),
            Self::TooManySheets { found, limit } => Message::new(
                format!("Tệp có {found} trang tính, mức cho phép là {limit}."),
                "Hãy tách thành nhiều tệp rồi nhập lần lượt.",
            ),
            Self::NoList => Message::new(
                "Không trang tính nào có dòng tiêu đề với cột “Họ và tên”.",
                "Hãy kiểm tra xem có chọn đúng tệp không; danh sách cần một dòng tiêu đề, trong đó có cột “Họ và tên”.",
            ),
        }
    }

    /// What happened and what to do, in English.
    pub fn english(&self) -> Message {
        match self {
            Self::TooLarge { bytes, limit } => Message::new(
                format!(
                    "The file is too large: {} MB of at most {} MB.",
                    bytes / MEBIBYTE,
                    limit / MEBIBYTE
                ),
                "Remove pictures and sheets that are not needed, or split it into several files.",
            ),
            Self::Empty => Message::new("The file is empty.", "Copy it again from its sender."),
            Self::Password => Message::new(
                "The file is protected by a password.",
                "Open it in Excel with the password, remove the password, save and import again.",
            ),
            Self::NotAWorkbook { found } => Message::new(
                format!("The file is not a workbook but {found}."),
                match found {
                    Found::Html | Found::Xml | Found::BinaryWorkbook => {
                        "Open it in Excel, save it as “Excel Workbook (*.xlsx)” and import the new file."
                    }
                    _ => "Choose a list of the kind .xlsx, .xls, .ods or .csv.",
                },
            ),
            Self::Truncated => Message::new(
                "The file is cut off: its end is missing.",
                "It may not have been copied or downloaded completely. Copy it again.",
            ),
            Self::Damaged { detail } => Message::new(
                format!("The file is damaged ({detail})."),
                "Open it in Excel, which may repair it, save it as a new .xlsx file and import that.",
            ),
            Self::UnpacksTooLarge { limit } => Message::new(
                format!("The file unpacks to more than {} MB.", limit / MEBIBYTE),
                "This does not look like a list. Ask its sender; if it is one, copy the filled cells into a new file.",
            ),
            Self::TooManyCells { limit } => Message::new(
                format!("The file has too many filled cells (more than {limit})."),
                "Split the list into several files and import them one after the other.",
            ),
            Self::TooManySheets { found, limit } => Message::new(
                format!("The file has {found} sheets of at most {limit}."),
                "Split it into several files and import them one after the other.",
            ),
            Self::NoList => Message::new(
                "No sheet has a head with a column “Họ và tên” (full name).",
                "Check that this is the right file; a list needs a head with the column “Họ và tên”.",
            ),
        }
    }
}

fn found_vi(found: Found) -> &'static str {
    match found {
        Found::Word => "văn bản Word",
        Found::PowerPoint => "bài trình chiếu",
        Found::Pdf => "văn bản PDF",
        Found::Html => "trang web (phần mềm đã lưu dưới tên bảng tính)",
        Found::Xml => "tệp XML",
        Found::Picture => "hình ảnh",
        Found::Archive => "tệp nén",
        Found::BinaryWorkbook => "bảng tính nhị phân (.xlsb)",
        Found::RichText => "văn bản RTF",
        Found::Text => "văn bản thường, không có cột",
        Found::Unknown => "loại tệp không nhận ra",
    }
}

macro_rules! words {
    ($type:ty { $($variant:pat => $vietnamese:literal, $english:literal;)+ }) => {
        impl $type {
            /// The words in Vietnamese.
            pub fn vietnamese(&self) -> String {
                match self { $($variant => $vietnamese,)+ }.to_owned()
            }

            /// The words in English.
            pub fn english(&self) -> String {
                match self { $($variant => $english,)+ }.to_owned()
            }

            /// The words in the language asked for.
            pub fn words(&self, language: Language) -> String {
                match language {
                    Language::Vi => self.vietnamese(),
                    Language::En => self.english(),
                }
            }
        }
    };
}

words!(Reason {
    Self::NotADate => "Không phải là ngày, tháng, năm", "Not a date";
    Self::DayMonthSwapped => "Ngày và tháng có thể bị đảo chỗ", "Day and month seem to be swapped";
    Self::DateMissing => "Chỉ đánh dấu, không ghi ngày", "A mark instead of a date";
    Self::DoesNotSayLevel => "Không nói rõ trình độ nào", "Does not say which level";
    Self::UnknownLevel => "Không nhận ra trình độ này", "Not a known level";
    Self::UnknownTitle => "Có chức vụ không thuộc các chức danh cấp xã", "Names a post that is no title of the commune level";
    Self::UnknownRating => "Không nhận ra mức xếp loại này", "Not a known rating";
    Self::NoYear => "Danh sách không nói xếp loại của năm nào", "The list does not say which year is rated";
    Self::UnknownWord => "Không nhận ra nội dung này", "Words not known in this column";
    Self::AmbiguousUnit => "Tên này có cả ở nhiều đơn vị, cần ghi rõ xã hay phường", "Several units bear this name; say whether ward or commune";
    Self::NoUnit => "Không thấy đơn vị công tác", "No unit is given";
    Self::NoName => "Dòng có dữ liệu nhưng không có họ tên", "A row with content but without a name";
    Self::NotAName => "Không phải là họ tên", "Not a name";
    Self::FormulaError => "Công thức trong ô bị lỗi", "The formula in the cell failed";
    Self::TwoSexes => "Ghi ngày sinh ở cả cột nam và cột nữ", "Births in both the men's and the women's column";
    Self::LeftOut => "Bạn đã chọn bỏ qua dòng này", "You chose to leave this row out";
});

words!(QuestionReason {
    Self::BirthDiffers => "Cùng họ tên, cùng đơn vị nhưng khác ngày sinh", "Same name and unit, but another birth";
    Self::SeveralFit => "Có nhiều người phù hợp với dòng này", "Several people fit this row";
    Self::OtherUnit => "Cùng họ tên, cùng ngày sinh nhưng khác đơn vị", "Same name and birth, but another unit";
    Self::OtherMarks => "Họ tên chỉ khác dấu, cùng ngày sinh và đơn vị", "The name differs in its marks only, birth and unit agree";
    Self::TooLittleKnown => "Trùng họ tên nhưng thiếu ngày sinh hoặc đơn vị để phân biệt", "The name is known, but birth or unit is missing to tell";
    Self::TwiceInList => "Người này có hai dòng khác nhau trong cùng danh sách", "This person has two different rows in one list";
});

words!(SkipReason {
    Self::Section => "Dòng tiêu đề nhóm", "Heading of a section";
    Self::Total => "Dòng tổng cộng", "Total";
    Self::Signature => "Phần ký tên", "Signatures";
    Self::ColumnNumbers => "Dòng đánh số cột", "Numbers of the columns";
    Self::Head => "Dòng tiêu đề lặp lại", "The head repeated";
    Self::Note => "Dòng ghi chú", "Note";
    Self::OnlyNumber => "Chỉ có số thứ tự", "Only a running number";
    Self::NoHead => "Trang tính không có dòng tiêu đề", "The sheet has no head";
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_happened_and_what_to_do() {
        let error = ReadListError::TooLarge {
            bytes: 200 << 20,
            limit: 64 << 20,
        };
        let message = error.message(Language::Vi);
        assert!(message.what.contains("200 MB") && message.what.contains("64 MB"));
        assert!(!message.remedy.is_empty());
        assert!(error.message(Language::En).what.contains("200 MB"));
    }

    #[test]
    fn reasons_speak_both_languages() {
        assert_eq!(
            Reason::DoesNotSayLevel.words(Language::Vi),
            "Không nói rõ trình độ nào"
        );
        assert_eq!(
            Reason::DoesNotSayLevel.words(Language::En),
            "Does not say which level"
        );
        assert_ne!(
            QuestionReason::OtherUnit.vietnamese(),
            QuestionReason::OtherMarks.vietnamese()
        );
    }
}
