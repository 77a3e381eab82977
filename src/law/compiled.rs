//! Rules in the form in which the program carries them: read and checked by the build, so that
//! neither the page's code nor its start pays for reading rule files.
//!
//! The form is [postcard](https://postcard.jamesmunns.com/wire-format) of the loaded rules. It is
//! private to one build: rule files remain the only form that is kept or exchanged.

use serde::{Deserialize, Serialize};

use super::{CALENDAR_FILES, Library, LoadRuleError, Plausibility};

/// The name of the file of [`Plausibility`] bounds.
pub const PLAUSIBILITY_FILE: &str = "plausibility.toml";

/// Everything that the program knows of the law, as read from its rule files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompiledRules {
    /// The standards.
    pub library: Library,
    /// What can be true of a person.
    pub plausibility: Plausibility,
}

impl CompiledRules {
    /// The rules of standard files, each given by its name and its text, of the texts of
    /// [`CALENDAR_FILES`] and of the text of the file of bounds.
    ///
    /// # Errors
    /// As [`Library::load`], [`Library::with_calendar`] and [`Plausibility::load`].
    pub fn load(
        standards: &[(&str, &str)],
        calendar: [&str; CALENDAR_FILES.len()],
        bounds: &str,
    ) -> Result<Self, LoadRuleError> {
        Ok(Self {
            library: Library::load(standards)?.with_calendar(calendar)?,
            plausibility: Plausibility::load(PLAUSIBILITY_FILE, bounds)?,
        })
    }

    /// The rules as bytes for [`Self::decode`] of the same build.
    ///
    /// # Errors
    /// The encoder's words; no rules that were loaded make it fail.
    pub fn encode(&self) -> Result<Vec<u8>, String> {
        postcard::to_allocvec(self).map_err(|error| error.to_string())
    }

    /// The rules that were encoded by the same build.
    ///
    /// # Errors
    /// [`LoadRuleError::Form`] for any other bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, LoadRuleError> {
        postcard::from_bytes(bytes).map_err(|error| LoadRuleError::Form {
            file: "rules".to_owned(),
            line: 1,
            column: 1,
            message: error.to_string(),
        })
    }

    /// The rules that the program carries.
    ///
    /// # Errors
    /// As [`Self::decode`]; a test sees to it that there are none.
    // Absent while the build itself reads the rule files with this module: see `build.rs`.
    #[cfg(rules_compiled)]
    pub fn embedded() -> Result<Self, LoadRuleError> {
        Self::decode(include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin")))
    }
}

#[cfg(rules_compiled)]
impl Library {
    /// The standards that the program carries.
    ///
    /// # Errors
    /// As [`CompiledRules::decode`]; a test sees to it that there are none.
    pub fn embedded() -> Result<Self, LoadRuleError> {
        CompiledRules::embedded().map(|rules| rules.library)
    }
}

/// A word of a closed list, named by its code.
pub(super) trait Coded: Copy + Sized {
    fn code(self) -> &'static str;
    fn from_code(code: &str) -> Option<Self>;
}

macro_rules! coded {
    ($($name:ident),+) => {$(
        impl Coded for crate::domain::$name {
            fn code(self) -> &'static str {
                Self::code(self)
            }
            fn from_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }
    )+};
}
coded!(
    AreaClass,
    CircumstanceKind,
    Group,
    RatingGrade,
    RetirementGround,
    Title
);

/// Lists of the domain's words: the domain itself knows no file format.
pub(super) mod by_code {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Coded;

    pub fn serialize<T: Coded, S: Serializer>(
        items: &[T],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(items.iter().map(|item| item.code()))
    }

    pub fn deserialize<'de, T: Coded, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        let codes = Vec::<&str>::deserialize(deserializer)?;
        codes
            .into_iter()
            .map(|code| T::from_code(code).ok_or_else(|| D::Error::custom(code)))
            .collect()
    }
}

/// One of the domain's words.
pub(super) mod one_by_code {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::Coded;

    pub fn serialize<T: Coded, S: Serializer>(item: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(item.code())
    }

    pub fn deserialize<'de, T: Coded, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let code = <&str>::deserialize(deserializer)?;
        T::from_code(code).ok_or_else(|| D::Error::custom(code))
    }
}

/// One of the domain's words, or none.
pub(super) mod maybe_by_code {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Coded;

    pub fn serialize<T: Coded, S: Serializer>(
        item: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        item.map(Coded::code).serialize(serializer)
    }

    pub fn deserialize<'de, T: Coded, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let read = |code: &str| T::from_code(code).ok_or_else(|| D::Error::custom(code));
        Option::<&str>::deserialize(deserializer)?
            .map(read)
            .transpose()
    }
}

/// Days as their number from 0001-01-01.
pub(super) mod in_days {
    use chrono::{Datelike, NaiveDate};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(day.num_days_from_ce())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let days = i32::deserialize(deserializer)?;
        NaiveDate::from_num_days_from_ce_opt(days).ok_or_else(|| D::Error::custom(days))
    }
}

/// Days that may be absent.
pub(super) mod maybe_in_days {
    use chrono::{Datelike, NaiveDate};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(
        day: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        day.map(|day| day.num_days_from_ce()).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        let read =
            |days| NaiveDate::from_num_days_from_ce_opt(days).ok_or_else(|| D::Error::custom(days));
        Option::<i32>::deserialize(deserializer)?
            .map(read)
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rule files of the source tree, in the order of their names.
    fn files() -> Vec<(String, String)> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/law/library");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                (entry.file_name().into_string().unwrap(), text)
            })
            .collect();
        files.sort();
        files
    }

    #[test]
    fn the_program_carries_every_rule_file_as_it_stands() {
        let files = files();
        let texts: Vec<(&str, &str)> = files.iter().map(|(n, t)| (&**n, &**t)).collect();
        let bounds = include_str!("plausibility.toml");
        let calendar = CALENDAR_FILES.map(|name| {
            let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/law/calendar");
            std::fs::read_to_string(std::path::Path::new(folder).join(name)).unwrap()
        });
        let calendar = calendar.each_ref().map(String::as_str);
        let loaded =
            CompiledRules::load(&texts, calendar, bounds).unwrap_or_else(|error| panic!("{error}"));
        assert!(loaded == CompiledRules::embedded().unwrap());
        assert_eq!(loaded.library.digest().len(), 64);
        for (standard, (file, _)) in loaded.library.standards().zip(&files) {
            assert_eq!(format!("{}.toml", standard.id), *file);
        }
    }

    #[test]
    fn bytes_of_something_else_are_refused() {
        let bytes = CompiledRules::embedded().unwrap().encode().unwrap();
        for cut in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            assert!(CompiledRules::decode(&bytes[..cut]).is_err(), "{cut}");
        }
        assert!(CompiledRules::decode(b"[version]").is_err());
    }
}
