//! Rule files to standards: every word looked up, every cross-check made.

use std::ops::Range;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::condition::{Condition, OpenTerm};
use super::fact::{FactKind, FactSet};
use super::rule_file::{
    Both, ConditionText, ExemptionText, GraceText, OpenText, RuleFile, RuleText, SourceText,
    Subject, VersionText, Word,
};
use super::standard::{
    Asks, Bilingual, Checked, Confidence, Exemption, Grace, LocalTerm, Rule, Source, Standard,
    Version,
};
use super::{Criterion, Fact, LoadRuleError};
use crate::domain::{AreaClass, Group, Title};

const MAX_BYTES: usize = 256 * 1024;
const MAX_VERSIONS: usize = 64;
const MAX_PARTS: usize = 64;
const MAX_CONDITIONS: usize = 64;
const MAX_DEPTH: usize = 8;
const MAX_TESTS: u8 = 32;

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

/// Looks words up and says where one is wrong.
struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

type Loaded<T> = Result<T, LoadRuleError>;

impl Reader<'_> {
    fn line(&self, span: Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    fn line_of(&self, word: &Word) -> usize {
        self.line(word.span())
    }

    fn file(&self) -> String {
        self.file.to_owned()
    }

    /// The parser's error; its lists of keys are taken apart for the reader's language.
    fn form(&self, error: &toml::de::Error) -> LoadRuleError {
        let span = error.span().unwrap_or_default();
        let line = self.line(span.clone());
        let message = error.message().to_owned();
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        if message.starts_with("unknown field") || message.starts_with("unknown variant") {
            return LoadRuleError::UnknownKey {
                file: self.file(),
                line,
                word: quoted.next().unwrap_or_default(),
                allowed: quoted.collect(),
            };
        }
        let before = self.text.get(..span.start).unwrap_or_default();
        LoadRuleError::Form {
            file: self.file(),
            line,
            column: before.chars().rev().take_while(|c| *c != '\n').count() + 1,
            message,
        }
    }

    fn look_up<T>(
        &self,
        word: &Word,
        list: &'static str,
        found: Option<T>,
        allowed: impl IntoIterator<Item = &'static str>,
    ) -> Loaded<T> {
        found.ok_or_else(|| LoadRuleError::UnknownWord {
            file: self.file(),
            line: self.line_of(word),
            list,
            word: word.get_ref().clone(),
            allowed: allowed.into_iter().map(str::to_owned).collect(),
        })
    }

    fn at_most<T>(&self, items: &[T], max: usize, what: &'static str, line: usize) -> Loaded<()> {
        if items.len() <= max {
            return Ok(());
        }
        Err(LoadRuleError::TooMany {
            file: self.file(),
            line,
            what,
            count: items.len(),
            max,
        })
    }

    fn date(&self, word: &Word) -> Loaded<NaiveDate> {
        NaiveDate::parse_from_str(word.get_ref(), "%Y-%m-%d")
            .ok()
            .filter(|day| day.format("%Y-%m-%d").to_string() == *word.get_ref())
            .ok_or_else(|| LoadRuleError::NoDate {
                file: self.file(),
                line: self.line_of(word),
                word: word.get_ref().clone(),
            })
    }

    fn title(&self, word: &Word) -> Loaded<Title> {
        let titles = Title::ALL.iter().map(|title| title.code());
        self.look_up(word, "title", Title::from_code(word.get_ref()), titles)
    }

    fn fact(&self, word: &Word) -> Loaded<Fact> {
        let facts = Fact::ALL.iter().map(|fact| fact.code());
        self.look_up(word, "fact", Fact::from_code(word.get_ref()), facts)
    }

    /// The fact, when it can be asked by that kind of condition.
    fn fact_for(
        &self,
        word: &Word,
        condition: &'static str,
        fits: impl Fn(Fact) -> bool,
    ) -> Loaded<Fact> {
        let fact = self.fact(word)?;
        if fits(fact) {
            return Ok(fact);
        }
        Err(LoadRuleError::WrongKindOfFact {
            file: self.file(),
            line: self.line_of(word),
            fact: fact.code().to_owned(),
            condition,
            allowed: Fact::ALL
                .iter()
                .filter(|fact| fits(**fact))
                .map(|fact| fact.code().to_owned())
                .collect(),
        })
    }

    fn confidence(&self, word: &Word) -> Loaded<Confidence> {
        let words = Confidence::ALL.iter().map(|mark| mark.code());
        self.look_up(
            word,
            "confidence",
            Confidence::from_code(word.get_ref()),
            words,
        )
    }

    fn titles(&self, words: Option<Vec<Word>>, all: &[Title]) -> Loaded<Vec<Title>> {
        let Some(words) = words else {
            return Ok(all.to_vec());
        };
        let mut titles = Vec::new();
        for word in &words {
            let title = self.title(word)?;
            if titles.contains(&title) {
                return Err(self.twice("title", word));
            }
            // A rule for a title of which the standard does not speak would never be seen.
            let subject = all.iter().map(|title| title.code());
            self.look_up(
                word,
                "title of this standard",
                all.contains(&title).then_some(()),
                subject,
            )?;
            titles.push(title);
        }
        Ok(titles)
    }

    fn twice(&self, list: &'static str, word: &Word) -> LoadRuleError {
        LoadRuleError::UsedTwice {
            file: self.file(),
            line: self.line_of(word),
            list,
            word: word.get_ref().clone(),
        }
    }

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
        self.at_most(&raw.version, MAX_VERSIONS, "versions", 1)?;
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
                    from: version.from.to_string(),
                    other_file: self.file(),
                    other_line: *other_line,
                    other_from: other.from.to_string(),
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

    fn version(&self, text: VersionText, standard: &str, subject: &[Title]) -> Loaded<Version> {
        let line = self.line_of(&text.from);
        let from = self.date(&text.from)?;
        let until = match &text.until {
            Some(word) => {
                let until = self.date(word)?;
                if until <= from {
                    return Err(LoadRuleError::ReversedDates {
                        file: self.file(),
                        line: self.line_of(word),
                        from: from.to_string(),
                        until: until.to_string(),
                    });
                }
                Some(until)
            }
            None => None,
        };
        let checked = match text.checked.on.get_ref().as_str() {
            "" => None,
            _ => Some(Checked {
                by: text.checked.by,
                on: self.date(&text.checked.on)?,
            }),
        };
        for (count, what) in [
            (text.rule.len(), "rules"),
            (text.exemption.len(), "exemptions"),
            (text.grace.len(), "graces"),
            (text.local.len(), "local terms"),
        ] {
            if count > MAX_PARTS {
                return Err(LoadRuleError::TooMany {
                    file: self.file(),
                    line,
                    what,
                    count,
                    max: MAX_PARTS,
                });
            }
        }
        let source = source(text.source);
        let confidence = self.confidence(&text.confidence)?;
        let mut conditions = Conditions {
            reader: self,
            line,
            tests: 0,
            count: 0,
        };
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

    fn once(&self, word: &Word, used: &mut Vec<String>) -> Loaded<()> {
        if used.contains(word.get_ref()) {
            return Err(self.twice("name", word));
        }
        used.push(word.get_ref().clone());
        Ok(())
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
                    title: title.code().to_owned(),
                    area: area.code().to_owned(),
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
            for area in AreaClass::ALL {
                let bound = rules
                    .iter()
                    .any(|rule| rule.titles.contains(title) && rule.areas.contains(&area));
                if !bound {
                    return Err(LoadRuleError::MissingRule {
                        file: self.file(),
                        line,
                        from: from.to_string(),
                        title: title.code().to_owned(),
                        area: area.code().to_owned(),
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

/// Reads the conditions of one version and numbers its tests on dates and text.
struct Conditions<'r, 'a> {
    reader: &'r Reader<'a>,
    line: usize,
    tests: u8,
    count: usize,
}

impl Conditions<'_, '_> {
    /// Begins with the conditions of a rule, an exemption or a grace on that line.
    fn start(&mut self, line: usize) {
        self.line = line;
        self.count = 0;
    }

    fn read(&mut self, text: ConditionText) -> Loaded<Condition> {
        self.read_at(text, 1)
    }

    fn next_test(&mut self) -> Loaded<u8> {
        if self.tests == MAX_TESTS {
            return Err(LoadRuleError::TooMany {
                file: self.reader.file(),
                line: self.line,
                what: "tests of dates or text in one version",
                count: usize::from(MAX_TESTS) + 1,
                max: usize::from(MAX_TESTS),
            });
        }
        self.tests += 1;
        Ok(self.tests - 1)
    }

    fn read_all(&mut self, texts: Vec<ConditionText>, depth: usize) -> Loaded<Vec<Condition>> {
        texts
            .into_iter()
            .map(|text| self.read_at(text, depth))
            .collect()
    }

    fn read_at(&mut self, text: ConditionText, depth: usize) -> Loaded<Condition> {
        let reader = self.reader;
        self.count += 1;
        if self.count > MAX_CONDITIONS {
            return Err(LoadRuleError::TooMany {
                file: reader.file(),
                line: self.line,
                what: "conditions in one rule",
                count: self.count,
                max: MAX_CONDITIONS,
            });
        }
        if depth > MAX_DEPTH {
            return Err(LoadRuleError::TooDeep {
                file: reader.file(),
                line: self.line,
                max: MAX_DEPTH,
            });
        }
        let is_date = |fact: Fact| fact.kind() == FactKind::Date;
        Ok(match text {
            ConditionText::AtLeast(at_least) => {
                let fact = reader.fact_for(&at_least.fact, "at_least", Fact::is_ladder)?;
                Condition::AtLeast {
                    fact,
                    rank: self.lowest_rank(fact, &at_least.level)?,
                }
            }
            ConditionText::Is(is) => Condition::Is {
                fact: reader.fact_for(&is.fact, "is", |fact| fact.kind() == FactKind::YesNo)?,
                value: is.value,
            },
            ConditionText::OneOf(one_of) => {
                let fact = reader.fact_for(&one_of.fact, "one_of", |fact| {
                    fact.kind() == FactKind::Words
                })?;
                let mut mask = 0;
                for word in &one_of.values {
                    mask |= 1 << self.place(fact, word)?;
                }
                Condition::OneOf { fact, mask }
            }
            ConditionText::Before(before) => Condition::Before {
                fact: reader.fact_for(&before.fact, "before", is_date)?,
                day: reader.date(&before.date)?,
                test: self.next_test()?,
            },
            ConditionText::AgeAtLeast(age) => Condition::AgeAtLeast {
                years: age.years,
                test: self.next_test()?,
            },
            ConditionText::AgeAtMost(age) => Condition::AgeAtMost {
                years: age.years,
                female: age.female.unwrap_or(age.years),
                at: reader.fact_for(&age.at, "age_at_most", starts_something)?,
                test: self.next_test()?,
            },
            ConditionText::MonthsLeftAtLeast(left) => Condition::MonthsLeftAtLeast {
                months: left.months,
                at: reader.fact_for(&left.at, "months_left_at_least", starts_something)?,
                test: self.next_test()?,
            },
            ConditionText::FieldHas(field) => Condition::FieldHas {
                words: field
                    .words
                    .iter()
                    .map(|word| word.get_ref().nfc().flat_map(char::to_lowercase).collect())
                    .collect(),
                test: self.next_test()?,
            },
            ConditionText::Open(term) => Condition::Open(open(term)),
            ConditionText::All(parts) => Condition::All(self.read_all(parts, depth + 1)?),
            ConditionText::Any(parts) => Condition::Any(self.read_all(parts, depth + 1)?),
            ConditionText::Not(part) => Condition::Not(Box::new(self.read_at(*part, depth + 1)?)),
        })
    }

    fn place(&self, fact: Fact, word: &Word) -> Loaded<u8> {
        let words = fact.words();
        let place = words.iter().position(|known| known == word.get_ref());
        let list = if fact.is_ladder() { "level" } else { "value" };
        self.reader
            .look_up(word, list, place.map(|place| place as u8), words)
    }

    /// The rank of the level; of advanced theory where a bachelor is asked for, since the
    /// statistics count both as one level and no minimum tells them apart.
    fn lowest_rank(&self, fact: Fact, word: &Word) -> Loaded<u8> {
        let rank = self.place(fact, word)?;
        Ok(if fact == Fact::PoliticalTheory {
            rank.min(3)
        } else {
            rank
        })
    }
}

/// Whether the date is the beginning of something, at which an age can be asked.
fn starts_something(fact: Fact) -> bool {
    matches!(fact, Fact::PostSince | Fact::ServiceStarted)
}

fn both(text: Both) -> Bilingual {
    Bilingual {
        vi: text.vi,
        en: text.en,
    }
}

fn open(text: OpenText) -> OpenTerm {
    OpenTerm {
        term: text.term,
        says: both(text.says),
        decided_by: both(text.decided_by),
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
