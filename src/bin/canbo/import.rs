//! Lists into a data file.

use std::path::{Path, PathBuf};

use canbo::domain::DossierId;
use canbo::exchange::bundle;
use canbo::exchange::{Answers, SourceFile, read_lists};
use canbo::job::import_json;
use canbo::store::Snapshot;
use canbo::store::archive::Archive;
use canbo::store::document::Act;
use canbo::text::Language;
use serde_json::Value;

use super::documents;
use super::failure::Failure;
use super::files::read;

/// Reads the lists into the data file; nothing is written when one of them cannot be read.
pub fn import(out: &Path, paths: &[PathBuf], by: &str) -> Result<Value, Failure> {
    let mut archive = if out.exists() {
        Some(documents::open(out)?.1)
    } else {
        None
    };
    let base = archive
        .as_ref()
        .map_or_else(|| Ok(Snapshot::default()), bundle::snapshot)
        .map_err(|error| documents::failure(out, &error))?;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let name = path.file_name().unwrap_or(path.as_os_str());
        files.push(SourceFile {
            name: name.to_string_lossy().into_owned(),
            bytes: read(path)?,
        });
    }
    let mut broken = None;
    let mut new_id = || {
        let mut bytes = [0; 16];
        if let Err(error) = getrandom::fill(&mut bytes) {
            broken = Some(error.to_string());
        }
        DossierId(bytes)
    };
    let proposal = read_lists(&files, &base, &Answers::new(), &mut new_id, &mut |_| {});
    if let Some(error) = broken {
        return Err(Failure::usage(format!("no source of randomness: {error}")));
    }
    if let Some((path, error)) = paths
        .iter()
        .zip(&proposal.files)
        .find_map(|(path, file)| Some((path, file.error.as_ref()?)))
    {
        let message = error.message(Language::Vi);
        return Err(Failure::about(path, message.what, message.remedy));
    }
    let after = base.with(proposal.office, proposal.dossiers);
    let answer = import_json(&proposal.files, &after);
    let pen = documents::pen(&after.office.name, by)?;
    let archive = match &mut archive {
        Some(archive) => {
            archive
                .record(&after, &pen, Act::Imported)
                .map_err(|(_, error)| documents::document_failure(out, 0, error))?;
            archive
        }
        None => &mut Archive::entered(&after, &pen, Act::Imported),
    };
    documents::save(out, archive)?;
    Ok(answer)
}
