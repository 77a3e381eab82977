//! Looks the words of a rule file up, and says where one is wrong.

use std::cell::RefCell;
use std::ops::Range;

use chrono::NaiveDate;

use super::rule_file::Word;
use super::standard::Confidence;
use super::{Fact, LoadRuleError};
use crate::domain::Title;

/// The number of errors after which a file is left.
pub(super) const MAX_ERRORS: usize = 100;

/// Looks words up and says where one is wrong; notes what is wrong, so that a reader sees all of it.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    errors: RefCell<Vec<LoadRuleError>>,
}

pub(super) type Loaded<T> = Result<T, LoadRuleError>;

impl<'a> Reader<'a> {
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            errors: RefCell::default(),
        }
    }
}

impl Reader<'_> {
    /// Notes an error; none beyond [`MAX_ERRORS`].
    pub(super) fn note(&self, error: LoadRuleError) {
        let mut errors = self.errors.borrow_mut();
        if errors.len() < MAX_ERRORS {
            errors.push(error);
        }
    }

    /// What was loaded; its error is noted.
    pub(super) fn noted<T>(&self, loaded: Loaded<T>) -> Option<T> {
        loaded.map_err(|error| self.note(error)).ok()
    }

    /// The errors noted, in the order of their lines.
    pub(super) fn into_errors(self) -> Vec<LoadRuleError> {
        let mut errors = self.errors.into_inner();
        errors.sort_by_key(LoadRuleError::line);
        errors
    }

    pub(super) fn line(&self, span: Range<usize>) -> usize {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    pub(super) fn line_of(&self, word: &Word) -> usize {
        self.line(word.span())
    }

    pub(super) fn file(&self) -> String {
        self.file.to_owned()
    }

    /// The parser's error; its lists of keys are taken apart for the reader's language.
    pub(super) fn form(&self, error: &toml::de::Error) -> LoadRuleError {
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

    pub(super) fn look_up<T>(
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

    /// Refuses more than allowed.
    pub(super) fn at_most(
        &self,
        count: usize,
        max: usize,
        what: &'static str,
        line: usize,
    ) -> Loaded<()> {
        if count <= max {
            return Ok(());
        }
        Err(LoadRuleError::TooMany {
            file: self.file(),
            line,
            what,
            count,
            max,
        })
    }

    pub(super) fn date(&self, word: &Word) -> Loaded<NaiveDate> {
        NaiveDate::parse_from_str(word.get_ref(), "%Y-%m-%d")
            .ok()
            .filter(|day| day.format("%Y-%m-%d").to_string() == *word.get_ref())
            .ok_or_else(|| LoadRuleError::NoDate {
                file: self.file(),
                line: self.line_of(word),
                word: word.get_ref().clone(),
            })
    }

    pub(super) fn title(&self, word: &Word) -> Loaded<Title> {
        let titles = Title::ALL.iter().map(|title| title.code());
        self.look_up(word, "title", Title::from_code(word.get_ref()), titles)
    }

    fn fact(&self, word: &Word) -> Loaded<Fact> {
        let facts = Fact::ALL.iter().map(|fact| fact.code());
        self.look_up(word, "fact", Fact::from_code(word.get_ref()), facts)
    }

    /// The fact, when it can be asked by that kind of condition.
    pub(super) fn fact_for(
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

    pub(super) fn confidence(&self, word: &Word) -> Loaded<Confidence> {
        let words = Confidence::ALL.iter().map(|mark| mark.code());
        self.look_up(
            word,
            "confidence",
            Confidence::from_code(word.get_ref()),
            words,
        )
    }

    pub(super) fn titles(&self, words: Option<Vec<Word>>, all: &[Title]) -> Loaded<Vec<Title>> {
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

    pub(super) fn twice(&self, list: &'static str, word: &Word) -> LoadRuleError {
        LoadRuleError::UsedTwice {
            file: self.file(),
            line: self.line_of(word),
            list,
            word: word.get_ref().clone(),
        }
    }

    /// Refuses a name that is already used, and remembers it.
    pub(super) fn once(&self, word: &Word, used: &mut Vec<String>) -> Loaded<()> {
        if used.contains(word.get_ref()) {
            return Err(self.twice("name", word));
        }
        used.push(word.get_ref().clone());
        Ok(())
    }
}
