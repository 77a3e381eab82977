//! Rule files to standards: every word looked up, every cross-check made.

use chrono::NaiveDate;

use super::condition::Condition;
use super::fact::FactSet;
use super::parsed_file::ParsedVersion;
use super::read_condition::{Conditions, open};
use super::rule_file::{
    Both, CheckedText, ExemptionText, GraceText, RuleFile, RuleText, SourceText, Subject, Word,
};
use super::rule_reader::{Loaded, Reader};
use super::standard::{
    Asks, Bilingual, Checked, Confidence, Exemption, Grace, LocalTerm, Rule, Source, Standard,
    Version,
};
use super::{Criterion, LoadRuleError};
use crate::domain::{AreaClass, Group, Title};

const MAX_BYTES: usize = 256 * 1024;

/// The standard of a rule file, and the line of each of its versions.
///
/// # Errors
/// Every [`LoadRuleError`] in the file but those about a whole library, in the order of their
/// lines; at most a hundred. A rule that cannot be read at all shows its first error only.
pub(super) fn load_file(
    file: &str,
    text: &str,
) -> Result<(Standard, Vec<usize>), Vec<LoadRuleError>> {
    if text.len() > MAX_BYTES {
        return Err(vec![LoadRuleError::TooLarge {
            file: file.to_owned(),
            bytes: text.len(),
            max: MAX_BYTES,
        }]);
    }
    let reader = Reader::new(file, text);
    let loaded = reader.parsed().and_then(|parsed| reader.standard(parsed));
    match (loaded, reader.into_errors()) {
        (Some(loaded), errors) if errors.is_empty() => Ok(loaded),
        (_, errors) => Err(errors),
    }
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

    fn standard(
        &self,
        (raw, parsed): (RuleFile, Vec<Option<ParsedVersion>>),
    ) -> Option<(Standard, Vec<usize>)> {
        let criteria = Criterion::ALL.iter().map(|criterion| criterion.code());
        let criterion = self.noted(self.look_up(
            &raw.criterion,
            "criterion",
            Criterion::from_code(raw.criterion.get_ref()),
            criteria,
        ));
        let titles = self.noted(self.subject(raw.subject, &raw.id));
        let id = raw.id.get_ref().clone();
        let mut versions: Vec<Version> = Vec::new();
        let mut lines = Vec::new();
        for parsed in parsed.into_iter().flatten() {
            let line = self.line_of(&parsed.text.from);
            let Some(version) = self.version(parsed, &id, titles.as_deref()) else {
                continue;
            };
            let other = versions
                .iter()
                .zip(&lines)
                .find(|(other, _)| other.overlaps(&version));
            if let Some((other, other_line)) = other {
                self.note(LoadRuleError::OverlappingVersions {
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
            criterion: criterion?,
            title: both(raw.title),
            titles: titles?,
            versions,
        };
        Some((standard, lines))
    }

    /// The first day in force and the first day no longer in force.
    pub(super) fn time_in_force(
        &self,
        from: &Word,
        until: Option<&Word>,
    ) -> Loaded<(NaiveDate, Option<NaiveDate>)> {
        let from = self.date(from)?;
        let until = until.map(|word| self.until(word, Some(from))).transpose()?;
        Ok((from, until))
    }

    pub(super) fn checked(&self, text: CheckedText) -> Loaded<Option<Checked>> {
        if text.on.get_ref().is_empty() {
            return Ok(None);
        }
        let on = self.date(&text.on)?;
        Ok(Some(Checked { by: text.by, on }))
    }

    /// The version; nothing where it or a part of it is broken.
    fn version(
        &self,
        parsed: ParsedVersion,
        standard: &str,
        subject: Option<&[Title]>,
    ) -> Option<Version> {
        let ParsedVersion { text, mut whole } = parsed;
        let line = self.line_of(&text.from);
        let from = self.noted(self.date(&text.from));
        let until = text
            .until
            .as_ref()
            .map(|word| self.noted(self.until(word, from)));
        let checked = self.noted(self.checked(text.checked));
        let source = source(text.source);
        let confidence = self.noted(self.confidence(&text.confidence));
        // Whatever is wrong above, what is wrong below is still looked for.
        let all_titles = subject.unwrap_or(Title::ALL);
        let whole_version = (
            &source,
            confidence.unwrap_or(Confidence::Seen),
            from.unwrap_or_default(),
        );
        let mut conditions = Conditions::new(self, line);
        let mut used = Vec::new();
        let mut rules: Vec<Rule> = Vec::new();
        let mut rule_lines = Vec::new();
        for rule in text.rule {
            let rule_line = self.line_of(&rule.id);
            whole &= self.noted(self.once(&rule.id, &mut used)).is_some();
            let rule = self.rule(rule, standard, all_titles, whole_version, &mut conditions);
            let Some(rule) = self.noted(rule) else {
                whole = false;
                continue;
            };
            let alone = self.no_overlap(&rules, &rule_lines, &rule, rule_line);
            whole &= self.noted(alone).is_some();
            rules.push(rule);
            rule_lines.push(rule_line);
        }
        let mut exemptions = Vec::new();
        for exemption in text.exemption {
            whole &= self.noted(self.once(&exemption.id, &mut used)).is_some();
            let read = self.exemption(exemption, all_titles, &mut conditions);
            exemptions.extend(self.noted(read));
        }
        let mut graces = Vec::new();
        for grace in text.grace {
            whole &= self.noted(self.once(&grace.id, &mut used)).is_some();
            let read = self.grace(grace, all_titles, &mut conditions);
            graces.extend(self.noted(read));
        }
        let mut local_terms = Vec::new();
        for local in text.local {
            whole &= self.noted(self.once(&local.id, &mut used)).is_some();
            let sets = local.sets.map(|text| self.noted(self.sets(text)));
            whole &= sets != Some(None);
            local_terms.push(LocalTerm {
                id: local.id.into_inner(),
                says: both(local.says),
                sets: sets.flatten(),
            });
        }
        // A gap left by a broken rule or an unknown subject is no gap of its own.
        if whole && let (Some(subject), Some(from)) = (subject, from) {
            whole &= self
                .noted(self.no_gap(&rules, subject, line, from))
                .is_some();
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
        let until = match until {
            Some(until) => Some(until?),
            None => None,
        };
        whole.then_some(Version {
            from: from?,
            until,
            source,
            confidence: confidence?,
            checked: checked?,
            note: text.note.map(both),
            rules,
            exemptions,
            graces,
            local_terms,
        })
    }

    /// The first day no longer in force, when it is after the first day in force.
    fn until(&self, word: &Word, from: Option<NaiveDate>) -> Loaded<NaiveDate> {
        let until = self.date(word)?;
        match from {
            Some(from) if until <= from => Err(LoadRuleError::ReversedDates {
                file: self.file(),
                line: self.line_of(word),
                from,
                until,
            }),
            _ => Ok(until),
        }
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
                designation: open(self, designation)?,
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
            local: Vec::new(),
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
            months: None,
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
