//! Files that are not what they say, or say more than they can hold: each is refused with a reason
//! that can be shown, and none stops the program.

use std::io::{Cursor, Write};

use canbo::domain::DossierId;
use canbo::exchange::excel::{Found, limits};
use canbo::exchange::*;
use canbo::store::Snapshot;
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn import(name: &str, bytes: Vec<u8>) -> FileReport {
    let files = [SourceFile {
        name: name.to_owned(),
        bytes,
    }];
    let mut last = 0u8;
    let mut new_id = || {
        last += 1;
        DossierId([last; 16])
    };
    let base = Snapshot::default();
    let proposal = read_lists(&files, &base, &Answers::new(), &mut new_id, &mut |_| {});
    if proposal.files[0].error.is_some() {
        assert!(
            proposal.dossiers.is_empty(),
            "nothing of a refused file is taken"
        );
        assert_eq!(proposal.office, base.office);
    }
    proposal.files.into_iter().next().unwrap()
}

fn error(name: &str, bytes: Vec<u8>) -> ReadListError {
    let report = import(name, bytes);
    let error = report
        .error
        .unwrap_or_else(|| panic!("{name} was read: {} rows", report.rows));
    let message = error.vietnamese();
    assert!(!message.what.is_empty() && !message.remedy.is_empty());
    error
}

fn found(name: &str, bytes: &[u8]) -> Found {
    match error(name, bytes.to_vec()) {
        ReadListError::NotAWorkbook { found } => found,
        other => panic!("{name}: {other:?}"),
    }
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn list(rows: u32) -> Workbook {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, head) in ["TT", "Họ và tên", "Ngày sinh", "Đơn vị"]
        .into_iter()
        .enumerate()
    {
        sheet.write(0, column as u16, head).unwrap();
    }
    for row in 1..=rows {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 1, "Lê Văn An").unwrap();
        sheet.write(row, 2, format!("1/1/{}", 1950 + row)).unwrap();
        sheet.write(row, 3, format!("Xã Số {row}")).unwrap();
    }
    workbook
}

const CONTENT_TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const WORKBOOK: &[u8] = br#"<workbook xmlns:r="r"><sheets><sheet name="DS" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

fn xlsx(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", CONTENT_TYPES),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

const HEAD_AND_ROW: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Họ và tên</t></is></c><c r="B1" t="inlineStr"><is><t>Ngày sinh</t></is></c><c r="C1" t="inlineStr"><is><t>Đơn vị</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Lê Văn An</t></is></c><c r="B2" t="inlineStr"><is><t>1/2/1970</t></is></c><c r="C2" t="inlineStr"><is><t>Xã Bình An</t></is></c></row>"#;

#[test]
fn other_files_under_the_name_of_a_workbook() {
    assert_eq!(found("a.xlsx", b"%PDF-1.7 ..."), Found::Pdf);
    assert_eq!(
        found("a.xlsx", &[0xFF, 0xD8, 0xFF, 0xE0, 0, 16]),
        Found::Picture
    );
    assert_eq!(
        found("a.xls", b"<html><body><table><tr><td>TT</td></tr></table>"),
        Found::Html
    );
    assert_eq!(
        found("a.xls", b"<?xml version=\"1.0\"?><Workbook/>"),
        Found::Xml
    );
    assert_eq!(found("a.doc", b"{\\rtf1"), Found::RichText);
    assert_eq!(found("a.xlsx", b"Kinh gui cac don vi"), Found::Text);
    assert_eq!(found("a.xlsx", &[1, 2, 3, 4, 5, 6, 7, 8]), Found::Unknown);
    assert_eq!(
        found("a.xlsx", &packed(&[("word/document.xml", b"<w/>")])),
        Found::Word
    );
    assert_eq!(found("a.xlsx", &packed(&[("a.txt", b"a")])), Found::Archive);
    assert_eq!(
        found("a.xlsx", &packed(&[("xl/workbook.bin", b"a")])),
        Found::BinaryWorkbook
    );
    assert_eq!(error("a.xlsx", Vec::new()), ReadListError::Empty);
}

#[test]
fn the_content_decides_and_not_the_name() {
    let report = import("danh-sach.xls", list(3).save_to_buffer().unwrap());
    assert_eq!((report.error, report.created), (None, 3));
}

#[test]
fn a_file_of_two_hundred_megabytes() {
    let size = 200 << 20;
    assert_eq!(
        error("a.xlsx", vec![0; size]),
        ReadListError::TooLarge {
            bytes: size as u64,
            limit: limits::FILE_BYTES
        }
    );
}

#[test]
fn a_file_cut_off_anywhere() {
    let whole = list(20).save_to_buffer().unwrap();
    for kept in [30, 100, whole.len() / 2, whole.len() - 30, whole.len() - 1] {
        let cut = error("a.xlsx", whole[..kept].to_vec());
        assert!(
            matches!(
                cut,
                ReadListError::Truncated | ReadListError::Damaged { .. }
            ),
            "{kept}: {cut:?}"
        );
    }
    let old = include_bytes!("../fixtures/sample-city/08-nghia-ha-font-vntime-tcvn3.xls");
    for kept in [8, 511, 600, 2_000, old.len() / 2] {
        let cut = error("a.xls", old[..kept].to_vec());
        assert!(
            matches!(
                cut,
                ReadListError::Truncated | ReadListError::Damaged { .. }
            ),
            "{kept}: {cut:?}"
        );
    }
}

#[test]
fn flipped_bytes_never_stop_the_reader() {
    let old = include_bytes!("../fixtures/sample-city/08-nghia-ha-font-vntime-tcvn3.xls");
    let new = list(5).save_to_buffer().unwrap();
    for (name, whole) in [("a.xls", &old[..]), ("a.xlsx", &new[..])] {
        let mut seed = 1u64;
        for _ in 0..60 {
            let mut bytes = whole.to_vec();
            for _ in 0..8 {
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let at = (seed >> 33) as usize % bytes.len();
                bytes[at] = (seed >> 20) as u8;
            }
            import(name, bytes);
        }
    }
}

#[test]
fn a_workbook_behind_a_password() {
    let mut old =
        include_bytes!("../fixtures/sample-city/08-nghia-ha-font-vntime-tcvn3.xls").to_vec();
    // Excel encrypts an .xlsx into a compound file with a stream of this name.
    let name: Vec<u8> = "Workbook"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let at = old
        .windows(name.len())
        .position(|part| part == name)
        .unwrap();
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    old[at..at + locked.len()].copy_from_slice(&locked);
    old[at + 64..at + 66].copy_from_slice(&(locked.len() as u16 + 2).to_le_bytes());
    assert_eq!(error("a.xlsx", old), ReadListError::Password);
    // An .ods says so in its manifest.
    let ods = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"\x00\x01"),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"m\"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"),
    ]);
    assert_eq!(error("a.ods", ods), ReadListError::Password);
}

#[test]
fn a_bomb_is_not_unpacked() {
    let spaces = vec![b' '; 40 << 20];
    let mut sheet = b"<worksheet><sheetData>".to_vec();
    for _ in 0..8 {
        sheet.extend_from_slice(&spaces);
    }
    let bomb = xlsx(&sheet, b"<sst/>");
    assert!(bomb.len() < 4 << 20);
    assert_eq!(
        error("a.xlsx", bomb),
        ReadListError::UnpacksTooLarge {
            limit: limits::UNPACKED_BYTES
        }
    );
}

#[test]
fn counts_that_lie_cost_nothing() {
    let strings = br#"<sst count="99999999999" uniqueCount="18446744073709551615"></sst>"#;
    let sheet = format!(
        "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{HEAD_AND_ROW}</sheetData></worksheet>"
    );
    let report = import("a.xlsx", xlsx(sheet.as_bytes(), strings));
    assert_eq!((report.error, report.created), (None, 1));
    // Rows and columns beyond every sheet.
    let far = r#"<worksheet><sheetData><row r="99999999999"><c r="ZZZZZZ99999999999"><v>1</v></c></row></sheetData></worksheet>"#;
    import("a.xlsx", xlsx(far.as_bytes(), b"<sst/>"));
}

#[test]
fn a_million_blank_rows_and_a_far_corner() {
    let mut sheet = format!("<worksheet><sheetData>{HEAD_AND_ROW}");
    for row in 3..=1_000_000 {
        sheet.push_str(&format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>"));
    }
    sheet.push_str("<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>.</t></is></c></row></sheetData></worksheet>");
    let report = import("a.xlsx", xlsx(sheet.as_bytes(), b"<sst/>"));
    assert_eq!((report.error, report.created), (None, 1));
    let ods = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><table:table table:name=\"DS\">{}{}</table:table></office:document-content>",
        r#"<table:table-row><table:table-cell><text:p>Họ và tên</text:p></table:table-cell><table:table-cell><text:p>Năm sinh</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Lê Văn An</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1970"/></table:table-row>"#,
        r#"<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
    );
    let ods = packed(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", ods.as_bytes()),
    ]);
    let report = import("a.ods", ods);
    assert_eq!((report.error, report.created), (None, 1));
}

#[test]
fn an_ods_that_ends_in_its_table() {
    let cut = b"<office:document-content xmlns:table=\"t\"><table:table table:name=\"DS\"><table:table-row>";
    let ods = packed(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("content.xml", cut),
    ]);
    assert_eq!(error("a.ods", ods), ReadListError::Truncated);
}

#[test]
fn more_filled_cells_than_a_list_has() {
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..=2_001 {
        sheet.push_str(&format!("<row r=\"{row}\">"));
        sheet.push_str(&"<c><v>1</v></c>".repeat(1_000));
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    assert!(matches!(
        error("a.xlsx", xlsx(sheet.as_bytes(), b"<sst/>")),
        ReadListError::TooManyCells { .. }
    ));
}

#[test]
fn one_long_text_used_many_times() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(32_000));
    let mut sheet = String::from("<worksheet><sheetData><row>");
    sheet.push_str(&"<c t=\"s\"><v>0</v></c>".repeat(10_000));
    sheet.push_str("</row></sheetData></worksheet>");
    assert!(matches!(
        error("a.xlsx", xlsx(sheet.as_bytes(), strings.as_bytes())),
        ReadListError::TooManyCells { .. }
    ));
}

#[test]
fn a_workbook_without_a_list() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .write(0, 0, "Kính gửi các đơn vị")
        .unwrap();
    let report = import("a.xlsx", workbook.save_to_buffer().unwrap());
    assert_eq!(report.error, Some(ReadListError::NoList));
    assert_eq!(report.sheets[0].kind, ListKind::NoHead);
    assert_eq!(report.sheets[0].skipped.len(), 1);
}
