//! The periods of a plan on the calendar.

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::PlanSettings;
use crate::law::MonthIndex;

/// The periods of a plan: each begins on the first day of a month and has as many months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanCalendar {
    first: NaiveDate,
    months: u32,
    periods: usize,
}

impl PlanCalendar {
    /// The calendar of the settings for a plan that is made on the day.
    pub fn of(settings: &PlanSettings, on: NaiveDate) -> Self {
        let first = NaiveDate::from_ymd_opt(settings.first_year_on(on), 1, 1);
        Self {
            first: first.unwrap_or(NaiveDate::MIN),
            months: settings.period_months(),
            periods: settings.periods(),
        }
    }

    /// How many periods there are.
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// The length of a period, in months.
    pub fn months(&self) -> u32 {
        self.months
    }

    /// The first day of a period; beyond the plan too.
    pub fn first_day(&self, period: usize) -> NaiveDate {
        let months = Months::new(self.months.saturating_mul(period as u32));
        self.first
            .checked_add_months(months)
            .unwrap_or(NaiveDate::MAX)
    }

    /// The last day of a period.
    pub fn last_day(&self, period: usize) -> NaiveDate {
        let next = self.first_day(period + 1);
        next.pred_opt().unwrap_or(next)
    }

    /// The period on the first day of which something begins; nothing for another day.
    pub fn period_from(&self, day: NaiveDate) -> Option<usize> {
        (0..self.periods).find(|period| self.first_day(*period) == day)
    }

    /// The first period that has not ended before the day; nothing when all have.
    pub fn first_open(&self, on: NaiveDate) -> Option<usize> {
        (0..self.periods).find(|period| self.last_day(*period) >= on)
    }

    /// The year of a period.
    pub fn year(&self, period: usize) -> i32 {
        self.first_day(period).year()
    }

    /// How many periods that many months take, at least one.
    pub fn periods_for(&self, months: u32) -> usize {
        months.div_ceil(self.months).max(1) as usize
    }

    /// How many periods end in that month or before, counted from the first.
    pub fn periods_until(&self, month: MonthIndex) -> usize {
        let first = self.first.year() * 12 + self.first.month0() as MonthIndex;
        let months = (month + 1 - first).max(0) as u32;
        ((months / self.months) as usize).min(self.periods)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half_years() -> PlanCalendar {
        let settings = PlanSettings {
            years: 2,
            ..PlanSettings::default()
        };
        PlanCalendar::of(&settings, "2017-03-01".parse().unwrap())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_plan_begins_in_the_year_after_unless_told_otherwise() {
        let calendar = half_years();
        assert_eq!(calendar.periods(), 4);
        assert_eq!(calendar.first_day(0), day("2018-01-01"));
        assert_eq!(calendar.last_day(1), day("2018-12-31"));
        assert_eq!(calendar.first_day(3), day("2019-07-01"));
        assert_eq!(calendar.period_from(day("2019-07-01")), Some(3));
        assert_eq!(calendar.period_from(day("2019-07-02")), None);
        assert_eq!(calendar.period_from(day("2020-01-01")), None);
    }

    #[test]
    fn a_period_is_open_to_its_last_day() {
        let calendar = half_years();
        assert_eq!(calendar.first_open(day("2017-03-01")), Some(0));
        assert_eq!(calendar.first_open(day("2018-06-30")), Some(0));
        assert_eq!(calendar.first_open(day("2018-07-01")), Some(1));
        assert_eq!(calendar.first_open(day("2020-01-01")), None);
    }

    #[test]
    fn months_become_periods() {
        let calendar = half_years();
        for (months, periods) in [(0, 1), (1, 1), (6, 1), (7, 2), (18, 3)] {
            assert_eq!(calendar.periods_for(months), periods);
        }
        let month = |year: i32, month: i32| year * 12 + month - 1;
        for (last, periods) in [
            (month(2017, 12), 0),
            (month(2018, 5), 0),
            (month(2018, 6), 1),
            (month(2018, 12), 2),
            (month(2040, 1), 4),
        ] {
            assert_eq!(calendar.periods_until(last), periods);
        }
    }
}
