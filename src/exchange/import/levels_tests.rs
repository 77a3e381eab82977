use super::*;

fn school(text: &str) -> Read<&'static str> {
    general_education(&Value::Text(text.into())).map(|known| known.map(|known| known.level.code()))
}

#[test]
fn classes_of_both_school_systems() {
    for (text, level) in [
        ("12/12", "upper_secondary"),
        ("10/10", "upper_secondary"),
        ("11/12", "lower_secondary"),
        ("9/12", "lower_secondary"),
        ("8/12", "primary"),
        ("5/12", "primary"),
        ("9/10", "lower_secondary"),
        ("7/10", "lower_secondary"),
        ("6/10", "primary"),
        ("4/10", "primary"),
        ("Lớp 12/12", "upper_secondary"),
        ("12/12 BT", "upper_secondary"),
        ("THPT", "upper_secondary"),
        ("Tốt nghiệp THPT", "upper_secondary"),
        ("Không", "none"),
    ] {
        assert_eq!(school(text), Ok(Some(level)), "{text}");
    }
    assert_eq!(school("4/12"), Err(Reason::UnknownLevel));
    assert_eq!(school("13/12"), Err(Reason::UnknownLevel));
    assert_eq!(school("3/7"), Err(Reason::UnknownLevel));
    assert_eq!(school("x"), Err(Reason::DoesNotSayLevel));
    assert_eq!(school("-"), Ok(None));
    let day = Value::Date("2017-12-09".parse().unwrap());
    assert_eq!(
        general_education(&day).unwrap().unwrap().level,
        GeneralEducation::LowerSecondary
    );
}

#[test]
fn one_professional_level_in_many_words() {
    for (text, level, field) in [
        ("ĐH", "university", ""),
        ("Đại học", "university", ""),
        ("Cử nhân Luật", "university", "Luật"),
        ("Kỹ sư xây dựng", "university", "xây dựng"),
        ("Đại học Luật", "university", "Luật"),
        ("ĐH: Luật kinh tế", "university", "Luật kinh tế"),
        ("ĐH (Luật)", "university", "Luật"),
        ("ĐHSP Toán", "university", "Sư phạm Toán"),
        ("Đại học ngành Luật", "university", "Luật"),
        ("T.cấp", "intermediate", ""),
        ("TC", "intermediate", ""),
        ("Th.S", "master", ""),
        ("CĐ", "college", ""),
        ("Sơ cấp", "elementary", ""),
        ("Chưa qua ĐT", "none", ""),
    ] {
        let (read, reason) = professional(text);
        assert_eq!(
            read.level.map(|known| known.level.code()),
            Some(level),
            "{text}"
        );
        assert_eq!((read.field.as_str(), reason), (field, None), "{text}");
    }
    assert_eq!(professional("x").1, Some(Reason::DoesNotSayLevel));
    let (read, reason) = professional("Luật");
    assert_eq!(
        (read.level, read.field.as_str(), reason),
        (None, "Luật", Some(Reason::DoesNotSayLevel))
    );
    assert_eq!(professional("-").1, None);
}

#[test]
fn theory_and_administration() {
    let theory = |text| political_theory(text).map(|known| known.map(|known| known.level.code()));
    for (text, level) in [
        ("TC", "pt_intermediate"),
        ("TCCT", "pt_intermediate"),
        ("Trung cấp LLCT-HC", "pt_intermediate"),
        ("SC", "pt_elementary"),
        ("Cao cấp", "pt_advanced"),
        ("CC", "pt_advanced"),
        ("CN", "pt_bachelor"),
        ("Cử nhân", "pt_bachelor"),
        ("Chưa", "none"),
    ] {
        assert_eq!(theory(text), Ok(Some(level)), "{text}");
    }
    assert_eq!(theory("x"), Err(Reason::DoesNotSayLevel));
    assert_eq!(theory("X "), Err(Reason::DoesNotSayLevel));
    assert_eq!(theory(""), Ok(None));
    let state = |text| state_management(text).map(|known| known.map(|known| known.level.code()));
    for (text, level) in [
        ("Bồi dưỡng QLNN", "attended"),
        ("Chuyên viên", "specialist"),
        ("CVC", "principal_specialist"),
        ("Chuyên viên chính", "principal_specialist"),
        ("CVCC", "senior_specialist"),
        ("Cán sự", "assistant"),
        ("QLNN ngạch chuyên viên", "specialist"),
    ] {
        assert_eq!(state(text), Ok(Some(level)), "{text}");
    }
}

#[test]
fn skills() {
    let it = |text| informatics(text).map(|known| known.map(|known| known.level.code()));
    for (text, level) in [
        ("A", "a"),
        ("Tin học B", "b"),
        ("CNTT cơ bản", "basic"),
        ("Ứng dụng CNTT nâng cao", "advanced"),
        ("Trung cấp", "degree"),
        ("ĐH", "degree"),
    ] {
        assert_eq!(it(text), Ok(Some(level)), "{text}");
    }
    assert_eq!(it("Tin học văn phòng"), Err(Reason::DoesNotSayLevel));
    let language = |text, head| {
        foreign_language(text, head)
            .map(|known| known.map(|known| (known.language, known.level.map(|level| level.code()))))
    };
    for (text, head, name, level) in [
        ("Anh B", "Ngoại ngữ", "english", Some("b")),
        ("B Anh văn", "Ngoại ngữ", "english", Some("b")),
        ("B1", "Ngoại ngữ", "", Some("l3")),
        ("B1", "Tiếng Anh", "english", Some("l3")),
        ("Tiếng Trung A2", "Ngoại ngữ", "Trung", Some("l2")),
        ("ĐH Anh văn", "Ngoại ngữ", "english", Some("degree")),
        ("Trung cấp Anh văn", "Ngoại ngữ", "english", Some("degree")),
        ("Anh văn bậc 3/6", "Ngoại ngữ", "english", Some("l3")),
        ("Pháp", "Ngoại ngữ", "Pháp", None),
        ("Không", "Ngoại ngữ", "", Some("none")),
    ] {
        assert_eq!(
            language(text, head),
            Ok(Some((name.to_owned(), level))),
            "{text}"
        );
    }
    assert_eq!(language("x", "Ngoại ngữ"), Err(Reason::DoesNotSayLevel));
}

#[test]
fn ratings_in_words_and_letters() {
    for (text, grade) in [
        ("HTXSNV", RatingGrade::Excellent),
        ("Hoàn thành xuất sắc nhiệm vụ", RatingGrade::Excellent),
        ("HTTNV", RatingGrade::Good),
        ("HTNV", RatingGrade::Satisfactory),
        ("Hoàn thành nhiệm vụ", RatingGrade::Satisfactory),
        (
            "Hoàn thành nhiệm vụ nhưng còn hạn chế về năng lực",
            RatingGrade::LimitedCapacity,
        ),
        ("Không hoàn thành nhiệm vụ", RatingGrade::Unsatisfactory),
        ("KHTNV", RatingGrade::Unsatisfactory),
    ] {
        assert_eq!(rating(text), Ok(Some(grade)), "{text}");
    }
    assert_eq!(rating("Chưa xếp loại"), Err(Reason::UnknownRating));
    assert_eq!(rating("-"), Ok(None));
}

#[test]
fn courses_by_their_names() {
    for (text, kind) in [
        ("Trung cấp LLCT - HC", CourseKind::PtIntermediate),
        (
            "DANH SÁCH CÁN BỘ TRẺ ĐANG HỌC TRUNG CẤP LÝ LUẬN CHÍNH TRỊ",
            CourseKind::PtIntermediate,
        ),
        ("Cao cấp lý luận chính trị", CourseKind::PtAdvanced),
        ("Đại học Luật", CourseKind::University),
        (
            "Quản lý nhà nước ngạch chuyên viên",
            CourseKind::StateManagement,
        ),
        ("Tin học cơ bản", CourseKind::Informatics),
    ] {
        assert_eq!(course_kind(text), Some(kind), "{text}");
    }
    assert_eq!(
        course_in_note("Đang học TCCT (VHVL)"),
        Some((CourseKind::PtIntermediate, Some(StudyMode::PartTime)))
    );
    assert_eq!(
        course_in_note("đang học trung cấp chính trị").map(|c| c.0),
        Some(CourseKind::PtIntermediate)
    );
    assert_eq!(
        course_in_note("Đang học TC LLCT").map(|c| c.0),
        Some(CourseKind::PtIntermediate)
    );
    assert_eq!(
        course_in_note("đang học ĐH").map(|c| c.0),
        Some(CourseKind::University)
    );
    assert_eq!(course_in_note("Đang nghỉ thai sản"), None);
}
