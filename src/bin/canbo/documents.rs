//! Data files with their history: opened, verified, merged, saved.

use std::path::{Path, PathBuf};

use canbo::domain::DossierId;
use canbo::exchange::bundle::{self, BundleError, Manifest, Purpose, Saving};
use canbo::job::{history_json, manifest_json, merging_json, verify_json};
use canbo::store::archive::Archive;
use canbo::store::document::{DocumentError, Pen};
use canbo::text::{Language, file_words};
use serde_json::{Value, json};

use super::failure::Failure;
use super::files::{now, read, write_beside};

/// The words for a data file that cannot be opened or written.
pub fn failure(path: &Path, error: &BundleError) -> Failure {
    let advice = file_words::bundle_error(error, Language::Vi);
    Failure::about(path, advice.happened, advice.to_do)
}

/// What the data file holds, with its history.
pub fn open(path: &Path) -> Result<(Manifest, Archive), Failure> {
    bundle::read(&read(path)?, &mut |_, _| {}).map_err(|error| failure(path, &error))
}

/// The words for a document that cannot be opened.
pub fn document_failure(path: &Path, number: usize, source: DocumentError) -> Failure {
    failure(path, &BundleError::Document { number, source })
}

/// Who writes now; the office is the archive's own.
pub fn pen(office: &str, by: &str) -> Result<Pen, Failure> {
    let mut actor = [0; 16];
    getrandom::fill(&mut actor)
        .map_err(|error| Failure::usage(format!("no source of randomness: {error}")))?;
    Ok(Pen {
        actor,
        by: by.to_owned(),
        office: office.to_owned(),
        at: now().and_utc().timestamp(),
    })
}

/// Saves the archive as the file that continues the one there.
pub fn save(path: &Path, archive: &Archive) -> Result<(), Failure> {
    let before = path.exists().then(|| read(path)).transpose()?;
    let manifest = before.as_ref().and_then(|bytes| bundle::peek(bytes).ok());
    let saving = Saving {
        purpose: Purpose::Archive,
        sequence: manifest.map_or(1, |manifest| manifest.sequence.saturating_add(1)),
        parent: before.as_deref().map(bundle::identity),
        saved_at: now(),
    };
    let bytes = bundle::write(archive, &saving).map_err(|error| failure(path, &error))?;
    write_beside(path, &bytes)
}

/// The union of the files, written under a new name or in the place of one of them.
pub fn merge(out: &Path, files: &[PathBuf], by: &str, dry_run: bool) -> Result<Value, Failure> {
    if out.exists() && !files.iter().any(|file| same(file, out)) {
        return Err(Failure::about(
            out,
            "Tệp kết quả đã có và không phải một trong các tệp được gộp.",
            "Hãy đặt tên khác cho tệp kết quả, để không ghi đè lên dữ liệu đang có.",
        ));
    }
    let [first, others @ ..] = files else {
        return Err(Failure::usage("nothing to merge"));
    };
    let (manifest, mut archive) = open(first)?;
    let mut steps = Vec::new();
    for path in others {
        let (theirs, other) = open(path)?;
        let pen = pen(&manifest.office, by)?;
        let merging = archive
            .merge(&other, &|_| true, &pen)
            .map_err(|error| document_failure(path, 0, error))?;
        let mut step = merging_json(&merging);
        step["file"] = Value::from(path.display().to_string());
        step["manifest"] = manifest_json(&theirs);
        steps.push(step);
    }
    if !dry_run {
        save(out, &archive)?;
    }
    Ok(json!({
        "written": !dry_run,
        "documents": archive.dossiers.len(),
        "merged": steps,
    }))
}

fn same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// What a file holds, when every checksum agrees and every document opens.
pub fn verify(path: &Path) -> Result<Value, Failure> {
    let bytes = read(path)?;
    let (manifest, archive) = bundle::read(&bytes, &mut |_, _| {}).map_err(|error| Failure {
        parts: Some(Box::new(verify_json(&bundle::parts(&bytes)))),
        ..failure(path, &error)
    })?;
    let snapshot = bundle::snapshot(&archive).map_err(|error| failure(path, &error))?;
    let mut changes = 0;
    let mut conflicts = Vec::new();
    for (number, (id, kept)) in archive.dossiers.iter().enumerate() {
        let document = kept
            .open(id.0)
            .map_err(|error| document_failure(path, number + 1, error))?;
        changes += document.len();
        let count = document.history().conflicts.len();
        if count > 0 {
            conflicts.push(json!({ "id": id.to_string(), "conflicts": count }));
        }
    }
    Ok(json!({
        "good": true,
        "sha256": bundle::identity(&bytes),
        "manifest": manifest_json(&manifest),
        "dossiers": snapshot.dossiers.len(),
        "gone": archive.dossiers.len() - snapshot.dossiers.len(),
        "changes": changes,
        "conflicts": conflicts,
        "parts": verify_json(&bundle::parts(&bytes)),
    }))
}

/// The history of one person.
pub fn history(path: &Path, person: Option<&str>) -> Result<Value, Failure> {
    let person = person.ok_or_else(|| Failure::usage("`history` needs --person ID"))?;
    let id: DossierId = person
        .parse()
        .map_err(|()| Failure::usage(format!("`{person}` is not the id of a person")))?;
    let (_, archive) = open(path)?;
    let kept = archive.dossiers.get(&id).ok_or_else(|| {
        Failure::about(
            path,
            format!("Tệp không có hồ sơ {id}."),
            "Xem mã hồ sơ trong kết quả của `canbo list`.",
        )
    })?;
    let document = kept
        .open(id.0)
        .map_err(|error| document_failure(path, 0, error))?;
    Ok(history_json(&document))
}
