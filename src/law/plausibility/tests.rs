use super::*;
use crate::domain::{Course, DossierId, Post, Rating, RatingGrade};

fn person() -> Dossier {
    let mut dossier = Dossier::new(DossierId([1; 16]), "Trần Văn Mẫu");
    dossier.birth = "1975-06-10".parse().ok();
    dossier
}

fn problems(dossier: &Dossier) -> Vec<&'static str> {
    let on = "2017-03-15".parse().unwrap();
    crate::law::CompiledRules::embedded()
        .map(|rules| rules.plausibility)
        .unwrap()
        .data_problems(dossier, on)
        .iter()
        .map(DataProblem::code)
        .collect()
}

fn date(text: &str) -> Option<PartialDate> {
    Some(text.parse().unwrap())
}

#[test]
fn a_plain_dossier_has_no_problem() {
    let mut dossier = person();
    dossier.party_joined = date("1998");
    dossier.service_started = date("1997");
    assert_eq!(problems(&dossier), [""; 0]);
    assert_eq!(problems(&Dossier::new(DossierId([2; 16]), "Mẫu")), [""; 0]);
}

#[test]
fn party_admission_needs_eighteen_years() {
    let mut dossier = person();
    for (joined, expected) in [
        ("1993-06-10", &[][..]),
        ("1993-06-09", &["party_admission_too_young"]),
        ("1993-06", &[]),
        ("1993-05", &["party_admission_too_young"]),
        ("1993", &[]),
        ("1981", &["party_admission_too_young"]),
        ("1974", &["before_birth"]),
        ("2017-03-15", &[]),
        ("2017-03-16", &["in_the_future"]),
    ] {
        dossier.party_joined = date(joined);
        assert_eq!(problems(&dossier), expected, "{joined}");
    }
    // Of the birth only the year is known: the kindest reading counts.
    dossier.birth = date("1975");
    dossier.party_joined = date("1993-01-01");
    assert_eq!(problems(&dossier), [""; 0]);
    dossier.party_joined = date("1992-12-31");
    assert_eq!(problems(&dossier), ["party_admission_too_young"]);
}

#[test]
fn work_needs_fifteen_years_and_nobody_is_past_eighty() {
    let mut dossier = person();
    dossier.service_started = date("1990-06-10");
    assert_eq!(problems(&dossier), [""; 0]);
    dossier.service_started = date("1990-06-09");
    assert_eq!(problems(&dossier), ["work_too_young"]);
    dossier.service_started = None;
    dossier.birth = date("1936-03-16");
    assert_eq!(problems(&dossier), [""; 0]);
    dossier.birth = date("1936-03-15");
    assert_eq!(problems(&dossier), ["too_old"]);
    dossier.birth = date("2018");
    assert_eq!(problems(&dossier), ["in_the_future"]);
}

#[test]
fn posts_and_courses_are_held_against_each_other() {
    let mut dossier = person();
    dossier.service_started = date("2000");
    let post = Post {
        since: date("1999"),
        ..Post::of(Title::FrontChair)
    };
    dossier.posts = vec![post, Post::of(Title::FrontChair)];
    assert_eq!(problems(&dossier), ["post_before_service", "title_twice"]);
    dossier.posts.clear();
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::Advanced));
    dossier.courses = vec![Course {
        kind: CourseKind::PtIntermediate,
        status: CourseStatus::Studying,
        class: String::new(),
        mode: None,
        from: date("2016-09"),
        until: date("2016-08-31"),
    }];
    assert_eq!(
        problems(&dossier),
        ["course_ends_before_start", "studies_what_is_held"]
    );
}

#[test]
fn levels_are_held_against_each_other() {
    let mut dossier = person();
    dossier.general_education = Some(Known::chosen(GeneralEducation::LowerSecondary));
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::Intermediate));
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::Intermediate));
    assert_eq!(problems(&dossier), [""; 0]);
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::College));
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::Bachelor));
    assert_eq!(
        problems(&dossier),
        ["training_without_school", "theory_without_school"]
    );
    dossier.political_theory = None;
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::None));
    dossier.field = "Kế toán".to_owned();
    dossier.ratings = vec![Rating {
        year: 2018,
        grade: RatingGrade::Good,
    }];
    assert_eq!(
        problems(&dossier),
        ["field_without_training", "rating_in_the_future"]
    );
}

#[test]
fn blank_fields_are_named() {
    let mut dossier = person();
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::None));
    let missing = missing_data(&dossier);
    assert!(missing.contains(&Fact::Title) && missing.contains(&Fact::Unit));
    assert!(!missing.contains(&Fact::Birth));
    // No field of study is expected of someone without training, nor a Party day of everyone.
    assert!(!missing.contains(&Fact::Field) && !missing.contains(&Fact::PartyJoined));
}
