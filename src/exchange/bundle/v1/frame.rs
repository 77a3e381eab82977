//! The frames of which the file is made: kind, length, payload, checksum.
//!
//! `kind` is one ASCII letter, `length` four bytes, low byte first, and the checksum the first
//! 16 bytes of the SHA-256 of kind, length and payload.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};
use sha2::{Digest, Sha256};

use crate::exchange::bundle::{BundleError, Part};

/// The first 16 bytes of a SHA-256.
pub(super) type Checksum = [u8; 16];

const HEAD: usize = 5;
const CHECKSUM: usize = 16;

/// One frame of a file, its checksum verified.
pub(super) struct Frame<'a> {
    pub(super) kind: u8,
    pub(super) payload: &'a [u8],
    pub(super) checksum: Checksum,
    /// Where it begins in the file.
    pub(super) at: usize,
}

/// Reads frame after frame.
pub(super) struct Frames<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Frames<'a> {
    /// The frames from that place in the file on.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// How many bytes have not been read.
    pub(super) fn left(&self) -> usize {
        self.bytes.len().saturating_sub(self.at)
    }

    /// The next frame; a file without one is cut short, since the trailer is the last that is asked for.
    pub(super) fn next(&mut self) -> Result<Frame<'a>, BundleError> {
        let cut = BundleError::CutShort {
            bytes: self.bytes.len(),
        };
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some((&[kind, a, b, c, d], _)) = rest.split_first_chunk::<HEAD>() else {
            return Err(cut);
        };
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        let Some(signed) = HEAD.checked_add(length).and_then(|end| rest.get(..end)) else {
            return Err(cut);
        };
        let Some(checksum) = rest
            .get(signed.len()..)
            .and_then(|tail| tail.first_chunk::<CHECKSUM>())
        else {
            return Err(cut);
        };
        let at = self.at;
        if sum(signed) != *checksum {
            return Err(BundleError::Damaged { at });
        }
        self.at += signed.len() + CHECKSUM;
        Ok(Frame {
            kind,
            payload: signed.get(HEAD..).unwrap_or_default(),
            checksum: *checksum,
            at,
        })
    }
}

/// The frame of that payload, which is shorter than 4 GiB.
pub(super) fn framed(kind: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(HEAD + payload.len() + CHECKSUM);
    frame.push(kind);
    frame.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    frame.extend_from_slice(payload);
    let checksum = sum(&frame);
    frame.extend_from_slice(&checksum);
    frame
}

/// The checksum at the end of a frame.
pub(super) fn checksum_of(frame: &[u8]) -> Checksum {
    frame.last_chunk().copied().unwrap_or_default()
}

fn sum(bytes: &[u8]) -> Checksum {
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let mut checksum = [0; CHECKSUM];
    checksum.copy_from_slice(&digest[..CHECKSUM]);
    checksum
}

/// The text's length (four bytes, low byte first) and the text deflated.
pub(super) fn deflate(text: &str, part: Part) -> Result<Vec<u8>, BundleError> {
    let length = (text.len() as u32).to_le_bytes().to_vec();
    let mut encoder = DeflateEncoder::new(length, Compression::best());
    encoder
        .write_all(text.as_bytes())
        .and_then(|()| encoder.finish())
        .map_err(|error| BundleError::Unreadable {
            part,
            reason: error.to_string(),
        })
}

/// The text of a payload that [`deflate`] made; never more than `limit` bytes are unpacked.
pub(super) fn inflate(payload: &[u8], part: Part, limit: usize) -> Result<String, BundleError> {
    let unreadable = |reason: &str| BundleError::Unreadable {
        part,
        reason: reason.to_owned(),
    };
    let Some((length, packed)) = payload.split_first_chunk::<4>() else {
        return Err(unreadable("it has no length"));
    };
    let length = u32::from_le_bytes(*length) as usize;
    if length > limit {
        return Err(BundleError::TooLarge {
            bytes: length as u64,
            limit: limit as u64,
        });
    }
    let mut text = Vec::with_capacity(length);
    let mut decompress = Decompress::new(false);
    // Never grows beyond the capacity, and so not beyond the limit.
    let status = decompress.decompress_vec(packed, &mut text, FlushDecompress::Finish);
    let whole = matches!(status, Ok(Status::StreamEnd))
        && text.len() == length
        && decompress.total_in() == packed.len() as u64;
    if !whole {
        return Err(unreadable("it cannot be unpacked to the length it names"));
    }
    String::from_utf8(text).map_err(|_| unreadable("it is not text"))
}
