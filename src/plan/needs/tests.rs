use super::*;
use crate::domain::{
    AreaClass, Course, Informatics, Known, Office, PoliticalTheory, Post, ProfessionalLevel,
    UnitId, UnitKind,
};
use crate::law::Library;

fn person(titles: &[Title]) -> Dossier {
    let mut dossier = Dossier::new(DossierId([1; 16]), "Trần Văn Mẫu");
    dossier.posts = titles.iter().copied().map(Post::of).collect();
    dossier.general_education = Some(Known::chosen(GeneralEducation::UpperSecondary));
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::University));
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::Intermediate));
    dossier
}

fn lowland() -> Unit {
    Unit {
        id: UnitId("xa mau".to_owned()),
        name: "Mẫu".to_owned(),
        kind: UnitKind::Commune,
        area: Some(AreaClass::Lowland),
        special_hardship: Some(false),
    }
}

fn needs_on(day: &str, dossier: &Dossier) -> Vec<Need> {
    let library = Library::embedded().unwrap();
    let office = Office::default();
    let rules = library.on(day.parse().unwrap(), &office);
    needs(&rules, Some(&lowland()), dossier)
}

#[test]
fn who_meets_the_standard_needs_no_course() {
    assert_eq!(
        needs_on("2017-03-15", &person(&[Title::PartySecretary])),
        []
    );
}

#[test]
fn a_gap_names_the_course_and_the_levels() {
    let mut dossier = person(&[Title::PartySecretary]);
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::Elementary));
    let found = needs_on("2017-03-15", &dossier);
    let [need] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(need.course, CourseKind::PtIntermediate);
    assert_eq!(
        need.from,
        Some(Level::PoliticalTheory(PoliticalTheory::Elementary))
    );
    assert_eq!(
        need.to,
        Some(Level::PoliticalTheory(PoliticalTheory::Intermediate))
    );
    assert_eq!(need.status, NeedStatus::Open);
    assert_eq!(need.due, None);
}

#[test]
fn a_blank_level_is_no_need() {
    let mut dossier = person(&[Title::PartySecretary]);
    dossier.political_theory = None;
    assert_eq!(needs_on("2017-03-15", &dossier), []);
}

#[test]
fn two_titles_that_ask_for_one_course_are_one_need() {
    let mut dossier = person(&[Title::PartySecretary, Title::CouncilChair]);
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::None));
    let found = needs_on("2017-03-15", &dossier);
    let [need] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(need.titles, [Title::PartySecretary, Title::CouncilChair]);
}

#[test]
fn the_higher_of_two_courses_serves_both_titles_in_either_order() {
    for titles in [
        [Title::FrontChair, Title::CommitteeViceChair],
        [Title::CommitteeViceChair, Title::FrontChair],
    ] {
        let mut dossier = person(&titles);
        dossier.political_theory = Some(Known::chosen(PoliticalTheory::None));
        let found = needs_on("2017-03-15", &dossier);
        let [need] = found.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(need.course, CourseKind::PtIntermediate);
        assert_eq!(need.titles, titles);
    }
}

#[test]
fn who_attends_the_course_is_studying() {
    let mut dossier = person(&[Title::PartySecretary]);
    dossier.political_theory = Some(Known::chosen(PoliticalTheory::Elementary));
    for (kind, status, expected) in [
        (
            CourseKind::PtIntermediate,
            CourseStatus::Studying,
            NeedStatus::Studying,
        ),
        (
            CourseKind::PtAdvanced,
            CourseStatus::Studying,
            NeedStatus::Studying,
        ),
        (
            CourseKind::PtElementary,
            CourseStatus::Studying,
            NeedStatus::Open,
        ),
        (
            CourseKind::PtIntermediate,
            CourseStatus::DroppedOut,
            NeedStatus::Open,
        ),
        (
            CourseKind::Informatics,
            CourseStatus::Studying,
            NeedStatus::Open,
        ),
    ] {
        dossier.courses = vec![Course {
            kind,
            status,
            class: String::new(),
            mode: None,
            from: None,
            until: None,
        }];
        assert_eq!(
            needs_on("2017-03-15", &dossier)[0].status,
            expected,
            "{kind:?}"
        );
    }
}

#[test]
fn a_grace_period_gives_the_need_its_day() {
    let mut dossier = person(&[Title::OfficeStatistics]);
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::Intermediate));
    dossier.major_fits = Some(true);
    dossier.informatics = Some(Known::chosen(Informatics::Basic));
    dossier.service_started = "2015-06".parse().ok();
    let found = needs_on("2021-03-15", &dossier);
    let [need] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(need.course, CourseKind::University);
    assert_eq!(need.due, "2024-12-25".parse().ok());
}

#[test]
fn a_new_degree_is_expected_in_a_fitting_field() {
    let mut dossier = person(&[Title::OfficeStatistics]);
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::Elementary));
    dossier.major_fits = Some(false);
    let found = needs_on("2017-03-15", &dossier);
    let courses: Vec<CourseKind> = found.iter().map(|need| need.course).collect();
    assert_eq!(courses, [CourseKind::ProfessionalIntermediate]);
    assert_eq!(
        found[0].criteria,
        [Criterion::ProfessionalLevel, Criterion::RelevantMajor]
    );
    // With the level held, the field alone is the need.
    dossier.professional_level = Some(Known::chosen(ProfessionalLevel::University));
    assert_eq!(
        needs_on("2017-03-15", &dossier)[0].course,
        CourseKind::RelevantMajor
    );
}

#[test]
fn age_is_no_training_need() {
    let mut dossier = person(&[Title::PartySecretary]);
    dossier.birth = "1955-01-01".parse().ok();
    dossier.posts[0].first_time = Some(true);
    dossier.posts[0].since = "2016-01-01".parse().ok();
    assert_eq!(needs_on("2017-03-15", &dossier), []);
}
