//! Dates as a clerk types them.

use super::PartialDate;

/// The date that a clerk means by `1/9/85`, `010985`, `9/1985` or `1985`; nothing for anything else.
///
/// Day before month, as on all Vietnamese papers. Two digits of a year mean 1930 to 2029.
pub fn typed_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if text.is_empty() || text.len() > 10 {
        return None;
    }
    if let Ok(iso) = text.parse() {
        return Some(iso);
    }
    let parts: Vec<&str> = if text.contains(['/', '-', '.', ' ']) {
        text.split(['/', '-', '.', ' ']).collect()
    } else {
        match text.len() {
            4 => vec![text],
            6 | 8 => vec![text.get(0..2)?, text.get(2..4)?, text.get(4..)?],
            _ => return None,
        }
    };
    let digits = |part: &str| -> Option<u32> {
        (part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())
            .flatten()
    };
    let year = |part: &str| -> Option<i32> {
        let number = digits(part)? as i32;
        match part.len() {
            4 => Some(number),
            2 if number < 30 => Some(2000 + number),
            2 => Some(1900 + number),
            _ => None,
        }
    };
    match parts.as_slice() {
        [only] => PartialDate::from_year(year(only)?),
        [month, last] => PartialDate::from_month(year(last)?, digits(month)?),
        [day, month, last] => PartialDate::from_day(year(last)?, digits(month)?, digits(day)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clerk_is_understood() {
        for (typed, meant) in [
            ("1/9/85", "1985-09-01"),
            ("010985", "1985-09-01"),
            ("01091985", "1985-09-01"),
            ("1-9-1985", "1985-09-01"),
            ("1.9.1985", "1985-09-01"),
            ("9/1985", "1985-09"),
            ("1985", "1985"),
            (" 1985-09-01 ", "1985-09-01"),
            ("3/2/04", "2004-02-03"),
        ] {
            assert_eq!(
                typed_date(typed).map(|d| d.to_string()).as_deref(),
                Some(meant),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_date_stays_none() {
        for typed in [
            "",
            "85",
            "31/2/1985",
            "1/13/1985",
            "a/b/c",
            "1/1/1/1",
            "123",
            "1/9/985",
            "٣/٢/٠٤",
        ] {
            assert_eq!(typed_date(typed), None, "{typed}");
        }
    }
}
