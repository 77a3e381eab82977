//! The facts of one case in the small form that conditions are evaluated on.

use chrono::{Datelike, NaiveDate};

use super::{Fact, FactKind, Level, Retirement};
use crate::domain::{
    CourseKind, CourseStatus, Dossier, Known, Ladder, Office, PartialDate, Post, Sex, Unit,
};

/// One person in one title, to be judged.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The unit where the title is held, where it is known.
    pub unit: Option<&'a Unit>,
    /// The person.
    pub dossier: &'a Dossier,
    /// The title and what is known of its holding.
    pub post: &'a Post,
}

/// A day as `year * 10000 + month * 100 + day`: compares as the calendar does, and a number of
/// years is added in one step. 29 February plus a year sorts before 1 March, its effect in law.
pub(super) type DayKey = i32;

pub(super) fn day_key(day: NaiveDate) -> DayKey {
    day.year() * 10_000 + day.month() as i32 * 100 + day.day() as i32
}

/// The days that a date may mean; both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: DayKey,
    pub(super) last: DayKey,
}

impl Span {
    const ANY: Self = Self {
        first: 0,
        last: 99_999_999,
    };

    fn of(date: Option<PartialDate>) -> Self {
        let Some(date) = date else { return Self::ANY };
        let year = date.year() * 10_000;
        match (date.month(), date.day()) {
            (Some(month), Some(day)) => {
                let key = year + month as i32 * 100 + day as i32;
                Self {
                    first: key,
                    last: key,
                }
            }
            (Some(month), None) => Self {
                first: year + month as i32 * 100 + 1,
                last: year + month as i32 * 100 + 31,
            },
            _ => Self {
                first: year + 101,
                last: year + 1231,
            },
        }
    }

    /// The span cut off after the day.
    pub(super) fn until(self, day: DayKey) -> Self {
        Self {
            first: self.first.min(day),
            last: self.last.min(day),
        }
    }

    pub(super) fn is_exact(self) -> bool {
        self.first == self.last
    }

    /// Whether nothing at all is known.
    pub(super) fn is_blank(self) -> bool {
        self.first == 0
    }
}

/// The value of a fact that is not known.
pub(super) const BLANK: u8 = u8::MAX;

/// Every fact that a condition may ask for.
#[derive(Debug, Clone, Copy)]
pub(super) struct CaseFacts<'a> {
    /// Words and levels by their place, `BLANK` where not known; other kinds unused.
    words: [u8; Fact::COUNT],
    pub(super) birth: Span,
    pub(super) post_since: Span,
    pub(super) service_started: Span,
    pub(super) informatics_issued: Span,
    pub(super) party_joined: Span,
    pub(super) field: &'a str,
    /// The id of the unit.
    pub(super) unit: Option<&'a str>,
    /// The day judged.
    pub(super) on: DayKey,
    /// When people retire.
    pub(super) retirement: &'a Retirement,
}

fn rank<L: Ladder>(known: &Option<Known<L>>) -> u8 {
    known.as_ref().map_or(BLANK, |known| known.level.rank())
}

fn yes_no(value: Option<bool>) -> u8 {
    value.map_or(BLANK, u8::from)
}

#[cfg(test)]
static RETIREMENT: std::sync::LazyLock<Retirement> = std::sync::LazyLock::new(|| {
    Retirement::load("retirement.toml", include_str!("calendar/retirement.toml")).unwrap()
});

impl<'a> CaseFacts<'a> {
    /// The facts of the case on the day.
    pub(super) fn of(
        case: &Case<'a>,
        office: &Office,
        retirement: &'a Retirement,
        on: NaiveDate,
    ) -> Self {
        let Case {
            unit,
            dossier,
            post,
        } = *case;
        let mut facts = Self {
            words: [BLANK; Fact::COUNT],
            birth: Span::of(dossier.birth),
            post_since: Span::of(post.since),
            service_started: Span::of(dossier.service_started),
            informatics_issued: Span::of(informatics_issued(dossier)),
            party_joined: Span::of(dossier.party_joined),
            field: dossier.field.trim(),
            unit: unit.map(|unit| unit.id.0.as_str()),
            on: day_key(on),
            retirement,
        };
        let mut set = |fact: Fact, value: u8| facts.words[fact.index()] = value;
        set(Fact::GeneralEducation, rank(&dossier.general_education));
        set(Fact::ProfessionalLevel, rank(&dossier.professional_level));
        set(Fact::PoliticalTheory, rank(&dossier.political_theory));
        set(Fact::StateManagement, rank(&dossier.state_management));
        set(Fact::Informatics, rank(&dossier.informatics));
        set(Fact::MinorityLanguage, rank(&dossier.minority_language));
        set(
            Fact::Sex,
            dossier
                .sex
                .map_or(BLANK, |sex| u8::from(sex == Sex::Female)),
        );
        set(Fact::FirstTime, yes_no(post.first_time));
        set(
            Fact::MajorFitsPost,
            yes_no(major_fits(dossier, post, office)),
        );
        if let Some(unit) = unit {
            set(Fact::UnitKind, unit.kind as u8);
            set(
                Fact::AreaClass,
                unit.area_class().map_or(BLANK, |area| area as u8),
            );
            set(Fact::SpecialHardship, yes_no(unit.special_hardship));
        }
        facts
    }

    /// The case of which nothing is known on the day.
    #[cfg(test)]
    pub(super) fn blank(on: DayKey) -> Self {
        Self {
            words: [BLANK; Fact::COUNT],
            birth: Span::ANY,
            post_since: Span::ANY,
            service_started: Span::ANY,
            informatics_issued: Span::ANY,
            party_joined: Span::ANY,
            field: "",
            unit: None,
            on,
            retirement: &RETIREMENT,
        }
    }

    /// The place of the fact's word or level, yes as 1; `BLANK` where not known.
    pub(super) fn word(&self, fact: Fact) -> u8 {
        self.words[fact.index()]
    }

    pub(super) fn with(&self, fact: Fact, value: u8) -> Self {
        let mut facts = *self;
        facts.words[fact.index()] = value;
        facts
    }

    pub(super) fn level(&self, fact: Fact) -> Option<Level> {
        Level::of(fact, self.word(fact))
    }

    pub(super) fn sex(&self) -> Option<Sex> {
        match self.word(Fact::Sex) {
            0 => Some(Sex::Male),
            1 => Some(Sex::Female),
            _ => None,
        }
    }

    pub(super) fn date(&self, fact: Fact) -> Span {
        match fact {
            Fact::Birth => self.birth,
            Fact::PostSince => self.post_since,
            Fact::ServiceStarted => self.service_started,
            Fact::InformaticsIssued => self.informatics_issued,
            Fact::PartyJoined => self.party_joined,
            _ => Span::ANY,
        }
    }
}

/// Every fact of the case that is not blank, as rule files write it, in the order of [`Fact::ALL`].
pub fn stated_facts(case: &Case, office: &Office) -> Vec<(Fact, String)> {
    let Case {
        unit,
        dossier,
        post,
    } = *case;
    // Neither the day nor the law plays a part in what is stated.
    let no_law = Retirement::default();
    let facts = CaseFacts::of(case, office, &no_law, NaiveDate::default());
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string());
    let stated = |fact: &Fact| match fact {
        Fact::Birth => date(dossier.birth),
        Fact::PostSince => date(post.since),
        Fact::ServiceStarted => date(dossier.service_started),
        Fact::PartyJoined => date(dossier.party_joined),
        Fact::InformaticsIssued => date(informatics_issued(dossier)),
        Fact::Field => Some(facts.field.to_owned()).filter(|field| !field.is_empty()),
        Fact::ForeignLanguage => dossier
            .foreign_language
            .as_ref()
            .map(|held| format!("{} {}", held.language, held.level.map_or("", Ladder::code))),
        Fact::Unit => unit.map(|unit| unit.id.0.clone()),
        Fact::Title => Some(post.title.code().to_owned()),
        fact => match (facts.word(*fact), fact.kind()) {
            (BLANK, _) => None,
            (yes, FactKind::YesNo) => Some((yes == 1).to_string()),
            (place, _) => {
                let words = fact.words();
                words.get(usize::from(place)).map(|word| (*word).to_owned())
            }
        },
    };
    Fact::ALL
        .iter()
        .filter_map(|fact| Some((*fact, stated(fact)?)))
        .collect()
}

/// Whether the field of study fits: the officer's word, then the office's list; no training at all fits nothing.
fn major_fits(dossier: &Dossier, post: &Post, office: &Office) -> Option<bool> {
    dossier
        .major_fits
        .or_else(|| {
            // The look-up spells the field anew, so it is spared where the office has decided nothing.
            (!office.majors.is_empty() && !dossier.field.trim().is_empty())
                .then(|| office.major_fits(post.title, &dossier.field))
                .flatten()
        })
        .or_else(|| {
            let untrained = dossier
                .professional_level
                .as_ref()
                .is_some_and(|known| known.level.rank() == 0);
            untrained.then_some(false)
        })
}

/// When the informatics certificate was issued, as the end of a completed course tells.
fn informatics_issued(dossier: &Dossier) -> Option<PartialDate> {
    dossier
        .courses
        .iter()
        .filter(|course| {
            course.kind == CourseKind::Informatics && course.status == CourseStatus::Completed
        })
        .filter_map(|course| course.until)
        .min()
}
