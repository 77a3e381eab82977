//! Retirement age by birth month and sex.
//!
//! # Source
//! Bộ luật Lao động 2012 Điều 187 (60 and 55) until 2020; Bộ luật Lao động 2019 Điều 169 and
//! NĐ 135/2020/NĐ-CP Điều 4 and Phụ lục I from 2021.

use crate::domain::Sex;

/// A month counted from the year 0: `year * 12 + month - 1`.
pub type MonthIndex = i32;

/// Months of age at which a person retires who reaches that age in the year.
fn age_months(sex: Sex, year: i32) -> i32 {
    match (sex, year - 2021) {
        (Sex::Male, ..0) => 720,
        (Sex::Female, ..0) => 660,
        (Sex::Male, after) => (723 + 3 * after.min(100)).min(744),
        (Sex::Female, after) => (664 + 4 * after.min(100)).min(720),
    }
}

/// The month at whose end a person born in the month retires.
///
/// Unit: months counted from the year 0. Early and postponed retirement are facts of a person, not counted here.
pub fn retirement_month(birth: MonthIndex, sex: Sex) -> MonthIndex {
    let before = birth + age_months(sex, 2020);
    if before < 2021 * 12 {
        return before;
    }
    // The age stops rising in 2035 at the latest, so that the search ends there.
    (2021..=2035)
        .map(|year| (year, birth + age_months(sex, year)))
        .find(|(year, month)| *month < (year + 1) * 12)
        .map_or(birth + age_months(sex, 2035), |(_, month)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_roadmap_is_reproduced() {
        let mut rows = 0;
        for row in include_str!("../../tests/cases/retirement.csv")
            .lines()
            .skip(1)
        {
            let cells: Vec<&str> = row.split(',').collect();
            let number = |at: usize| cells[at].parse::<i32>().unwrap();
            let birth = number(0) * 12 + number(1) - 1;
            let sex = Sex::from_code(cells[2]).unwrap();
            let month = retirement_month(birth, sex);
            assert_eq!(month - birth, number(3) * 12 + number(4), "{row}");
            // Out of work from the first day of the month that follows.
            let next = month + 1;
            let first = format!("{}-{:02}-01", next / 12, next % 12 + 1);
            assert_eq!(first, cells[5], "{row}");
            rows += 1;
        }
        assert!(rows > 100);
    }
}
