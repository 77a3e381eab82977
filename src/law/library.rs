//! The rule library: every standard that is embedded in the program, or loaded from files.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::load::load_file;
use super::{CALENDAR_FILES, Calendar, LoadRuleError, RulesOfDay, Standard};
use crate::domain::{Office, hexadecimal};

const MAX_FILES: usize = 256;

/// Every standard, ready to judge by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    standards: Vec<Standard>,
    calendar: Calendar,
    digest: String,
}

impl Library {
    /// The library of rule files, each given by its name and its text.
    ///
    /// # Errors
    /// The first of [`Library::check`].
    pub fn load(files: &[(&str, &str)]) -> Result<Self, LoadRuleError> {
        Self::check(files).map_err(|mut errors| errors.swap_remove(0))
    }

    /// The library of rule files, each given by its name and its text.
    ///
    /// # Errors
    /// Every [`LoadRuleError`], file by file, at most a hundred a file: first those in the file,
    /// then its versions that would speak of the same criterion of the same title on one day as
    /// those of an earlier file. Never empty.
    pub fn check(files: &[(&str, &str)]) -> Result<Self, Vec<LoadRuleError>> {
        if files.len() > MAX_FILES {
            return Err(vec![LoadRuleError::TooManyFiles {
                count: files.len(),
                max: MAX_FILES,
            }]);
        }
        let mut loaded: Vec<(Standard, Vec<usize>, &str)> = Vec::new();
        let mut errors = Vec::new();
        for (file, text) in files {
            let (standard, lines) = match load_file(file, text) {
                Ok(loaded) => loaded,
                Err(broken) => {
                    errors.extend(broken);
                    continue;
                }
            };
            if loaded.iter().any(|(other, ..)| other.id == standard.id) {
                errors.push(LoadRuleError::UsedTwice {
                    file: (*file).to_owned(),
                    line: 1,
                    list: "standard",
                    word: standard.id,
                });
                continue;
            }
            for (other, other_lines, other_file) in &loaded {
                if let Some((at, other_at)) = clash(&standard, other) {
                    errors.push(LoadRuleError::OverlappingVersions {
                        file: (*file).to_owned(),
                        line: lines.get(at.0).copied().unwrap_or(1),
                        from: at.1,
                        other_file: (*other_file).to_owned(),
                        other_line: other_lines.get(other_at.0).copied().unwrap_or(1),
                        other_from: other_at.1,
                    });
                }
            }
            loaded.push((standard, lines, file));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Self {
            standards: loaded.into_iter().map(|(standard, ..)| standard).collect(),
            calendar: Calendar::default(),
            digest: digest(files),
        })
    }

    /// The library with the calendar law of another one; its digest stays its own.
    pub fn with_calendar_of(mut self, other: &Self) -> Self {
        self.calendar = other.calendar.clone();
        self
    }

    /// The library with the calendar law of the texts of [`CALENDAR_FILES`], in that order, and
    /// a digest of both. Without it nobody's retirement is known, and what turns on it is not decided.
    ///
    /// # Errors
    /// As [`Calendar::load`].
    pub fn with_calendar(
        mut self,
        texts: [&str; CALENDAR_FILES.len()],
    ) -> Result<Self, LoadRuleError> {
        self.calendar = Calendar::load(texts)?;
        let mut files = vec![("standards", self.digest.as_str())];
        files.extend(CALENDAR_FILES.into_iter().zip(texts));
        self.digest = digest(&files);
        Ok(self)
    }

    /// What the law makes fall due on a date.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The standards, in the order of their files.
    pub fn standards(&self) -> impl Iterator<Item = &Standard> {
        self.standards.iter()
    }

    pub(super) fn standards_mut(&mut self) -> impl Iterator<Item = &mut Standard> {
        self.standards.iter_mut()
    }

    pub(super) fn set_digest(&mut self, digest: String) {
        self.digest = digest;
    }

    /// SHA-256 over the names and texts of the rule files, in hexadecimal: the same rules give the same digest.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The rules in force on the day, with the rules of low certainty that the office has confirmed.
    ///
    /// Costs some microseconds: make it once for all people, and again when the day or the office changes.
    pub fn on<'a>(&'a self, day: NaiveDate, office: &'a Office) -> RulesOfDay<'a> {
        RulesOfDay::new(&self.standards, &self.calendar.retirement, day, office)
    }
}

/// The versions of two standards that would both speak on one day, by place and first day.
#[allow(clippy::type_complexity)]
fn clash(one: &Standard, two: &Standard) -> Option<((usize, NaiveDate), (usize, NaiveDate))> {
    let same_matter =
        one.criterion == two.criterion && one.titles.iter().any(|title| two.titles.contains(title));
    if !same_matter {
        return None;
    }
    one.versions.iter().enumerate().find_map(|(at, version)| {
        two.versions
            .iter()
            .enumerate()
            .find(|(_, other)| version.overlaps(other))
            .map(|(other_at, other)| ((at, version.from), (other_at, other.from)))
    })
}

fn digest(files: &[(&str, &str)]) -> String {
    let mut sorted: Vec<_> = files.iter().collect();
    sorted.sort();
    let mut hash = Sha256::new();
    for (name, text) in sorted {
        for part in [name, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hexadecimal(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_follows_every_word_and_no_order() {
        let digest_of = |files: &[(&str, &str)]| digest(files);
        assert_eq!(
            digest_of(&[("a", "1"), ("b", "2")]),
            digest_of(&[("b", "2"), ("a", "1")])
        );
        assert_ne!(digest_of(&[("a", "1")]), digest_of(&[("a", "2")]));
        assert_ne!(digest_of(&[("a", "b")]), digest_of(&[("ab", "")]));
    }
}
