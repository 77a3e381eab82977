//! Reads `position-conversion.toml`.

use serde::Deserialize;
use toml::Spanned;

use super::conversion::{Conversion, ConversionPost, ConversionVersion, NotAtAll, NotYet, Period};
use crate::law::LoadRuleError;
use crate::law::load::{both, source};
use crate::law::rule_file::{Both, CheckedText, SourceText, Word};
use crate::law::rule_reader::{Loaded, Reader};

const MAX_VERSIONS: usize = 64;
/// Longer than anybody works.
const MAX_MONTHS: u16 = 600;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    #[serde(rename = "title")]
    _title: Both,
    version: Vec<VersionText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionText {
    from: Word,
    until: Option<Word>,
    source: SourceText,
    confidence: Word,
    checked: CheckedText,
    period: Spanned<PeriodText>,
    open: Option<Both>,
    posts: Vec<PostText>,
    not_yet: NotYetText,
    not_at_all: NotAtAllText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodText {
    least_months: u16,
    most_months: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostText {
    title: Word,
    confidence: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotYetText {
    kinds: Vec<Word>,
    source: SourceText,
    confidence: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotAtAllText {
    months_to_retirement: u16,
    source: SourceText,
    confidence: Word,
}

impl Conversion {
    /// The law of conversion in the text of a file such as `position-conversion.toml`.
    ///
    /// # Errors
    /// [`LoadRuleError`] when the text is not of its form, a period cannot be one, a word is
    /// unknown or used twice, or two versions are in force on one day.
    pub fn load(file: &str, text: &str) -> Result<Self, LoadRuleError> {
        let reader = Reader::new(file, text);
        let raw: FileText = toml::from_str(text).map_err(|error| reader.form(&error))?;
        reader.at_most(raw.version.len(), MAX_VERSIONS, "versions", 1)?;
        let mut versions: Vec<ConversionVersion> = Vec::new();
        let mut end = None;
        for text in raw.version {
            let line = reader.line_of(&text.from);
            let version = reader.conversion_version(text)?;
            if let Some((until, other_line, other_from)) = end
                && until != Some(version.from)
            {
                return Err(LoadRuleError::OverlappingVersions {
                    file: file.to_owned(),
                    line,
                    from: version.from,
                    other_file: file.to_owned(),
                    other_line,
                    other_from,
                });
            }
            end = Some((version.until, line, version.from));
            versions.push(version);
        }
        Ok(Self { versions })
    }
}

impl Reader<'_> {
    fn conversion_version(&self, text: VersionText) -> Loaded<ConversionVersion> {
        let (from, until) = self.time_in_force(&text.from, text.until.as_ref())?;
        let line = self.line(text.period.span());
        let bounds = text.period.into_inner();
        if bounds.least_months == 0
            || bounds.least_months > bounds.most_months
            || bounds.most_months > MAX_MONTHS
        {
            return Err(self.bad(line, "a period has 1 to 600 months, the least first"));
        }
        let mut posts = Vec::new();
        let mut used = Vec::new();
        for post in &text.posts {
            self.once(&post.title, &mut used)?;
            posts.push(ConversionPost {
                title: self.title(&post.title)?,
                confidence: self.confidence(&post.confidence)?,
            });
        }
        let kinds = self.kinds(&text.not_yet.kinds)?;
        Ok(ConversionVersion {
            from,
            until,
            period: Period {
                least: u32::from(bounds.least_months),
                most: u32::from(bounds.most_months),
            },
            posts,
            not_yet: NotYet {
                kinds,
                source: source(text.not_yet.source),
                confidence: self.confidence(&text.not_yet.confidence)?,
            },
            not_at_all: NotAtAll {
                months_to_retirement: i32::from(text.not_at_all.months_to_retirement),
                source: source(text.not_at_all.source),
                confidence: self.confidence(&text.not_at_all.confidence)?,
            },
            open: text.open.map(both),
            source: source(text.source),
            confidence: self.confidence(&text.confidence)?,
            checked: self.checked(text.checked)?,
        })
    }
}
