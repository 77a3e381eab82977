//! The frames of which the file is made: kind, length, payload, checksum.
//!
//! `kind` is one ASCII letter, `length` four bytes, low byte first, and the checksum the first
//! 16 bytes of the SHA-256 of kind, length and payload.

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Decompress, FlushDecompress, Status};
use sha2::{Digest, Sha256};

use crate::exchange::bundle::{BundleError, FilePart, Part};

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

/// Every frame from that place on, good or not; ends with the one that the file cuts.
pub(super) fn parts(bytes: &[u8], start: usize) -> Vec<FilePart> {
    let mut parts = Vec::new();
    let mut at = start;
    while let Some((&[kind, a, b, c, d], _)) = bytes
        .get(at..)
        .and_then(|rest| rest.split_first_chunk::<HEAD>())
    {
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        let whole = HEAD.saturating_add(length).saturating_add(CHECKSUM);
        let left = bytes.len() - at;
        parts.push(FilePart {
            kind: char::from(kind),
            at,
            bytes: whole.min(left),
            good: Frames::new(bytes, at).next().is_ok(),
        });
        at = at.saturating_add(whole);
    }
    parts
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

/// The length of the bytes (four bytes, low byte first) and the bytes deflated.
pub(super) fn deflate(bytes: &[u8], part: Part) -> Result<Vec<u8>, BundleError> {
    let length = (bytes.len() as u32).to_le_bytes().to_vec();
    let mut encoder = DeflateEncoder::new(length, Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| BundleError::Unreadable {
            part,
            reason: error.to_string(),
        })
}

/// The bytes of a payload that [`deflate`] made; never more than `limit` are unpacked.
pub(super) fn inflate(payload: &[u8], part: Part, limit: usize) -> Result<Vec<u8>, BundleError> {
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
    let mut bytes = Vec::with_capacity(length);
    let mut decompress = Decompress::new(false);
    // Never grows beyond the capacity, and so not beyond the limit.
    let status = decompress.decompress_vec(packed, &mut bytes, FlushDecompress::Finish);
    let whole = matches!(status, Ok(Status::StreamEnd))
        && bytes.len() == length
        && decompress.total_in() == packed.len() as u64;
    if !whole {
        return Err(unreadable("it cannot be unpacked to the length it names"));
    }
    Ok(bytes)
}

/// The text of a payload that [`deflate`] made of a text.
pub(super) fn inflate_text(
    payload: &[u8],
    part: Part,
    limit: usize,
) -> Result<String, BundleError> {
    String::from_utf8(inflate(payload, part, limit)?).map_err(|_| BundleError::Unreadable {
        part,
        reason: "it is not text".to_owned(),
    })
}
