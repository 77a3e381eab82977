use super::*;
use crate::exchange::excel::{Cell, Merge};

fn find_head(sheet: &Sheet, from: usize) -> Option<Head> {
    HeadFinder::default().find(sheet, from)
}

fn sheet(rows: &[&[&str]]) -> Sheet {
    Sheet {
        rows: rows
            .iter()
            .enumerate()
            .map(|(at, cells)| Row {
                number: at as u32 + 1,
                cells: cells
                    .iter()
                    .enumerate()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(column, text)| Cell {
                        column: column as u32,
                        value: Value::Text((*text).into()),
                    })
                    .collect(),
            })
            .collect(),
        ..Sheet::default()
    }
}

fn fields(sheet: &Sheet) -> Vec<Option<Field>> {
    find_head(sheet, 0)
        .unwrap()
        .columns
        .into_iter()
        .map(|column| column.field)
        .collect()
}

#[test]
fn two_rows_with_and_without_merges() {
    let mut list = sheet(&[
        &["DANH SÁCH CÁN BỘ"],
        &[
            "TT",
            "Họ và tên",
            "Ngày, tháng, năm sinh",
            "",
            "Chức vụ",
            "Trình độ",
            "",
            "Ghi chú",
        ],
        &["", "", "Nam", "Nữ", "", "Văn hóa", "Lý luận chính trị", ""],
        &["1", "2", "3", "4", "5", "6", "7", "8"],
        &[
            "1",
            "Lê Văn A",
            "1/2/1970",
            "",
            "Chủ tịch UBND",
            "12/12",
            "TC",
        ],
    ]);
    let wanted = [
        Field::Number,
        Field::Name,
        Field::Male,
        Field::Female,
        Field::Title,
        Field::GeneralEducation,
        Field::PoliticalTheory,
        Field::Note,
    ]
    .map(Some);
    assert_eq!(fields(&list), wanted);
    let head = find_head(&list, 0).unwrap();
    assert_eq!((head.first, head.last), (1, 2));
    for (column, last) in [(2, 3), (5, 6)] {
        list.merges.push(Merge {
            first_row: 2,
            first_column: column,
            last_row: 2,
            last_column: last,
        });
    }
    assert_eq!(fields(&list), wanted);
}

#[test]
fn three_rows_down_to_the_level() {
    let list = sheet(&[
        &[
            "STT",
            "HỌ TÊN",
            "NĂM SINH",
            "TRÌNH ĐỘ",
            "",
            "",
            "",
            "ĐƠN VỊ",
        ],
        &["", "", "", "Chính trị", "", "Chuyên môn", "", ""],
        &[
            "",
            "",
            "",
            "Trung cấp",
            "Cao cấp",
            "Đại học",
            "Chuyên ngành",
            "",
        ],
        &["1", "Lê Văn A", "1970", "x", "", "x", "Luật", "Xã B"],
    ]);
    let head = find_head(&list, 0).unwrap();
    assert_eq!((head.first, head.last), (0, 2));
    let columns: Vec<_> = head
        .columns
        .iter()
        .map(|column| (column.text.as_str(), column.field, column.mark.as_deref()))
        .collect();
    assert_eq!(
        columns[3],
        (
            "TRÌNH ĐỘ / Chính trị / Trung cấp",
            Some(Field::PoliticalTheory),
            Some("Trung cấp")
        )
    );
    assert_eq!(columns[4].2, Some("Cao cấp"));
    assert_eq!(
        columns[5],
        (
            "TRÌNH ĐỘ / Chuyên môn / Đại học",
            Some(Field::ProfessionalLevel),
            Some("Đại học")
        )
    );
    assert_eq!(columns[6].1, Some(Field::FieldOfStudy));
    assert_eq!(columns[7].1, Some(Field::Unit));
}

#[test]
fn names_in_two_columns_and_ratings_by_year() {
    let list = sheet(&[
        &[
            "TT",
            "Họ và tên",
            "",
            "Ngày sinh",
            "Năm 2014",
            "Xếp loại 2015",
            "Năm vào công tác",
        ],
        &["1", "Lê Văn", "An", "1/1/1970", "HTNV", "HTTNV", "1990"],
        &["2", "Trần Thị", "Bé", "1/1/1971", "HTNV", "HTTNV", "1991"],
    ]);
    assert_eq!(
        fields(&list),
        [
            Field::Number,
            Field::FamilyName,
            Field::GivenName,
            Field::Birth,
            Field::Rating(Some(2014)),
            Field::Rating(Some(2015)),
            Field::ServiceStarted
        ]
        .map(Some)
    );
}

#[test]
fn texts_without_a_table_have_no_head() {
    let list = sheet(&[
        &["Kính gửi"],
        &["Người lập (ký, ghi rõ họ tên)", "Thủ trưởng đơn vị"],
    ]);
    assert!(find_head(&list, 0).is_none());
}
