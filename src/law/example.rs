//! Examples that stand beside the rules: a case in facts, and what the rule must say of it.
//!
//! They are those of `tests/cases`, read by the build as the rule files are, so that a reader of
//! the page sees what a rule does, and which example it breaks.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::compiled::in_days;
use super::{Case, Fact, FactKind, Library, RulesOfDay, Verdict};
use crate::domain::{
    AreaClass, Confirmation, Course, CourseKind, CourseStatus, Dossier, DossierId, Known, Ladder,
    LocalDecision, Office, PartialDate, Post, Sex, Title, Unit, UnitId, UnitKind,
};

/// One example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The standard, by its name.
    pub standard: String,
    /// What it shows.
    pub name: String,
    /// The day judged.
    #[serde(with = "in_days")]
    pub on: NaiveDate,
    /// The title's code.
    title: String,
    /// The facts that are not blank, as rule files write them.
    pub facts: Vec<(Fact, String)>,
    /// The key of a rule that the office has confirmed.
    confirmed: Option<String>,
    /// The code of the verdict that the rule must give; `none` where no standard speaks.
    expected: String,
}

/// What became of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// The rule that decided it, by its key; nothing where no standard speaks.
    pub rule: Option<String>,
    /// What it came to.
    pub found: Option<Verdict>,
    /// Whether that is what it must come to.
    pub holds: bool,
}

#[derive(Deserialize)]
struct FileText {
    standard: String,
    case: Vec<CaseText>,
}

#[derive(Deserialize)]
struct CaseText {
    name: String,
    on: String,
    title: String,
    #[serde(default)]
    facts: BTreeMap<String, toml::Value>,
    confirmed: Option<String>,
    expect: ExpectText,
}

#[derive(Deserialize)]
struct ExpectText {
    verdict: String,
}

impl Example {
    /// The examples of a file of cases.
    ///
    /// # Errors
    /// What is wrong, with the case where it is, in English: for whoever builds the program.
    pub fn read(text: &str) -> Result<Vec<Self>, String> {
        let file: FileText = toml::from_str(text).map_err(|error| error.to_string())?;
        let example = |case: CaseText| {
            let wrong = |what: &str| format!("case `{}`: {what}", case.name);
            let fact = |(code, value): (&String, &toml::Value)| {
                let fact = Fact::from_code(code).ok_or_else(|| wrong(code))?;
                let value = match value {
                    toml::Value::String(text) => text.clone(),
                    toml::Value::Boolean(yes) => yes.to_string(),
                    _ => return Err(wrong(code)),
                };
                Ok((fact, value))
            };
            let known = ["none"]
                .into_iter()
                .chain(Verdict::ALL.iter().map(|v| v.code()));
            if !known.into_iter().any(|code| code == case.expect.verdict) {
                return Err(wrong(&case.expect.verdict));
            }
            Title::from_code(&case.title).ok_or_else(|| wrong(&case.title))?;
            Ok(Self {
                standard: file.standard.clone(),
                on: case.on.parse().map_err(|_| wrong(&case.on))?,
                facts: case.facts.iter().map(fact).collect::<Result<_, String>>()?,
                name: case.name,
                title: case.title,
                confirmed: case.confirmed,
                expected: case.expect.verdict,
            })
        };
        file.case.into_iter().map(example).collect()
    }

    /// The examples as bytes for [`Self::decode`] of the same build.
    ///
    /// # Errors
    /// The encoder's words; no examples make it fail.
    pub fn encode(examples: &[Self]) -> Result<Vec<u8>, String> {
        postcard::to_allocvec(examples).map_err(|error| error.to_string())
    }

    /// The examples that were encoded by the same build; none for any other bytes.
    pub fn decode(bytes: &[u8]) -> Vec<Self> {
        postcard::from_bytes(bytes).unwrap_or_default()
    }

    /// The examples that the program carries.
    #[cfg(rules_compiled)]
    pub fn embedded() -> Vec<Self> {
        Self::decode(include_bytes!(concat!(env!("OUT_DIR"), "/examples.bin")))
    }

    /// The title held.
    pub fn title(&self) -> Option<Title> {
        Title::from_code(&self.title)
    }

    /// The verdict that the rule must give; nothing where no standard speaks.
    pub fn expected(&self) -> Option<Verdict> {
        Verdict::from_code(&self.expected)
    }

    /// What the rules, with these local decisions, make of the example.
    pub fn outcome(&self, library: &Library, local: &[LocalDecision]) -> ExampleOutcome {
        let library = library.localised(local, self.on);
        let mut office = Office::default();
        if let Some(key) = &self.confirmed {
            let confirmation = Confirmation {
                by: String::new(),
                on: self.on,
                ground: String::new(),
            };
            office.confirmations.insert(key.clone(), confirmation);
        }
        let criterion = library
            .standards()
            .find(|standard| standard.id == self.standard)
            .map(|standard| standard.criterion);
        let rules = library.on(self.on, &office);
        let found = criterion.and_then(|criterion| {
            let assessment = self.assess(&rules)?;
            assessment
                .criteria
                .into_iter()
                .find(|found| found.criterion == criterion)
        });
        let verdict = found.as_ref().map(|found| found.verdict);
        ExampleOutcome {
            holds: verdict == self.expected(),
            rule: found.map(|found| found.rule),
            found: verdict,
        }
    }

    fn stated(&self, fact: Fact) -> Option<&str> {
        let known = self.facts.iter().find(|(known, _)| *known == fact);
        known.map(|(_, value)| value.as_str())
    }

    fn level<L: Ladder>(&self, fact: Fact) -> Option<Known<L>> {
        self.stated(fact).and_then(L::from_code).map(Known::chosen)
    }

    fn date(&self, fact: Fact) -> Option<PartialDate> {
        self.stated(fact)?.parse().ok()
    }

    fn yes_no(&self, fact: Fact) -> Option<bool> {
        self.stated(fact)?.parse().ok()
    }

    fn assess(&self, rules: &RulesOfDay) -> Option<super::Assessment> {
        let mut dossier = Dossier::new(DossierId([7; 16]), "");
        dossier.birth = self.date(Fact::Birth);
        dossier.sex = self.stated(Fact::Sex).and_then(Sex::from_code);
        dossier.service_started = self.date(Fact::ServiceStarted);
        dossier.party_joined = self.date(Fact::PartyJoined);
        dossier.general_education = self.level(Fact::GeneralEducation);
        dossier.professional_level = self.level(Fact::ProfessionalLevel);
        dossier.political_theory = self.level(Fact::PoliticalTheory);
        dossier.state_management = self.level(Fact::StateManagement);
        dossier.informatics = self.level(Fact::Informatics);
        dossier.minority_language = self.level(Fact::MinorityLanguage);
        dossier.field = self.stated(Fact::Field).unwrap_or_default().to_owned();
        dossier.major_fits = self.yes_no(Fact::MajorFitsPost);
        if let Some(until) = self.date(Fact::InformaticsIssued) {
            dossier.courses.push(Course {
                kind: CourseKind::Informatics,
                status: CourseStatus::Completed,
                class: String::new(),
                mode: None,
                from: None,
                until: Some(until),
            });
        }
        let kind = self.stated(Fact::UnitKind).and_then(UnitKind::from_code);
        let unit = Unit {
            id: UnitId(String::new()),
            name: String::new(),
            kind: kind.unwrap_or(UnitKind::Commune),
            area: self.stated(Fact::AreaClass).and_then(AreaClass::from_code),
            special_hardship: self.yes_no(Fact::SpecialHardship),
        };
        let post = Post {
            title: self.title()?,
            since: self.date(Fact::PostSince),
            first_time: self.yes_no(Fact::FirstTime),
        };
        Some(rules.assess(&Case {
            unit: Some(&unit),
            dossier: &dossier,
            post: &post,
        }))
    }

    /// Whether every stated fact is one that the example can carry, by word or by form.
    pub fn is_whole(&self) -> bool {
        self.facts.iter().all(|(fact, value)| match fact.kind() {
            FactKind::Words => fact.words().contains(&value.as_str()),
            FactKind::YesNo => value.parse::<bool>().is_ok(),
            FactKind::Date => value.parse::<PartialDate>().is_ok(),
            FactKind::Text => *fact == Fact::Field,
        })
    }
}
