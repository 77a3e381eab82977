//! Calendar dates of which only the year, or the year and month, may be known.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use thiserror::Error;

/// A date at the precision that the papers give: `1998`, `1998-05` or `1998-05-03`.
///
/// Years 1800 to 2200. Ordered by what is written: `1998` before `1998-01` before `1998-01-01`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    /// 1 to 12; 0 when not known.
    month: u8,
    /// 1 to 31; 0 when not known.
    day: u8,
}

/// Why a text is not a partial date in the ISO form.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a date of the form 1998, 1998-05 or 1998-05-03")]
pub struct ParsePartialDateError(pub String);

impl PartialDate {
    /// The date of a year alone; nothing outside 1800 to 2200.
    pub fn from_year(year: i32) -> Option<Self> {
        (1800..=2200).contains(&year).then_some(Self {
            year: year as i16,
            month: 0,
            day: 0,
        })
    }

    /// The date of a year and a month; nothing when the month is not 1 to 12.
    pub fn from_month(year: i32, month: u32) -> Option<Self> {
        let date = Self::from_year(year)?;
        (1..=12).contains(&month).then_some(Self {
            month: month as u8,
            ..date
        })
    }

    /// The date of a calendar day; nothing when there is no such day.
    pub fn from_day(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day)?;
        let date = Self::from_month(year, month)?;
        Some(Self {
            day: day as u8,
            ..date
        })
    }

    /// The year, always known.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// The month, 1 to 12, when known.
    pub fn month(self) -> Option<u32> {
        (self.month > 0).then_some(u32::from(self.month))
    }

    /// The day of the month, 1 to 31, when known.
    pub fn day(self) -> Option<u32> {
        (self.day > 0).then_some(u32::from(self.day))
    }

    /// The first day that the date may mean.
    pub fn earliest(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(
            self.year(),
            self.month().unwrap_or(1),
            self.day().unwrap_or(1),
        )
        .unwrap_or(NaiveDate::MIN)
    }

    /// The last day that the date may mean.
    pub fn latest(self) -> NaiveDate {
        if self.day > 0 {
            return self.earliest();
        }
        let span = if self.month > 0 { 1 } else { 12 };
        self.earliest()
            .checked_add_months(Months::new(span))
            .and_then(|next| next.checked_sub_days(Days::new(1)))
            .unwrap_or(NaiveDate::MAX)
    }

    /// Whether both may mean the same day.
    pub fn agrees_with(self, other: Self) -> bool {
        self.year == other.year
            && (self.month == 0 || other.month == 0 || self.month == other.month)
            && (self.day == 0 || other.day == 0 || self.day == other.day)
    }

    /// Whether this date says more than the other and contradicts nothing of it.
    pub fn refines(self, other: Self) -> bool {
        self != other
            && self.agrees_with(other)
            && (self.month > 0 || other.month == 0)
            && (self.day > 0 || other.day == 0)
    }

    /// The form of Vietnamese papers: `1998`, `5/1998` with a leading zero, `03/05/1998`.
    pub fn to_vietnamese(self) -> String {
        match (self.month(), self.day()) {
            (Some(month), Some(day)) => format!("{day:02}/{month:02}/{:04}", self.year),
            (Some(month), None) => format!("{month:02}/{:04}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        Self {
            year: day.year() as i16,
            month: day.month() as u8,
            day: day.day() as u8,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PartialDate {
    type Err = ParsePartialDateError;

    /// The date that an ISO text of four, seven or ten characters names.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || ParsePartialDateError(text.to_owned());
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<u32> {
            let part = bytes.get(range)?;
            part.iter().all(u8::is_ascii_digit).then(|| {
                part.iter()
                    .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
            })
        };
        let dash = |at: usize| bytes.get(at) == Some(&b'-');
        let year = digits(0..4).ok_or_else(fail)? as i32;
        match bytes.len() {
            4 => Self::from_year(year),
            7 if dash(4) => digits(5..7).and_then(|month| Self::from_month(year, month)),
            10 if dash(4) && dash(7) => digits(5..7)
                .zip(digits(8..10))
                .and_then(|(month, day)| Self::from_day(year, month, day)),
            _ => None,
        }
        .ok_or_else(fail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn iso_text_goes_there_and_back_at_each_precision() {
        for text in ["1998", "1998-05", "1998-05-03", "2016-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "98",
            "1998-13",
            "1998-02-30",
            "1998/05",
            "1998-5",
            "199a",
            "1799",
            "+998",
        ] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_partial_date_spans_its_year_or_month() {
        assert_eq!(date("2016").earliest().to_string(), "2016-01-01");
        assert_eq!(date("2016").latest().to_string(), "2016-12-31");
        assert_eq!(date("2016-02").latest().to_string(), "2016-02-29");
        assert_eq!(date("2016-02-03").latest().to_string(), "2016-02-03");
    }

    #[test]
    fn agreement_and_refinement() {
        assert!(date("1998").agrees_with(date("1998-05-03")));
        assert!(!date("1998-06").agrees_with(date("1998-05-03")));
        assert!(date("1998-05-03").refines(date("1998")));
        assert!(!date("1998").refines(date("1998-05-03")));
        assert!(!date("1998").refines(date("1998")));
    }
}
