//! The computer's calendar day and time of day.

use chrono::{NaiveDate, NaiveDateTime};

/// The day and time that the computer's clock shows, in its own time zone.
pub fn now() -> NaiveDateTime {
    let date = js_sys::Date::new_0();
    NaiveDate::from_ymd_opt(
        date.get_full_year() as i32,
        date.get_month() + 1,
        date.get_date(),
    )
    .and_then(|day| day.and_hms_opt(date.get_hours(), date.get_minutes(), date.get_seconds()))
    .unwrap_or_default()
}

/// The day that the computer's clock shows.
pub fn today() -> NaiveDate {
    now().date()
}

/// Seconds that have gone by, to measure a time with.
pub fn seconds() -> f64 {
    js_sys::Date::now() / 1000.0
}
