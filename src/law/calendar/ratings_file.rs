//! Reads `ratings.toml`.

use serde::Deserialize;

use super::ratings::{Ceiling, GradeMeaning, Protection, RatingEffect, RatingRule, Ratings};
use crate::domain::{CircumstanceKind, Group, RatingGrade};
use crate::law::LoadRuleError;
use crate::law::load::source;
use crate::law::rule_file::{Both, SourceText, Word};
use crate::law::rule_reader::{Loaded, Reader};

const MAX_RULES: usize = 256;
/// More years than anybody looks back.
const MAX_YEARS: u8 = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileText {
    #[serde(rename = "title")]
    _title: Both,
    meaning: Vec<MeaningText>,
    rule: Vec<RuleText>,
    protection: ProtectionText,
    #[serde(default)]
    ceiling: Vec<CeilingText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeaningText {
    from_year: i32,
    until_year: Option<i32>,
    third: Word,
    source: SourceText,
    confidence: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    id: Word,
    from: Word,
    until: Option<Word>,
    groups: Vec<Word>,
    years: u8,
    within_years: Option<u8>,
    among: Vec<Word>,
    one_of_them: Option<Word>,
    effect: Word,
    #[serde(default)]
    office_rule: bool,
    source: SourceText,
    confidence: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProtectionText {
    effects: Vec<Word>,
    kinds: Vec<Word>,
    source: SourceText,
    #[serde(rename = "confidence")]
    _confidence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CeilingText {
    from_year: i32,
    until_year: Option<i32>,
    percent: u32,
    source: SourceText,
    confidence: Word,
}

impl Ratings {
    /// The law of ratings in the text of a file such as `ratings.toml`.
    ///
    /// # Errors
    /// [`LoadRuleError`] when the text is not of its form, a word is unknown or used twice, a
    /// number of years or a percentage cannot be one, or years of two entries overlap.
    pub fn load(file: &str, text: &str) -> Result<Self, LoadRuleError> {
        let reader = Reader::new(file, text);
        let raw: FileText = toml::from_str(text).map_err(|error| reader.form(&error))?;
        reader.at_most(raw.rule.len(), MAX_RULES, "rules", 1)?;
        let years = raw
            .meaning
            .iter()
            .map(|m| (m.from_year, m.until_year, &m.confidence));
        reader.in_order(years)?;
        let years = raw
            .ceiling
            .iter()
            .map(|c| (c.from_year, c.until_year, &c.confidence));
        reader.in_order(years)?;
        let meanings = raw
            .meaning
            .into_iter()
            .map(|text| {
                Ok(GradeMeaning {
                    from_year: text.from_year,
                    until_year: text.until_year,
                    third: reader.grade(&text.third)?,
                    source: source(text.source),
                    confidence: reader.confidence(&text.confidence)?,
                })
            })
            .collect::<Loaded<_>>()?;
        let ceilings = raw
            .ceiling
            .into_iter()
            .map(|text| {
                if text.percent > 100 {
                    let line = reader.line_of(&text.confidence);
                    return Err(reader.bad(line, "`percent` is at most 100"));
                }
                Ok(Ceiling {
                    from_year: text.from_year,
                    until_year: text.until_year,
                    percent: text.percent,
                    source: source(text.source),
                    confidence: reader.confidence(&text.confidence)?,
                })
            })
            .collect::<Loaded<_>>()?;
        let mut names = Vec::new();
        let mut rules = Vec::new();
        for text in raw.rule {
            reader.once(&text.id, &mut names)?;
            rules.push(reader.rating_rule(text)?);
        }
        Ok(Self {
            meanings,
            rules,
            protection: Protection {
                effects: reader.effects(&raw.protection.effects)?,
                kinds: reader.kinds(&raw.protection.kinds)?,
                source: source(raw.protection.source),
            },
            ceilings,
        })
    }
}

impl Reader<'_> {
    /// Refuses years that end before they begin or begin before those of the entry above end.
    fn in_order<'w>(
        &self,
        entries: impl Iterator<Item = (i32, Option<i32>, &'w Word)>,
    ) -> Loaded<()> {
        let mut end = Some(i32::MIN);
        for (from, until, word) in entries {
            let line = self.line_of(word);
            if end.is_none_or(|end| from < end) || until.is_some_and(|until| until <= from) {
                return Err(self.bad(
                    line,
                    "the years overlap those above, or end before they begin",
                ));
            }
            end = until;
        }
        Ok(())
    }

    fn rating_rule(&self, text: RuleText) -> Loaded<RatingRule> {
        let (from, until) = self.time_in_force(&text.from, text.until.as_ref())?;
        let line = self.line_of(&text.id);
        let within_years = text.within_years.unwrap_or(text.years);
        if text.years == 0 || within_years < text.years || within_years > MAX_YEARS {
            return Err(self.bad(line, "`years` is 1 or more, `within_years` from it to 10"));
        }
        let groups = || Group::ALL.iter().map(|group| group.code());
        let mut concerned = Vec::new();
        for word in &text.groups {
            concerned.push(self.look_up(
                word,
                "group",
                Group::from_code(word.get_ref()),
                groups(),
            )?);
        }
        let among = text
            .among
            .iter()
            .map(|word| self.grade(word))
            .collect::<Loaded<Vec<_>>>()?;
        let one_of_them = text
            .one_of_them
            .as_ref()
            .map(|word| {
                let allowed = || among.iter().map(|grade| grade.code());
                let found = among
                    .iter()
                    .copied()
                    .find(|grade| grade.code() == word.get_ref());
                self.look_up(word, "grade among those", found, allowed())
            })
            .transpose()?;
        if among.is_empty() || concerned.is_empty() {
            return Err(self.bad(line, "`groups` and `among` must not be empty"));
        }
        Ok(RatingRule {
            id: text.id.get_ref().clone(),
            from,
            until,
            groups: concerned,
            years: text.years,
            within_years,
            among,
            one_of_them,
            effect: self.effect(&text.effect)?,
            office_rule: text.office_rule,
            source: source(text.source),
            confidence: self.confidence(&text.confidence)?,
        })
    }

    fn grade(&self, word: &Word) -> Loaded<RatingGrade> {
        let grades = RatingGrade::ALL.iter().map(|grade| grade.code());
        self.look_up(
            word,
            "grade",
            RatingGrade::from_code(word.get_ref()),
            grades,
        )
    }

    fn effect(&self, word: &Word) -> Loaded<RatingEffect> {
        let effects = RatingEffect::ALL.iter().map(|effect| effect.code());
        self.look_up(
            word,
            "effect",
            RatingEffect::from_code(word.get_ref()),
            effects,
        )
    }

    fn effects(&self, words: &[Word]) -> Loaded<Vec<RatingEffect>> {
        words.iter().map(|word| self.effect(word)).collect()
    }

    pub(super) fn kinds(&self, words: &[Word]) -> Loaded<Vec<CircumstanceKind>> {
        let names = || CircumstanceKind::ALL.iter().map(|kind| kind.code());
        let mut used = Vec::new();
        words
            .iter()
            .map(|word| {
                self.once(word, &mut used)?;
                let found = CircumstanceKind::from_code(word.get_ref());
                self.look_up(word, "circumstance", found, names())
            })
            .collect()
    }
}
