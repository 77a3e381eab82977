//! Retirement by birth month and sex.
//!
//! # Source
//! The articles cited in `retirement.toml`: Bộ luật Lao động 2012 and 2019, NĐ 135/2020/NĐ-CP.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::{PartialDate, RetirementGround, Sex};
use crate::law::compiled::{in_days, maybe_in_days, one_by_code};
use crate::law::{Bilingual, Checked, Confidence, Source};

/// A month counted from the year 0: `year * 12 + month - 1`.
pub type MonthIndex = i32;

/// The month of a day.
pub fn month_of(day: NaiveDate) -> MonthIndex {
    day.year() * 12 + day.month0() as i32
}

/// The first day of the month; nothing outside the calendar.
pub(super) fn first_day(month: MonthIndex) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        month.div_euclid(12),
        month.rem_euclid(12).unsigned_abs() + 1,
        1,
    )
}

/// How the retirement age of one sex goes up year by year. Unit: months of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetirementAge {
    /// In the first year.
    pub first: i32,
    /// More in each year that follows.
    pub more_each_year: i32,
    /// Where it stops.
    pub most: i32,
}

impl RetirementAge {
    fn after(self, years: i32) -> i32 {
        self.first
            .saturating_add(self.more_each_year.saturating_mul(years))
            .min(self.most)
    }
}

/// What counts for someone of whom only the year of birth is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum YearOnly {
    /// The first of January of that year, as the text says.
    FirstOfJanuary(Source),
    /// No rule is known: only the first and the last month possible can be said.
    Range,
}

/// Why someone may retire at a lower age.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Which one.
    #[serde(with = "one_by_code")]
    pub ground: RetirementGround,
    /// What must be the case.
    pub says: Bilingual,
}

/// Retirement at a lower age.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Early {
    /// By how many months at most.
    pub months: i32,
    /// Grounds; each alone is enough.
    pub grounds: Vec<Ground>,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
}

/// The retirement ages of those who reach them during one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetirementVersion {
    /// The first day on which the age is reached; nothing for the oldest version.
    #[serde(with = "maybe_in_days")]
    pub from: Option<NaiveDate>,
    /// The first day on which it no longer is; nothing for the version in force.
    #[serde(with = "maybe_in_days")]
    pub until: Option<NaiveDate>,
    /// For men.
    pub male: RetirementAge,
    /// For women.
    pub female: RetirementAge,
    /// For those of whom only the year of birth is known.
    pub year_only: YearOnly,
    /// At a lower age.
    pub early: Early,
    /// Where the law says it.
    pub source: Source,
    /// The other text on which it rests.
    pub also: Option<Source>,
    /// How sure we are.
    pub confidence: Confidence,
    /// Who compared it with the official text; nothing until someone has.
    pub checked: Option<Checked>,
}

/// Why retirement may be put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postponement {
    /// Which ground.
    #[serde(with = "one_by_code")]
    pub ground: RetirementGround,
    /// The first day in force.
    #[serde(with = "in_days")]
    pub from: NaiveDate,
    /// By how many months at most.
    pub months: u8,
    /// What must be the case.
    pub says: Bilingual,
    /// Where the law says it.
    pub source: Source,
    /// How sure we are.
    pub confidence: Confidence,
}

/// What the office must do before someone retires.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Notice {
    /// The first day of retirement of which the rule speaks.
    #[serde(with = "maybe_in_days")]
    pub from: Option<NaiveDate>,
    /// Months before, the notice is given.
    pub announce_months: i32,
    /// Months before, the decision is signed.
    pub decide_months: i32,
    /// Where the law says it.
    pub source: Source,
}

/// When people retire.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retirement {
    /// Oldest first, each beginning where the one before ends.
    pub versions: Vec<RetirementVersion>,
    /// Grounds for putting it off.
    pub postponements: Vec<Postponement>,
    /// What must be done before.
    pub notice: Notice,
}

/// The month of somebody's retirement and the version that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetirementDue<'a> {
    /// The age reached. Unit: months.
    pub age_months: i32,
    /// The month in which it is reached, the last month at work.
    pub month: MonthIndex,
    /// The version.
    pub version: &'a RetirementVersion,
}

impl RetirementDue<'_> {
    /// The last day of the last month at work.
    pub fn last_working_day(&self) -> Option<NaiveDate> {
        self.retirement_date()?.pred_opt()
    }

    /// The first day of retirement, on which the pension begins.
    pub fn retirement_date(&self) -> Option<NaiveDate> {
        first_day(self.month + 1)
    }
}

/// When somebody of that birth retires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retires<'a> {
    /// Then.
    At(RetirementDue<'a>),
    /// Within these months: only the year of birth is known and no text says what counts.
    Between(RetirementDue<'a>, RetirementDue<'a>),
}

impl<'a> Retires<'a> {
    /// The first month possible.
    pub fn earliest(&self) -> RetirementDue<'a> {
        match self {
            Self::At(due) | Self::Between(due, _) => *due,
        }
    }

    /// The last month possible.
    pub fn latest(&self) -> RetirementDue<'a> {
        match self {
            Self::At(due) | Self::Between(_, due) => *due,
        }
    }
}

impl Retirement {
    /// The month at whose end a person born in the month retires; nothing without any version.
    ///
    /// Early and postponed retirement are facts of a person, not counted here.
    pub fn month(&self, birth: MonthIndex, sex: Sex) -> Option<MonthIndex> {
        Some(self.due(birth, sex)?.month)
    }

    /// When a person born in the month reaches the retirement age; nothing without any version.
    pub fn due(&self, birth: MonthIndex, sex: Sex) -> Option<RetirementDue<'_>> {
        self.reached(birth, sex, |_| 0)
    }

    /// When a person born in the month reaches the lowest age at which the law lets anybody retire.
    pub fn earliest_due(&self, birth: MonthIndex, sex: Sex) -> Option<RetirementDue<'_>> {
        self.reached(birth, sex, |version| version.early.months)
    }

    /// When a person of that birth retires, and where only its year is known, what the text makes of that.
    pub fn retires(&self, birth: PartialDate, sex: Sex) -> Option<Retires<'_>> {
        let first = self.due(month_of(birth.earliest()), sex)?;
        if birth.month().is_some() {
            return Some(Retires::At(first));
        }
        match first.version.year_only {
            YearOnly::FirstOfJanuary(_) => Some(Retires::At(first)),
            YearOnly::Range => {
                let last = self.due(month_of(birth.latest()), sex)?;
                Some(Retires::Between(first, last))
            }
        }
    }

    fn reached(
        &self,
        birth: MonthIndex,
        sex: Sex,
        less: impl Fn(&RetirementVersion) -> i32,
    ) -> Option<RetirementDue<'_>> {
        self.versions.iter().find_map(|version| {
            let ages = match sex {
                Sex::Male => version.male,
                Sex::Female => version.female,
            };
            let due = |years| {
                let age_months = ages.after(years) - less(version);
                RetirementDue {
                    age_months,
                    month: birth.saturating_add(age_months),
                    version,
                }
            };
            let end = version.until.map_or(MonthIndex::MAX, month_of);
            let Some(from) = version.from else {
                return Some(due(0)).filter(|due| due.month < end);
            };
            // Loading has seen to it that the age goes up, so that it stops within that many years.
            let rising = match ages.more_each_year {
                0 => 0,
                more => (ages.most - ages.first) / more + 1,
            };
            (0..=rising)
                .map(|years| (years, due(years)))
                .find(|(years, due)| {
                    let year_end = (from.year() + years + 1) * 12;
                    due.month < end && (*years == rising || due.month < year_end)
                })
                .map(|(_, due)| due)
        })
    }
}
