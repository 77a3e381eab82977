//! Bytes in, bytes out: lists of other offices, the data file, exports.

pub mod excel;
pub mod import;
mod matching;
