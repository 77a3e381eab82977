//! Rule files to standards: every word looked up, every cross-check made.

use chrono::NaiveDate;

use super::condition::Condition;
use super::fact::FactSet;
use super::read_condition::{Conditions, open};
use super::rule_file::{
    Both, CheckedText, ExemptionText, GraceText, RuleFile, RuleText, SourceText, Subject,
    VersionText, Word,
};
use super::rule_reader::{Loaded, Reader};
use super::standard::{
    Asks, Bilingual, Checked, Confidence, Exemption, Grace, LocalTerm, Rule, Source, Standard,
    Version,
};
use super::{Criterion, LoadRuleError};
use crate::domain::{AreaClass, Group, Title};

const MAX_BYTES: usize = 256 * 1024;
const MAX_VERSIONS: usize = 64;
const MAX_PARTS: usize = 64;

/// The standard of a rule file.
///
/// # Errors
/// Any [`LoadRuleError`] but those about a whole library.
pub(super) fn load_file(file: &str, text: &str) -> Result<(Standard, Vec<usize>), LoadRuleError> {
    let reader = Reader { file, text };
    if text.len() > MAX_BYTES {
        return Err(LoadRuleError::TooLarge {
            file: file.to_owned(),
            bytes: text.len(),
            max: MAX_BYTES,
        });
    }
    let raw: RuleFile = toml::from_str(text).map_err(|error| reader.form(&error))?;
    reader.standard(raw)
}

impl Reader<'_> {
    fn subject(&self, subject: Subject, id: &Word) -> Loaded<Vec<Title>> {
        match (subject.group, subject.titles) {
            (Some(word), None) => {
                let groups = Group::ALL.iter().map(|group| group.code());
                let group =
                    self.look_up(&word, "group", Group::from_code(word.get_ref()), groups)?;
                Ok(Title::ALL
                    .iter()
                    .copied()
                    .filter(|title| title.group() == group)
                    .collect())
            }
            (None, Some(words)) => self.titles(Some(words), Title::ALL),
            _ => Err(LoadRuleError::OneOfKeys {
                file: self.file(),
                line: self.line_of(id),
                rule: "subject".to_owned(),
                keys: vec!["group".to_owned(), "titles".to_owned()],
            }),
        }
    }

    fn standard(&self, raw: RuleFile) -> Loaded<(Standard, Vec<usize>)> {
        let criteria = Criterion::ALL.iter().map(|criterion| criterion.code());
        let criterion = self.look_up(
            &raw.criterion,
            "criterion",
            Criterion::from_code(raw.criterion.get_ref()),
            criteria,
        )?;
        let titles = self.subject(raw.subject, &raw.id)?;
        self.few(&raw.version, MAX_VERSIONS, "versions", 1)?;
        let id = raw.id.get_ref().clone();
        let mut versions: Vec<Version> = Vec::new();
        let mut lines = Vec::new();
        for text in raw.version {
            let line = self.line_of(&text.from);
            let version = self.version(text, &id, &titles)?;
            if let Some((other, other_line)) = versions
                .iter()
                .zip(&lines)
                .find(|(other, _)| other.overlaps(&version))
            {
                return Err(LoadRuleError::OverlappingVersions {
                    file: self.file(),
                    line,
                    from: version.from,
                    other_file: self.file(),
                    other_line: *other_line,
                    other_from: other.from,
                });
            }
            versions.push(version);
            lines.push(line);
        }
        let standard = Standard {
            id,
            criterion,
            title: both(raw.title),
            titles,
            versions,
        };
        Ok((standard, lines))
    }

    /// The first day in force and the first day no longer in force.
    pub(super) fn time_in_force(
        &self,
        from: &Word,
        until: Option<&Word>,
    ) -> Loaded<(NaiveDate, Option<NaiveDate>)> {
        let from = self.date(from)?;
        let Some(word) = until else {
            return Ok((from, None));
        };
        let until = self.date(word)?;
        if until <= from {
            return Err(LoadRuleError::ReversedDates {
                file: self.file(),
                line: self.line_of(word),
                from,
                until,
            });
        }
        Ok((from, Some(until)))
    }

    pub(super) fn checked(&self, text: CheckedText) -> Loaded<Option<Checked>> {
        if text.on.get_ref().is_empty() {
            return Ok(None);
        }
        let on = self.date(&text.on)?;
        Ok(Some(Checked { by: text.by, on }))
    }

    fn version(&self, text: VersionText, standard: &str, subject: &[Title]) -> Loaded<Version> {
        let line = self.line_of(&text.from);
        let (from, until) = self.time_in_force(&text.from, text.until.as_ref())?;
        let checked = self.checked(text.checked)?;
        self.few(&text.rule, MAX_PARTS, "rules", line)?;
        self.few(&text.exemption, MAX_PARTS, "exemptions", line)?;
        self.few(&text.grace, MAX_PARTS, "graces", line)?;
        self.few(&text.local, MAX_PARTS, "local terms", line)?;
        let source = source(text.source);
        let confidence = self.confidence(&text.confidence)?;
        let mut conditions = Conditions::new(self, line);
        let mut used = Vec::new();
        let mut rules: Vec<Rule> = Vec::new();
        let mut rule_lines = Vec::new();
        for rule in text.rule {
            self.once(&rule.id, &mut used)?;
            let rule_line = self.line_of(&rule.id);
            let whole = (&source, confidence, from);
            let rule = self.rule(rule, standard, subject, whole, &mut conditions)?;
            self.no_overlap(&rules, &rule_lines, &rule, rule_line)?;
            rules.push(rule);
            rule_lines.push(rule_line);
        }
        self.no_gap(&rules, subject, line, from)?;
        let mut exemptions = Vec::new();
        for exemption in text.exemption {
            self.once(&exemption.id, &mut used)?;
            exemptions.push(self.exemption(exemption, subject, &mut conditions)?);
        }
        let mut graces = Vec::new();
        for grace in text.grace {
            self.once(&grace.id, &mut used)?;
            graces.push(self.grace(grace, subject, &mut conditions)?);
        }
        let mut local_terms = Vec::new();
        for local in text.local {
            self.once(&local.id, &mut used)?;
            local_terms.push(LocalTerm {
                id: local.id.into_inner(),
                says: both(local.says),
            });
        }
        let helps = exemptions
            .iter()
            .flat_map(|exemption: &Exemption| [Some(&exemption.when), exemption.instead.as_ref()])
            .flatten()
            .chain(graces.iter().map(|grace: &Grace| &grace.when))
            .fold(FactSet::default(), |asked, condition| {
                asked.union(condition.words_asked())
            });
        for rule in &mut rules {
            rule.words_asked = rule.words_asked.union(helps);
        }
        Ok(Version {
            from,
            until,
            source,
            confidence,
            checked,
            note: text.note.map(both),
            rules,
            exemptions,
            graces,
            local_terms,
        })
    }

    fn no_overlap(&self, rules: &[Rule], lines: &[usize], rule: &Rule, line: usize) -> Loaded<()> {
        for (other, other_line) in rules.iter().zip(lines) {
            let title = rule
                .titles
                .iter()
                .find(|title| other.titles.contains(title));
            let area = rule.areas.iter().find(|area| other.areas.contains(area));
            if let Some((title, area)) = title.zip(area) {
                return Err(LoadRuleError::OverlappingRules {
                    file: self.file(),
                    line,
                    rule: rule.id.clone(),
                    other_rule: other.id.clone(),
                    other_line: *other_line,
                    title: *title,
                    area: *area,
                });
            }
        }
        Ok(())
    }

    fn no_gap(
        &self,
        rules: &[Rule],
        subject: &[Title],
        line: usize,
        from: NaiveDate,
    ) -> Loaded<()> {
        for title in subject {
            for area in &AreaClass::ALL {
                let bound = rules
                    .iter()
                    .any(|rule| rule.titles.contains(title) && rule.areas.contains(area));
                if !bound {
                    return Err(LoadRuleError::MissingRule {
                        file: self.file(),
                        line,
                        from,
                        title: *title,
                        area: *area,
                    });
                }
            }
        }
        Ok(())
    }

    fn rule(
        &self,
        text: RuleText,
        standard: &str,
        subject: &[Title],
        (version_source, version_confidence, from): (&Source, Confidence, NaiveDate),
        conditions: &mut Conditions,
    ) -> Loaded<Rule> {
        let line = self.line_of(&text.id);
        conditions.start(line);
        let asks = match (
            text.require,
            text.where_designated,
            text.nothing,
            text.only_if,
        ) {
            (Some(require), None, None, only_if) => Asks::Require {
                only_if: only_if.map(|only| conditions.read(only)).transpose()?,
                require: conditions.read(require)?,
            },
            (Some(require), Some(designation), None, None) => Asks::WhereDesignated {
                designation: open(designation),
                require: conditions.read(require)?,
            },
            (None, None, Some(reason), None) => Asks::Nothing {
                reason: both(reason),
            },
            _ => {
                return Err(LoadRuleError::OneOfKeys {
                    file: self.file(),
                    line,
                    rule: text.id.into_inner(),
                    keys: vec![
                        "require".to_owned(),
                        "require with only_if".to_owned(),
                        "require with where_designated".to_owned(),
                        "nothing".to_owned(),
                    ],
                });
            }
        };
        let mut areas = Vec::new();
        match text.areas {
            None => areas.extend(AreaClass::ALL),
            Some(words) => {
                for word in &words {
                    let all = AreaClass::ALL.iter().map(|area| area.code());
                    let area =
                        self.look_up(word, "area", AreaClass::from_code(word.get_ref()), all)?;
                    if areas.contains(&area) {
                        return Err(self.twice("area", word));
                    }
                    areas.push(area);
                }
            }
        }
        let words_asked = match &asks {
            Asks::Require { only_if, require } => only_if
                .as_ref()
                .map(Condition::words_asked)
                .unwrap_or_default()
                .union(require.words_asked()),
            Asks::WhereDesignated { require, .. } => require.words_asked(),
            Asks::Nothing { .. } => FactSet::default(),
        };
        let id = text.id.into_inner();
        Ok(Rule {
            key: format!("{standard}/{from}/{id}"),
            id,
            titles: self.titles(text.titles, subject)?,
            areas,
            asks,
            source: text.source.map_or_else(|| version_source.clone(), source),
            confidence: match &text.confidence {
                // A rule is never surer than a version that is doubted as a whole.
                Some(word) => {
                    self.confidence(word)?
                        .max(if version_confidence == Confidence::RecalledLow {
                            version_confidence
                        } else {
                            Confidence::Seen
                        })
                }
                None => version_confidence,
            },
            quote: text.quote,
            words_asked,
        })
    }

    fn exemption(
        &self,
        text: ExemptionText,
        subject: &[Title],
        conditions: &mut Conditions,
    ) -> Loaded<Exemption> {
        conditions.start(self.line_of(&text.id));
        Ok(Exemption {
            titles: self.titles(text.titles, subject)?,
            says: both(text.says),
            when: conditions.read(text.when)?,
            instead: text
                .instead
                .map(|instead| conditions.read(instead))
                .transpose()?,
            until: text.until.map(|word| self.date(&word)).transpose()?,
            source: source(text.source),
            id: text.id.into_inner(),
        })
    }

    fn grace(
        &self,
        text: GraceText,
        subject: &[Title],
        conditions: &mut Conditions,
    ) -> Loaded<Grace> {
        conditions.start(self.line_of(&text.id));
        Ok(Grace {
            titles: self.titles(text.titles, subject)?,
            says: both(text.says),
            when: conditions.read(text.when)?,
            until: self.date(&text.until)?,
            source: source(text.source),
            id: text.id.into_inner(),
        })
    }
}

pub(super) fn both(text: Both) -> Bilingual {
    Bilingual {
        vi: text.vi,
        en: text.en,
    }
}

pub(super) fn source(text: SourceText) -> Source {
    Source {
        document: text.document,
        article: text.article,
        clause: text.clause,
        point: text.point,
        url: text.url,
    }
}
