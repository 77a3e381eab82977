//! A snapshot on its way between page and worker: the office on the first line, then a dossier a line.

use thiserror::Error;

use crate::store::Snapshot;
use crate::store::record::{RecordError, decode_dossier, decode_office};

/// Why lines are no snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LinesError {
    /// The bytes are no UTF-8 text.
    #[error("the lines are not text")]
    NotText,
    /// A line is no record.
    #[error("line {line}: {error}")]
    Record {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        error: RecordError,
    },
}

/// Adds a record to the lines.
pub fn write_line(lines: &mut Vec<u8>, record: &str) {
    lines.extend_from_slice(record.as_bytes());
    lines.push(b'\n');
}

/// The snapshot that the lines hold; no lines are an empty office.
///
/// # Errors
/// [`LinesError`] when a line is no record.
pub fn read_lines(bytes: &[u8]) -> Result<Snapshot, LinesError> {
    let text = std::str::from_utf8(bytes).map_err(|_| LinesError::NotText)?;
    let mut lines = text.lines().enumerate();
    let record = |line: usize| {
        move |error| LinesError::Record {
            line: line + 1,
            error,
        }
    };
    let office = match lines.next() {
        Some((at, line)) => decode_office(line).map_err(record(at))?,
        None => return Ok(Snapshot::default()),
    };
    let dossiers = lines
        .map(|(at, line)| decode_dossier(line).map_err(record(at)))
        .collect::<Result<_, _>>()?;
    Ok(Snapshot { office, dossiers })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Dossier, DossierId, Office};
    use crate::store::record::{encode_dossier, encode_office};

    #[test]
    fn a_snapshot_travels() {
        let office = Office {
            name: "Thành phố Mẫu".into(),
            ..Office::default()
        };
        let dossier = Dossier::new(DossierId([3; 16]), "Lê\nVăn Mẫu");
        let mut lines = Vec::new();
        write_line(&mut lines, &encode_office(&office));
        write_line(&mut lines, &encode_dossier(&dossier));
        assert_eq!(
            read_lines(&lines),
            Ok(Snapshot {
                office,
                dossiers: vec![dossier]
            })
        );
        assert_eq!(read_lines(b""), Ok(Snapshot::default()));
    }

    #[test]
    fn a_bad_line_is_named() {
        let mut lines = Vec::new();
        write_line(&mut lines, &encode_office(&Office::default()));
        write_line(&mut lines, "{");
        assert!(matches!(
            read_lines(&lines),
            Err(LinesError::Record { line: 2, .. })
        ));
        assert_eq!(read_lines(&[0xff]), Err(LinesError::NotText));
    }
}
