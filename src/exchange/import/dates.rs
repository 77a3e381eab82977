//! Dates in whatever form a clerk wrote them, at the precision that they give.

use super::report::Reason;
use crate::domain::{PartialDate, fold};
use crate::exchange::excel::{Value, day_of_serial};

/// Two-digit years up to this one belong to this century.
const LAST_SHORT_YEAR_OF_THIS_CENTURY: u32 = 29;

/// The date in a cell; nothing for a dash or a word that says there is none.
pub(super) fn read_date(value: &Value) -> Result<Option<PartialDate>, Reason> {
    match value {
        Value::Date(day) => Ok(Some(PartialDate::from(*day))),
        Value::Number(number) => from_number(*number).map(Some),
        Value::Text(text) => from_text(text),
        Value::Bool(_) => Err(Reason::NotADate),
        Value::Error(_) => Err(Reason::FormulaError),
    }
}

fn from_number(number: f64) -> Result<PartialDate, Reason> {
    let whole = number.trunc();
    if number.fract() == 0.0 {
        let digits = whole as u64;
        let date = match digits {
            1_900..=2_100 => PartialDate::from_year(digits as i32),
            1_010_000..=31_129_999 => from_day_digits(digits),
            10_000..=80_000 => day_of_serial(number, false).map(PartialDate::from),
            _ => None,
        };
        return date.ok_or(Reason::NotADate);
    }
    // `9.1998` typed with a point becomes the number 9.1998, and `12.1990` even 12.199.
    let month = whole as u32;
    let year = ((number - whole) * 10_000.0).round() as i32;
    if number > 0.0 && (1..=12).contains(&month) && (1_900..=2_100).contains(&year) {
        return PartialDate::from_month(year, month).ok_or(Reason::NotADate);
    }
    if number > 10_000.0 {
        return day_of_serial(number, false)
            .map(PartialDate::from)
            .ok_or(Reason::NotADate);
    }
    Err(Reason::NotADate)
}

/// `17041972`, or `9041972` where a leading zero was lost.
fn from_day_digits(digits: u64) -> Option<PartialDate> {
    let (day, month, year) = (digits / 1_000_000, digits / 10_000 % 100, digits % 10_000);
    if !(1_900..=2_100).contains(&year) {
        return None;
    }
    PartialDate::from_day(year as i32, month as u32, day as u32)
}

fn from_text(text: &str) -> Result<Option<PartialDate>, Reason> {
    let folded = fold(text);
    let folded = folded.trim().trim_matches('\'').trim();
    match folded {
        "" | "-" | "--" | "---" | "/" | "." | "chua" | "khong" | "0" | "chua vao" | "ko" => {
            return Ok(None);
        }
        "x" | "v" | "co" | "+" => return Err(Reason::DateMissing),
        _ => {}
    }
    // A time of day behind the date says nothing here.
    let folded = match folded.find(':') {
        Some(colon) => folded[..colon]
            .rsplit_once([' ', 't'])
            .map_or(folded, |(date, _)| date),
        None => folded,
    };
    let numbers = numbers(folded).ok_or(Reason::NotADate)?;
    date_of(&numbers).map(Some)
}

/// The numbers of a date: value and digits; nothing when other words or signs stand between.
fn numbers(text: &str) -> Option<Vec<(u32, usize)>> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let end = rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len());
            if end > 8 || numbers.len() == 3 {
                return None;
            }
            numbers.push((rest[..end].parse().ok()?, end));
            rest = &rest[end..];
        } else if c.is_alphabetic() {
            let end = rest
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len());
            if !matches!(
                &rest[..end],
                "ngay" | "thang" | "nam" | "t" | "th" | "sinh" | "ng" | "n"
            ) {
                return None;
            }
            rest = &rest[end..];
        } else if matches!(c, '/' | '-' | '.' | ',' | ' ' | '\\' | '_' | '–' | '—') {
            rest = &rest[c.len_utf8()..];
        } else {
            return None;
        }
    }
    Some(numbers)
}

fn date_of(numbers: &[(u32, usize)]) -> Result<PartialDate, Reason> {
    let day_of = |day: u32, month: u32, year: i32| match (day, month) {
        (0, 0) => PartialDate::from_year(year),
        (0, month) => PartialDate::from_month(year, month),
        (day, month) => PartialDate::from_day(year, month, day),
    };
    let date = match *numbers {
        [(year, 4)] => PartialDate::from_year(year as i32),
        [(digits, 7 | 8)] => from_day_digits(u64::from(digits)),
        [(serial, 5)] => day_of_serial(f64::from(serial), false).map(PartialDate::from),
        [(0, 1 | 2), (year, 4)] => PartialDate::from_year(year as i32),
        [(month, 1 | 2), (year, 4)] => PartialDate::from_month(year as i32, month),
        [(year, 4), (month, 1 | 2)] => PartialDate::from_month(year as i32, month),
        [(month, 1 | 2), (year, 2)] if month > 0 => PartialDate::from_month(full_year(year), month),
        [(year, 4), (month, 1 | 2), (day, 1 | 2)] => day_of(day, month, year as i32),
        [(day, 1 | 2), (month, 1 | 2), (year, digits @ (2 | 4))] => {
            if month > 12 && (1..=12).contains(&day) && month <= 31 {
                return Err(Reason::DayMonthSwapped);
            }
            let year = if digits == 2 {
                full_year(year)
            } else {
                year as i32
            };
            day_of(day, month, year)
        }
        _ => None,
    };
    date.ok_or(Reason::NotADate)
}

fn full_year(short: u32) -> i32 {
    let century = if short <= LAST_SHORT_YEAR_OF_THIS_CENTURY {
        2000
    } else {
        1900
    };
    century + short as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Result<Option<String>, Reason> {
        read_date(&Value::Text(text.into())).map(|date| date.map(|date| date.to_string()))
    }

    #[test]
    fn forms_in_use() {
        for (written, iso) in [
            ("15/3/1975", "1975-03-15"),
            ("15-03-1975", "1975-03-15"),
            ("15.3.1975", "1975-03-15"),
            ("15/03/75", "1975-03-15"),
            (" 15 / 3 / 1975 ", "1975-03-15"),
            ("ngày 15 tháng 3 năm 1975", "1975-03-15"),
            ("15 tháng 3 năm 1975", "1975-03-15"),
            ("1975-03-15", "1975-03-15"),
            ("1975-03-15 00:00:00", "1975-03-15"),
            ("15/3/1975 0:00", "1975-03-15"),
            ("9/1998", "1998-09"),
            ("tháng 9/1998", "1998-09"),
            ("T9/1998", "1998-09"),
            ("09-1998", "1998-09"),
            ("1998", "1998"),
            ("năm 1998", "1998"),
            ("00/00/1965", "1965"),
            ("0/9/1965", "1965-09"),
            ("1/2/05", "2005-02-01"),
            ("17041972", "1972-04-17"),
            ("'03/04/1980", "1980-04-03"),
            ("25371", "1969-06-17"),
        ] {
            assert_eq!(text(written), Ok(Some(iso.to_owned())), "{written}");
        }
    }

    #[test]
    fn numbers_that_are_dates() {
        let number = |number| {
            read_date(&Value::Number(number)).map(|date| date.map(|date| date.to_string()))
        };
        assert_eq!(number(1969.0), Ok(Some("1969".to_owned())));
        assert_eq!(number(25_371.0), Ok(Some("1969-06-17".to_owned())));
        assert_eq!(number(9.1998), Ok(Some("1998-09".to_owned())));
        assert_eq!(number(12.199), Ok(Some("1990-12".to_owned())));
        assert_eq!(number(9_041_972.0), Ok(Some("1972-04-09".to_owned())));
        for wrong in [0.0, -1.0, 12.0, 98.0, 1e18, f64::NAN, 13.1998] {
            assert_eq!(number(wrong), Err(Reason::NotADate), "{wrong}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        assert_eq!(text("31/02/1990"), Err(Reason::NotADate));
        assert_eq!(text("03/25/1980"), Err(Reason::DayMonthSwapped));
        assert_eq!(text("x"), Err(Reason::DateMissing));
        assert_eq!(text("khoảng 1970"), Err(Reason::NotADate));
        assert_eq!(text("98"), Err(Reason::NotADate));
        assert_eq!(text("1/2/3/1990"), Err(Reason::NotADate));
        assert_eq!(text("99999999999999999999"), Err(Reason::NotADate));
        assert_eq!(text("-"), Ok(None));
        assert_eq!(text("Chưa"), Ok(None));
    }
}
