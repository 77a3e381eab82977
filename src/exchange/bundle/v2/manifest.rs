//! The first frame: what the file says of itself.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{BLOCK_DOCUMENTS, VERSION};
use crate::domain::hexadecimal;
use crate::exchange::bundle::frame::{Checksum, Frame};
use crate::exchange::bundle::{BundleError, MOMENT, Manifest, Part, Purpose, Saving};
use crate::store::archive::{Archive, office_of};
use crate::store::document::{Document, DocumentId};

/// The program from which on this version can be opened.
const NEEDS: &str = "canbo 0.1.0";

/// The manifest as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ManifestRecord {
    format: u16,
    needs: String,
    written_by: String,
    office: String,
    office_id: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    sample: bool,
    purpose: String,
    sequence: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<String>,
    saved_at: String,
    dossiers: usize,
    index: String,
    pub(super) blocks: Vec<BlockEntry>,
}

/// What the manifest says of one block of documents.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockEntry {
    pub(super) documents: usize,
    checksum: String,
}

impl BlockEntry {
    pub(super) fn new(documents: usize, checksum: Checksum) -> Self {
        Self {
            documents,
            checksum: hexadecimal(&checksum),
        }
    }

    /// Whether this is the block that was written here.
    pub(super) fn check(&self, frame: &Frame) -> Result<(), BundleError> {
        agree(&self.checksum, frame)
    }
}

impl ManifestRecord {
    pub(super) fn new(
        archive: &Archive,
        office: &Document,
        saving: &Saving,
        index: Checksum,
        blocks: Vec<BlockEntry>,
    ) -> Result<Self, BundleError> {
        let office =
            office_of(office).map_err(|source| BundleError::Document { number: 0, source })?;
        Ok(Self {
            format: VERSION,
            needs: NEEDS.to_owned(),
            written_by: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
            office: office.name,
            office_id: hexadecimal(&archive.office_id),
            sample: office.sample,
            purpose: saving.purpose.code().to_owned(),
            sequence: saving.sequence,
            parent: saving.parent.clone(),
            saved_at: saving.saved_at.format(MOMENT).to_string(),
            dossiers: archive.dossiers.len(),
            index: hexadecimal(&index),
            blocks,
        })
    }

    pub(super) fn to_json(&self) -> String {
        // Writing to memory cannot fail, and the record has no maps.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn from_json(payload: &[u8]) -> Result<Self, BundleError> {
        serde_json::from_slice(payload).map_err(|error| unreadable(error.to_string()))
    }

    /// Whether this is the index that was written here.
    pub(super) fn check_index(&self, frame: &Frame) -> Result<(), BundleError> {
        agree(&self.index, frame)
    }

    /// Names the office.
    pub(super) fn office_id(&self) -> Result<DocumentId, BundleError> {
        let id: Option<crate::domain::DossierId> = self.office_id.parse().ok();
        id.map(|id| id.0)
            .ok_or_else(|| unreadable(format!("`{}` is not the id of an office", self.office_id)))
    }

    pub(super) fn manifest(&self) -> Result<Manifest, BundleError> {
        if self.format != VERSION {
            return Err(unreadable(format!("it names format {}", self.format)));
        }
        let purpose = Purpose::from_code(&self.purpose)
            .ok_or_else(|| unreadable(format!("`{}` is not a purpose", self.purpose)))?;
        let saved_at = NaiveDateTime::parse_from_str(&self.saved_at, MOMENT)
            .map_err(|_| unreadable(format!("`{}` is not a time", self.saved_at)))?;
        // Summed with care: the numbers are a stranger's.
        let sum = self
            .blocks
            .iter()
            .try_fold(0_usize, |sum, block| sum.checked_add(block.documents));
        let blocks_hold = |block: &BlockEntry| (1..=BLOCK_DOCUMENTS).contains(&block.documents);
        if sum != self.dossiers.checked_add(1) || !self.blocks.iter().all(blocks_hold) {
            return Err(unreadable("its counts do not agree".to_owned()));
        }
        let parent_is_hash = |parent: &String| {
            parent.len() == 64 && parent.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        if !self.parent.iter().all(parent_is_hash) {
            return Err(unreadable("its parent is no file".to_owned()));
        }
        Ok(Manifest {
            version: self.format,
            written_by: self.written_by.clone(),
            office: self.office.clone(),
            office_id: Some(self.office_id()?),
            sample: self.sample,
            purpose,
            sequence: self.sequence,
            parent: self.parent.clone(),
            saved_at,
            dossiers: self.dossiers,
        })
    }
}

fn agree(written: &str, frame: &Frame) -> Result<(), BundleError> {
    if *written == hexadecimal(&frame.checksum) {
        Ok(())
    } else {
        Err(BundleError::Damaged { at: frame.at })
    }
}

fn unreadable(reason: String) -> BundleError {
    BundleError::Unreadable {
        part: Part::Manifest,
        reason,
    }
}
