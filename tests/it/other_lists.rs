//! Lists of other districts in other forms, through the importer.

use canbo::domain::*;
use canbo::exchange::*;
use canbo::store::Snapshot;

use crate::import::import_into;

/// A workbook of one sheet; a cell that reads as a number is one.
fn workbook(sheet: &str, rows: &[&[&str]]) -> SourceFile {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet();
    page.set_name(sheet).unwrap();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            match text.parse::<f64>() {
                Ok(number) => page.write(row as u32, column as u16, number).unwrap(),
                Err(_) => page.write(row as u32, column as u16, *text).unwrap(),
            };
        }
    }
    SourceFile {
        name: format!("{sheet}.xlsx"),
        bytes: workbook.save_to_buffer().unwrap(),
    }
}

fn person<'a>(city: &'a Snapshot, name: &str) -> &'a Dossier {
    let found: Vec<_> = city
        .dossiers
        .iter()
        .filter(|dossier| dossier.name == name)
        .collect();
    assert_eq!(
        found.len(),
        1,
        "{name}: {:?}",
        city.dossiers.iter().map(|d| &d.name).collect::<Vec<_>>()
    );
    found[0]
}

#[test]
fn another_districts_list_of_another_form() {
    // Three head rows without merges, titles first, units as sections, marks below the levels.
    let list = workbook(
        "Tổng hợp",
        &[
            &["UBND HUYỆN BÌNH SƠN"],
            &["DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ NĂM 2018"],
            &[],
            &[
                "Chức vụ",
                "TT",
                "Họ và tên",
                "Nữ",
                "Ngày sinh",
                "TRÌNH ĐỘ",
                "",
                "",
                "",
                "",
                "",
                "Ngày vào Đảng",
                "Số điện thoại",
            ],
            &[
                "",
                "",
                "",
                "",
                "",
                "Văn hóa",
                "Chính trị",
                "",
                "Chuyên môn",
                "",
                "QLNN",
            ],
            &[
                "",
                "",
                "",
                "",
                "",
                "",
                "Trung cấp",
                "Cao cấp",
                "Đại học",
                "Chuyên ngành",
            ],
            &["", "I", "XÃ BÌNH MINH"],
            &[
                "Bí thư ĐU",
                "1",
                "NGUYỄN VĂN HOÀ",
                "",
                "01.03.1970",
                "12/12",
                "x",
                "",
                "x",
                "Luật",
                "CV",
                "3.2.1995",
                "0905",
            ],
            &[
                "PBT - CT UBND",
                "2",
                "Trần Thị Bích",
                "x",
                "5-6-75",
                "9/12",
                "",
                "x",
                "",
                "",
                "x",
                "9/1998",
            ],
            &[
                "",
                "II",
                "Thị trấn Châu Ổ",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "(2 người)",
            ],
            &[
                "Trưởng CA",
                "1",
                "  Lê  Văn Tám",
                "",
                "15 tháng 3 năm 1975",
                "10/10",
                "",
                "",
                "",
                "",
                "Chưa",
                "x",
            ],
            &[
                "Phó Trưởng CA",
                "2",
                "Đỗ Thị Chín",
                "x",
                "1980",
                "7/10",
                "x",
                "x",
            ],
            &["", "", "Cộng: 4 người", "", "2"],
        ],
    );
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &[list], &Answers::new());
    assert_eq!((reports[0].rows, reports[0].created), (4, 4));
    let skipped: Vec<_> = reports[0].sheets[0]
        .skipped
        .iter()
        .map(|row| (row.row, row.why))
        .collect();
    assert_eq!(
        skipped,
        [
            (7, SkipReason::Section),
            (10, SkipReason::Section),
            (13, SkipReason::Total)
        ]
    );
    let refused: Vec<_> = reports[0]
        .refused
        .iter()
        .map(|cell| (cell.row, cell.column.as_str(), cell.reason))
        .collect();
    assert_eq!(
        refused,
        [
            (9, "K", Reason::DoesNotSayLevel),
            (11, "L", Reason::DateMissing),
            (12, "A", Reason::UnknownTitle)
        ]
    );
    let first = person(&city, "Nguyễn Văn Hoà");
    assert_eq!(first.sex, Some(Sex::Male));
    assert_eq!(first.birth.unwrap().to_string(), "1970-03-01");
    assert_eq!(
        first.political_theory.as_ref().unwrap().level,
        PoliticalTheory::Intermediate
    );
    assert_eq!(
        first.professional_level.as_ref().unwrap().level,
        ProfessionalLevel::University
    );
    assert_eq!(
        (
            first.field.as_str(),
            first.party_joined.unwrap().to_string().as_str()
        ),
        ("Luật", "1995-02-03")
    );
    let second = person(&city, "Trần Thị Bích");
    assert_eq!(
        (second.sex, second.state_management.clone()),
        (Some(Sex::Female), None)
    );
    assert_eq!(second.birth.unwrap().to_string(), "1975-06-05");
    let third = person(&city, "Lê Văn Tám");
    assert_eq!(
        city.office.unit(third.unit.as_ref().unwrap()).unwrap().name,
        "Châu Ổ"
    );
    assert_eq!(
        third.state_management.as_ref().unwrap().level,
        StateManagement::None
    );
    assert_eq!(person(&city, "Đỗ Thị Chín").post_written, "Phó Trưởng CA");
}

#[test]
fn a_later_list_changes_and_the_earlier_one_does_not_change_it_back() {
    let head: &[&str] = &["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ", "LLCT"];
    let old = workbook(
        "cũ",
        &[
            head,
            &[
                "1",
                "Lê Văn Hòa",
                "1970",
                "Phường An Hải",
                "Văn phòng - thống kê",
                "SC",
            ],
        ],
    );
    let new = workbook(
        "mới",
        &[
            head,
            &[
                "1",
                "LÊ VĂN HOÀ",
                "01/03/1970",
                "An Hải",
                "Chủ tịch UBND",
                "Trung cấp",
            ],
        ],
    );
    let mut city = Snapshot::default();
    import_into(&mut city, std::slice::from_ref(&old), &Answers::new());
    let reports = import_into(&mut city, std::slice::from_ref(&new), &Answers::new());
    assert_eq!((reports[0].created, reports[0].updated), (0, 1));
    let changes: Vec<_> = reports[0].outcomes[0]
        .changes
        .iter()
        .map(|change| (change.field, change.old.as_str(), change.new.as_str()))
        .collect();
    assert_eq!(
        changes,
        [
            (Field::Birth, "1970", "1970-03-01"),
            (Field::Title, "office_statistics", "committee_chair"),
            (Field::PoliticalTheory, "pt_elementary", "pt_intermediate"),
        ]
    );
    let before = city.clone();
    for report in import_into(&mut city, &[old, new], &Answers::new()) {
        assert_eq!(report.unchanged, 1);
    }
    assert_eq!(city, before);
}

#[test]
fn who_is_meant_is_asked_and_the_answer_holds() {
    let head: &[&str] = &["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ"];
    let first = workbook(
        "một",
        &[
            head,
            &[
                "1",
                "Lê Văn Hòa",
                "01/03/1970",
                "Xã A",
                "Văn phòng - thống kê",
            ],
        ],
    );
    let second = workbook(
        "hai",
        &[
            head,
            &["1", "Lê Văn Hòa", "01/03/1971", "Xã A", "Tư pháp - hộ tịch"],
        ],
    );
    let mut city = Snapshot::default();
    import_into(&mut city, &[first], &Answers::new());
    let asked = import_into(
        &mut city.clone(),
        std::slice::from_ref(&second),
        &Answers::new(),
    );
    let question = &asked[0].questions[0];
    assert_eq!(question.reason, QuestionReason::BirthDiffers);
    assert_eq!(question.candidates[0].birth, "1970-03-01");
    let known = city.dossiers[0].id;
    for (answer, people, kind) in [
        (Answer::New, 2, RowKind::Created),
        (Answer::Same(known), 1, RowKind::Updated),
        (Answer::Skip, 1, RowKind::Refused),
    ] {
        let mut answered = city.clone();
        let answers = Answers::from([(question.key.clone(), answer)]);
        let reports = import_into(&mut answered, std::slice::from_ref(&second), &answers);
        assert_eq!(
            (answered.dossiers.len(), reports[0].outcomes[0].kind),
            (people, kind)
        );
        let again = import_into(&mut answered, std::slice::from_ref(&second), &answers);
        assert_eq!(answered.dossiers.len(), people);
        assert!(again[0].created + again[0].updated == 0);
    }
}

#[test]
fn a_row_twice_in_a_list_is_one_person() {
    let list = workbook(
        "DS",
        &[
            &["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Chức vụ"],
            &[
                "1",
                "Lê Văn Hòa",
                "01/03/1970",
                "Xã A",
                "Văn phòng - thống kê",
            ],
            &[
                "2",
                "Lê Văn Hòa",
                "01/03/1970",
                "Xã A",
                "Văn phòng - thống kê",
            ],
            &["3", "Lê Văn Hòa", "01/03/1970", "Xã A", "Chủ tịch UBND"],
            &["4", "Lê Văn Hoa", "01/03/1970", "Xã A", "Chủ tịch UBND"],
        ],
    );
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &[list], &Answers::new());
    let kinds: Vec<_> = reports[0].outcomes.iter().map(|row| row.kind).collect();
    assert_eq!(
        kinds,
        [
            RowKind::Created,
            RowKind::Unchanged,
            RowKind::Question,
            RowKind::Question
        ]
    );
    assert_eq!(reports[0].questions[0].reason, QuestionReason::TwiceInList);
    assert_eq!(reports[0].questions[1].reason, QuestionReason::OtherMarks);
}

#[test]
fn a_text_file_with_ratings_of_the_year_in_its_title() {
    let text = "KẾT QUẢ XẾP LOẠI CÁN BỘ, CÔNG CHỨC NĂM 2019;;;\n;;;\nTT;Họ và tên;Năm sinh;Đơn vị;Kết quả xếp loại\n\
        1;Phạm Thị Lan;1969;Phường An Hải Bắc;HTTNV\n2;Hồ Minh;1991;Phường An Hải Tây;Không xếp loại\n";
    let file = SourceFile {
        name: "ket-qua.csv".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &[file], &Answers::new());
    assert_eq!(
        (reports[0].rows, reports[0].sheets[0].kind),
        (2, ListKind::Ratings)
    );
    let rating = Rating {
        year: 2019,
        grade: RatingGrade::Good,
    };
    assert_eq!(person(&city, "Phạm Thị Lan").ratings, [rating]);
    assert_eq!(reports[0].refused[0].reason, Reason::UnknownRating);
}

#[test]
fn births_by_sex_and_the_post_held_in_heads_of_one_line() {
    let list = workbook(
        "Danh sách",
        &[
            &[
                "STT",
                "Đơn vị",
                "Họ, tên đệm và tên khai sinh",
                "Ngày sinh (Nam)",
                "Ngày sinh (Nữ)",
                "Chức danh đang đảm nhiệm",
                "Ngày bổ nhiệm",
                "Giáo dục phổ thông",
                "Trình độ CM cao nhất",
            ],
            &[
                "1",
                "Xã Hòa An",
                "Cao Bá",
                "12/10/1980",
                "",
                "Chủ tịch UBND xã",
                "01/7/2016",
                "12/12",
                "ĐH Luật",
            ],
            &[
                "2",
                "Xã Hòa An",
                "Lý Thị Tư",
                "",
                "1/1/1991",
                "CC Văn hóa - xã hội",
                "",
                "12/12",
                "CĐ Sư phạm",
            ],
        ],
    );
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &[list], &Answers::new());
    assert_eq!(reports[0].refused, []);
    let chair = person(&city, "Cao Bá");
    assert_eq!(chair.sex, Some(Sex::Male));
    assert_eq!(chair.birth.unwrap().to_string(), "1980-10-12");
    assert_eq!(chair.posts[0].title, Title::CommitteeChair);
    assert_eq!(chair.posts[0].since.unwrap().to_string(), "2016-07-01");
    let officer = person(&city, "Lý Thị Tư");
    assert_eq!(officer.sex, Some(Sex::Female));
    assert_eq!(officer.birth.unwrap().to_string(), "1991-01-01");
    assert_eq!(officer.posts[0].title, Title::CultureSociety);
}

#[test]
fn ratings_as_marks_below_the_grades() {
    let title = "KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CÁN BỘ, CÔNG CHỨC NĂM 2021";
    let list = workbook(
        "Xã Hòa An",
        &[
            &[title],
            &[
                "STT",
                "Họ và tên",
                "Năm sinh",
                "Chức vụ",
                "Hoàn thành xuất sắc nhiệm vụ",
                "Hoàn thành tốt nhiệm vụ",
                "Hoàn thành nhiệm vụ",
                "Không hoàn thành nhiệm vụ",
            ],
            &["1", "Cao Bá", "1980", "Chủ tịch UBND", "x", "", "", ""],
            &["2", "Lý Thị Tư", "1991", "Kế toán", "", "", "", "X"],
        ],
    );
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &[list], &Answers::new());
    assert_eq!(
        (reports[0].sheets[0].kind, &reports[0].refused),
        (ListKind::Ratings, &Vec::new())
    );
    for (name, grade) in [
        ("Cao Bá", RatingGrade::Excellent),
        ("Lý Thị Tư", RatingGrade::Unsatisfactory),
    ] {
        assert_eq!(person(&city, name).ratings, [Rating { year: 2021, grade }]);
    }
}

#[test]
fn ratings_as_marks_below_the_grades_of_several_years() {
    let list = workbook(
        "Xã Hòa An",
        &[
            &[
                "STT",
                "Họ và tên",
                "Năm sinh",
                "Xếp loại năm 2019",
                "",
                "Xếp loại năm 2020",
                "",
            ],
            &["", "", "", "HTXSNV", "HTTNV", "HTTNV", "HTNV"],
            &["1", "Cao Bá", "1980", "x", "", "", "x"],
        ],
    );
    let mut city = Snapshot::default();
    import_into(&mut city, &[list], &Answers::new());
    let wanted = [
        (2019, RatingGrade::Excellent),
        (2020, RatingGrade::Satisfactory),
    ];
    assert_eq!(
        person(&city, "Cao Bá").ratings,
        wanted.map(|(year, grade)| Rating { year, grade })
    );
}

#[test]
fn namesakes_of_one_list_are_two_people_and_a_vague_row_is_asked() {
    let list = workbook(
        "Xã Hòa An",
        &[
            &["STT", "Họ và tên", "Ngày sinh", "Chức vụ"],
            &["1", "Nguyễn Văn An", "01/02/1980", "Trưởng Công an"],
            &["2", "Nguyễn Văn An", "05/07/1980", "Văn hóa - xã hội"],
        ],
    );
    let ratings = workbook(
        "xã Hòa An",
        &[
            &["STT", "Họ tên", "Năm sinh", "Xếp loại 2019"],
            &["1", "Nguyễn Văn An", "1980", "HTNV"],
        ],
    );
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &[list, ratings], &Answers::new());
    assert_eq!((reports[0].created, city.dossiers.len()), (2, 2));
    assert_eq!(reports[1].questions.len(), 1);
    assert_eq!(reports[1].questions[0].reason, QuestionReason::SeveralFit);
    assert_eq!(reports[1].questions[0].candidates.len(), 2);
}

#[test]
fn successions_as_marks_below_their_titles() {
    let list = workbook(
        "QH",
        &[
            &["DANH SÁCH QUY HOẠCH NHIỆM KỲ 2020-2025"],
            &[
                "TT",
                "Họ và tên",
                "Năm sinh",
                "Đơn vị",
                "Quy hoạch chức danh",
                "",
            ],
            &["", "", "", "", "Bí thư", "Chủ tịch UBND"],
            &["1", "Cao Bá", "1980", "Xã Hòa An", "x", "x"],
            &["2", "Lý Thị Tư", "1991", "Xã Hòa An", "", "x"],
        ],
    );
    let mut city = Snapshot::default();
    import_into(&mut city, &[list], &Answers::new());
    let planned = |name: &str| -> Vec<Option<Title>> {
        let successions = &person(&city, name).successions;
        successions.iter().map(|planned| planned.title).collect()
    };
    let (secretary, chair) = (Some(Title::PartySecretary), Some(Title::CommitteeChair));
    assert_eq!(planned("Cao Bá"), [secretary, chair]);
    assert_eq!(planned("Lý Thị Tư"), [chair]);
    assert_eq!(person(&city, "Cao Bá").successions[0].from_year, Some(2020));
}

#[test]
fn posts_and_units_of_a_move_in_one_column() {
    let list = workbook(
        "ĐDLC",
        &[
            &["Danh sách điều động, luân chuyển cán bộ giai đoạn 2018-2020"],
            &[
                "STT",
                "Họ tên",
                "Ngày sinh",
                "Chức vụ, đơn vị công tác trước khi luân chuyển",
                "Chức vụ, đơn vị sau khi luân chuyển",
                "Thời gian luân chuyển",
            ],
            &[
                "1",
                "Cao Bá",
                "12/10/1980",
                "Phó Chủ tịch UBND xã Hòa Bình",
                "Chủ tịch UBND xã Hòa An",
                "01/2019",
            ],
        ],
    );
    let mut city = Snapshot::default();
    import_into(&mut city, &[list], &Answers::new());
    let moved = &person(&city, "Cao Bá").movements[0];
    assert_eq!(moved.from_post, "Phó Chủ tịch UBND xã Hòa Bình");
    assert_eq!(moved.to_post, "Chủ tịch UBND xã Hòa An");
    assert_eq!(moved.on.unwrap().to_string(), "2019-01");
    assert!(moved.from_unit.is_some() && moved.from_unit != moved.to_unit);
}

#[test]
fn what_is_only_planned_moves_nobody() {
    let list = workbook(
        "CĐVT",
        &[
            &["DANH SÁCH CÔNG CHỨC THUỘC DIỆN ĐỊNH KỲ CHUYỂN ĐỔI VỊ TRÍ CÔNG TÁC"],
            &[
                "STT",
                "Họ và tên",
                "Năm sinh",
                "Vị trí công tác",
                "Đơn vị",
                "Thời gian đảm nhiệm vị trí hiện tại",
                "Đơn vị dự kiến chuyển đến",
            ],
            &[
                "1",
                "Tạ Kế Toán",
                "1985",
                "Tài chính - kế toán",
                "Xã Hòa An",
                "15/06/2014",
                "Xã Hòa Bình",
            ],
        ],
    );
    let mut city = Snapshot::default();
    import_into(&mut city, &[list], &Answers::new());
    let officer = person(&city, "Tạ Kế Toán");
    assert_eq!(officer.movements, []);
    let unit = officer.unit.as_ref().and_then(|id| city.office.unit(id));
    assert_eq!(unit.unwrap().name, "Hòa An");
    assert_eq!(officer.tenures[0].since.unwrap().to_string(), "2014-06-15");
}

#[test]
fn graduates_with_the_grade_of_their_degree() {
    let list = workbook(
        "Thu hút",
        &[
            &["Danh sách sinh viên tốt nghiệp loại khá, giỏi được thu hút về xã, phường"],
            &[
                "STT",
                "Họ và tên",
                "Ngày sinh",
                "Chuyên ngành",
                "Xếp loại",
                "Năm tiếp nhận",
                "Đơn vị",
                "Vị trí",
            ],
            &[
                "1",
                "Tô Thị Giỏi",
                "1/1/1993",
                "Luật",
                "Giỏi",
                "2015",
                "Xã Hòa An",
                "TP-HT",
            ],
        ],
    );
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &[list], &Answers::new());
    assert_eq!(reports[0].refused, []);
    let talent = person(&city, "Tô Thị Giỏi").talent.as_ref().unwrap();
    assert_eq!(talent.degree, Some(DegreeGrade::VeryGood));
    assert_eq!(talent.year, Some(2015));
}
