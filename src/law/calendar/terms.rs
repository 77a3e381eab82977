//! How many months of work somebody must have left to begin a term or a post.
//!
//! # Source
//! The texts cited in `terms.toml`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::retirement::Retirement;
use crate::domain::Dossier;
use crate::law::compiled::{in_days, maybe_in_days};
use crate::law::load::{both, source};
use crate::law::rule_file::{Both, SourceText, Word};
use crate::law::rule_reader::Reader;
use crate::law::{Bilingual, Confidence, LoadRuleError, Source};

const MAX_RULES: usize = 256;
/// Longer than anybody works.
const MAX_MONTHS: u16 = 600;

/// The months that must be left for one purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermRule {
    /// Names it.
    pub id: String,
    /// The first day in force.
    #[serde(with = "in_days")]
    pub from: NaiveDate,
    /// The first day no longer in force; nothing while it is in force.
    #[serde(with = "maybe_in_days")]
    pub until: Option<NaiveDate>,
    /// The fewest months.
    pub months: i32,
    /// For what.
    pub says: Bilingual,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
}

/// What a person has left, held against one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermRoom<'a> {
    /// The rule.
    pub rule: &'a TermRule,
    /// Months left on the day.
    pub left: i32,
    /// The last day on which a term could begin; nothing where it lies outside the calendar.
    pub last_start: Option<NaiveDate>,
}

impl TermRoom<'_> {
    /// Whether enough is left.
    pub fn is_enough(&self) -> bool {
        self.left >= self.rule.months
    }
}

/// The rules of terms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The rules, each with its time in force.
    pub rules: Vec<TermRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    #[serde(rename = "title")]
    _title: Both,
    #[serde(default)]
    rule: Vec<RuleText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    id: Word,
    from: Word,
    until: Option<Word>,
    months: u16,
    says: Both,
    source: SourceText,
    confidence: Word,
}

impl Terms {
    /// The rules in the text of a file such as `terms.toml`.
    ///
    /// # Errors
    /// [`LoadRuleError`] when the text is not of its form, a name is used twice, or the months
    /// are none or more than anybody works.
    pub fn load(file: &str, text: &str) -> Result<Self, LoadRuleError> {
        let reader = Reader::new(file, text);
        let raw: FileText = toml::from_str(text).map_err(|error| reader.form(&error))?;
        reader.at_most(raw.rule.len(), MAX_RULES, "rules", 1)?;
        let mut names = Vec::new();
        let mut rules = Vec::new();
        for text in raw.rule {
            reader.once(&text.id, &mut names)?;
            if !(1..=MAX_MONTHS).contains(&text.months) {
                return Err(reader.bad(reader.line_of(&text.id), "`months` is 1 to 600"));
            }
            let (from, until) = reader.time_in_force(&text.from, text.until.as_ref())?;
            rules.push(TermRule {
                id: text.id.get_ref().clone(),
                from,
                until,
                months: i32::from(text.months),
                says: both(text.says),
                source: source(text.source),
                confidence: reader.confidence(&text.confidence)?,
            });
        }
        Ok(Self { rules })
    }

    /// What the person has left on the day, held against each rule in force; empty for one whose
    /// retirement is not known, who is past it, or who has left.
    pub fn room(
        &self,
        retirement: &Retirement,
        dossier: &Dossier,
        on: NaiveDate,
    ) -> Vec<TermRoom<'_>> {
        let retires = retirement.of(dossier).ok().filter(|_| !dossier.left);
        let found = retires.and_then(|retires| Some((retires.date()?, retires.months_left(on)?)));
        let Some((date, left)) = found.filter(|(_, left)| *left >= 0) else {
            return Vec::new();
        };
        // Months are counted from month to month: the whole of the last good month is good.
        let last_start = |months: i32| {
            let last = super::month_of(date.pred_opt()?) - months;
            super::retirement::first_day(last + 1)?.pred_opt()
        };
        self.rules
            .iter()
            .filter(|rule| rule.from <= on && rule.until.is_none_or(|until| on < until))
            .map(|rule| TermRoom {
                rule,
                left,
                last_start: last_start(rule.months),
            })
            .collect()
    }
}
