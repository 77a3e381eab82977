//! Rule files of a folder, and local decisions as packs.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use canbo::app::Law;
use canbo::exchange::bundle;
use canbo::job::with_pack;
use canbo::store::document::Act;
use canbo::store::record::{MAX_PACK_BYTES, decode_pack, encode_pack};
use canbo::text::{Language, local_words};
use serde_json::{Value, json};

use super::documents;
use super::failure::Failure;
use super::files::{open, read, write_beside};

/// A rule file is read no further than this, in bytes; the check refuses a longer one.
const MAX_RULE_BYTES: u64 = 1 << 20;
/// More files of one folder are not read.
const MAX_RULE_FILES: usize = 1_000;

/// Writes the local decisions of a data file as a pack.
pub fn export_pack(data: &Path, pack: &Path) -> Result<Value, Failure> {
    let office = open(data)?.office;
    write_beside(pack, &encode_pack(&office.local))?;
    Ok(json!({ "decisions": office.local.len() }))
}

/// Adds the decisions of a pack to a data file; nothing is written when one of them clashes.
pub fn import_pack(data: &Path, pack: &Path, law: &Law, by: &str) -> Result<Value, Failure> {
    let (_, mut archive) = documents::open(data)?;
    let mut snapshot =
        bundle::snapshot(&archive).map_err(|error| documents::failure(data, &error))?;
    let size = fs::metadata(pack).map_or(0, |file| file.len());
    if size > MAX_PACK_BYTES as u64 {
        return Err(Failure::about(
            pack,
            format!("Tệp dài {size} byte, quá mức {MAX_PACK_BYTES}."),
            "Hãy chọn tệp được xuất từ Canbo.",
        ));
    }
    let decisions = decode_pack(&read(pack)?).map_err(|error| {
        let advice = local_words::pack_error(&error, Language::Vi);
        Failure::about(pack, advice.happened, advice.to_do)
    })?;
    let before = snapshot.office.local.len();
    snapshot.office.local = with_pack(&snapshot.office, law, decisions)
        .map_err(|advice| Failure::about(pack, advice.happened, advice.to_do))?;
    let added = snapshot.office.local.len() - before;
    if added > 0 {
        let pen = documents::pen(&snapshot.office.name, by)?;
        archive
            .record(&snapshot, &pen, Act::Imported)
            .map_err(|(_, error)| documents::document_failure(data, 0, error))?;
        documents::save(data, &archive)?;
    }
    Ok(json!({ "added": added, "decisions": snapshot.office.local.len() }))
}

/// The rule files of a folder by name, in order; the files of folders within it are left alone.
pub fn rule_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let fail = |error: std::io::Error| {
        Failure::about(folder, error, "Kiểm tra lại tên thư mục và quyền đọc.")
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let is_rules = path.extension().is_some_and(|end| end == "toml");
        // What is no plain file, a pipe for one, might never end.
        if is_rules && path.is_file() {
            found.push(path);
        }
        if found.len() > MAX_RULE_FILES {
            return Err(Failure::about(
                folder,
                format!("Thư mục có hơn {MAX_RULE_FILES} tệp quy định."),
                "Hãy kiểm tra xem có đúng thư mục không, hoặc chia nhỏ thư mục.",
            ));
        }
    }
    if found.is_empty() {
        return Err(Failure::about(
            folder,
            "Thư mục không có tệp quy định nào (.toml).",
            "Hãy chọn thư mục có tệp quy định.",
        ));
    }
    found.sort();
    let file = |path: PathBuf| {
        let mut bytes = Vec::new();
        let mut reader = fs::File::open(&path)?.take(MAX_RULE_BYTES);
        reader.read_to_end(&mut bytes)?;
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok((name.to_string_lossy().into_owned(), bytes))
    };
    found
        .into_iter()
        .map(file)
        .collect::<std::io::Result<_>>()
        .map_err(fail)
}
