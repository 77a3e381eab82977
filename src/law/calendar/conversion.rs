//! When somebody's post must change hands (*định kỳ chuyển đổi vị trí công tác*).
//!
//! # Source
//! The articles cited in `position-conversion.toml`: NĐ 158/2007, NĐ 150/2013, NĐ 59/2019.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::retirement::Retirement;
use crate::domain::{CircumstanceKind, Dossier, LocalPeriod, Office, PartialDate, Title};
use crate::law::compiled::{by_code, in_days, maybe_in_days, one_by_code};
use crate::law::{Bilingual, Checked, Confidence, Source};

/// The shortest and longest time in a post. Unit: months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The shortest.
    pub least: u32,
    /// The longest.
    pub most: u32,
}

impl Period {
    /// Whether a period of that many months lies within these bounds.
    pub fn allows(self, months: u16) -> bool {
        (self.least..=self.most).contains(&u32::from(months))
    }
}

/// A post that changes hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversionPost {
    /// Its title.
    #[serde(with = "one_by_code")]
    pub title: Title,
    /// How sure we are that it is one.
    pub confidence: Confidence,
}

/// Who is not moved while something is the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotYet {
    /// What may be the case.
    #[serde(with = "by_code")]
    pub kinds: Vec<CircumstanceKind>,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
}

/// Who is not moved any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAtAll {
    /// Fewer months than that are left to retirement.
    pub months_to_retirement: i32,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
}

/// The rules of one time in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversionVersion {
    /// The first day in force.
    #[serde(with = "in_days")]
    pub from: NaiveDate,
    /// The first day no longer in force; nothing while it is in force.
    #[serde(with = "maybe_in_days")]
    pub until: Option<NaiveDate>,
    /// How long a post is held.
    pub period: Period,
    /// Which posts.
    pub posts: Vec<ConversionPost>,
    /// Who is not moved yet.
    pub not_yet: NotYet,
    /// Who is not moved at all.
    pub not_at_all: NotAtAll,
    /// Why nothing is decided by this version, where the law itself is not known well enough.
    pub open: Option<Bilingual>,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
    /// Who compared it with the official text; nothing until someone has.
    pub checked: Option<Checked>,
}

/// Periodic position conversion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// Oldest first; their times in force do not overlap.
    pub versions: Vec<ConversionVersion>,
}

/// Why it cannot be said whether a post is to change hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConversionDoubt {
    /// The law of the day is not known well enough.
    Law,
    /// Whether the post is one of those is not certain, and no list of the office names it.
    Post,
    /// The shortest period is over, the longest is not, and the office has not entered its own.
    Period,
    /// The list has a remark which may be a reason to wait.
    Remark,
}

/// Whether a post is to change hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConversionState {
    /// Not before the day on which the shortest period ends.
    NotDue,
    /// The longest period is over.
    Due,
    /// The person is not moved while this is the case.
    NotYet(Vec<CircumstanceKind>),
    /// The person is not moved any more: that many months are left to retirement.
    NotAtAll(i32),
    /// It cannot be said, and why.
    Unsettled(ConversionDoubt),
    /// Nobody has entered since when the post is held.
    NoStart,
}

impl ConversionState {
    /// The state's name in data.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotDue => "not_due",
            Self::Due => "due",
            Self::NotYet(_) => "not_yet",
            Self::NotAtAll(_) => "not_at_all",
            Self::Unsettled(_) => "unsettled",
            Self::NoStart => "no_start",
        }
    }
}

/// A post of a person that changes hands, as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversionDue<'a> {
    /// The title.
    pub title: Title,
    /// Since when it is held.
    pub since: Option<PartialDate>,
    /// What the list remarks.
    pub remark: &'a str,
    /// How long it is held: the law's bounds, or the office's own period twice.
    pub period: Period,
    /// The period that the office entered.
    pub own: Option<&'a LocalPeriod>,
    /// The first day on which the shortest period is over, by the earliest reading of the start.
    pub first: Option<NaiveDate>,
    /// The first day on which the longest period is over, by the latest reading of the start.
    pub last: Option<NaiveDate>,
    /// What follows on the day.
    pub state: ConversionState,
    /// The rules of the day.
    pub version: &'a ConversionVersion,
}

impl Conversion {
    /// The rules in force on the day.
    pub fn version_on(&self, day: NaiveDate) -> Option<&ConversionVersion> {
        self.versions
            .iter()
            .find(|version| version.from <= day && version.until.is_none_or(|until| day < until))
    }

    /// The posts of the person that change hands, as of the day; empty for one who has left.
    ///
    /// Posts that a list of the office names count as subject to conversion; others only where
    /// the rule is certain of the title.
    pub fn dues<'a>(
        &'a self,
        retirement: &Retirement,
        office: &'a Office,
        dossier: &'a Dossier,
        on: NaiveDate,
    ) -> Vec<ConversionDue<'a>> {
        let Some(version) = self.version_on(on).filter(|_| !dossier.left) else {
            return Vec::new();
        };
        let held = dossier.posts.iter().filter_map(|post| {
            let rule = version.posts.iter().find(|rule| rule.title == post.title)?;
            Some((post, rule))
        });
        held.map(|(post, rule)| {
            let listed = dossier
                .tenures
                .iter()
                .rev()
                .find(|tenure| tenure.title == Some(post.title));
            // A period entered under another law does not bind this one.
            let own = office
                .conversion_periods
                .get(&post.title)
                .filter(|own| version.period.allows(own.months));
            let period = own.map_or(version.period, |own| Period {
                least: u32::from(own.months),
                most: u32::from(own.months),
            });
            let since = listed.and_then(|tenure| tenure.since).or(post.since);
            let after = |day: NaiveDate, months| day.checked_add_months(Months::new(months));
            let first = since.and_then(|since| after(since.earliest(), period.least));
            let last = since.and_then(|since| after(since.latest(), period.most));
            let mut due = ConversionDue {
                title: post.title,
                since,
                remark: listed.map_or("", |tenure| tenure.note.as_str()),
                period,
                own,
                first,
                last,
                state: ConversionState::NotDue,
                version,
            };
            let certain = listed.is_some() || rule.confidence != Confidence::RecalledLow;
            due.state = due.state(certain, retirement, dossier, on);
            due
        })
        .collect()
    }
}

impl ConversionDue<'_> {
    fn state(
        &self,
        certain: bool,
        retirement: &Retirement,
        dossier: &Dossier,
        on: NaiveDate,
    ) -> ConversionState {
        use ConversionDoubt as Doubt;
        use ConversionState as State;
        let version = self.version;
        if version.open.is_some() {
            return State::Unsettled(Doubt::Law);
        }
        if !certain {
            return State::Unsettled(Doubt::Post);
        }
        // Nobody is moved sooner than the shortest period, so that is the day that counts.
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return State::NoStart;
        };
        let at = on.max(first);
        let left = retirement
            .of(dossier)
            .ok()
            .and_then(|retires| retires.months_left(at));
        if let Some(left) = left.filter(|left| *left < version.not_at_all.months_to_retirement) {
            return State::NotAtAll(left);
        }
        if on < first {
            return State::NotDue;
        }
        let kinds: Vec<CircumstanceKind> = dossier
            .circumstances
            .iter()
            .filter(|circumstance| circumstance.holds(on))
            .map(|circumstance| circumstance.kind)
            .filter(|kind| version.not_yet.kinds.contains(kind))
            .collect();
        if !kinds.is_empty() {
            State::NotYet(kinds)
        } else if !self.remark.is_empty() {
            State::Unsettled(Doubt::Remark)
        } else if on < last {
            State::Unsettled(Doubt::Period)
        } else {
            State::Due
        }
    }
}
