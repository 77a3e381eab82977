//! Version 1 of the data file: frames with JSON records inside.
//!
//! After the magic and the version come, in this order:
//!
//! | kind | payload |
//! |---|---|
//! | `H` | the manifest as JSON, with the checksum of every frame of contents |
//! | `O` | the office's record, deflated |
//! | `D` | up to 128 dossier records, one a line, deflated together; as many frames as needed |
//! | `Z` | the number of dossiers (four bytes, low byte first), and the SHA-256 of every byte before this frame |
//!
//! A frame of another lower-case kind may stand anywhere before `Z` and is skipped: a later
//! program may put there what an older one can do without. Another upper-case kind is refused.

mod manifest;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use self::manifest::{BlockEntry, ManifestRecord};
use super::frame::{self, Frame, Frames};
use super::{BundleError, MAGIC, MAX_FILE_BYTES, Manifest, Part, Saving};
use crate::domain::{Dossier, DossierId};
use crate::store::Snapshot;
use crate::store::record;

/// The number of this version.
pub(super) const VERSION: u16 = 1;

const HEADER: u8 = b'H';
const OFFICE: u8 = b'O';
const DOSSIERS: u8 = b'D';
const TRAILER: u8 = b'Z';

/// Where the first frame begins.
const START: usize = MAGIC.len() + 2;
/// Dossiers deflated together: more pack little better, fewer pack worse.
const BLOCK_DOSSIERS: usize = 128;
/// The largest record of one dossier, in bytes; a real one has about a thousand.
const MAX_RECORD_BYTES: usize = 1 << 20;
/// The largest block unpacked, in bytes.
const MAX_BLOCK_BYTES: usize = 8 << 20;
/// The largest record of an office, in bytes.
const MAX_OFFICE_BYTES: usize = 16 << 20;
/// The largest manifest, in bytes.
const MAX_MANIFEST_BYTES: usize = 4 << 20;
/// The memory that the dossiers of one file may take, in bytes as [`weight`] counts them.
const MAX_WEIGHT: usize = 1 << 30;

pub(super) fn write(snapshot: &Snapshot, saving: &Saving) -> Result<Vec<u8>, BundleError> {
    let mut ids = BTreeSet::new();
    let repeated = snapshot.dossiers.iter().find(|one| !ids.insert(one.id));
    if let Some(dossier) = repeated {
        return Err(BundleError::RepeatedDossier(dossier.id));
    }

    let office = record::encode_office(&snapshot.office);
    if office.len() > MAX_OFFICE_BYTES {
        return Err(BundleError::RecordTooLarge {
            part: Part::Office,
            bytes: office.len(),
            limit: MAX_OFFICE_BYTES,
            name: String::new(),
        });
    }
    let office = frame::framed(OFFICE, &frame::deflate(office.as_bytes(), Part::Office)?);
    let (entries, blocks) = blocks(&snapshot.dossiers)?;
    let manifest = ManifestRecord::new(snapshot, saving, frame::checksum_of(&office), entries);
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

    let mut file = Vec::with_capacity(START + header.len() + office.len() + blocks.len() + 64);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&header);
    file.extend_from_slice(&office);
    file.extend_from_slice(&blocks);
    let mut trailer = (snapshot.dossiers.len() as u32).to_le_bytes().to_vec();
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

/// The frames of the dossiers, and what the manifest says of each.
fn blocks(dossiers: &[Dossier]) -> Result<(Vec<BlockEntry>, Vec<u8>), BundleError> {
    let mut entries = Vec::new();
    let mut frames = Vec::new();
    let mut block = String::new();
    let mut count = 0;
    let mut budget = Budget::default();
    let mut close = |block: &mut String, count: &mut usize| {
        if *count == 0 {
            return Ok(());
        }
        let frame = frame::framed(DOSSIERS, &frame::deflate(block.as_bytes(), Part::Dossiers)?);
        entries.push(BlockEntry::new(*count, frame::checksum_of(&frame)));
        frames.extend_from_slice(&frame);
        block.clear();
        *count = 0;
        Ok(())
    };
    for dossier in dossiers {
        let line = record::encode_dossier(dossier);
        if line.len() > MAX_RECORD_BYTES {
            return Err(BundleError::RecordTooLarge {
                part: Part::Dossiers,
                bytes: line.len(),
                limit: MAX_RECORD_BYTES,
                name: dossier.name.clone(),
            });
        }
        // What a reader would refuse must not be written.
        budget.spend(dossier, line.len())?;
        if count == BLOCK_DOSSIERS || block.len() + line.len() + 1 > MAX_BLOCK_BYTES {
            close(&mut block, &mut count)?;
        }
        if count > 0 {
            block.push('\n');
        }
        block.push_str(&line);
        count += 1;
    }
    close(&mut block, &mut count)?;
    Ok((entries, frames))
}

pub(super) fn peek(bytes: &[u8]) -> Result<Manifest, BundleError> {
    header(&mut Frames::new(bytes, START))?.manifest()
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
) -> Result<(Manifest, Snapshot), BundleError> {
    let mut frames = Frames::new(bytes, START);
    let record = header(&mut frames)?;
    let manifest = record.manifest()?;

    let office_frame = next_known(&mut frames)?;
    if office_frame.kind != OFFICE {
        return Err(BundleError::Misplaced(Part::Office));
    }
    record.check_office(&office_frame)?;
    let text = frame::inflate_text(office_frame.payload, Part::Office, MAX_OFFICE_BYTES)?;
    let office = record::decode_office(&text).map_err(|source| BundleError::Record {
        part: Part::Office,
        number: 1,
        source,
    })?;
    if office.name != manifest.office || office.sample != manifest.sample {
        return Err(BundleError::Damaged {
            at: office_frame.at,
        });
    }

    let mut reading = Reading::default();
    let mut entries = record.blocks.iter();
    let trailer = loop {
        let frame = next_known(&mut frames)?;
        match frame.kind {
            DOSSIERS => {
                let Some(entry) = entries.next() else {
                    return Err(BundleError::Misplaced(Part::Dossiers));
                };
                entry.check(&frame)?;
                reading.block(&frame, entry.dossiers)?;
                progress(reading.dossiers.len(), manifest.dossiers);
            }
            TRAILER => break frame,
            OFFICE => return Err(BundleError::Misplaced(Part::Office)),
            _ => return Err(BundleError::Misplaced(Part::Manifest)),
        }
    };
    if entries.next().is_some() || reading.dossiers.len() != manifest.dossiers {
        return Err(BundleError::Misplaced(Part::Dossiers));
    }
    check_trailer(&trailer, bytes, manifest.dossiers)?;
    if frames.left() > 0 {
        return Err(BundleError::BytesAfterEnd {
            bytes: frames.left(),
        });
    }
    Ok((
        manifest,
        Snapshot {
            office,
            dossiers: reading.dossiers,
        },
    ))
}

/// The next frame of a kind that this version knows.
fn next_known<'a>(frames: &mut Frames<'a>) -> Result<Frame<'a>, BundleError> {
    loop {
        let frame = frames.next()?;
        match frame.kind {
            HEADER | OFFICE | DOSSIERS | TRAILER => return Ok(frame),
            kind if kind.is_ascii_lowercase() => {}
            kind => {
                return Err(BundleError::UnknownPart {
                    kind: char::from(kind),
                });
            }
        }
    }
}

fn check_trailer(trailer: &Frame, bytes: &[u8], dossiers: usize) -> Result<(), BundleError> {
    let before = bytes.get(..trailer.at).unwrap_or_default();
    let mut expected = (dossiers as u32).to_le_bytes().to_vec();
    expected.extend_from_slice(&Sha256::digest(before));
    if trailer.payload == expected {
        Ok(())
    } else {
        Err(BundleError::Damaged { at: trailer.at })
    }
}

/// The dossiers read so far.
#[derive(Default)]
struct Reading {
    dossiers: Vec<Dossier>,
    ids: BTreeSet<DossierId>,
    budget: Budget,
}

impl Reading {
    fn block(&mut self, frame: &Frame, expected: usize) -> Result<(), BundleError> {
        let text = frame::inflate_text(frame.payload, Part::Dossiers, MAX_BLOCK_BYTES)?;
        let before = self.dossiers.len();
        for line in text.split('\n') {
            let number = self.dossiers.len() + 1;
            if line.len() > MAX_RECORD_BYTES {
                return Err(BundleError::RecordTooLarge {
                    part: Part::Dossiers,
                    bytes: line.len(),
                    limit: MAX_RECORD_BYTES,
                    name: String::new(),
                });
            }
            let dossier = record::decode_dossier(line).map_err(|source| BundleError::Record {
                part: Part::Dossiers,
                number,
                source,
            })?;
            self.budget.spend(&dossier, line.len())?;
            if !self.ids.insert(dossier.id) {
                return Err(BundleError::RepeatedDossier(dossier.id));
            }
            self.dossiers.push(dossier);
        }
        if self.dossiers.len() - before != expected {
            return Err(BundleError::Damaged { at: frame.at });
        }
        Ok(())
    }
}

/// The memory taken so far, so that a small file cannot ask for all there is.
#[derive(Default)]
struct Budget(usize);

impl Budget {
    fn spend(&mut self, dossier: &Dossier, line: usize) -> Result<(), BundleError> {
        self.0 = self.0.saturating_add(weight(dossier, line));
        if self.0 > MAX_WEIGHT {
            return Err(BundleError::TooLarge {
                bytes: self.0 as u64,
                limit: MAX_WEIGHT as u64,
            });
        }
        Ok(())
    }
}

/// About how many bytes of memory a dossier takes that was written in so many bytes.
fn weight(dossier: &Dossier, line: usize) -> usize {
    let items = dossier.posts.len()
        + dossier.courses.len()
        + dossier.ratings.len()
        + dossier.movements.len()
        + dossier.successions.len()
        + dossier.tenures.len()
        + dossier.circumstances.len();
    // An item may be written in three bytes and be the largest of its kind in memory.
    line + size_of::<Dossier>() + items * 160
}
