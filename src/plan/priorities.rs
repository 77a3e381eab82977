//! Who goes before others, and how much that counts.

use chrono::NaiveDate;

use super::needs::Need;
use crate::domain::{Dossier, PlanSettings, Priority, fold};
use crate::law::MonthIndex;

/// What puts the person before others in a plan, in the order of the settings.
///
/// The plan lasts from the first day to the last; `last_month` is the person's last month of service. A blank fact puts nobody forward.
pub fn priorities_of(
    dossier: &Dossier,
    needs: &[Need],
    last_month: Option<MonthIndex>,
    settings: &PlanSettings,
    (first, until): (NaiveDate, NaiveDate),
) -> Vec<Priority> {
    let applies = |priority: &Priority| match priority {
        Priority::LegalDeadline => needs
            .iter()
            .any(|need| need.due.is_none_or(|due| due <= until)),
        Priority::KeyPost => dossier.is_key(),
        Priority::PlannedSuccessor => {
            use chrono::Datelike;
            dossier
                .successions
                .iter()
                .any(|planned| planned.until_year.is_none_or(|year| year >= first.year()))
        }
        Priority::Young => dossier.birth.is_some_and(|birth| {
            let years = first.years_since(birth.earliest()).unwrap_or(0);
            years <= u32::from(settings.young_until)
        }),
        Priority::Woman => dossier.sex == Some(crate::domain::Sex::Female),
        Priority::EthnicMinority => {
            !dossier.ethnicity.is_empty() && fold(&dossier.ethnicity) != "kinh"
        }
        Priority::YearsLeft => last_month.is_some_and(|last| {
            use chrono::Datelike;
            let now = first.year() * 12 + first.month0() as i32;
            last - now >= 12 * i32::from(settings.many_years)
        }),
    };
    settings
        .priorities
        .iter()
        .copied()
        .filter(applies)
        .collect()
}

/// How much the person's time in compliance counts: each priority more than all below it together.
pub fn weight_of(applying: &[Priority], order: &[Priority]) -> f64 {
    let worth = |priority: &Priority| {
        let place = order.iter().position(|known| known == priority);
        place.map_or(0.0, |place| f64::from(1u32 << (order.len() - 1 - place)))
    };
    1.0 + applying.iter().map(worth).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DossierId, Post, Sex, Succession, Title};
    use crate::law::CompiledRules;
    use crate::plan::last_month_of_service;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(dossier: &Dossier, order: &[Priority]) -> Vec<Priority> {
        let settings = PlanSettings {
            priorities: order.to_vec(),
            ..PlanSettings::default()
        };
        let law = CompiledRules::embedded().unwrap();
        let last = last_month_of_service(&law.library.calendar().retirement, dossier);
        let time = (day("2018-01-01"), day("2022-12-31"));
        priorities_of(dossier, &[], last, &settings, time)
    }

    fn person() -> Dossier {
        Dossier::new(DossierId([1; 16]), "Hoàng Thị Mẫu")
    }

    #[test]
    fn blank_facts_put_nobody_forward() {
        assert_eq!(of(&person(), Priority::ALL), []);
    }

    #[test]
    fn what_applies_is_told_in_the_order_of_the_settings() {
        let dossier = Dossier {
            birth: "1982-01-01".parse().ok(),
            sex: Some(Sex::Female),
            ethnicity: "Tày".into(),
            posts: vec![Post::of(Title::CommitteeChair)],
            successions: vec![Succession {
                title: None,
                written: "Bí thư".into(),
                from_year: Some(2015),
                until_year: Some(2020),
            }],
            ..person()
        };
        use Priority::*;
        // 36 on the first day: no longer young.
        assert_eq!(
            of(&dossier, Priority::ALL),
            [KeyPost, PlannedSuccessor, Woman, EthnicMinority, YearsLeft]
        );
        assert_eq!(of(&dossier, &[Woman, Young, KeyPost]), [Woman, KeyPost]);
    }

    #[test]
    fn thresholds_hold_on_both_sides() {
        use Priority::*;
        let born = |birth: &str| Dossier {
            birth: birth.parse().ok(),
            sex: Some(Sex::Male),
            ..person()
        };
        assert_eq!(of(&born("1982-01-02"), &[Young]), [Young]);
        assert_eq!(of(&born("1982-01-01"), &[Young]), []);
        // A man born in 12/1965 retires at the end of 9/2027, one born in 5/1966 at the end of 5/2028.
        assert_eq!(of(&born("1965-12"), &[YearsLeft]), []);
        assert_eq!(of(&born("1966-05"), &[YearsLeft]), [YearsLeft]);
        let planned = |until| Dossier {
            successions: vec![Succession {
                title: None,
                written: String::new(),
                from_year: None,
                until_year: until,
            }],
            ..person()
        };
        let order = [PlannedSuccessor];
        assert_eq!(of(&planned(Some(2017)), &order), []);
        assert_eq!(of(&planned(Some(2018)), &order), order);
        for (ethnicity, counts) in [
            ("Kinh", false),
            ("kinh", false),
            ("", false),
            ("Mường", true),
        ] {
            let dossier = Dossier {
                ethnicity: ethnicity.into(),
                ..person()
            };
            assert_eq!(of(&dossier, &[EthnicMinority]).len(), usize::from(counts));
        }
    }

    #[test]
    fn each_priority_outweighs_all_below_it() {
        let order = Priority::ALL;
        for (place, first) in order.iter().enumerate() {
            assert!(weight_of(&[*first], order) > weight_of(&order[place + 1..], order));
        }
        assert_eq!(weight_of(&[], order), 1.0);
        assert_eq!(weight_of(&[Priority::Woman], &[]), 1.0);
    }
}
