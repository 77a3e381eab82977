//! Names of the domain's codes as people read them.

use super::Language;
use crate::domain::{
    AreaClass, CourseKind, CourseStatus, DegreeGrade, ForeignLanguageLevel, GeneralEducation,
    Group, Informatics, MinorityLanguage, MovementKind, PoliticalTheory, ProfessionalLevel,
    RatingGrade, Sex, StateManagement, StudyMode, Title, UnitKind,
};
use crate::law::{Confidence, Criterion, Fact, Level, Verdict};

/// Declares a function that names each value of a list in both languages.
macro_rules! names {
    ($(#[$doc:meta])* $function:ident($type:ident) { $($item:ident => $vi:literal, $en:literal;)+ }) => {
        $(#[$doc])*
        pub fn $function(value: $type, language: Language) -> &'static str {
            match (value, language) {
                $(
                    ($type::$item, Language::Vi) => $vi,
                    ($type::$item, Language::En) => $en,
                )+
            }
        }
    };
}

names!(
    /// The title's name.
    title_name(Title) {
        PartySecretary => "Bí thư Đảng uỷ", "Party secretary";
        DeputyPartySecretary => "Phó Bí thư Đảng uỷ", "Deputy Party secretary";
        PartyStandingMember => "Thường trực Đảng uỷ", "Standing member of the Party committee";
        CouncilChair => "Chủ tịch HĐND", "Chair of the People's Council";
        CouncilViceChair => "Phó Chủ tịch HĐND", "Vice chair of the People's Council";
        CommitteeChair => "Chủ tịch UBND", "Chair of the People's Committee";
        CommitteeViceChair => "Phó Chủ tịch UBND", "Vice chair of the People's Committee";
        FrontChair => "Chủ tịch UBMTTQ Việt Nam", "Chair of the Fatherland Front";
        YouthUnionSecretary => "Bí thư Đoàn TNCS Hồ Chí Minh", "Secretary of the Youth Union";
        WomenUnionChair => "Chủ tịch Hội LHPN", "Chair of the Women's Union";
        FarmersUnionChair => "Chủ tịch Hội Nông dân", "Chair of the Farmers' Union";
        VeteransChair => "Chủ tịch Hội Cựu chiến binh", "Chair of the Veterans' Association";
        PoliceChief => "Trưởng Công an", "Police chief";
        MilitaryCommander => "Chỉ huy trưởng Quân sự", "Military commander";
        OfficeStatistics => "Văn phòng - thống kê", "Office and statistics";
        LandConstruction => "Địa chính - xây dựng - đô thị (nông nghiệp) và môi trường", "Land, construction and environment";
        FinanceAccounting => "Tài chính - kế toán", "Finance and accounting";
        JusticeCivilStatus => "Tư pháp - hộ tịch", "Justice and civil status";
        CultureSociety => "Văn hoá - xã hội", "Culture and society";
    }
);

names!(
    /// The group's name.
    group_name(Group) {
        Cadre => "Cán bộ", "Cadres";
        CivilServant => "Công chức", "Civil servants";
    }
);

names!(
    /// The sex in one word.
    sex_name(Sex) {
        Male => "Nam", "Male";
        Female => "Nữ", "Female";
    }
);

names!(
    /// The kind of unit.
    unit_kind_name(UnitKind) {
        Ward => "Phường", "Ward";
        Commune => "Xã", "Commune";
        Township => "Thị trấn", "Township";
        SpecialZone => "Đặc khu", "Special zone";
        Superior => "Cơ quan cấp trên", "Superior body";
        Unknown => "Chưa rõ loại đơn vị", "Kind not known";
    }
);

names!(
    /// The area class.
    area_name(AreaClass) {
        Lowland => "đồng bằng", "lowland";
        Urban => "đô thị", "urban";
        Mountain => "miền núi", "mountain";
    }
);

names!(
    /// The level of school.
    general_education_name(GeneralEducation) {
        None => "chưa học xong tiểu học", "none";
        Primary => "tiểu học", "primary school";
        LowerSecondary => "trung học cơ sở", "lower secondary school";
        UpperSecondary => "trung học phổ thông", "upper secondary school";
    }
);

names!(
    /// The professional level.
    professional_level_name(ProfessionalLevel) {
        None => "chưa qua đào tạo", "untrained";
        Elementary => "sơ cấp", "elementary";
        Intermediate => "trung cấp", "intermediate";
        College => "cao đẳng", "college";
        University => "đại học", "university";
        Master => "thạc sĩ", "master";
        Doctor => "tiến sĩ", "doctor";
    }
);

names!(
    /// The level of political theory.
    political_theory_name(PoliticalTheory) {
        None => "chưa qua đào tạo", "none";
        Elementary => "sơ cấp", "elementary";
        Intermediate => "trung cấp", "intermediate";
        Advanced => "cao cấp", "advanced";
        Bachelor => "cử nhân", "bachelor";
    }
);

names!(
    /// The level of state management.
    state_management_name(StateManagement) {
        None => "chưa qua bồi dưỡng", "none";
        Attended => "đã qua bồi dưỡng", "course attended";
        Assistant => "chương trình cán sự", "assistant";
        Specialist => "chương trình chuyên viên", "specialist";
        PrincipalSpecialist => "chương trình chuyên viên chính", "principal specialist";
        SeniorSpecialist => "chương trình chuyên viên cao cấp", "senior specialist";
    }
);

names!(
    /// The level of informatics.
    informatics_name(Informatics) {
        None => "chưa có", "none";
        A => "chứng chỉ A", "certificate A";
        B => "chứng chỉ B", "certificate B";
        C => "chứng chỉ C", "certificate C";
        Basic => "ứng dụng CNTT cơ bản", "basic IT skills";
        Advanced => "ứng dụng CNTT nâng cao", "advanced IT skills";
        Degree => "trung cấp tin học trở lên", "degree in informatics";
    }
);

names!(
    /// The command of a minority language.
    minority_language_name(MinorityLanguage) {
        None => "chưa có", "none";
        Certificate => "có chứng chỉ", "certificate";
        Fluent => "sử dụng thành thạo", "fluent";
    }
);

names!(
    /// The level in a foreign language.
    foreign_language_level_name(ForeignLanguageLevel) {
        None => "chưa có", "none";
        A => "chứng chỉ A", "certificate A";
        B => "chứng chỉ B", "certificate B";
        C => "chứng chỉ C", "certificate C";
        L1 => "bậc 1 (A1)", "level 1 (A1)";
        L2 => "bậc 2 (A2)", "level 2 (A2)";
        L3 => "bậc 3 (B1)", "level 3 (B1)";
        L4 => "bậc 4 (B2)", "level 4 (B2)";
        L5 => "bậc 5 (C1)", "level 5 (C1)";
        L6 => "bậc 6 (C2)", "level 6 (C2)";
        Degree => "cao đẳng, đại học ngoại ngữ", "degree in the language";
    }
);

names!(
    /// What a course leads to.
    course_name(CourseKind) {
        PtElementary => "Sơ cấp lý luận chính trị", "Political theory, elementary";
        PtIntermediate => "Trung cấp lý luận chính trị", "Political theory, intermediate";
        PtAdvanced => "Cao cấp lý luận chính trị", "Political theory, advanced";
        LowerSecondary => "Bổ túc trung học cơ sở", "Lower secondary school";
        UpperSecondary => "Bổ túc trung học phổ thông", "Upper secondary school";
        ProfessionalElementary => "Sơ cấp chuyên môn", "Professional, elementary";
        ProfessionalIntermediate => "Trung cấp chuyên môn", "Professional, intermediate";
        College => "Cao đẳng", "College";
        University => "Đại học", "University";
        Master => "Thạc sĩ", "Master";
        RelevantMajor => "Đào tạo đúng ngành", "Training in a fitting field";
        StateManagement => "Bồi dưỡng quản lý nhà nước", "State management";
        Informatics => "Tin học", "Informatics";
        ForeignLanguage => "Ngoại ngữ", "Foreign language";
        MinorityLanguage => "Tiếng dân tộc thiểu số", "Minority language";
        Other => "Lớp khác", "Other course";
    }
);

names!(
    /// How far a person is with a course.
    course_status_name(CourseStatus) {
        Studying => "đang học", "studying";
        Completed => "đã học xong", "completed";
        DroppedOut => "bỏ học", "dropped out";
    }
);

names!(
    /// How a course takes the working time.
    study_mode_name(StudyMode) {
        FullTime => "tập trung", "full time";
        PartTime => "không tập trung", "part time";
    }
);

names!(
    /// The yearly rating.
    rating_name(RatingGrade) {
        Excellent => "Hoàn thành xuất sắc nhiệm vụ", "Excellent";
        Good => "Hoàn thành tốt nhiệm vụ", "Good";
        Satisfactory => "Hoàn thành nhiệm vụ", "Satisfactory";
        LimitedCapacity => "Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực", "Satisfactory, of limited capacity";
        Unsatisfactory => "Không hoàn thành nhiệm vụ", "Unsatisfactory";
    }
);

names!(
    /// How a person was moved.
    movement_name(MovementKind) {
        Transfer => "Điều động", "Transfer";
        Rotation => "Luân chuyển", "Rotation";
        Secondment => "Biệt phái", "Secondment";
    }
);

names!(
    /// The grade of a degree.
    degree_grade_name(DegreeGrade) {
        Excellent => "Xuất sắc", "Excellent";
        VeryGood => "Giỏi", "Very good";
        Good => "Khá", "Good";
        Average => "Trung bình", "Average";
    }
);

names!(
    /// What a standard asks about.
    criterion_name(Criterion) {
        AgeAtFirstHolding => "Tuổi khi giữ chức vụ lần đầu", "Age at first holding";
        MinimumAge => "Tuổi tối thiểu", "Minimum age";
        GeneralEducation => "Trình độ văn hoá", "General education";
        ProfessionalLevel => "Trình độ chuyên môn", "Professional level";
        RelevantMajor => "Ngành đào tạo phù hợp", "Relevant field of study";
        PoliticalTheory => "Trình độ lý luận chính trị", "Political theory";
        StateManagement => "Quản lý nhà nước", "State management";
        Informatics => "Tin học", "Informatics";
        ForeignLanguage => "Ngoại ngữ", "Foreign language";
        MinorityLanguage => "Tiếng dân tộc thiểu số", "Minority language";
        PartyMember => "Đảng viên", "Party membership";
    }
);

names!(
    /// The criterion's name for a narrow column.
    criterion_short_name(Criterion) {
        AgeAtFirstHolding => "Tuổi lần đầu", "First age";
        MinimumAge => "Tuổi", "Age";
        GeneralEducation => "Văn hoá", "School";
        ProfessionalLevel => "Chuyên môn", "Professional";
        RelevantMajor => "Ngành", "Field";
        PoliticalTheory => "LLCT", "Pol. theory";
        StateManagement => "QLNN", "State mgmt";
        Informatics => "Tin học", "IT";
        ForeignLanguage => "Ngoại ngữ", "Language";
        MinorityLanguage => "Tiếng DTTS", "Minority lang.";
        PartyMember => "Đảng viên", "Party";
    }
);

names!(
    /// The verdict in a few words.
    verdict_name(Verdict) {
        Met => "Đạt", "Met";
        NotMet => "Chưa đạt", "Not met";
        Grace => "Chưa đạt, còn thời hạn", "Not met, within the time left";
        Exempt => "Được miễn", "Exempt";
        NotApplicable => "Không áp dụng", "Not applicable";
        Unknown => "Chưa đủ dữ liệu", "Not enough data";
        Unsettled => "Quy định chưa rõ", "Rule not settled";
    }
);

names!(
    /// The fact as a field of the dossier is called.
    fact_name(Fact) {
        Birth => "ngày sinh", "date of birth";
        Sex => "giới tính", "sex";
        PostSince => "ngày bắt đầu giữ chức vụ", "first day in the post";
        FirstTime => "giữ chức vụ lần đầu hay không", "whether the post is held for the first time";
        ServiceStarted => "ngày tuyển dụng", "day of recruitment";
        GeneralEducation => "trình độ văn hoá", "general education";
        ProfessionalLevel => "trình độ chuyên môn", "professional level";
        Field => "chuyên ngành", "field of study";
        MajorFitsPost => "chuyên ngành có phù hợp với chức danh không", "whether the field of study fits the post";
        PoliticalTheory => "trình độ lý luận chính trị", "political theory";
        StateManagement => "bồi dưỡng quản lý nhà nước", "state management";
        Informatics => "trình độ tin học", "informatics";
        InformaticsIssued => "ngày cấp chứng chỉ tin học", "when the informatics certificate was issued";
        ForeignLanguage => "trình độ ngoại ngữ", "foreign language";
        MinorityLanguage => "tiếng dân tộc thiểu số", "minority language";
        PartyJoined => "ngày vào Đảng", "day of Party admission";
        UnitKind => "loại đơn vị (xã, phường, thị trấn)", "kind of unit";
        AreaClass => "đơn vị thuộc đồng bằng, đô thị hay miền núi", "whether the unit is lowland, urban or mountain";
        SpecialHardship => "đơn vị có thuộc vùng đặc biệt khó khăn không", "whether the unit is an area of special hardship";
        Unit => "đơn vị công tác", "unit";
        Title => "chức vụ, chức danh", "title";
    }
);

names!(
    /// How sure we are of a rule.
    confidence_name(Confidence) {
        Seen => "đã đọc trên trang đăng lại văn bản", "read on a page that restates the text";
        RecalledHigh => "chưa đối chiếu, khá chắc chắn", "not compared with the text, fairly certain";
        RecalledMedium => "chưa đối chiếu, cần kiểm tra", "not compared with the text, to be checked";
        RecalledLow => "chưa chắc chắn, chưa dùng để kết luận", "not certain, does not decide";
    }
);

/// The level's name, without its ladder.
pub fn level_name(level: Level, language: Language) -> &'static str {
    match level {
        Level::GeneralEducation(level) => general_education_name(level, language),
        Level::ProfessionalLevel(level) => professional_level_name(level, language),
        Level::PoliticalTheory(level) => political_theory_name(level, language),
        Level::StateManagement(level) => state_management_name(level, language),
        Level::Informatics(level) => informatics_name(level, language),
        Level::MinorityLanguage(level) => minority_language_name(level, language),
    }
}

/// The foreign language as people call it; a name that is no code stays as written.
pub fn language_name(code: &str, language: Language) -> &str {
    match (code, language) {
        ("english", Language::Vi) => "Tiếng Anh",
        ("english", Language::En) => "English",
        (written, _) => written,
    }
}
