//! A rule file taken apart, so that a part that cannot be read does not hide what is wrong elsewhere.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::rule_file::{RuleFile, VersionText};
use super::rule_reader::{MAX_ERRORS, Reader};

const MAX_VERSIONS: usize = 64;
const MAX_PARTS: usize = 64;

/// A version with its parts, each read apart so that one that is broken does not hide another.
pub(super) struct ParsedVersion {
    pub(super) text: VersionText,
    /// Whether every part could be read.
    pub(super) whole: bool,
}

/// Takes the tables of an array out of a table; leaves anything else for the reader to refuse.
fn take_tables<'t>(table: &mut DeTable<'t>, key: &str) -> Vec<Spanned<DeValue<'t>>> {
    let is_array = table
        .get(key)
        .is_some_and(|value| matches!(value.get_ref(), DeValue::Array(_)));
    match is_array.then(|| table.remove(key)).flatten() {
        Some(value) => match value.into_inner() {
            DeValue::Array(items) => items.into_iter().collect(),
            _ => Vec::new(),
        },
        None => Vec::new(),
    }
}

impl Reader<'_> {
    /// The text of a part of the file.
    fn part<T: DeserializeOwned>(&self, value: Spanned<DeValue>) -> Option<T> {
        let read = T::deserialize(ValueDeserializer::from(value));
        self.noted(read.map_err(|error| self.form(&error)))
    }

    fn parts<T: DeserializeOwned>(
        &self,
        values: Vec<Spanned<DeValue>>,
        whole: &mut bool,
    ) -> Vec<T> {
        let count = values.len();
        let parts: Vec<T> = values
            .into_iter()
            .filter_map(|value| self.part(value))
            .collect();
        *whole &= parts.len() == count;
        parts
    }

    /// The file with its versions, each read apart.
    pub(super) fn parsed(&self) -> Option<(RuleFile, Vec<Option<ParsedVersion>>)> {
        let (document, broken) = DeTable::parse_recoverable(self.text);
        if !broken.is_empty() {
            for error in broken.iter().take(MAX_ERRORS) {
                self.note(self.form(error));
            }
            return None;
        }
        let span = document.span();
        let mut table = document.into_inner();
        let versions = take_tables(&mut table, "version");
        let count = versions.len();
        self.noted(self.at_most(count, MAX_VERSIONS, "versions", 1))?;
        let versions: Vec<_> = versions
            .into_iter()
            .map(|version| self.parsed_version(version))
            .collect();
        let head: RuleFile = self.part(Spanned::new(span, DeValue::Table(table)))?;
        Some((head, versions))
    }

    fn parsed_version(&self, value: Spanned<DeValue>) -> Option<ParsedVersion> {
        let span = value.span();
        let mut table = match value.into_inner() {
            DeValue::Table(table) => table,
            other => {
                return self
                    .part::<VersionText>(Spanned::new(span, other))
                    .map(|text| ParsedVersion { text, whole: true });
            }
        };
        let line = self.line(span.clone());
        let mut taken = |key: &'static str, what: &'static str| {
            let items = take_tables(&mut table, key);
            self.noted(self.at_most(items.len(), MAX_PARTS, what, line))
                .map_or_else(|| (Vec::new(), false), |()| (items, true))
        };
        let (rules, few_rules) = taken("rule", "rules");
        let (exemptions, few_exemptions) = taken("exemption", "exemptions");
        let (graces, few_graces) = taken("grace", "graces");
        let (locals, few_locals) = taken("local", "local terms");
        let mut whole = few_rules && few_exemptions && few_graces && few_locals;
        let (rule, exemption, grace, local) = (
            self.parts(rules, &mut whole),
            self.parts(exemptions, &mut whole),
            self.parts(graces, &mut whole),
            self.parts(locals, &mut whole),
        );
        let mut text: VersionText = self.part(Spanned::new(span, DeValue::Table(table)))?;
        (text.rule, text.exemption, text.grace, text.local) = (rule, exemption, grace, local);
        Some(ParsedVersion { text, whole })
    }
}
