//! The first frame: what the file says of itself.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{BLOCK_DOSSIERS, VERSION};
use crate::domain::hexadecimal;
use crate::exchange::bundle::frame::{Checksum, Frame};
use crate::exchange::bundle::{BundleError, MOMENT, Manifest, Part, Purpose, Saving};
use crate::store::Snapshot;

/// The manifest as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ManifestRecord {
    format: u16,
    written_by: String,
    office: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    sample: bool,
    purpose: String,
    sequence: u64,
    saved_at: String,
    dossiers: usize,
    office_checksum: String,
    pub(super) blocks: Vec<BlockEntry>,
}

/// What the manifest says of one block of dossiers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockEntry {
    pub(super) dossiers: usize,
    checksum: String,
}

impl BlockEntry {
    pub(super) fn new(dossiers: usize, checksum: Checksum) -> Self {
        Self {
            dossiers,
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
        snapshot: &Snapshot,
        saving: &Saving,
        office_checksum: Checksum,
        blocks: Vec<BlockEntry>,
    ) -> Self {
        Self {
            format: VERSION,
            written_by: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
            office: snapshot.office.name.clone(),
            sample: snapshot.office.sample,
            purpose: saving.purpose.code().to_owned(),
            sequence: saving.sequence,
            saved_at: saving.saved_at.format(MOMENT).to_string(),
            dossiers: snapshot.dossiers.len(),
            office_checksum: hexadecimal(&office_checksum),
            blocks,
        }
    }

    pub(super) fn to_json(&self) -> String {
        // Writing to memory cannot fail, and the record has no maps.
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(super) fn from_json(payload: &[u8]) -> Result<Self, BundleError> {
        serde_json::from_slice(payload).map_err(|error| unreadable(error.to_string()))
    }

    /// Whether this is the office that was written here.
    pub(super) fn check_office(&self, frame: &Frame) -> Result<(), BundleError> {
        agree(&self.office_checksum, frame)
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
            .try_fold(0_usize, |sum, block| sum.checked_add(block.dossiers));
        let blocks_hold = |block: &BlockEntry| (1..=BLOCK_DOSSIERS).contains(&block.dossiers);
        if sum != Some(self.dossiers) || !self.blocks.iter().all(blocks_hold) {
            return Err(unreadable("its counts do not agree".to_owned()));
        }
        Ok(Manifest {
            version: self.format,
            written_by: self.written_by.clone(),
            office: self.office.clone(),
            office_id: None,
            sample: self.sample,
            purpose,
            sequence: self.sequence,
            parent: None,
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
