//! Which numbers a sheet shows as dates, and which day they mean.

use chrono::{Days, NaiveDate};

/// Whether the built-in number format of that index shows a date.
pub(super) fn builtin_is_date(index: u32) -> bool {
    // 18 to 21 and 45 to 47 show a time of day; the East Asian ones (27 to 36, 50 to 58) a date.
    matches!(index, 14..=17 | 22 | 27..=36 | 50..=58)
}

/// Whether a number format shows a date: it names a day or a year outside quotes.
///
/// `mm` alone may mean minutes, so a month counts only with a day or a year.
pub(super) fn is_date(format: &str) -> bool {
    let mut chars = format.chars();
    let mut quoted = false;
    let mut bracket = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => bracket = true,
            ']' => bracket = false,
            _ if bracket => {}
            ';' => return false,
            'd' | 'D' | 'y' | 'Y' => return true,
            // `General` and `Standard` are words, not patterns.
            'g' | 'G' | 's' | 'S' => {
                let rest = chars.as_str();
                if rest.len() >= 6 && rest.is_char_boundary(6) {
                    let word = &rest[..6];
                    if word.eq_ignore_ascii_case("eneral") || word.eq_ignore_ascii_case("tandar") {
                        return false;
                    }
                }
            }
            _ => {}
        }
    }
    false
}

/// The day of a serial number; nothing before 1900 or after 2200.
///
/// Excel's calendar has a day too many, 29 February 1900: days before it are shifted by one.
pub(in crate::exchange) fn day_of_serial(serial: f64, from_1904: bool) -> Option<NaiveDate> {
    if !(1.0..110_000.0).contains(&serial) {
        return None;
    }
    let days = serial as u64;
    let (year, month, day, days) = match (from_1904, days) {
        (true, _) => (1904, 1, 1, days),
        (false, 0..=60) => (1899, 12, 31, days),
        (false, _) => (1899, 12, 30, days),
    };
    NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_formats_are_told_from_numbers() {
        for format in [
            "dd/mm/yyyy",
            "[$-42A]d mmmm yyyy",
            "m/d/yy h:mm",
            "yyyy",
            "mm\\/yyyy",
        ] {
            assert!(is_date(format), "{format}");
        }
        for format in [
            "General",
            "0.00",
            "#,##0\" đồng dy\"",
            "[h]:mm:ss",
            "@",
            "0;\"d\"",
            "mm:ss",
            "[Red]0",
        ] {
            assert!(!is_date(format), "{format}");
        }
    }

    #[test]
    fn serials_are_excels_days() {
        let day = |serial| day_of_serial(serial, false).unwrap().to_string();
        assert_eq!(day(1.0), "1900-01-01");
        assert_eq!(day(59.0), "1900-02-28");
        assert_eq!(day(61.0), "1900-03-01");
        assert_eq!(day(25_371.0), "1969-06-17");
        assert_eq!(
            day_of_serial(23_909.5, true).unwrap().to_string(),
            "1969-06-17"
        );
        assert_eq!(day_of_serial(f64::NAN, false), None);
        assert_eq!(day_of_serial(1e300, false), None);
    }
}
