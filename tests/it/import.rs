//! The sample city's eight workbooks, as they are, through the importer.

use std::collections::BTreeMap;

use canbo::domain::*;
use canbo::exchange::*;
use canbo::store::Snapshot;

const FILES: [&str; 8] = [
    "01-danh-sach-can-bo-cong-chuc-23-xa-phuong.xlsx",
    "02-dang-hoc-trung-cap-ly-luan-chinh-tri.xlsx",
    "03-xep-loai-2014-2016.xlsx",
    "04-dieu-dong-luan-chuyen-2013-2016.xlsx",
    "05-thu-hut-sinh-vien-2010-2016.xlsx",
    "06-chuyen-doi-vi-tri-cong-tac.xlsx",
    "07-quy-hoach-2015-2020.xlsx",
    "08-nghia-ha-font-vntime-tcvn3.xls",
];

fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/sample-city/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn samples(order: &[usize]) -> Vec<SourceFile> {
    order
        .iter()
        .map(|at| SourceFile {
            name: FILES[*at].to_owned(),
            bytes: fixture(FILES[*at]),
        })
        .collect()
}

/// Imports into the snapshot, and holds the report to its own sums.
pub fn import_into(
    base: &mut Snapshot,
    files: &[SourceFile],
    answers: &Answers,
) -> Vec<FileReport> {
    let mut last = base.dossiers.len() as u128;
    let mut new_id = || {
        last += 1;
        DossierId(last.to_be_bytes())
    };
    let proposal = read_lists(files, base, answers, &mut new_id, &mut |_| {});
    for dossier in proposal.dossiers {
        match base
            .dossiers
            .iter_mut()
            .find(|known| known.id == dossier.id)
        {
            Some(known) => *known = dossier,
            None => base.dossiers.push(dossier),
        }
    }
    base.office = proposal.office;
    for file in &proposal.files {
        let waiting = file
            .outcomes
            .iter()
            .filter(|row| matches!(row.kind, RowKind::Refused | RowKind::Question))
            .count();
        assert_eq!(
            file.created + file.updated + file.unchanged + waiting,
            file.rows,
            "{}",
            file.file
        );
    }
    proposal.files
}

fn counts(city: &Snapshot) -> BTreeMap<&'static str, usize> {
    let office = &city.office;
    let here: Vec<&Dossier> = city
        .dossiers
        .iter()
        .filter(|dossier| !dossier.left)
        .collect();
    let count =
        |wanted: &dyn Fn(&Dossier) -> bool| here.iter().filter(|dossier| wanted(dossier)).count();
    let rated = |dossier: &Dossier, year, grade| dossier.ratings.contains(&Rating { year, grade });
    let moved = |direction| {
        city.dossiers
            .iter()
            .flat_map(|dossier| &dossier.movements)
            .filter(|movement| movement.direction(office) == Some(direction))
            .count()
    };
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for dossier in &here {
        *names.entry(match_key(&dossier.name)).or_default() += 1;
    }
    BTreeMap::from([
        (
            "units",
            office
                .units
                .iter()
                .filter(|unit| unit.kind != UnitKind::Superior)
                .count(),
        ),
        ("people", here.len()),
        (
            "cadres",
            count(&|dossier| dossier.group() == Some(Group::Cadre)),
        ),
        (
            "civil_servants",
            count(&|dossier| dossier.group() == Some(Group::CivilServant)),
        ),
        ("key", count(&Dossier::is_key)),
        ("women", count(&|dossier| dossier.sex == Some(Sex::Female))),
        (
            "studying_intermediate_theory",
            count(&|dossier| {
                let courses = dossier.courses.iter();
                courses
                    .filter(|course| {
                        course.kind == CourseKind::PtIntermediate
                            && course.status == CourseStatus::Studying
                    })
                    .count()
                    == 1
            }),
        ),
        (
            "key_with_master",
            count(&|dossier| {
                dossier.is_key()
                    && dossier
                        .professional_level
                        .as_ref()
                        .is_some_and(|known| known.level == ProfessionalLevel::Master)
            }),
        ),
        ("attracted", count(&|dossier| dossier.talent.is_some())),
        ("rotated_down", moved(MovementDirection::Down)),
        ("transferred_up", moved(MovementDirection::Up)),
        (
            "two_years_only_fulfilled",
            count(&|dossier| {
                rated(dossier, 2015, RatingGrade::Satisfactory)
                    && rated(dossier, 2016, RatingGrade::Satisfactory)
            }),
        ),
        (
            "not_fulfilled_2016",
            count(&|dossier| rated(dossier, 2016, RatingGrade::Unsatisfactory)),
        ),
        (
            "shared_names",
            names.values().filter(|people| **people > 1).count(),
        ),
    ])
}

fn check_counts(city: &Snapshot) {
    let expected: BTreeMap<String, usize> =
        serde_json::from_slice(&fixture("expected-counts.json")).unwrap();
    let found: BTreeMap<String, usize> = counts(city)
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(
        city.dossiers.iter().filter(|dossier| dossier.left).count(),
        2
    );
}

#[test]
fn the_sample_city_has_the_published_counts() {
    let mut city = Snapshot::default();
    let reports = import_into(
        &mut city,
        &samples(&[0, 1, 2, 3, 4, 5, 6, 7]),
        &Answers::new(),
    );
    for report in &reports {
        assert_eq!(report.error, None, "{}", report.file);
        assert_eq!(report.questions, [], "{}", report.file);
    }
    let rows: Vec<_> = reports
        .iter()
        .map(|report| (report.rows, report.created))
        .collect();
    assert_eq!(
        rows,
        [
            (499, 499),
            (77, 0),
            (499, 0),
            (7, 2),
            (20, 0),
            (125, 0),
            (223, 0),
            (22, 0)
        ]
    );
    check_counts(&city);
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    for order in [
        [2, 0, 1, 3, 4, 5, 6, 7],
        [7, 6, 5, 4, 3, 2, 1, 0],
        [3, 7, 2, 5, 1, 6, 4, 0],
        [1, 4, 0, 7, 3, 2, 6, 5],
    ] {
        let mut city = Snapshot::default();
        let reports = import_into(&mut city, &samples(&order), &Answers::new());
        for report in &reports {
            assert_eq!(report.questions, [], "{order:?} {}", report.file);
        }
        check_counts(&city);
    }
}

#[test]
fn the_same_files_again_change_nothing() {
    let mut city = Snapshot::default();
    let files = samples(&[0, 1, 2, 3, 4, 5, 6, 7]);
    import_into(&mut city, &files, &Answers::new());
    let before = city.clone();
    for report in import_into(&mut city, &files, &Answers::new()) {
        assert_eq!((report.created, report.updated), (0, 0), "{}", report.file);
        assert_eq!(report.unchanged, report.rows, "{}", report.file);
    }
    assert_eq!(city, before);
}

#[test]
fn the_old_font_gives_the_people_of_the_same_commune() {
    let mut city = Snapshot::default();
    import_into(&mut city, &samples(&[0]), &Answers::new());
    let reports = import_into(&mut city, &samples(&[7]), &Answers::new());
    assert_eq!((reports[0].rows, reports[0].created), (22, 0));
    let changes: Vec<_> = reports[0]
        .outcomes
        .iter()
        .flat_map(|row| &row.changes)
        .collect();
    assert!(
        changes.iter().all(|change| change.old.is_empty()),
        "{changes:?}"
    );
    let conversion = reports[0].sheets[0].legacy_font.as_ref().unwrap();
    assert_eq!(
        conversion.font,
        canbo::exchange::excel::legacy_font::LegacyFont::Tcvn3
    );
}

#[test]
fn what_a_list_does_not_say_stays_open() {
    let mut city = Snapshot::default();
    let reports = import_into(&mut city, &samples(&[0]), &Answers::new());
    // 32 cells bear only an `x` where a level of political theory should stand.
    let marks: Vec<_> = reports[0]
        .refused
        .iter()
        .filter(|cell| cell.reason == Reason::DoesNotSayLevel)
        .collect();
    assert_eq!(marks.len(), 32);
    assert!(
        marks
            .iter()
            .all(|cell| cell.column == "K" && cell.value == "x")
    );
    assert_eq!(
        reports[0].refused.len(),
        32,
        "{:?}",
        reports[0]
            .refused
            .iter()
            .find(|cell| cell.reason != Reason::DoesNotSayLevel)
    );
    let none = city.dossiers.iter().filter(|dossier| {
        dossier
            .political_theory
            .as_ref()
            .is_some_and(|known| known.level == PoliticalTheory::None)
    });
    assert_eq!(none.count(), 25);
    let long = city
        .dossiers
        .iter()
        .find(|dossier| dossier.name == "Lâm Anh Long")
        .unwrap();
    assert_eq!(long.political_theory, None);
    assert_eq!(long.birth.unwrap().to_string(), "1966-11-15");
}
