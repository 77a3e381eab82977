//! The sample city's eight workbooks, as they are, through the importer.

use std::collections::BTreeMap;

use canbo::domain::*;
use canbo::exchange::*;
use canbo::store::Snapshot;

const FILES: [&str; 8] = [
    "01-danh-sach-can-bo-cong-chuc-23-xa-phuong.xlsx",
    "02-dang-hoc-trung-cap-ly-luan-chinh-tri.xlsx",
    "03-xep-loai-2014-2016.xlsx",
    "04-dieu-dong-luan-chuyen-2013-2016.xlsx",
    "05-thu-hut-sinh-vien-2010-2016.xlsx",
    "06-chuyen-doi-vi-tri-cong-tac.xlsx",
    "07-quy-hoach-2015-2020.xlsx",
    "08-nghia-ha-font-vntime-tcvn3.xls",
];

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sample-city/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn samples(order: &[usize]) -> Vec<SourceFile> {
    order
        .iter()
        .map(|at| SourceFile {
            name: FILES[*at].to_owned(),
            bytes: fixture(FILES[*at]),
        })
        .collect()
}

fn import_into(base: &mut Snapshot, files: &[SourceFile], answers: &Answers) -> Vec<FileReport> {
    let mut last = base.dossiers.len() as u128;
    let mut new_id = || {
        last += 1;
        DossierId(last.to_be_bytes())
    };
    let proposal = read_lists(files, base, answers, &mut new_id, &mut |_| {});
    for dossier in proposal.dossiers {
        match base
            .dossiers
            .iter_mut()
            .find(|known| known.id == dossier.id)
        {
            Some(known) => *known = dossier,
            None => base.dossiers.push(dossier),
        }
    }
    base.office = proposal.office;
    for file in &proposal.files {
        let waiting = file
            .outcomes
            .iter()
            .filter(|row| matches!(row.kind, RowKind::Refused | RowKind::Question))
            .count();
        assert_eq!(
            file.created + file.updated + file.unchanged + waiting,
            file.rows,
            "{}",
            file.file
        );
    }
    proposal.files
}

fn counts(city: &Snapshot) -> BTreeMap<&'static str, usize> {
    let office = &city.office;
    let here: Vec<&Dossier> = city
        .dossiers
        .iter()
        .filter(|dossier| !dossier.left)
        .collect();
    let count =
        |wanted: &dyn Fn(&Dossier) -> bool| here.iter().filter(|dossier| wanted(dossier)).count();
    let rated = |dossier: &Dossier, year, grade| dossier.ratings.contains(&Rating { year, grade });
    let moved = |direction| {
        city.dossiers
            .iter()
            .flat_map(|dossier| &dossier.movements)
            .filter(|movement| movement.direction(office) == Some(direction))
            .count()
    };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for dossier in &here {
        *names.entry(match_key(&dossier.name)).or_default() += 1;
    }
    BTreeMap::from([
        (
            "units",
            office
                .units
                .iter()
                .filter(|unit| unit.kind != UnitKind::Superior)
                .count(),
        ),
        ("people", here.len()),
        (
            "cadres",
            count(&|dossier| dossier.group() == Some(Group::Cadre)),
        ),
        (
            "civil_servants",
            count(&|dossier| dossier.group() == Some(Group::CivilServant)),
        ),
        ("key", count(&Dossier::is_key)),
        ("women", count(&|dossier| dossier.sex == Some(Sex::Female))),
        (
            "studying_intermediate_theory",
            count(&|dossier| {
                let courses = dossier.courses.iter();
                courses
                    .filter(|course| {
                        course.kind == CourseKind::PtIntermediate
                            && course.status == CourseStatus::Studying
                    })
                    .count()
                    == 1
            }),
        ),
        (
            "key_with_master",
            count(&|dossier| {
                dossier.is_key()
                    && dossier
                        .professional_level
                        .as_ref()
                        .is_some_and(|known| known.level == ProfessionalLevel::Master)
            }),
        ),
        ("attracted", count(&|dossier| dossier.talent.is_some())),
        ("rotated_down", moved(MovementDirection::Down)),
        ("transferred_up", moved(MovementDirection::Up)),
        (
            "two_years_only_fulfilled",
            count(&|dossier| {
                rated(dossier, 2015, RatingGrade::Satisfactory)
                    && rated(dossier, 2016, RatingGrade::Satisfactory)
            }),
        ),
        (
            "not_fulfilled_2016",
            count(&|dossier| rated(dossier, 2016, RatingGrade::Unsatisfactory)),
        ),
        (
            "shared_names",
            names.values().filter(|people| **people > 1).count(),
        ),
    ])
}

fn check_counts(city: &Snapshot) {
    let expected: BTreeMap<String, usize> =
        serde_json::from_slice(&fixture("expected-counts.json")).unwrap();
    let found: BTreeMap<String, usize> = counts(city)
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(
        city.dossiers.iter().filter(|dossier| dossier.left).count(),
        2
    );
}

#[test]
fn the_sample_city_has_the_published_counts() {
    let mut city = Snapshot::default();
    let reports = import_into(
        &mut city,
        &samples(&[0, 1, 2, 3, 4, 5, 6, 7]),
        &Answers::new(),
    );
    for report in &reports {
        assert_eq!(report.error, None, "{}", report.file);
        assert_eq!(report.questions, [], "{}", report.file);
    }
    let rows: Vec<_> = reports
        .iter()
        .map(|report| (report.rows, report.created))
        .collect();
    assert_eq!(
        rows,
        [
            (499, 499),
            (77, 0),
            (499, 0),
            (7, 2),
            (20, 0),
            (125, 0),
            (223, 0),
            (22, 0)
        ]
    );
    check_counts(&city);
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    for order in [
        [2, 0, 1, 3, 4, 5, 6, 7],
        [7, 6, 5, 4, 3, 2, 1, 0],
        [3, 7, 2, 5, 1, 6, 4, 0],
        [1, 4, 0, 7, 3, 2, 6, 5],
    ] {
        let mut city = Snapshot::default();
        let reports = import_into(&mut city, &samples(&order), &Answers::new());
        for report in &reports {
            assert_eq!(report.questions, [], "{order:?} {}", report.file);
        }
        check_counts(&city);
    }
}

#[test]
fn the_same_files_again_change_nothing() {
    let mut city = Snapshot::default();
    let files = samples(&[0, 1, 2, 3, 4, 5, 6, 7]);
    import_into(&mut city, &files, &Answers::new());
    let before = city.clone();
    for report in import_into(&mut city, &files, &Answers::new()) {
        assert_eq!((report.created, report.updated), (0, 0), "{}", report.file);
        assert_eq!(report.unchanged, report.rows, "{}", report.file);
    }
    assert_eq!(city, before);
}

#[test]
fn the_old_font_gives_the_people_of_the_same_commune() {
    let mut city = Snapshot::default();
    import_into(&mut city, &samples(&[0]), &Answers::new());
    let reports = import_into(&mut city, &samples(&[7]), &Answers::new());
    assert_eq!((reports[0].rows, reports[0].created), (22, 0));
    let changes: Vec<_> = reports[0]
        .outcomes
        .iter()
        .flat_map(|row| &row.changes)
        .collect();
    assert!(
        changes.iter().all(|change| change.old.is_empty()),
        "{changes:?}"
    );
    let conversion = reports[0].sheets[0].legacy_font.as_ref().unwrap();
    assert_eq!(
        conversion.font,
        canbo::exchange::excel::legacy_font::LegacyFont::Tcvn3
    );
}

#[test]
fn what_a_list_does_not_say_stays_open() {
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &samples(&[0]), &Answers::new());
    // 32 cells bear only an `x` where a level of political theory should stand.
    let marks: Vec<_> = reports[0]
        .refused
        .iter()
        .filter(|cell| cell.reason == Reason::DoesNotSayLevel)
        .collect();
    assert_eq!(marks.len(), 32);
    assert!(
        marks
            .iter()
            .all(|cell| cell.column == "K" && cell.value == "x")
    );
    assert_eq!(
        reports[0].refused.len(),
        32,
        "{:?}",
        reports[0]
            .refused
            .iter()
            .find(|cell| cell.reason != Reason::DoesNotSayLevel)
    );
    let none = city.dossiers.iter().filter(|dossier| {
        dossier
            .political_theory
            .as_ref()
            .is_some_and(|known| known.level == PoliticalTheory::None)
    });
    assert_eq!(none.count(), 25);
    let long = city
        .dossiers
        .iter()
        .find(|dossier| dossier.name == "Lâm Anh Long")
        .unwrap();
    assert_eq!(long.political_theory, None);
    assert_eq!(long.birth.unwrap().to_string(), "1966-11-15");
}

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
