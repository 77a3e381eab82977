//! Whether a person may attend a course that starts on a day.

use chrono::{Datelike, NaiveDate};

use super::catalogue::CatalogueCourse;
use crate::domain::{
    CourseDemand, Dossier, Ladder, PartialDate, ProfessionalLevel, RatingGrade, Sex,
};
use crate::law::{Confidence, MonthIndex, Retirement};

/// Whether a person may attend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Eligible {
    /// Yes; the demands that the facts known do not settle are for a person to check.
    Yes(Vec<CourseDemand>),
    /// No, by a demand with its number: years, or the rank of a level.
    No(CourseDemand, u32),
}

/// The month at whose end the person retires; nothing where birth or sex is not known.
///
/// Where only the year of birth is known and no text says what counts, the first month possible.
pub fn last_month_of_service(retirement: &Retirement, dossier: &Dossier) -> Option<MonthIndex> {
    let retires = retirement.retires(dossier.birth?, dossier.sex?)?;
    Some(retires.earliest().month)
}

/// What is known of one demand.
enum Answer {
    Met,
    Blank,
    NotMet(u32),
}

/// Whether the person may attend the course when it starts on the day.
///
/// `expected` is the professional level that the person will have reached by then. A blank fact
/// turns nobody away, and neither does a condition of low certainty.
pub fn eligible(
    course: &CatalogueCourse,
    dossier: &Dossier,
    start: NaiveDate,
    expected: Option<ProfessionalLevel>,
) -> Eligible {
    let Some(condition) = course.condition_on(start) else {
        return Eligible::Yes(Vec::new());
    };
    let years_since = |date: Option<PartialDate>| date.map(|date| completed_years(date, start));
    let mut demands: Vec<(CourseDemand, Answer)> = Vec::new();
    if let Some((male, female)) = condition.age_from {
        let years = match dossier.sex {
            Some(Sex::Male) => Some((male, male)),
            Some(Sex::Female) => Some((female, female)),
            None => Some((male.min(female), male.max(female))),
        };
        let answer = match (years_since(dossier.birth), years) {
            (Some((least, most)), Some((low, high))) => {
                if least >= i32::from(high) {
                    Answer::Met
                } else if most < i32::from(low) {
                    Answer::NotMet(u32::from(low))
                } else {
                    Answer::Blank
                }
            }
            _ => Answer::Blank,
        };
        demands.push((CourseDemand::AgeFrom, answer));
    }
    if let Some(until) = condition.age_until {
        let answer = match years_since(dossier.birth) {
            Some((_, most)) if most <= i32::from(until) => Answer::Met,
            Some((least, _)) if least > i32::from(until) => Answer::NotMet(u32::from(until)),
            _ => Answer::Blank,
        };
        demands.push((CourseDemand::AgeUntil, answer));
    }
    if condition.party_member {
        // A blank day of admission may mean that the person is no member, or that nobody wrote it.
        let answer = match dossier.party_joined {
            Some(joined) if joined.latest() <= start => Answer::Met,
            _ => Answer::Blank,
        };
        demands.push((CourseDemand::PartyMember, answer));
    }
    if let Some(level) = condition.at_least {
        let held = dossier.professional_level.as_ref().map(|held| held.level);
        let answer = match held.max(expected) {
            Some(held) if held >= level => Answer::Met,
            Some(_) if dossier.professional_level.is_some() => {
                Answer::NotMet(u32::from(level.rank()))
            }
            _ => Answer::Blank,
        };
        demands.push((CourseDemand::ProfessionalLevel, answer));
    }
    if let Some(years) = condition.service_years {
        let answer = match years_since(dossier.service_started) {
            Some((least, _)) if least >= i32::from(years) => Answer::Met,
            Some((_, most)) if most < i32::from(years) => Answer::NotMet(u32::from(years)),
            _ => Answer::Blank,
        };
        demands.push((CourseDemand::ServiceYears, answer));
    }
    if let Some(years) = condition.good_years {
        demands.push((CourseDemand::GoodYears, good_years(dossier, start, years)));
    }
    let decides = condition.confidence != Confidence::RecalledLow;
    let mut to_check = Vec::new();
    for (demand, answer) in demands {
        match answer {
            Answer::Met => {}
            Answer::NotMet(number) if decides => return Eligible::No(demand, number),
            Answer::NotMet(_) | Answer::Blank => to_check.push(demand),
        }
    }
    Eligible::Yes(to_check)
}

/// Completed years between a partial date and a day: at least, at most.
fn completed_years(date: PartialDate, day: NaiveDate) -> (i32, i32) {
    let years = |from: NaiveDate| {
        let birthday_reached = (day.month(), day.day()) >= (from.month(), from.day());
        day.year() - from.year() - i32::from(!birthday_reached)
    };
    (years(date.latest()), years(date.earliest()))
}

/// Whether each of the latest years before the start is rated good or better.
fn good_years(dossier: &Dossier, start: NaiveDate, years: u8) -> Answer {
    let mut blank = false;
    for year in start.year() - i32::from(years)..start.year() {
        match dossier.ratings.iter().find(|rating| rating.year == year) {
            Some(rating) if rating.grade <= RatingGrade::Good => {}
            Some(_) => return Answer::NotMet(u32::from(years)),
            None => blank = true,
        }
    }
    if blank { Answer::Blank } else { Answer::Met }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DossierId, Known, Rating};
    use crate::law::CompiledRules;
    use crate::plan::Catalogue;

    fn man(birth: &str) -> Dossier {
        Dossier {
            birth: birth.parse().ok(),
            sex: Some(Sex::Male),
            ..Dossier::new(DossierId([1; 16]), "Lê Văn Mẫu")
        }
    }

    fn ask(course: &str, dossier: &Dossier, start: &str) -> Eligible {
        let catalogue = Catalogue::embedded().unwrap();
        let course = catalogue.course(course).unwrap();
        eligible(course, dossier, start.parse().unwrap(), None)
    }

    const PART_TIME: &str = "pt_intermediate.part_time";

    #[test]
    fn an_age_counts_from_the_birthday_on() {
        let born = man("1988-07-01");
        assert_eq!(
            ask(PART_TIME, &born, "2018-06-30"),
            Eligible::No(CourseDemand::AgeFrom, 30)
        );
        assert_eq!(ask(PART_TIME, &born, "2018-07-01"), Eligible::Yes(vec![]));
        let woman = Dossier {
            sex: Some(Sex::Female),
            ..born
        };
        assert_eq!(ask(PART_TIME, &woman, "2013-07-01"), Eligible::Yes(vec![]));
        assert_eq!(
            ask(PART_TIME, &woman, "2013-06-30"),
            Eligible::No(CourseDemand::AgeFrom, 25)
        );
    }

    #[test]
    fn the_condition_of_the_start_day_counts() {
        // From 8/2/2022 on a man must be 35 to study beside his work; the day before, 30.
        let born = man("1990");
        assert_eq!(ask(PART_TIME, &born, "2022-02-07"), Eligible::Yes(vec![]));
        assert_eq!(
            ask(PART_TIME, &born, "2022-02-08"),
            Eligible::No(CourseDemand::AgeFrom, 35)
        );
    }

    #[test]
    fn a_blank_fact_is_to_be_checked_and_turns_nobody_away() {
        let nobody = Dossier::new(DossierId([1; 16]), "Lê Văn Mẫu");
        assert_eq!(
            ask(PART_TIME, &nobody, "2026-01-01"),
            Eligible::Yes(vec![
                CourseDemand::AgeFrom,
                CourseDemand::PartyMember,
                CourseDemand::ProfessionalLevel,
                CourseDemand::GoodYears,
            ])
        );
        // Born in 1988: thirty on some day of 2018.
        assert_eq!(
            ask(PART_TIME, &man("1988"), "2018-06-30"),
            Eligible::Yes(vec![CourseDemand::AgeFrom])
        );
    }

    #[test]
    fn a_level_that_the_plan_leads_to_counts() {
        let catalogue = Catalogue::embedded().unwrap();
        let course = catalogue.course("pt_intermediate.full_time").unwrap();
        let dossier = Dossier {
            professional_level: Some(Known::chosen(ProfessionalLevel::Intermediate)),
            ..man("1988")
        };
        let start = "2023-01-01".parse().unwrap();
        let level = u32::from(ProfessionalLevel::College.rank());
        assert_eq!(
            eligible(course, &dossier, start, None),
            Eligible::No(CourseDemand::ProfessionalLevel, level)
        );
        assert_eq!(
            eligible(course, &dossier, start, Some(ProfessionalLevel::University)),
            Eligible::Yes(vec![CourseDemand::PartyMember])
        );
    }

    #[test]
    fn ratings_of_the_latest_years_count() {
        let rated = |grades: &[(i32, RatingGrade)]| Dossier {
            ratings: grades
                .iter()
                .map(|(year, grade)| Rating {
                    year: *year,
                    grade: *grade,
                })
                .collect(),
            service_started: "2008-01-01".parse().ok(),
            ..man("1985-01-01")
        };
        use RatingGrade::{Excellent, Good, Satisfactory};
        let ask = |grades: &[(i32, RatingGrade)]| ask("master", &rated(grades), "2020-01-01");
        assert_eq!(
            ask(&[(2018, Good), (2019, Excellent)]),
            Eligible::Yes(vec![])
        );
        assert_eq!(
            ask(&[(2018, Satisfactory), (2019, Good)]),
            Eligible::No(CourseDemand::GoodYears, 2)
        );
        assert_eq!(
            ask(&[(2017, Satisfactory), (2019, Good)]),
            Eligible::Yes(vec![CourseDemand::GoodYears])
        );
    }

    #[test]
    fn retirement_needs_birth_and_sex() {
        let law = CompiledRules::embedded().unwrap();
        let last_month_of_service =
            |dossier: &Dossier| last_month_of_service(&law.library.calendar().retirement, dossier);
        assert_eq!(
            last_month_of_service(&man("1960-05-20")),
            Some(2020 * 12 + 4)
        );
        assert_eq!(last_month_of_service(&man("1960")), Some(2020 * 12));
        let unknown = Dossier {
            sex: None,
            ..man("1960")
        };
        assert_eq!(last_month_of_service(&unknown), None);
    }
}
