//! The parts of a packed workbook, unpacked within a budget, and the few things asked of XML.

use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart};
use zip::ZipArchive;
use zip::result::ZipError;

use super::{ReadListError, limits};

/// The parts of a packed file; what it unpacks is counted over all parts.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Each part's place by its [`part_name`].
    places: HashMap<String, usize>,
    left: u64,
}

/// A part being unpacked.
pub(super) type Part<'p> = Reader<BufReader<Counted<'p>>>;

/// Unpacks until the budget of the whole file is spent.
pub(super) struct Counted<'p> {
    inner: Box<dyn Read + 'p>,
    left: &'p mut u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => *self.left = left,
            None => {
                *self.left = 0;
                return Err(io::Error::other("unpacks too large"));
            }
        }
        Ok(read)
    }
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadListError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadListError::Truncated)?;
        let names = archive.file_names().enumerate();
        let places = names
            .filter_map(|(at, name)| Some((part_name(&name.ok()?), at)))
            .collect();
        Ok(Self {
            archive,
            places,
            left: limits::UNPACKED_BYTES,
        })
    }

    /// The part of that path, whatever its capitals and slashes; nothing when there is none.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Part<'_>>, ReadListError> {
        let Some(place) = self.places.get(&part_name(path)) else {
            return Ok(None);
        };
        let file = match self.archive.by_index(*place) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadListError::Password);
            }
            Err(error) => {
                return Err(ReadListError::Damaged {
                    detail: error.to_string(),
                });
            }
        };
        let mut reader = Reader::from_reader(BufReader::new(Counted {
            inner: Box::new(file),
            left: &mut self.left,
        }));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Ok(Some(reader))
    }

    /// What an error while reading a part means.
    pub(super) fn failure(&self, error: &quick_xml::Error) -> ReadListError {
        if self.left == 0 {
            return ReadListError::UnpacksTooLarge {
                limit: limits::UNPACKED_BYTES,
            };
        }
        match error {
            quick_xml::Error::Io(io) if io.kind() == io::ErrorKind::UnexpectedEof => {
                ReadListError::Truncated
            }
            error => ReadListError::Damaged {
                detail: error.to_string(),
            },
        }
    }
}

/// The attribute of that name without its prefix, unescaped.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(
            |attribute| match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value.into_owned(),
                Err(_) => attribute.value.into_owned(),
            },
        )
}

/// Appends what `&amp;`, `&#10;` and the like stand for; an entity of no meaning stays as written.
pub(super) fn push_entity(text: &mut String, entity: &BytesRef<'_>) {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        text.push(c);
        return;
    }
    match entity.as_ref() {
        "amp" => text.push('&'),
        "lt" => text.push('<'),
        "gt" => text.push('>'),
        "quot" => text.push('"'),
        "apos" => text.push('\''),
        other => {
            text.push('&');
            text.push_str(other);
            text.push(';');
        }
    }
}

/// A part's name as names are compared: lower case, slashes forward, none in front.
pub(super) fn part_name(path: &str) -> String {
    path.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}
