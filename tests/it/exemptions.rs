//! Exemptions of a rule pack: what they spare, what they ask instead, and when they end.

use canbo::domain::{Dossier, DossierId, GeneralEducation, Known, Office, Post, Title};
use canbo::law::{Case, CriterionAssessment, Library, Reason, Verdict};
use canbo::text::{Language, verdict_words};

const PACK: &str = r#"
id = "pack"
criterion = "general_education"
title = { vi = "Tiêu chuẩn thử", en = "Trial standard" }
subject = { titles = ["front_chair", "veterans_chair"] }

[[version]]
from = "2010-01-01"
source = { document = "Văn bản thử", article = 2 }
confidence = "seen"
checked = { by = "", on = "" }

[[version.rule]]
id = "all"
require = { at_least = { fact = "general_education", level = "upper_secondary" } }

[[version.exemption]]
id = "long-service"
titles = ["front_chair"]
says = { vi = "Công tác từ trước năm 1990", en = "At work since before 1990" }
when = { before = { fact = "service_started", date = "1990-01-01" } }
until = "2020-01-01"
source = { document = "Văn bản thử", article = 3 }

[[version.exemption]]
id = "later-service"
says = { vi = "Công tác từ trước năm 2000", en = "At work since before 2000" }
when = { before = { fact = "service_started", date = "2000-01-01" } }
instead = { at_least = { fact = "general_education", level = "lower_secondary" } }
source = { document = "Văn bản thử", article = 4 }
"#;

fn assess(
    title: Title,
    day: &str,
    school: Option<GeneralEducation>,
    started: Option<&str>,
) -> CriterionAssessment {
    let library = Library::load(&[("pack.toml", PACK)]).unwrap();
    let office = Office::default();
    let mut dossier = Dossier::new(DossierId([3; 16]), "Trần Văn Mẫu");
    dossier.general_education = school.map(Known::chosen);
    dossier.service_started = started.map(|day| day.parse().unwrap());
    let case = Case {
        unit: None,
        dossier: &dossier,
        post: &Post::of(title),
    };
    let rules = library.on(day.parse().unwrap(), &office);
    let mut assessment = rules.assess(&case);
    assert_eq!(assessment.criteria.len(), 1);
    assessment.criteria.remove(0)
}

#[test]
fn an_exemption_spares_the_rule_and_names_its_own_article() {
    let found = assess(
        Title::FrontChair,
        "2017-03-15",
        Some(GeneralEducation::Primary),
        Some("1985"),
    );
    assert_eq!(found.verdict, Verdict::Exempt);
    let help = found.exemption.clone().unwrap();
    assert_eq!(
        (help.id.as_str(), help.source.article),
        ("long-service", Some(3))
    );
    let sentence = verdict_words::reason(&found, Language::Vi);
    assert!(
        sentence.ends_with("Công tác từ trước năm 1990 (Văn bản thử, Điều 3)."),
        "{sentence}"
    );
}

#[test]
fn what_an_exemption_asks_instead_is_enough() {
    let found = assess(
        Title::VeteransChair,
        "2017-03-15",
        Some(GeneralEducation::LowerSecondary),
        Some("1995"),
    );
    assert_eq!(found.verdict, Verdict::Met);
    assert!(matches!(&found.reason, Reason::Exempted(help) if help.id == "later-service"));
    let short = assess(
        Title::VeteransChair,
        "2017-03-15",
        Some(GeneralEducation::Primary),
        Some("1995"),
    );
    assert_eq!(short.verdict, Verdict::NotMet);
    assert_eq!(short.exemption, None);
}

#[test]
fn an_exemption_helps_its_titles_until_its_day() {
    let primary = Some(GeneralEducation::Primary);
    let verdict = |title, day| assess(title, day, primary, Some("1985")).verdict;
    assert_eq!(verdict(Title::FrontChair, "2019-12-31"), Verdict::Exempt);
    assert_eq!(verdict(Title::FrontChair, "2020-01-01"), Verdict::NotMet);
    assert_eq!(verdict(Title::VeteransChair, "2017-03-15"), Verdict::NotMet);
}

#[test]
fn who_meets_the_rule_needs_no_exemption() {
    let found = assess(
        Title::FrontChair,
        "2017-03-15",
        Some(GeneralEducation::UpperSecondary),
        Some("1985"),
    );
    assert_eq!((found.verdict, found.exemption), (Verdict::Met, None));
}

#[test]
fn a_blank_that_may_bring_an_exemption_is_missing() {
    let school = Some(GeneralEducation::LowerSecondary);
    let found = assess(Title::VeteransChair, "2017-03-15", school, None);
    let missing: Vec<&str> = found.missing.iter().map(|fact| fact.code()).collect();
    assert_eq!(
        (found.verdict, missing),
        (Verdict::Unknown, vec!["service_started"])
    );
    // Exempt whatever the school: nothing is missing.
    let found = assess(Title::FrontChair, "2017-03-15", None, Some("1985"));
    assert_eq!(
        (found.verdict, found.reason),
        (Verdict::Met, Reason::SatisfiedEitherWay)
    );
}
