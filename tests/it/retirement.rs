//! Retirement by birth month: the published rows, what must hold of every birth, and bad questions.

use canbo::app::{FieldEdit, Law};
use canbo::domain::{
    Circumstance, CircumstanceKind, Dossier, DossierId, PartialDate, RetirementDecision,
    RetirementGround, Sex,
};
use canbo::job::retire_json;
use canbo::law::{Fact, LoadRuleError, Retirement, RetirementObjection, Retires};
use canbo::store::record::{decode_dossier, encode_dossier};
use canbo::text::Language;
use canbo::text::retirement_words::{RetirementQuestionError as Error, summary};
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};

const FILE: &str = include_str!("../../src/law/calendar/retirement.toml");

fn law() -> Retirement {
    Law::embedded()
        .unwrap()
        .library
        .calendar()
        .retirement
        .clone()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

fn ask(birth: &str, sex: &str) -> Result<Value, Error> {
    retire_json(&law(), Some(birth), Some(sex), true, today())
}

/// The fields of a line; a quoted field may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(c),
        }
    }
    cells
}

#[test]
fn the_published_rows_are_reproduced() {
    let mut rows = 0;
    for line in include_str!("../fixtures/law/retirement_cases.csv")
        .lines()
        .skip(1)
    {
        let cells = cells(line);
        let number = |at: usize| cells[at].parse::<i32>().unwrap();
        let answer = ask(&format!("{}-{:02}", number(0), number(1)), &cells[2]).unwrap();
        assert_eq!(answer["age_years"], number(3), "{line}");
        assert_eq!(answer["age_months"], number(4), "{line}");
        assert_eq!(answer["retirement_date"], *cells[5], "{line}");
        assert_eq!(answer["last_working_day"], *cells[7], "{line}");
        let document = answer["source"]["document"].as_str().unwrap();
        let expected = match &*cells[8] {
            "pre-2021 60/55" => "Nghị định 46/2010/NĐ-CP",
            _ => "Nghị định 135/2020/NĐ-CP",
        };
        assert_eq!(document, expected, "{line}");
        rows += 1;
    }
    assert_eq!(rows, 131);
}

/// First and last month of birth of each step, as the annex groups them.
#[test]
fn each_step_of_the_annex_begins_and_ends_where_it_should() {
    for (birth, sex, years, months, date) in [
        ("1960-12", "M", 60, 0, "2021-01-01"),
        ("1961-01", "M", 60, 3, "2021-05-01"),
        ("1961-09", "M", 60, 3, "2022-01-01"),
        ("1961-10", "M", 60, 6, "2022-05-01"),
        ("1962-06", "M", 60, 6, "2023-01-01"),
        ("1962-07", "M", 60, 9, "2023-05-01"),
        ("1964-03", "M", 61, 3, "2025-07-01"),
        ("1966-03", "M", 61, 9, "2028-01-01"),
        ("1966-04", "M", 62, 0, "2028-05-01"),
        ("1965-12", "F", 55, 0, "2021-01-01"),
        ("1966-01", "F", 55, 4, "2021-06-01"),
        ("1966-08", "F", 55, 4, "2022-01-01"),
        ("1966-09", "F", 55, 8, "2022-06-01"),
        ("1975-04", "F", 59, 8, "2035-01-01"),
        ("1975-05", "F", 60, 0, "2035-06-01"),
    ] {
        let answer = ask(birth, sex).unwrap();
        let found = (
            &answer["age_years"],
            &answer["age_months"],
            &answer["retirement_date"],
        );
        assert_eq!(
            found,
            (&json!(years), &json!(months), &json!(date)),
            "{birth} {sex}"
        );
    }
}

#[test]
fn a_day_of_birth_counts_as_its_month() {
    for day in ["1964-03-01", "1964-03-31"] {
        assert_eq!(ask(day, "M").unwrap()["retirement_date"], "2025-07-01");
    }
}

#[test]
fn a_year_of_birth_counts_from_january_where_the_text_says_so() {
    let answer = ask("1964", "M").unwrap();
    assert_eq!(answer["retirement_date"], "2025-05-01");
    assert_eq!(answer["year_only"]["counted_from"], "1964-01-01");
    assert_eq!(answer["year_only"]["source"]["article"], 3);
    // For the years before, no text was found: only the range is said, and no date decides.
    let answer = ask("1960", "M").unwrap();
    assert_eq!(answer["retirement_date"], Value::Null);
    assert_eq!(answer["age_years"], 60);
    let range = &answer["year_only"]["range"];
    assert_eq!(range[0]["retirement_date"], "2020-02-01");
    assert_eq!(range[1]["retirement_date"], "2021-01-01");
}

#[test]
fn the_lowest_age_goes_up_with_the_year_in_which_it_is_reached() {
    // Phụ lục II: 55 years 3 months in 2021 for men born from 1/1966 on, 57 years from 4/1971 on.
    for (birth, sex, years, months, date) in [
        ("1965-12", "M", 55, 0, "2021-01-01"),
        ("1966-01", "M", 55, 3, "2021-05-01"),
        ("1971-04", "M", 57, 0, "2028-05-01"),
        ("1971-01", "F", 50, 4, "2021-06-01"),
        ("1980-05", "F", 55, 0, "2035-06-01"),
    ] {
        let early = &ask(birth, sex).unwrap()["early"];
        let found = (
            &early["age_years"],
            &early["age_months"],
            &early["retirement_date"],
        );
        assert_eq!(
            found,
            (&json!(years), &json!(months), &json!(date)),
            "{birth} {sex}"
        );
        assert_eq!(early["grounds"].as_array().unwrap().len(), 3);
    }
    let plain = retire_json(&law(), Some("1966-01"), Some("M"), false, today()).unwrap();
    assert_eq!(plain.get("early"), None);
}

#[test]
fn bad_questions_are_refused_in_two_parts() {
    let refused = |birth: Option<&str>, sex: Option<&str>| {
        retire_json(&law(), birth, sex, false, today()).unwrap_err()
    };
    assert_eq!(refused(None, Some("M")), Error::Missing("--birth"));
    assert_eq!(refused(Some("1964-03"), None), Error::Missing("--sex"));
    for word in ["", "X", "m", "nam", "MF"] {
        assert_eq!(
            refused(Some("1964-03"), Some(word)),
            Error::Sex(word.to_owned())
        );
    }
    for word in [
        "",
        "1964-13",
        "1964-00",
        "1964-3",
        "03/1964",
        "64",
        "1964-02-30",
        "-1964",
        "99999",
    ] {
        assert!(
            matches!(refused(Some(word), Some("M")), Error::Birth(_)),
            "{word}"
        );
    }
    assert!(ask("2026-11", "M").is_ok());
    for word in ["2026-12", "2026-11-27", "2027", "2090-12"] {
        assert_eq!(
            refused(Some(word), Some("M")),
            Error::NotBornYet(word.to_owned())
        );
    }
    assert!(ask("1901-01", "M").is_ok());
    assert_eq!(
        refused(Some("1900-12"), Some("M")),
        Error::TooOld("1900".to_owned())
    );
    for error in [
        refused(None, None),
        refused(Some("x"), Some("M")),
        refused(Some("1964"), Some("x")),
        refused(Some("2090"), Some("F")),
        refused(Some("1850"), Some("F")),
        Error::NoRule,
    ] {
        for language in [Language::Vi, Language::En] {
            let (happened, to_do) = error.words(language);
            assert!(happened.ends_with('.') && to_do.ends_with('.'), "{error:?}");
        }
    }
}

#[test]
fn without_a_law_nobody_retires() {
    let answer = retire_json(
        &Retirement::default(),
        Some("1964-03"),
        Some("M"),
        true,
        today(),
    );
    assert_eq!(answer.unwrap_err(), Error::NoRule);
}

#[test]
fn a_broken_file_is_refused_with_its_line() {
    let broken = |from: &str, to: &str| {
        assert!(FILE.contains(from), "{from}");
        Retirement::load("retirement.toml", &FILE.replacen(from, to, 1)).unwrap_err()
    };
    for (from, to) in [
        // A gap, an overlap, an end without a successor, a beginning without a predecessor.
        ("from = \"2021-01-01\"", "from = \"2021-01-02\""),
        ("from = \"2021-01-01\"", "from = \"2020-12-31\""),
        ("from = \"2021-01-01\"", ""),
        ("until = \"2021-01-01\"", ""),
        // Ages that nobody has or that never end.
        ("male = { years = 60 }", "male = { years = 0 }"),
        ("more_each_year = 3", "more_each_year = 12"),
        ("more_each_year = 3", "more_each_year = 0"),
        ("up_to_years = 62", "up_to_years = 59"),
        (
            "female = { years = 55 }",
            "female = { years = 55, more_each_year = 4, up_to_years = 60 }",
        ),
        ("months = 60", "months = 660"),
        // Words of no list, keys of no meaning, what is missing.
        ("year_only = \"range\"", "year_only = \"middle\""),
        ("confidence = \"seen\"", "confidence = \"sure\""),
        ("announce_months", "tell_months"),
        ("year_only_source", "year_only_text"),
        ("ground = \"illness\"", "ground = \"circumstances\""),
        ("ground = \"illness\"", "ground = \"heavy_work\""),
        ("ground = \"heavy_work\"", "ground = \"illness\""),
        ("from = \"2025-07-01\"", "from = \"1/7/2025\""),
    ] {
        let error = broken(from, to);
        assert!(error.to_string().contains("retirement.toml"), "{error}");
        assert!(error.to_string().contains("line"), "{error}");
    }
    assert!(matches!(
        broken("year_only = \"range\"", "year_only = \"middle\""),
        LoadRuleError::UnknownWord { line: 14, .. }
    ));
}

proptest! {
    #[test]
    fn a_later_birth_never_retires_before_an_earlier_one(
        birth in 1900 * 12..2030 * 12_i32, more in 0..60_i32, female: bool,
    ) {
        let law = law();
        let sex = if female { Sex::Female } else { Sex::Male };
        let (one, two) = (law.due(birth, sex).unwrap(), law.due(birth + more, sex).unwrap());
        prop_assert!(one.month <= two.month);
        prop_assert!(one.age_months <= two.age_months);
        // The lower age is never above the usual one, and at most five years below it.
        let early = law.earliest_due(birth, sex).unwrap();
        prop_assert!(early.month < one.month);
        prop_assert!(one.version.from.is_none() || early.age_months >= 50 * 12);
        prop_assert_eq!(one.last_working_day().unwrap().succ_opt(), one.retirement_date());
    }

    #[test]
    fn a_year_of_birth_gives_no_day_outside_those_of_its_months(year in 1930..2010_i32, female: bool) {
        let law = law();
        let sex = if female { Sex::Female } else { Sex::Male };
        let months: Vec<i32> = (0..12).map(|m| law.month(year * 12 + m, sex).unwrap()).collect();
        match law.retires(PartialDate::from_year(year).unwrap(), sex).unwrap() {
            Retires::At(due) => prop_assert_eq!(due.month, months[0]),
            Retires::Between(first, last) => {
                prop_assert_eq!(first.month, months[0]);
                prop_assert_eq!(last.month, months[11]);
            }
        }
    }
}

fn person(birth: &str, sex: Sex) -> Dossier {
    let mut dossier = Dossier::new(DossierId([1; 16]), "Lê Văn Mẫu");
    dossier.birth = birth.parse().ok();
    dossier.sex = Some(sex);
    dossier
}

fn decided(ground: RetirementGround, on: &str) -> Option<RetirementDecision> {
    Some(RetirementDecision {
        ground,
        on: on.parse().ok(),
        document: "12/QĐ-UBND".into(),
    })
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_decision_comes_before_the_age_and_months_are_counted_to_the_last_at_work() {
    let law = law();
    let mut dossier = person("1964-03", Sex::Male);
    let months = |dossier: &Dossier, on: &str| law.of(dossier).unwrap().months_left(day(on));
    assert_eq!(months(&dossier, "2025-06-30"), Some(0));
    assert_eq!(months(&dossier, "2025-05-31"), Some(1));
    assert_eq!(months(&dossier, "2025-07-01"), Some(-1));
    assert_eq!(months(&dossier, "2017-03-01"), Some(99));
    dossier.retirement = decided(RetirementGround::Policy, "2024-01-01");
    let retires = law.of(&dossier).unwrap();
    assert_eq!(retires.date(), Some(day("2024-01-01")));
    assert_eq!(retires.months_left(day("2023-12-31")), Some(0));
    assert_eq!(retires.objection, None);
    // Without a day the age goes on counting, and the page says so.
    dossier.retirement = decided(RetirementGround::Policy, "");
    let retires = law.of(&dossier).unwrap();
    assert_eq!(retires.date(), Some(day("2025-07-01")));
    assert_eq!(retires.objection, Some(RetirementObjection::NoDate));
    let said = summary(&law, &dossier, day("2017-03-01"), Language::Vi);
    assert!(said.when[0].contains("01/07/2025"), "{said:?}");
    assert!(said.when[1].contains("99 tháng"), "{said:?}");
    assert!(
        said.why.iter().any(|line| line.contains("135/2020")),
        "{said:?}"
    );
    assert!(said.objection.is_some());
}

#[test]
fn a_decision_beyond_what_its_ground_allows_is_named_and_not_undone() {
    let law = law();
    for (birth, ground, on, fits) in [
        (
            "1971-04",
            RetirementGround::HardshipArea,
            "2028-05-01",
            true,
        ),
        (
            "1971-04",
            RetirementGround::HardshipArea,
            "2028-04-01",
            false,
        ),
        ("1971-04", RetirementGround::Policy, "2026-01-01", true),
        ("1964-11", RetirementGround::Illness, "2026-09-01", true),
        ("1964-11", RetirementGround::Illness, "2026-10-01", false),
        (
            "1964-11",
            RetirementGround::Circumstances,
            "2026-07-01",
            true,
        ),
        (
            "1964-11",
            RetirementGround::Circumstances,
            "2026-08-01",
            false,
        ),
        (
            "1964-11",
            RetirementGround::LongTreatment,
            "2026-12-01",
            true,
        ),
        (
            "1964-11",
            RetirementGround::LongTreatment,
            "2027-01-01",
            false,
        ),
        ("1964-11", RetirementGround::KeptAtWork, "2029-01-01", true),
    ] {
        let mut dossier = person(birth, Sex::Male);
        dossier.retirement = decided(ground, on);
        let retires = law.of(&dossier).unwrap();
        assert_eq!(retires.date(), Some(day(on)));
        let too_far = matches!(retires.objection, Some(RetirementObjection::TooFar { .. }));
        assert_eq!(retires.objection.is_none(), fits, "{birth} {ground:?} {on}");
        assert_eq!(too_far, !fits);
    }
    let objection = |ground, on: &str, birth: &str| {
        let mut dossier = person(birth, Sex::Male);
        dossier.retirement = decided(ground, on);
        law.of(&dossier).unwrap().objection
    };
    // The day of the age itself is neither early nor late.
    for ground in [RetirementGround::HeavyWork, RetirementGround::Illness] {
        let wrong = objection(ground, "2026-06-01", "1964-11");
        assert_eq!(wrong, Some(RetirementObjection::WrongWay));
    }
    // Of postponement before 1/7/2025 we hold no rule.
    assert_eq!(
        objection(RetirementGround::Illness, "2025-06-01", "1964-01"),
        Some(RetirementObjection::NoRule)
    );
}

#[test]
fn what_is_missing_is_named() {
    let law = law();
    let mut dossier = person("1964-03", Sex::Male);
    dossier.sex = None;
    assert_eq!(law.of(&dossier).unwrap_err(), [Fact::Sex]);
    dossier.birth = None;
    assert_eq!(law.of(&dossier).unwrap_err(), [Fact::Birth, Fact::Sex]);
    let said = summary(&law, &dossier, day("2017-03-01"), Language::Vi);
    assert_eq!(said.when.len(), 1);
    assert_eq!(law.of(&person("1960", Sex::Male)).unwrap().date(), None);
}

#[test]
fn notice_is_due_six_and_three_months_before() {
    let law = law();
    assert_eq!(
        law.notice_days(day("2026-06-01")),
        Some((day("2025-12-01"), day("2026-03-01")))
    );
    assert_eq!(law.notice_days(day("2025-06-30")), None);
}

#[test]
fn what_was_decided_is_written_and_blank_is_left_out() {
    let mut dossier = person("1964-03", Sex::Male);
    assert!(!encode_dossier(&dossier).contains("retirement"));
    dossier.retirement = decided(RetirementGround::Illness, "2025-09");
    dossier.circumstances = vec![Circumstance {
        kind: CircumstanceKind::SmallChild,
        from: None,
        until: "2026".parse().ok(),
        note: String::new(),
    }];
    let record = encode_dossier(&dossier);
    assert!(
        record.contains(
            r#""retirement":{"ground":"illness","on":"2025-09","document":"12/QĐ-UBND"}"#
        )
    );
    assert!(record.contains(r#""circumstances":[{"kind":"small_child","until":"2026"}]"#));
    assert_eq!(decode_dossier(&record), Ok(dossier.clone()));
    assert!(decode_dossier(&record.replace("small_child", "child")).is_err());
    let after = FieldEdit::Retirement(None).applied_to(&dossier);
    assert_eq!(after.retirement, None);
    let circumstance = &dossier.circumstances[0];
    assert!(circumstance.holds(day("2026-12-31")) && !circumstance.holds(day("2027-01-01")));
}
