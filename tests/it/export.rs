//! Workbooks as a spreadsheet program reads them.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use canbo::domain::PartialDate;
use canbo::exchange::excel_export::{ExportError, Surroundings, write_workbook};
use canbo::report::{Cell, Column, ColumnKind, Table};

fn surroundings() -> Surroundings {
    Surroundings {
        above: vec!["Phòng Nội vụ thành phố Minh Hà".into()],
        below: vec!["Tính đến ngày 31/03/2017".into()],
        watermark: None,
        created: "2017-03-31T08:30:00".parse().unwrap(),
    }
}

fn table(title: &str, cells: &[Cell]) -> Table {
    Table {
        title: title.into(),
        columns: vec![
            Column::new("TT", 5, ColumnKind::Integer),
            Column::new("Giá trị", 20, ColumnKind::Text),
        ],
        rows: cells
            .iter()
            .zip(1..)
            .map(|(cell, number)| vec![Cell::Integer(number), cell.clone()])
            .collect(),
    }
}

/// The first row of the table's head.
const HEAD: u32 = 4;

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

/// The second column of the first sheet, below the head.
fn values(cells: &[Cell]) -> Vec<Data> {
    let bytes = write_workbook(&[table("Danh sách", cells)], &surroundings()).unwrap();
    let range = open(&bytes).worksheet_range_at(0).unwrap().unwrap();
    (0..cells.len() as u32)
        .map(|row| {
            range
                .get_value((HEAD + 1 + row, 1))
                .cloned()
                .unwrap_or_default()
        })
        .collect()
}

/// A part of the workbook as XML.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

#[test]
fn whole_dates_are_dates_and_partial_dates_are_words() {
    let values = values(&[
        Cell::PartialDate(date("1998-05-03")),
        Cell::Date("1900-01-01".parse().unwrap()),
        Cell::PartialDate(date("1998-05")),
        Cell::PartialDate(date("1998")),
        Cell::PartialDate(date("1899-12-31")),
        Cell::Date("1860-02-29".parse().unwrap()),
    ]);
    let serial = |value: &Data| match value {
        Data::DateTime(day) => day.as_f64(),
        other => panic!("{other:?} is no date"),
    };
    assert_eq!(serial(&values[0]), 35_918.0);
    assert_eq!(serial(&values[1]), 1.0);
    for (value, words) in values[2..]
        .iter()
        .zip(["05/1998", "1998", "31/12/1899", "29/02/1860"])
    {
        assert_eq!(*value, Data::String(words.into()));
    }
}

#[test]
fn numbers_are_numbers() {
    let values = values(&[
        Cell::Integer(50_000),
        Cell::Number(2.34),
        Cell::Number(f64::NAN),
        Cell::Number(f64::INFINITY),
        Cell::Blank,
        Cell::Integer(i64::MAX),
        Cell::Integer(i64::MIN),
    ]);
    assert_eq!(values[0], Data::Float(50_000.0));
    assert_eq!(values[1], Data::Float(2.34));
    for blank in &values[2..5] {
        assert_eq!(*blank, Data::Empty);
    }
    assert_eq!(values[5], Data::String(i64::MAX.to_string()));
    assert_eq!(values[6], Data::String(i64::MIN.to_string()));
}

#[test]
fn no_text_becomes_a_formula() {
    let words = [
        "=1+1",
        "+84 123",
        "-2",
        "@SUM(A1)",
        " =HYPERLINK(\"http://example.org\")",
        "{=1}",
        "http://example.org",
        "12",
        "<b>&amp;\"'</b>",
        "dòng một\ndòng hai",
    ];
    let cells: Vec<Cell> = words.iter().map(|words| Cell::text(*words)).collect();
    let expected: Vec<Data> = words
        .iter()
        .map(|words| Data::String((*words).into()))
        .collect();
    assert_eq!(values(&cells), expected);
    let bytes = write_workbook(&[table("Danh sách", &cells)], &surroundings()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
    assert!(!sheet.contains("hyperlink"));
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains(r#"quotePrefix="1""#));
}

#[test]
fn a_sheet_is_ready_to_filter_and_to_print() {
    let bytes = write_workbook(&[table("Danh sách", &[Cell::text("a")])], &surroundings()).unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for expected in [
        r#"<autoFilter ref="A5:B6"/>"#,
        r#"topLeftCell="A6" activePane="bottomLeft" state="frozen""#,
        r#"paperSize="9""#,
        r#"orientation="landscape""#,
        r#"fitToHeight="0""#,
        r#"fitToPage="1""#,
        "&amp;P/&amp;N",
    ] {
        assert!(sheet.contains(expected), "{expected} in {sheet}");
    }
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("'Danh sách'!$5:$5"), "{workbook}");
    assert!(part(&bytes, "xl/styles.xml").contains("Times New Roman"));
    let range = open(&bytes).worksheet_range_at(0).unwrap().unwrap();
    let line = |row| range.get_value((row, 0)).unwrap().to_string();
    assert_eq!(line(0), "Phòng Nội vụ thành phố Minh Hà");
    assert_eq!(line(1), "Danh sách");
    assert_eq!(line(2), "Tính đến ngày 31/03/2017");
    assert_eq!(line(HEAD), "TT");
}

#[test]
fn sample_data_is_marked_on_the_sheet_and_on_every_page() {
    let surroundings = Surroundings {
        watermark: Some("DỮ LIỆU MẪU & không có thật".into()),
        ..surroundings()
    };
    let bytes = write_workbook(&[table("A", &[]), table("B", &[])], &surroundings).unwrap();
    let mut book = open(&bytes);
    for (at, name) in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]
        .into_iter()
        .enumerate()
    {
        let range = book.worksheet_range_at(at).unwrap().unwrap();
        assert_eq!(
            range.get_value((0, 0)),
            Some(&Data::String("DỮ LIỆU MẪU & không có thật".into()))
        );
        let sheet = part(&bytes, name);
        assert!(
            sheet.contains("DỮ LIỆU MẪU &amp;&amp; không có thật"),
            "{sheet}"
        );
    }
}

#[test]
fn sheets_of_one_title_have_different_names() {
    let tables = [
        table("Nhu cầu: 2017/2018", &[]),
        table("Nhu cầu: 2017/2018", &[]),
    ];
    let bytes = write_workbook(&tables, &surroundings()).unwrap();
    assert_eq!(
        open(&bytes).sheet_names(),
        ["Nhu cầu 2017 2018", "Nhu cầu 2017 2018 (2)"]
    );
}

#[test]
fn the_same_tables_give_the_same_file() {
    let tables = [table("Danh sách", &[Cell::text("a"), Cell::Integer(1)])];
    assert_eq!(
        write_workbook(&tables, &surroundings()),
        write_workbook(&tables, &surroundings())
    );
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    assert_eq!(
        write_workbook(&[], &surroundings()),
        Err(ExportError::NoTables)
    );

    let long = Table {
        rows: vec![Vec::new(); 1_048_576],
        ..table("Dài", &[])
    };
    assert_eq!(
        write_workbook(&[long], &surroundings()),
        Err(ExportError::TooManyRows {
            table: "Dài".into(),
            rows: 1_048_576,
            limit: 1_048_571
        })
    );
    let wide = Table {
        columns: vec![Column::new("x", 5, ColumnKind::Text); 16_385],
        ..Table::default()
    };
    assert!(matches!(
        write_workbook(&[wide], &surroundings()),
        Err(ExportError::TooManyColumns {
            columns: 16_385,
            ..
        })
    ));
    let fits = Cell::text("ă".repeat(32_767));
    let too_long = Cell::text("ă".repeat(32_768));
    assert!(write_workbook(&[table("Dài", &[fits])], &surroundings()).is_ok());
    assert_eq!(
        write_workbook(&[table("Dài", &[Cell::Blank, too_long])], &surroundings()),
        Err(ExportError::TextTooLong {
            table: "Dài".into(),
            row: 2,
            column: "Giá trị".into()
        })
    );
}

#[test]
fn rows_of_any_length_and_tables_without_columns_are_written() {
    let ragged = Table {
        rows: vec![
            vec![],
            vec![Cell::Integer(1), Cell::Blank, Cell::text("beyond")],
        ],
        ..table("Lệch", &[])
    };
    let bytes = write_workbook(&[ragged, Table::default()], &surroundings()).unwrap();
    let range = open(&bytes).worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(range.get_value((HEAD + 2, 0)), Some(&Data::Float(1.0)));
    assert_eq!(range.get_value((HEAD + 2, 2)), None);
}

#[test]
fn control_characters_do_not_break_the_file() {
    let words = "a\u{1}b\u{b}\u{1f}";
    assert!(
        matches!(&values(&[Cell::text(words)])[0], Data::String(read) if read.starts_with('a'))
    );
    let title = table("\u{0}\u{1}", &[]);
    assert!(write_workbook(&[title], &surroundings()).is_ok());
}
