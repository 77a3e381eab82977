//! The rule library against its cases: facts, a day, the expected verdict and the reason.
//!
//! `tests/cases/<standard>.toml` holds the cases of the standard of that name.

use std::collections::BTreeSet;
use std::path::PathBuf;

use canbo::domain::{
    AreaClass, Confirmation, Course, CourseKind, CourseStatus, Dossier, DossierId,
    GeneralEducation, Informatics, Known, Ladder, MinorityLanguage, Office, PartialDate,
    PoliticalTheory, Post, ProfessionalLevel, Sex, StateManagement, Title, Unit, UnitId, UnitKind,
};
use canbo::law::{Asks, Case, Condition, CriterionAssessment, Library, Reason, Verdict};
use canbo::text::{Language, verdict_words};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    standard: String,
    case: Vec<CaseText>,
}

/// One case; facts that are not given are blank.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseText {
    name: String,
    on: String,
    title: String,
    #[serde(default)]
    facts: Facts,
    /// The key of a rule that the office has confirmed.
    confirmed: Option<String>,
    expect: Expect,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Facts {
    birth: Option<String>,
    sex: Option<String>,
    post_since: Option<String>,
    first_time: Option<bool>,
    service_started: Option<String>,
    general_education: Option<String>,
    professional_level: Option<String>,
    field: Option<String>,
    major_fits_post: Option<bool>,
    political_theory: Option<String>,
    state_management: Option<String>,
    informatics: Option<String>,
    informatics_issued: Option<String>,
    minority_language: Option<String>,
    unit_kind: Option<String>,
    area_class: Option<String>,
    special_hardship: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    /// A verdict, or `none` where no standard speaks of the criterion.
    verdict: String,
    #[serde(default)]
    missing: Vec<String>,
    due: Option<String>,
    reason: Option<String>,
    /// The start of the document's name.
    document: Option<String>,
    article: Option<u16>,
    /// Words that the Vietnamese sentence must contain.
    says: Option<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn case_files() -> Vec<(String, CaseFile)> {
    let mut files: Vec<(String, CaseFile)> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let file = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, file)
        })
        .collect();
    files.sort_by(|one, two| one.0.cmp(&two.0));
    files
}

fn day(text: &str) -> NaiveDate {
    text.parse()
        .unwrap_or_else(|_| panic!("`{text}` is no day"))
}

fn date(text: &Option<String>) -> Option<PartialDate> {
    text.as_ref().map(|text| text.parse().unwrap())
}

fn level<L: Ladder>(text: &Option<String>) -> Option<Known<L>> {
    let code = text.as_ref()?;
    let level = L::from_code(code).unwrap_or_else(|| panic!("no level `{code}`"));
    Some(Known::chosen(level))
}

fn dossier(facts: &Facts) -> Dossier {
    let mut dossier = Dossier::new(DossierId([7; 16]), "Trần Văn Mẫu");
    dossier.birth = date(&facts.birth);
    dossier.sex = facts.sex.as_deref().map(|sex| Sex::from_code(sex).unwrap());
    dossier.service_started = date(&facts.service_started);
    dossier.general_education = level::<GeneralEducation>(&facts.general_education);
    dossier.professional_level = level::<ProfessionalLevel>(&facts.professional_level);
    dossier.political_theory = level::<PoliticalTheory>(&facts.political_theory);
    dossier.state_management = level::<StateManagement>(&facts.state_management);
    dossier.informatics = level::<Informatics>(&facts.informatics);
    dossier.minority_language = level::<MinorityLanguage>(&facts.minority_language);
    dossier.field = facts.field.clone().unwrap_or_default();
    dossier.major_fits = facts.major_fits_post;
    if let Some(until) = date(&facts.informatics_issued) {
        dossier.courses.push(Course {
            kind: CourseKind::Informatics,
            status: CourseStatus::Completed,
            class: "Tin học".to_owned(),
            mode: None,
            from: None,
            until: Some(until),
        });
    }
    dossier
}

fn unit(facts: &Facts) -> Unit {
    let kind = facts.unit_kind.as_deref().unwrap_or("commune");
    Unit {
        id: UnitId("xa mau".to_owned()),
        name: "Mẫu".to_owned(),
        kind: UnitKind::from_code(kind).unwrap(),
        area: facts
            .area_class
            .as_deref()
            .map(|area| AreaClass::from_code(area).unwrap()),
        special_hardship: facts.special_hardship,
    }
}

/// What the library says of the case's criterion; the same from `judge` and from `assess`.
fn assessed(library: &Library, standard: &str, text: &CaseText) -> Option<CriterionAssessment> {
    let mut office = Office::default();
    if let Some(key) = &text.confirmed {
        let confirmation = Confirmation {
            by: "Lê Thị Mẫu".to_owned(),
            on: day("2026-01-05"),
            ground: "Công báo".to_owned(),
        };
        office.confirmations.insert(key.clone(), confirmation);
    }
    let dossier = dossier(&text.facts);
    let unit = unit(&text.facts);
    let title = Title::from_code(&text.title)
        .unwrap_or_else(|| panic!("{}: no title `{}`", text.name, text.title));
    let post = Post {
        title,
        since: date(&text.facts.post_since),
        first_time: text.facts.first_time,
    };
    let case = Case {
        unit: Some(&unit),
        dossier: &dossier,
        post: &post,
    };
    let criterion = library
        .standards()
        .find(|known| known.id == standard)
        .unwrap_or_else(|| panic!("no standard `{standard}`"))
        .criterion;
    let rules = library.on(day(&text.on), &office);
    let judgement = rules.judge(&case);
    let assessment = rules.assess(&case);
    assert_eq!(judgement.overall, assessment.overall, "{}", text.name);
    let found = assessment
        .criteria
        .into_iter()
        .find(|found| found.criterion == criterion);
    assert_eq!(
        judgement.verdict(criterion),
        found.as_ref().map(|found| found.verdict),
        "{}",
        text.name
    );
    found
}

#[test]
fn every_case_comes_out_as_the_law_says() {
    let library = Library::embedded().unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, file) in case_files() {
        assert_eq!(name, file.standard, "a case file bears its standard's name");
        for text in &file.case {
            count += 1;
            let place = format!("{name}: {} ({}, {})", text.name, text.title, text.on);
            let found = assessed(&library, &file.standard, text);
            if let Err(difference) = check(&text.expect, found.as_ref()) {
                wrong.push(format!("{place}: {difference}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 400, "{count} cases");
}

fn check(expect: &Expect, found: Option<&CriterionAssessment>) -> Result<(), String> {
    let differs = |what: &str, expected: &dyn std::fmt::Debug, found: &dyn std::fmt::Debug| {
        Err(format!("{what}: expected {expected:?}, found {found:?}"))
    };
    let Some(found) = found else {
        return if expect.verdict == "none" {
            Ok(())
        } else {
            differs("verdict", &expect.verdict, &"none")
        };
    };
    if expect.verdict != found.verdict.code() {
        let reason = verdict_words::reason(found, Language::Vi);
        return differs("verdict", &expect.verdict, &(found.verdict.code(), reason));
    }
    let missing: Vec<&str> = found.missing.iter().map(|fact| fact.code()).collect();
    if expect.missing != missing {
        return differs("missing", &expect.missing, &missing);
    }
    let due = found.due.map(|due| due.to_string());
    if expect.due != due {
        return differs("due", &expect.due, &due);
    }
    if let Some(reason) = &expect.reason
        && reason != found.reason.code()
    {
        return differs("reason", reason, &found.reason.code());
    }
    if let Some(document) = &expect.document
        && !found.source.document.starts_with(document)
    {
        return differs("document", document, &found.source.document);
    }
    if expect.article.is_some() && expect.article != found.source.article {
        return differs("article", &expect.article, &found.source.article);
    }
    let sentence = verdict_words::reason(found, Language::Vi);
    if let Some(words) = &expect.says
        && !sentence.contains(words)
    {
        return differs("words", words, &sentence);
    }
    // Whatever the case, both languages have a sentence, and the law is named in it.
    for language in [Language::Vi, Language::En] {
        let sentence = verdict_words::reason(found, language);
        if !sentence.contains(&found.source.document) || !sentence.ends_with('.') {
            return Err(format!("no whole sentence: {sentence}"));
        }
    }
    Ok(())
}

/// The first and last day of every version, every rule, grace and exemption has a case.
#[test]
fn no_part_of_the_library_is_without_a_case() {
    let library = Library::embedded().unwrap();
    let files = case_files();
    let mut lacking = Vec::new();
    for standard in library.standards() {
        let Some((_, file)) = files.iter().find(|(name, _)| *name == standard.id) else {
            lacking.push(format!("{}: no case file", standard.id));
            continue;
        };
        let days: BTreeSet<NaiveDate> = file.case.iter().map(|case| day(&case.on)).collect();
        let found: Vec<CriterionAssessment> = file
            .case
            .iter()
            .filter_map(|case| assessed(&library, &standard.id, case))
            .collect();
        let verdicts_of = |key: &str| -> BTreeSet<Verdict> {
            found
                .iter()
                .filter(|found| found.rule == key)
                .map(|found| found.verdict)
                .collect()
        };
        for version in &standard.versions {
            let at = format!("{} from {}", standard.id, version.from);
            if !days.contains(&version.from) {
                lacking.push(format!("{at}: first day"));
            }
            if let Some(last) = version.until.and_then(|until| until.pred_opt())
                && !days.contains(&last)
            {
                lacking.push(format!("{at}: last day {last}"));
            }
            for rule in &version.rules {
                let verdicts = verdicts_of(&rule.key);
                let least = if one_outcome(&rule.asks) { 1 } else { 2 };
                if verdicts.len() < least {
                    lacking.push(format!("{}: {verdicts:?}", rule.key));
                }
            }
            for grace in &version.graces {
                let used = found.iter().any(|found| {
                    found.from == version.from
                        && matches!(&found.reason, Reason::WithinGrace(help) if help.id == grace.id)
                });
                if !used {
                    lacking.push(format!("{at}: grace {}", grace.id));
                }
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// One case for each fact that a standard may find missing.
#[test]
fn every_fact_left_blank_is_named() {
    let library = Library::embedded().unwrap();
    let mut named = BTreeSet::new();
    for (_, file) in case_files() {
        for text in &file.case {
            if let Some(found) = assessed(&library, &file.standard, text) {
                named.extend(found.missing.iter().map(|fact| fact.code()));
            }
        }
    }
    for fact in [
        "area_class",
        "birth",
        "field",
        "first_time",
        "general_education",
        "informatics",
        "informatics_issued",
        "major_fits_post",
        "minority_language",
        "political_theory",
        "post_since",
        "professional_level",
        "service_started",
        "sex",
        "special_hardship",
        "state_management",
    ] {
        assert!(named.contains(fact), "{fact}");
    }
}

/// Whether a rule comes out the same for everyone: it asks nothing, or leaves everything open.
fn one_outcome(asks: &Asks) -> bool {
    match asks {
        Asks::Nothing { .. } => true,
        Asks::Require { only_if, require } => {
            only_if.is_none() && matches!(require, Condition::Open(_))
        }
        Asks::WhereDesignated { .. } => false,
    }
}
