//! What a file is, by its content and not by its name.

use std::fmt;
use std::io::Cursor;

use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use super::xml::part_name;
use super::{ReadListError, cfb};

/// The kinds of workbook that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkbookFormat {
    /// Excel since 2007.
    Xlsx,
    /// Excel 5.0 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
    /// Text with separators.
    Csv,
}

/// What a file is that is no workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// A Word document.
    Word,
    /// A presentation.
    PowerPoint,
    /// A PDF document.
    Pdf,
    /// A web page, also one that a program saved under the name of a workbook.
    Html,
    /// XML, among others the spreadsheet form of Excel 2003.
    Xml,
    /// A picture.
    Picture,
    /// A compressed archive.
    Archive,
    /// A binary workbook (`.xlsb`), which is not read.
    BinaryWorkbook,
    /// A rich text document.
    RichText,
    /// Plain text without columns.
    Text,
    /// None of these.
    Unknown,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Word => "a Word document",
            Self::PowerPoint => "a presentation",
            Self::Pdf => "a PDF document",
            Self::Html => "a web page",
            Self::Xml => "an XML document",
            Self::Picture => "a picture",
            Self::Archive => "an archive",
            Self::BinaryWorkbook => "a binary workbook (.xlsb)",
            Self::RichText => "a rich text document",
            Self::Text => "plain text",
            Self::Unknown => "a file of unknown kind",
        })
    }
}

/// The kind of workbook that the bytes hold.
pub(super) fn recognise(name: &str, bytes: &[u8]) -> Result<WorkbookFormat, ReadListError> {
    let not = |found| Err(ReadListError::NotAWorkbook { found });
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        return Err(ReadListError::Empty);
    }
    if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") || starts(b"PK\x07\x08") {
        return recognise_archive(bytes);
    }
    if starts(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return recognise_compound(bytes);
    }
    // A bare BIFF stream without its container, as old programs wrote it.
    if starts(&[0x09, 0x08, 0x10, 0x00, 0x00, 0x06])
        || starts(&[0x09, 0x08, 0x08, 0x00, 0x00, 0x05])
    {
        return Ok(WorkbookFormat::Xls);
    }
    if starts(b"%PDF") {
        return not(Found::Pdf);
    }
    if starts(&[0xFF, 0xD8, 0xFF])
        || starts(b"\x89PNG")
        || starts(b"GIF8")
        || starts(b"BM") && bytes.get(6..10) == Some(&[0; 4])
    {
        return not(Found::Picture);
    }
    if starts(b"{\\rtf") {
        return not(Found::RichText);
    }
    if starts(&[0x1F, 0x8B]) || starts(b"Rar!") || starts(b"7z\xBC\xAF") {
        return not(Found::Archive);
    }
    recognise_text(name, bytes)
}

fn recognise_archive(bytes: &[u8]) -> Result<WorkbookFormat, ReadListError> {
    // The list of parts stands at the end: without it the rest is missing.
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadListError::Truncated)?;
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(|name| part_name(&name))
        .collect();
    let has = |path: &str| names.iter().any(|name| name == path);
    let under = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("xl/workbook.bin") {
        return Err(ReadListError::NotAWorkbook {
            found: Found::BinaryWorkbook,
        });
    }
    if has("[content_types].xml") && under("xl/") {
        return Ok(WorkbookFormat::Xlsx);
    }
    if has("content.xml") && has("mimetype") {
        return Ok(WorkbookFormat::Ods);
    }
    let found = if under("word/") {
        Found::Word
    } else if under("ppt/") {
        Found::PowerPoint
    } else {
        Found::Archive
    };
    Err(ReadListError::NotAWorkbook { found })
}

fn recognise_compound(bytes: &[u8]) -> Result<WorkbookFormat, ReadListError> {
    let names = cfb::Compound::open(bytes)?.names();
    let has = |name: &str| names.iter().any(|other| other.eq_ignore_ascii_case(name));
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(ReadListError::Password);
    }
    if has("Workbook") || has("Book") {
        return Ok(WorkbookFormat::Xls);
    }
    let found = if has("WordDocument") {
        Found::Word
    } else if has("PowerPoint Document") {
        Found::PowerPoint
    } else {
        Found::Unknown
    };
    Err(ReadListError::NotAWorkbook { found })
}

fn recognise_text(name: &str, bytes: &[u8]) -> Result<WorkbookFormat, ReadListError> {
    let head = &bytes[..bytes.len().min(4096)];
    let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    let letters: String = head
        .iter()
        .filter(|byte| **byte != 0 && byte.is_ascii())
        .map(|byte| char::from(*byte).to_ascii_lowercase())
        .collect();
    let start = letters.trim_start();
    let found = if [
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<body",
        "<style",
        "<meta",
    ]
    .iter()
    .any(|tag| start.starts_with(tag))
        || start.starts_with("mime-version")
        || start.starts_with("<?xml") && start.contains("<html")
    {
        Found::Html
    } else if start.starts_with("<?xml") {
        Found::Xml
    } else if !utf16 && head.iter().any(|byte| *byte < 9) {
        Found::Unknown
    } else {
        let name = name.to_lowercase();
        let named_so = [".csv", ".tsv", ".txt"]
            .iter()
            .any(|end| name.ends_with(end));
        let columns = [';', ',', '\t'].iter().any(|separator| {
            letters
                .lines()
                .take(40)
                .filter(|line| line.matches(*separator).count() >= 2)
                .count()
                >= 2
        });
        if named_so || columns {
            return Ok(WorkbookFormat::Csv);
        }
        Found::Text
    };
    Err(ReadListError::NotAWorkbook { found })
}
