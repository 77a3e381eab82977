//! Version 2 of the data file: documents with their history.
//!
//! After the magic and the version come frames, in this order:
//!
//! | kind | payload |
//! |---|---|
//! | `H` | the manifest as JSON, with the checksum of every frame of contents |
//! | `M` | of each document its id (16 bytes), the first 16 bytes of its digest and its length (four bytes, low byte first); the office's document first, then people's by id |
//! | `B` | up to 128 documents in the order of the index, deflated together; as many frames as needed |
//! | `Z` | the number of documents (four bytes, low byte first), and the SHA-256 of every byte before this frame |
//!
//! A frame of another lower-case kind may stand anywhere before `Z` and is skipped; another
//! upper-case kind is refused. From this version on the first frame of every version is a JSON
//! object that names in `needs` the program that can open the file.

mod manifest;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use self::manifest::{BlockEntry, ManifestRecord};
use super::frame::{self, Frame, Frames};
use super::{BundleError, MAGIC, MAX_FILE_BYTES, Manifest, Part, Saving};
use crate::domain::DossierId;
use crate::store::archive::{Archive, Kept};
use crate::store::document::{Document, DocumentId, MAX_DOCUMENT_BYTES};

/// The number of this version.
pub(super) const VERSION: u16 = 2;

const HEADER: u8 = b'H';
const INDEX: u8 = b'M';
const BLOCK: u8 = b'B';
const TRAILER: u8 = b'Z';

/// Where the first frame begins.
const START: usize = MAGIC.len() + 2;
/// Documents deflated together: more pack little better, fewer pack worse.
const BLOCK_DOCUMENTS: usize = 128;
/// The largest block unpacked, in bytes: a document of the largest size fits.
const MAX_BLOCK_BYTES: usize = MAX_DOCUMENT_BYTES;
/// The largest manifest, in bytes.
const MAX_MANIFEST_BYTES: usize = 4 << 20;
/// The memory that the documents of one file may take, in bytes.
const MAX_DOCUMENTS_BYTES: usize = 1 << 30;
/// The size of one entry of the index.
const ENTRY_BYTES: usize = 36;

/// What the index says of one document.
struct IndexEntry {
    id: DocumentId,
    digest: [u8; 16],
    length: usize,
}

pub(super) fn write(
    archive: &Archive,
    office: &Document,
    saving: &Saving,
) -> Result<Vec<u8>, BundleError> {
    let all = || {
        let people = archive.dossiers.iter().map(|(id, kept)| (id.0, kept));
        std::iter::once((archive.office_id, &archive.office)).chain(people)
    };
    let mut index = Vec::with_capacity((archive.dossiers.len() + 1) * ENTRY_BYTES);
    for (id, kept) in all() {
        index.extend_from_slice(&id);
        index.extend_from_slice(&kept.digest[..16]);
        index.extend_from_slice(&(kept.bytes.len() as u32).to_le_bytes());
    }
    let total: usize = all().map(|(_, kept)| kept.bytes.len()).sum();
    if total > MAX_DOCUMENTS_BYTES {
        return Err(BundleError::TooLarge {
            bytes: total as u64,
            limit: MAX_DOCUMENTS_BYTES as u64,
        });
    }
    let index = frame::framed(INDEX, &index);
    let (entries, blocks) = blocks(all().map(|(_, kept)| kept))?;
    let manifest =
        ManifestRecord::new(archive, office, saving, frame::checksum_of(&index), entries)?;
    let manifest = manifest.to_json();
    if manifest.len() > MAX_MANIFEST_BYTES {
        return Err(BundleError::RecordTooLarge {
            part: Part::Manifest,
            bytes: manifest.len(),
            limit: MAX_MANIFEST_BYTES,
            name: String::new(),
        });
    }
    let header = frame::framed(HEADER, manifest.as_bytes());

    let mut file = Vec::with_capacity(START + header.len() + index.len() + blocks.len() + 64);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&header);
    file.extend_from_slice(&index);
    file.extend_from_slice(&blocks);
    let mut trailer = (all().count() as u32).to_le_bytes().to_vec();
    trailer.extend_from_slice(&Sha256::digest(&file));
    file.extend_from_slice(&frame::framed(TRAILER, &trailer));
    if file.len() > MAX_FILE_BYTES {
        return Err(BundleError::TooLarge {
            bytes: file.len() as u64,
            limit: MAX_FILE_BYTES as u64,
        });
    }
    Ok(file)
}

/// The frames of the documents, and what the manifest says of each.
fn blocks<'a>(
    documents: impl Iterator<Item = &'a Kept>,
) -> Result<(Vec<BlockEntry>, Vec<u8>), BundleError> {
    let mut entries = Vec::new();
    let mut frames = Vec::new();
    let mut block = Vec::new();
    let mut count = 0;
    let mut close = |block: &mut Vec<u8>, count: &mut usize| {
        if *count > 0 {
            let frame = frame::framed(BLOCK, &frame::deflate(block, Part::Dossiers)?);
            entries.push(BlockEntry::new(*count, frame::checksum_of(&frame)));
            frames.extend_from_slice(&frame);
        }
        block.clear();
        *count = 0;
        Ok::<_, BundleError>(())
    };
    for kept in documents {
        let bytes = kept.bytes.len();
        if bytes > MAX_DOCUMENT_BYTES {
            return Err(BundleError::RecordTooLarge {
                part: Part::Dossiers,
                bytes,
                limit: MAX_DOCUMENT_BYTES,
                name: String::new(),
            });
        }
        if count == BLOCK_DOCUMENTS || block.len() + bytes > MAX_BLOCK_BYTES {
            close(&mut block, &mut count)?;
        }
        block.extend_from_slice(&kept.bytes);
        count += 1;
    }
    close(&mut block, &mut count)?;
    Ok((entries, frames))
}

pub(super) fn peek(bytes: &[u8]) -> Result<Manifest, BundleError> {
    header(&mut Frames::new(bytes, START))?.manifest()
}

/// The program that the file says it needs; for a version that is not known here.
pub(super) fn needs(bytes: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Needs {
        needs: String,
    }
    let frame = Frames::new(bytes, START).next().ok()?;
    let needs: Needs = serde_json::from_slice(frame.payload).ok()?;
    // A stranger's words go on a screen: short and on one line.
    let needs = needs.needs.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || " .-+".contains(c);
    (needs.len() <= 40 && !needs.is_empty() && needs.chars().all(plain)).then(|| needs.to_owned())
}

/// The manifest, which is the first frame.
fn header(frames: &mut Frames) -> Result<ManifestRecord, BundleError> {
    let frame = frames.next()?;
    if frame.kind != HEADER {
        return Err(BundleError::Misplaced(Part::Manifest));
    }
    if frame.payload.len() > MAX_MANIFEST_BYTES {
        return Err(BundleError::TooLarge {
            bytes: frame.payload.len() as u64,
            limit: MAX_MANIFEST_BYTES as u64,
        });
    }
    ManifestRecord::from_json(frame.payload)
}

pub(super) fn read(
    bytes: &[u8],
    progress: &mut dyn FnMut(usize, usize),
) -> Result<(Manifest, Archive), BundleError> {
    let mut frames = Frames::new(bytes, START);
    let record = header(&mut frames)?;
    let manifest = record.manifest()?;

    let index = next_known(&mut frames)?;
    if index.kind != INDEX {
        return Err(BundleError::Misplaced(Part::Office));
    }
    record.check_index(&index)?;
    let entries = entries(&index)?;
    if entries.len() != manifest.dossiers + 1 || entries[0].id != record.office_id()? {
        return Err(BundleError::Damaged { at: index.at });
    }

    let mut documents: Vec<Kept> = Vec::with_capacity(entries.len());
    let mut blocks = record.blocks.iter();
    let trailer = loop {
        let frame = next_known(&mut frames)?;
        match frame.kind {
            BLOCK => {
                let Some(block) = blocks.next() else {
                    return Err(BundleError::Misplaced(Part::Dossiers));
                };
                block.check(&frame)?;
                take_block(&frame, block.documents, &entries, &mut documents)?;
                progress(documents.len().saturating_sub(1), manifest.dossiers);
            }
            TRAILER => break frame,
            INDEX => return Err(BundleError::Misplaced(Part::Office)),
            _ => return Err(BundleError::Misplaced(Part::Manifest)),
        }
    };
    if blocks.next().is_some() || documents.len() != entries.len() {
        return Err(BundleError::Misplaced(Part::Dossiers));
    }
    let mut expected = (entries.len() as u32).to_le_bytes().to_vec();
    expected.extend_from_slice(&Sha256::digest(bytes.get(..trailer.at).unwrap_or_default()));
    if trailer.payload != expected {
        return Err(BundleError::Damaged { at: trailer.at });
    }
    if frames.left() > 0 {
        return Err(BundleError::BytesAfterEnd {
            bytes: frames.left(),
        });
    }

    let mut documents = documents.into_iter();
    // The index has the office first; without it the counts did not agree.
    let office = documents
        .next()
        .ok_or(BundleError::Misplaced(Part::Office))?;
    let dossiers: BTreeMap<DossierId, Kept> = entries
        .iter()
        .skip(1)
        .map(|entry| DossierId(entry.id))
        .zip(documents)
        .collect();
    Ok((
        manifest,
        Archive {
            office_id: entries[0].id,
            office,
            dossiers,
        },
    ))
}

/// The entries of the index: at least one, people in the order of their ids.
fn entries(frame: &Frame) -> Result<Vec<IndexEntry>, BundleError> {
    let unreadable = |reason: &str| BundleError::Unreadable {
        part: Part::Office,
        reason: reason.to_owned(),
    };
    let (chunks, rest) = frame.payload.as_chunks::<ENTRY_BYTES>();
    if !rest.is_empty() || chunks.is_empty() {
        return Err(unreadable("its length does not agree"));
    }
    let mut total = 0_usize;
    let mut entries: Vec<IndexEntry> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let mut entry = IndexEntry {
            id: [0; 16],
            digest: [0; 16],
            length: 0,
        };
        entry.id.copy_from_slice(&chunk[..16]);
        entry.digest.copy_from_slice(&chunk[16..32]);
        entry.length = u32::from_le_bytes([chunk[32], chunk[33], chunk[34], chunk[35]]) as usize;
        total = total.saturating_add(entry.length);
        if entry.length > MAX_DOCUMENT_BYTES || total > MAX_DOCUMENTS_BYTES {
            return Err(BundleError::TooLarge {
                bytes: total as u64,
                limit: MAX_DOCUMENTS_BYTES as u64,
            });
        }
        if let [_, .., last] = entries.as_slice() {
            if last.id == entry.id {
                return Err(BundleError::RepeatedDossier(DossierId(entry.id)));
            }
            if last.id > entry.id {
                return Err(unreadable("it is not in order"));
            }
        }
        entries.push(entry);
    }
    Ok(entries)
}

/// Takes the documents of a block behind those that were taken before.
fn take_block(
    frame: &Frame,
    count: usize,
    entries: &[IndexEntry],
    documents: &mut Vec<Kept>,
) -> Result<(), BundleError> {
    let damaged = BundleError::Damaged { at: frame.at };
    let unpacked = frame::inflate(frame.payload, Part::Dossiers, MAX_BLOCK_BYTES)?;
    let mut rest = unpacked.as_slice();
    for _ in 0..count {
        let entry = entries.get(documents.len()).ok_or(damaged.clone())?;
        let (bytes, after) = rest.split_at_checked(entry.length).ok_or(damaged.clone())?;
        rest = after;
        let digest = Document::open(entry.id, bytes)
            .map_err(|source| BundleError::Document {
                number: documents.len(),
                source,
            })?
            .digest();
        if digest[..16] != entry.digest {
            return Err(damaged);
        }
        documents.push(Kept {
            digest,
            bytes: bytes.to_vec(),
        });
    }
    match rest.is_empty() {
        true => Ok(()),
        false => Err(damaged),
    }
}

/// The next frame of a kind that this version knows.
fn next_known<'a>(frames: &mut Frames<'a>) -> Result<Frame<'a>, BundleError> {
    loop {
        let frame = frames.next()?;
        match frame.kind {
            HEADER | INDEX | BLOCK | TRAILER => return Ok(frame),
            kind if kind.is_ascii_lowercase() => {}
            kind => {
                return Err(BundleError::UnknownPart {
                    kind: char::from(kind),
                });
            }
        }
    }
}
