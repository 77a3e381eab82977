//! Files on the disk, and the clock.

use std::fs;
use std::path::Path;

use canbo::exchange::bundle;
use canbo::store::Snapshot;
use chrono::{DateTime, NaiveDateTime};

use super::documents;
use super::failure::Failure;

/// The moment, in universal time.
pub fn now() -> NaiveDateTime {
    DateTime::from(std::time::SystemTime::now()).naive_utc()
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path)
        .map_err(|error| Failure::about(path, error, "Kiểm tra lại tên tệp, thư mục và quyền đọc."))
}

/// What the data file holds now.
pub fn open(path: &Path) -> Result<Snapshot, Failure> {
    let bytes = read(path)?;
    bundle::read_snapshot(&bytes, &mut |_, _| {})
        .map(|(_, snapshot)| snapshot)
        .map_err(|error| documents::failure(path, &error))
}

/// Writes beside the file and then takes its place, so that a broken write leaves the old one.
pub fn write_beside(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = path.with_extension("canbo.part");
    let fail = |error: std::io::Error| {
        Failure::about(
            path,
            error,
            "Kiểm tra chỗ trống trên đĩa và quyền ghi vào thư mục.",
        )
    };
    fs::write(&beside, bytes).map_err(fail)?;
    fs::rename(&beside, path).map_err(fail)
}
