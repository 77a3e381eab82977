//! Reads `retirement.toml`.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::retirement::{
    Early, Ground, Notice, Postponement, Retirement, RetirementAge, RetirementVersion, YearOnly,
};
use crate::domain::{RetirementChange, RetirementGround};
use crate::law::load::{both, source};
use crate::law::rule_file::{Both, CheckedText, SourceText, Word};
use crate::law::rule_reader::{Loaded, Reader};
use crate::law::{LoadRuleError, Source};

/// More months than anybody works.
const MAX_MONTHS: i32 = 1200;
const MAX_VERSIONS: usize = 64;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    #[serde(rename = "title")]
    _title: Both,
    version: Vec<VersionText>,
    #[serde(default)]
    postponement: Vec<PostponementText>,
    notice: NoticeText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionText {
    from: Option<Word>,
    until: Option<Word>,
    source: SourceText,
    also: Option<SourceText>,
    confidence: Word,
    checked: CheckedText,
    male: Spanned<AgeText>,
    female: Spanned<AgeText>,
    year_only: Word,
    year_only_source: Option<SourceText>,
    early: EarlyText,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgeText {
    years: u8,
    #[serde(default)]
    months: u8,
    #[serde(default)]
    more_each_year: u8,
    up_to_years: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EarlyText {
    months: Spanned<u16>,
    source: SourceText,
    confidence: Word,
    grounds: Vec<GroundText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroundText {
    ground: Word,
    says: Both,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PostponementText {
    ground: Word,
    from: Word,
    months: u8,
    says: Both,
    source: SourceText,
    confidence: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeText {
    from: Word,
    announce_months: u8,
    decide_months: u8,
    source: SourceText,
    #[serde(rename = "confidence")]
    _confidence: String,
}

impl Retirement {
    /// The law of retirement in the text of a file such as `retirement.toml`.
    ///
    /// # Errors
    /// [`LoadRuleError`] when the text is not of its form, an age cannot be one, or a version
    /// does not begin where the one before it ends.
    pub fn load(file: &str, text: &str) -> Result<Self, LoadRuleError> {
        let reader = Reader::new(file, text);
        let raw: FileText = toml::from_str(text).map_err(|error| reader.form(&error))?;
        reader.at_most(raw.version.len(), MAX_VERSIONS, "versions", 1)?;
        let count = raw.version.len();
        let mut versions: Vec<RetirementVersion> = Vec::new();
        for (at, version) in raw.version.into_iter().enumerate() {
            let line = reader.line_of(&version.confidence);
            let version = reader.retirement_version(version)?;
            let expected = versions.last().and_then(|before| before.until);
            if version.from != expected
                || (at > 0) != version.from.is_some()
                || (at + 1 < count) != version.until.is_some()
            {
                let what = "each version must begin on the day on which the one before it ends";
                return Err(reader.bad(line, what));
            }
            versions.push(version);
        }
        if versions.is_empty() {
            return Err(reader.bad(1, "there is no version"));
        }
        let mut names = Vec::new();
        let mut postponements = Vec::new();
        for text in raw.postponement {
            reader.once(&text.ground, &mut names)?;
            postponements.push(Postponement {
                ground: reader.ground(&text.ground, RetirementChange::Postponed)?,
                from: reader.date(&text.from)?,
                months: text.months,
                says: both(text.says),
                source: source(text.source),
                confidence: reader.confidence(&text.confidence)?,
            });
        }
        Ok(Self {
            versions,
            postponements,
            notice: Notice {
                from: Some(reader.date(&raw.notice.from)?),
                announce_months: i32::from(raw.notice.announce_months),
                decide_months: i32::from(raw.notice.decide_months),
                source: source(raw.notice.source),
            },
        })
    }
}

impl Reader<'_> {
    pub(super) fn bad(&self, line: usize, message: &str) -> LoadRuleError {
        LoadRuleError::Form {
            file: self.file(),
            line,
            column: 1,
            message: message.to_owned(),
        }
    }

    fn maybe_date(&self, word: Option<&Word>) -> Loaded<Option<NaiveDate>> {
        word.map(|word| self.date(word)).transpose()
    }

    fn retirement_version(&self, text: VersionText) -> Loaded<RetirementVersion> {
        let from = self.maybe_date(text.from.as_ref())?;
        let until = self.maybe_date(text.until.as_ref())?;
        if let (Some(from), Some(until), Some(word)) = (from, until, &text.until)
            && until <= from
        {
            return Err(LoadRuleError::ReversedDates {
                file: self.file(),
                line: self.line_of(word),
                from,
                until,
            });
        }
        let (male, female) = (self.age(text.male)?, self.age(text.female)?);
        let early_line = self.line(text.early.months.span());
        let early = Early {
            months: i32::from(*text.early.months.get_ref()),
            grounds: text
                .early
                .grounds
                .into_iter()
                .map(|text| {
                    Ok(Ground {
                        ground: self.ground(&text.ground, RetirementChange::Early)?,
                        says: both(text.says),
                    })
                })
                .collect::<Loaded<_>>()?,
            source: source(text.early.source),
            confidence: self.confidence(&text.early.confidence)?,
        };
        if early.months >= male.first.min(female.first) {
            return Err(self.bad(early_line, "nobody retires before birth"));
        }
        if from.is_none() && (male.more_each_year, female.more_each_year) != (0, 0) {
            let line = self.line_of(&text.confidence);
            return Err(self.bad(line, "an age that goes up needs a first day: `from`"));
        }
        Ok(RetirementVersion {
            from,
            until,
            male,
            female,
            year_only: self.year_only(&text.year_only, text.year_only_source.map(source))?,
            early,
            source: source(text.source),
            also: text.also.map(source),
            confidence: self.confidence(&text.confidence)?,
            checked: self.checked(text.checked)?,
        })
    }

    /// A ground that moves retirement that way.
    fn ground(&self, word: &Word, change: RetirementChange) -> Loaded<RetirementGround> {
        let grounds = || {
            RetirementGround::ALL
                .iter()
                .copied()
                .filter(|ground| ground.change() == change)
        };
        let found = grounds().find(|ground| ground.code() == word.get_ref());
        self.look_up(word, "ground", found, grounds().map(RetirementGround::code))
    }

    fn year_only(&self, word: &Word, source: Option<Source>) -> Loaded<YearOnly> {
        let found = match (word.get_ref().as_str(), source) {
            ("first_of_january", Some(source)) => Some(YearOnly::FirstOfJanuary(source)),
            ("first_of_january", None) => {
                return Err(self.bad(self.line_of(word), "`year_only_source` is missing"));
            }
            ("range", _) => Some(YearOnly::Range),
            _ => None,
        };
        self.look_up(word, "year_only", found, ["first_of_january", "range"])
    }

    fn age(&self, text: Spanned<AgeText>) -> Loaded<RetirementAge> {
        let line = self.line(text.span());
        let text = text.into_inner();
        let first = i32::from(text.years) * 12 + i32::from(text.months);
        let more_each_year = i32::from(text.more_each_year);
        let most = text
            .up_to_years
            .map_or(first, |years| i32::from(years) * 12);
        if first <= 0 || most > MAX_MONTHS || most < first {
            return Err(self.bad(
                line,
                "an age must be above 0, and `up_to_years` not below it",
            ));
        }
        // An age that went up by a year each year would be reached by nobody.
        if more_each_year > 11 || (more_each_year > 0) != (most > first) {
            let what = "`more_each_year` is 1 to 11 months and goes with `up_to_years`";
            return Err(self.bad(line, what));
        }
        Ok(RetirementAge {
            first,
            more_each_year,
            most,
        })
    }
}
