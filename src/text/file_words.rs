//! Words for a file that cannot be opened or written: what happened, and what to do.

use super::Language;
use crate::exchange::bundle::{BundleError, MAX_FILE_BYTES, Part, Purpose};
use crate::exchange::excel_export::ExportError;
use crate::store::document::DocumentError;
use crate::store::record::RecordError;

/// What a user reads when something failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What happened.
    pub happened: String,
    /// What to do now.
    pub to_do: String,
}

impl Advice {
    pub(super) fn of(happened: impl Into<String>, to_do: impl Into<String>) -> Self {
        Self {
            happened: happened.into(),
            to_do: to_do.into(),
        }
    }
}

/// The words for a data file that cannot be opened or written.
pub fn bundle_error(error: &BundleError, language: Language) -> Advice {
    match language {
        Language::Vi => bundle_error_vi(error),
        Language::En => bundle_error_en(error),
    }
}

/// The words for a workbook that cannot be written.
pub fn export_error(error: &ExportError, language: Language) -> Advice {
    match (error, language) {
        (ExportError::NoTables, Language::Vi) => Advice::of(
            "Không có bảng nào để xuất.",
            "Hãy chọn ít nhất một bảng rồi xuất lại.",
        ),
        (ExportError::NoTables, Language::En) => Advice::of(
            "There is no table to export.",
            "Choose at least one table and export again.",
        ),
        (ExportError::TooManyRows { table, rows, limit }, Language::Vi) => Advice::of(
            format!("Bảng “{table}” có {rows} dòng, một trang tính Excel chỉ chứa được {limit}."),
            "Hãy lọc danh sách, ví dụ theo đơn vị, rồi xuất từng phần.",
        ),
        (ExportError::TooManyRows { table, rows, limit }, Language::En) => Advice::of(
            format!("“{table}” has {rows} rows; an Excel sheet has room for {limit}."),
            "Filter the list, by unit for example, and export it in parts.",
        ),
        (
            ExportError::TooManyColumns {
                table,
                columns,
                limit,
            },
            Language::Vi,
        ) => Advice::of(
            format!("Bảng “{table}” có {columns} cột, một trang tính Excel chỉ chứa được {limit}."),
            "Hãy bớt cột rồi xuất lại.",
        ),
        (
            ExportError::TooManyColumns {
                table,
                columns,
                limit,
            },
            Language::En,
        ) => Advice::of(
            format!("“{table}” has {columns} columns; an Excel sheet has room for {limit}."),
            "Choose fewer columns and export again.",
        ),
        (ExportError::TextTooLong { table, row, column }, Language::Vi) => Advice::of(
            format!(
                "Dòng {row}, cột “{column}” của bảng “{table}” dài quá mức một ô Excel chứa được."
            ),
            "Hãy rút gọn nội dung này trong hồ sơ rồi xuất lại.",
        ),
        (ExportError::TextTooLong { table, row, column }, Language::En) => Advice::of(
            format!("Row {row}, “{column}” of “{table}” is longer than an Excel cell holds."),
            "Shorten it in the dossier and export again.",
        ),
        (ExportError::Refused(reason), Language::Vi) => Advice::of(
            format!("Không tạo được tệp Excel ({reason})."),
            "Hãy thử xuất lại; nếu vẫn lỗi, lưu tệp dữ liệu .canbo và báo cho người hỗ trợ.",
        ),
        (ExportError::Refused(reason), Language::En) => Advice::of(
            format!("The Excel file could not be made ({reason})."),
            "Try again; if it still fails, save the data file (.canbo) and tell your support.",
        ),
    }
}

/// Said when a conflict was decided meanwhile, in another tab for one.
pub fn nothing_to_decide(language: Language) -> &'static str {
    match language {
        Language::Vi => "Mục này không còn gì phải chọn. Hãy mở lại trang để xem dữ liệu mới nhất.",
        Language::En => {
            "There is nothing to decide here any more. Open the page again to see the latest data."
        }
    }
}

/// Why a data file was written, in words.
pub fn purpose(purpose: Purpose, language: Language) -> &'static str {
    match (purpose, language) {
        (Purpose::Archive, Language::Vi) => "Dữ liệu của cơ quan",
        (Purpose::Archive, Language::En) => "The office's data",
        (Purpose::Backup, Language::Vi) => "Bản sao dự phòng",
        (Purpose::Backup, Language::En) => "Backup copy",
    }
}

fn bundle_error_vi(error: &BundleError) -> Advice {
    const UNTOUCHED: &str = "Dữ liệu đang có trên máy không bị thay đổi.";
    const ANOTHER: &str = "Hãy chép lại tệp từ nơi lưu gốc hoặc mở bản sao dự phòng gần nhất.";
    let again = || format!("{ANOTHER} {UNTOUCHED}");
    match error {
        BundleError::Empty => Advice::of("Tệp rỗng, không có nội dung.", again()),
        BundleError::NotADataFile => Advice::of(
            "Đây không phải tệp dữ liệu Canbo (.canbo).",
            format!("Nếu là danh sách Excel, hãy dùng chức năng nhập danh sách. {UNTOUCHED}"),
        ),
        BundleError::CarriedAsText => Advice::of(
            "Tệp đã bị biến đổi khi sao chép hoặc gửi đi (bị coi là tệp văn bản).",
            format!("Đề nghị nơi gửi nén tệp (.zip) rồi gửi lại, hoặc chép bằng USB. {UNTOUCHED}"),
        ),
        BundleError::Newer {
            found,
            known,
            needs,
        } => Advice::of(
            format!(
                "Tệp được lưu bằng phiên bản Canbo mới hơn: cần đọc được định dạng {found}, \
                 máy này chỉ đọc đến định dạng {known}."
            ),
            match needs {
                Some(needs) => format!(
                    "Tệp cần phiên bản {needs} trở lên: hãy cập nhật Canbo trên máy này rồi mở lại. {UNTOUCHED}"
                ),
                None => format!("Hãy cập nhật Canbo trên máy này rồi mở lại. {UNTOUCHED}"),
            },
        ),
        BundleError::TooLarge { .. } => Advice::of(
            format!(
                "Tệp quá lớn để mở hoặc lưu an toàn (giới hạn {} MB).",
                MAX_FILE_BYTES >> 20
            ),
            format!(
                "Kiểm tra lại có đúng tệp cần mở không, hoặc tách dữ liệu theo đơn vị. {UNTOUCHED}"
            ),
        ),
        BundleError::CutShort { bytes } => Advice::of(
            format!("Tệp bị thiếu phần cuối (chỉ còn {bytes} byte)."),
            format!("Có thể việc sao chép chưa xong. {}", again()),
        ),
        BundleError::Damaged { at } => Advice::of(
            format!("Tệp bị hỏng: nội dung từ byte {at} không khớp mã kiểm tra."),
            again(),
        ),
        BundleError::BytesAfterEnd { bytes } => {
            Advice::of(format!("Tệp có thêm {bytes} byte lạ ở cuối."), again())
        }
        BundleError::UnknownPart { kind } => Advice::of(
            format!("Tệp có một phần (ký hiệu {kind:?}) mà phiên bản này không hiểu."),
            format!("Hãy cập nhật Canbo trên máy này rồi mở lại. {UNTOUCHED}"),
        ),
        BundleError::Misplaced(part) => Advice::of(
            format!(
                "{} trong tệp bị thiếu, bị lặp hoặc sai vị trí.",
                part_vi(*part)
            ),
            again(),
        ),
        BundleError::Unreadable { part, .. } => Advice::of(
            format!("Không đọc được {} trong tệp.", lower(part_vi(*part))),
            again(),
        ),
        BundleError::Record {
            part,
            number,
            source,
        } => {
            let place = match part {
                Part::Dossiers => format!("Hồ sơ thứ {number} trong tệp"),
                _ => part_vi(*part).to_owned(),
            };
            match source {
                RecordError::Newer { .. } => Advice::of(
                    format!("{place} được lưu bằng phiên bản Canbo mới hơn."),
                    format!("Hãy cập nhật Canbo trên máy này rồi mở lại. {UNTOUCHED}"),
                ),
                RecordError::UnknownWord { field, word } => Advice::of(
                    format!("{place} có giá trị lạ “{word}” ở mục `{field}`."),
                    again(),
                ),
                RecordError::NotADate { field, word } => Advice::of(
                    format!("{place} có “{word}” ở mục `{field}`, không phải là ngày tháng."),
                    again(),
                ),
                RecordError::Malformed { .. } | RecordError::NotAnId(_) => {
                    Advice::of(format!("{place} bị hỏng."), again())
                }
            }
        }
        BundleError::Document {
            source: DocumentError::SampleAndReal,
            ..
        } => Advice::of(
            "Một bên là dữ liệu mẫu, một bên là dữ liệu thật.",
            "Dữ liệu mẫu không gộp với dữ liệu thật. Hãy chọn tệp khác.",
        ),
        BundleError::Document { number: 0, .. } => {
            Advice::of("Phần thông tin cơ quan trong tệp bị hỏng.", again())
        }
        BundleError::Document { number, .. } => {
            Advice::of(format!("Hồ sơ số {number} trong tệp bị hỏng."), again())
        }
        BundleError::RecordTooLarge { name, limit, .. } if !name.is_empty() => Advice::of(
            format!("Hồ sơ của {name} quá lớn (giới hạn {} KB).", limit >> 10),
            "Hãy rút gọn phần ghi chú của hồ sơ này rồi lưu lại.",
        ),
        BundleError::RecordTooLarge { part, limit, .. } => Advice::of(
            format!("{} quá lớn (giới hạn {} KB).", part_vi(*part), limit >> 10),
            again(),
        ),
        BundleError::RepeatedDossier(id) => {
            Advice::of(format!("Có hai hồ sơ cùng mã {id}."), again())
        }
    }
}

fn bundle_error_en(error: &BundleError) -> Advice {
    const UNTOUCHED: &str = "The data on this computer has not been changed.";
    const ANOTHER: &str = "Copy the file again from where it was saved, or open the latest backup.";
    let again = || format!("{ANOTHER} {UNTOUCHED}");
    match error {
        BundleError::Empty => Advice::of("The file is empty.", again()),
        BundleError::NotADataFile => Advice::of(
            "This is not a Canbo data file (.canbo).",
            format!("If it is an Excel list, import it as a list. {UNTOUCHED}"),
        ),
        BundleError::CarriedAsText => Advice::of(
            "The file was changed when it was copied or sent (it was treated as text).",
            format!("Ask the sender to send it as a .zip, or carry it on a USB stick. {UNTOUCHED}"),
        ),
        BundleError::Newer {
            found,
            known,
            needs,
        } => Advice::of(
            format!(
                "The file was saved by a newer Canbo: it needs format {found}, \
                 this computer reads up to format {known}."
            ),
            match needs {
                Some(needs) => format!(
                    "It needs {needs} or later: update Canbo on this computer and open the file again. {UNTOUCHED}"
                ),
                None => {
                    format!("Update Canbo on this computer and open the file again. {UNTOUCHED}")
                }
            },
        ),
        BundleError::TooLarge { .. } => Advice::of(
            format!(
                "The file is too large to be opened or saved safely (the limit is {} MB).",
                MAX_FILE_BYTES >> 20
            ),
            format!("Check that it is the right file, or split the data by unit. {UNTOUCHED}"),
        ),
        BundleError::CutShort { bytes } => Advice::of(
            format!("The end of the file is missing (it has {bytes} bytes only)."),
            format!("Perhaps copying had not finished. {}", again()),
        ),
        BundleError::Damaged { at } => Advice::of(
            format!(
                "The file is damaged: the contents from byte {at} do not match their checksum."
            ),
            again(),
        ),
        BundleError::BytesAfterEnd { bytes } => Advice::of(
            format!("The file has {bytes} unknown bytes at its end."),
            again(),
        ),
        BundleError::UnknownPart { kind } => Advice::of(
            format!("The file has a part (marked {kind:?}) that this version does not understand."),
            format!("Update Canbo on this computer and open the file again. {UNTOUCHED}"),
        ),
        BundleError::Misplaced(part) => Advice::of(
            format!(
                "{} in the file is missing, repeated or out of place.",
                part_en(*part)
            ),
            again(),
        ),
        BundleError::Unreadable { part, .. } => Advice::of(
            format!("{} in the file cannot be read.", part_en(*part)),
            again(),
        ),
        BundleError::Record {
            part,
            number,
            source,
        } => {
            let place = match part {
                Part::Dossiers => format!("Dossier {number} in the file"),
                _ => part_en(*part).to_owned(),
            };
            match source {
                RecordError::Newer { .. } => Advice::of(
                    format!("{place} was saved by a newer Canbo."),
                    format!("Update Canbo on this computer and open the file again. {UNTOUCHED}"),
                ),
                RecordError::UnknownWord { field, word } => Advice::of(
                    format!("{place} has the unknown value “{word}” in `{field}`."),
                    again(),
                ),
                RecordError::NotADate { field, word } => Advice::of(
                    format!("{place} has “{word}” in `{field}`, which is not a date."),
                    again(),
                ),
                RecordError::Malformed { .. } | RecordError::NotAnId(_) => {
                    Advice::of(format!("{place} is damaged."), again())
                }
            }
        }
        BundleError::Document {
            source: DocumentError::SampleAndReal,
            ..
        } => Advice::of(
            "One side is sample data, the other is real.",
            "A sample does not mix with real data. Choose another file.",
        ),
        BundleError::Document { number: 0, .. } => {
            Advice::of("The part about the office is damaged.", again())
        }
        BundleError::Document { number, .. } => {
            Advice::of(format!("Dossier {number} in the file is damaged."), again())
        }
        BundleError::RecordTooLarge { name, limit, .. } if !name.is_empty() => Advice::of(
            format!(
                "The dossier of {name} is too large (the limit is {} KB).",
                limit >> 10
            ),
            "Shorten the notes of this dossier and save again.",
        ),
        BundleError::RecordTooLarge { part, limit, .. } => Advice::of(
            format!(
                "{} is too large (the limit is {} KB).",
                part_en(*part),
                limit >> 10
            ),
            again(),
        ),
        BundleError::RepeatedDossier(id) => {
            Advice::of(format!("Two dossiers have the code {id}."), again())
        }
    }
}

fn part_vi(part: Part) -> &'static str {
    match part {
        Part::Manifest => "Phần mở đầu",
        Part::Office => "Phần thông tin cơ quan",
        Part::Dossiers => "Phần hồ sơ",
        Part::Trailer => "Phần kết thúc",
    }
}

fn part_en(part: Part) -> &'static str {
    match part {
        Part::Manifest => "The opening part",
        Part::Office => "The part about the office",
        Part::Dossiers => "The part with the dossiers",
        Part::Trailer => "The closing part",
    }
}

/// The words as they stand inside a sentence.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::DossierId;

    #[test]
    fn a_newer_file_names_the_version_that_it_needs() {
        let error = BundleError::Newer {
            found: 3,
            known: 1,
            needs: Some("canbo 0.3.0".to_owned()),
        };
        let advice = bundle_error(&error, Language::Vi);
        assert!(advice.happened.contains("định dạng 3"), "{advice:?}");
        assert!(advice.to_do.contains("cập nhật"), "{advice:?}");
        assert!(
            bundle_error(&error, Language::En)
                .happened
                .contains("format 3")
        );
    }

    #[test]
    fn a_person_whose_dossier_is_too_large_is_named() {
        let error = BundleError::RecordTooLarge {
            part: Part::Dossiers,
            bytes: 2 << 20,
            limit: 1 << 20,
            name: "Lê Thị Ước".to_owned(),
        };
        let advice = bundle_error(&error, Language::Vi);
        assert_eq!(
            advice.happened,
            "Hồ sơ của Lê Thị Ước quá lớn (giới hạn 1024 KB)."
        );
    }

    #[test]
    fn a_cell_that_is_too_long_is_named_by_its_place() {
        let error = ExportError::TextTooLong {
            table: "Danh sách".to_owned(),
            row: 7,
            column: "Ghi chú".to_owned(),
        };
        for language in [Language::Vi, Language::En] {
            let advice = export_error(&error, language);
            for part in ["7", "Ghi chú", "Danh sách"] {
                assert!(advice.happened.contains(part), "{advice:?}");
            }
        }
    }

    #[test]
    fn every_failure_to_open_says_that_nothing_was_changed() {
        let record = |source| BundleError::Record {
            part: Part::Dossiers,
            number: 4,
            source,
        };
        for error in [
            BundleError::Empty,
            BundleError::NotADataFile,
            BundleError::CarriedAsText,
            BundleError::TooLarge { bytes: 9, limit: 1 },
            BundleError::CutShort { bytes: 9 },
            BundleError::Damaged { at: 9 },
            BundleError::BytesAfterEnd { bytes: 9 },
            BundleError::UnknownPart { kind: 'X' },
            BundleError::Misplaced(Part::Office),
            BundleError::Unreadable {
                part: Part::Manifest,
                reason: "x".to_owned(),
            },
            record(RecordError::Newer { found: 2, known: 1 }),
            record(RecordError::NotAnId("x".to_owned())),
            BundleError::RepeatedDossier(DossierId([0; 16])),
        ] {
            let vi = bundle_error(&error, Language::Vi);
            assert!(vi.to_do.contains("không bị thay đổi"), "{vi:?}");
            assert!(vi.happened.ends_with('.'), "{vi:?}");
            let en = bundle_error(&error, Language::En);
            assert!(en.to_do.contains("has not been changed"), "{en:?}");
        }
    }
}
