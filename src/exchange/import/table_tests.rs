use super::*;
use crate::exchange::excel::Cell;

fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    Sheet {
        name: name.to_owned(),
        rows: rows
            .iter()
            .enumerate()
            .filter(|(_, cells)| cells.iter().any(|text| !text.is_empty()))
            .map(|(at, cells)| Row {
                number: at as u32 + 1,
                cells: cells
                    .iter()
                    .enumerate()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(column, text)| Cell {
                        column: column as u32,
                        value: text
                            .parse()
                            .map_or_else(|_| Value::Text((*text).into()), Value::Number),
                    })
                    .collect(),
            })
            .collect(),
        ..Sheet::default()
    }
}

#[test]
fn every_row_below_the_head_is_accounted_for() {
    let sheet = sheet(
        "DS",
        &[
            &["DANH SÁCH CÁN BỘ XÃ PHƯỜNG"],
            &["TT", "Họ và tên", "Ngày sinh", "Chức vụ"],
            &["1", "2", "3", "4"],
            &["I", "XÃ TỊNH HÒA"],
            &["1", "Tống Công Cộng", "1/1/1970", "Chủ tịch UBND"],
            &["2", "", "1/1/1971", "Phó Chủ tịch UBND"],
            &["3", "Lê 2", "1/1/1972", "Văn phòng - thống kê"],
            &["4"],
            &["II. PHƯỜNG TRẦN PHÚ"],
            &["1", "Lưu Thị Kỳ", "", "Bí thư Đảng ủy"],
            &["", "Tổng cộng", "", "2 người"],
            &["", "", "", "Ngày 5 tháng 1 năm 2017"],
            &["", "NGƯỜI LẬP BIỂU", "", "TM. ỦY BAN NHÂN DÂN"],
            &["", "Nguyễn Thị Lập", "", "Trần Văn Ký"],
        ],
    );
    let (list, _) = read_list(&sheet);
    let people: Vec<_> = list
        .people
        .iter()
        .map(|person| {
            (
                person.name.as_str(),
                person.context_unit.as_ref().map(|unit| unit.name.as_str()),
            )
        })
        .collect();
    assert_eq!(
        people,
        [
            ("Tống Công Cộng", Some("Tịnh Hòa")),
            ("Lưu Thị Kỳ", Some("Trần Phú"))
        ]
    );
    let why: Vec<_> = list.skipped.iter().map(|row| (row.row, row.why)).collect();
    use SkipReason::*;
    assert_eq!(
        why,
        [
            (3, ColumnNumbers),
            (4, Section),
            (8, OnlyNumber),
            (9, Section),
            (11, Total),
            (12, Signature),
            (13, Signature),
            (14, Signature),
        ]
    );
    let refused: Vec<_> = list
        .refused
        .iter()
        .map(|row| (row.row, row.reason))
        .collect();
    assert_eq!(refused, [(6, Reason::NoName), (7, Reason::NotAName)]);
    assert_eq!(
        list.people.len() + list.skipped.len() + list.refused.len(),
        sheet.rows.len() - 2
    );
}
