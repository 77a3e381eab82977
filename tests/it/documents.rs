//! Documents: no fact is lost on the way into them, and merging keeps its laws.

use std::collections::BTreeMap;

use canbo::domain::{Course, CourseKind, CourseStatus, Dossier, DossierId, Rating, RatingGrade};
use canbo::store::archive::{
    Archive, Kept, dossier_of, dossier_record, in_order, office_of, office_record,
};
use canbo::store::document::{Act, Document, DocumentError, Pen, Value, record_of};
use proptest::prelude::*;
use serde_json::{Map, Value as Json};

use crate::{arbitrary, invented};

/// How many cases a property is tried on: `CANBO_CASES` for more.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("CANBO_CASES").ok();
    ProptestConfig::with_cases(asked.and_then(|text| text.parse().ok()).unwrap_or(usual))
}

fn pen(number: u8, at: i64) -> Pen {
    Pen {
        actor: [number; 16],
        by: format!("Người {number}"),
        office: "Phòng Nội vụ".into(),
        at,
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn every_fact_of_a_dossier_survives_in_a_document(dossier in arbitrary::dossier()) {
        let document = Document::begun(dossier.id.0, &dossier_record(&dossier));
        prop_assert_eq!(dossier_of(&document), Ok(Some(dossier.clone())));
        let opened = Document::open(dossier.id.0, &document.to_bytes()).unwrap();
        prop_assert_eq!(dossier_of(&opened), Ok(Some(dossier)));
    }

    #[test]
    fn every_fact_of_an_office_survives_in_a_document(office in arbitrary::office()) {
        let document = Document::begun([3; 16], &office_record(&office));
        prop_assert_eq!(office_of(&document), Ok(office));
    }

    /// Whatever a dossier was, an edit makes it what it is to be, and the past stays visible.
    #[test]
    fn any_dossier_becomes_any_other(
        // Boxed: the strategy for three is too large for the stack of a test.
        dossiers in proptest::collection::vec(arbitrary::dossier().boxed(), 3),
    ) {
        let [before, after, last] = dossiers.as_slice() else {
            return Ok(());
        };
        let mut document = Document::begun([1; 16], &dossier_record(before));
        for (number, dossier) in [(1, after), (2, last)] {
            document.write(&dossier_record(dossier), &pen(number, 0), Act::Edited, "");
            let held = dossier_of(&document).unwrap().unwrap();
            prop_assert_eq!(held, Dossier { id: DossierId([1; 16]), ..dossier.clone() });
        }
        let opened = Document::open([1; 16], &document.to_bytes()).unwrap();
        prop_assert_eq!(opened.facts(), document.facts());
        let history = opened.history();
        prop_assert_eq!(history.conflicts.len(), 0);
        prop_assert_eq!(record_of(&history.facts_after(1)).unwrap(), dossier_record(before));
    }
}

/// What somebody does to a copy.
#[derive(Debug, Clone)]
enum Deed {
    /// Sets a field.
    Set(u8, u8),
    /// Clears a field.
    Clear(u8),
    /// Adds a rating of a year.
    Rate(u8, u8),
    /// Adds a course.
    Study(u8),
    /// Takes the first course away.
    Forget,
    /// Turns the courses round.
    Turn,
    /// Takes over what another copy knows.
    Hear(u8),
    /// Saves and opens again.
    Reopen,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        4 => (0u8..4, any::<u8>()).prop_map(|(field, value)| Deed::Set(field, value)),
        1 => (0u8..4).prop_map(Deed::Clear),
        2 => (0u8..3, any::<u8>()).prop_map(|(year, grade)| Deed::Rate(year, grade)),
        2 => any::<u8>().prop_map(Deed::Study),
        1 => Just(Deed::Forget),
        1 => Just(Deed::Turn),
        2 => (0u8..3).prop_map(Deed::Hear),
        1 => Just(Deed::Reopen),
    ]
}

const FIELDS: [&str; 4] = ["birth", "note", "home", "left"];

fn courses(record: &mut Map<String, Json>) -> &mut Vec<Json> {
    let list = record
        .entry("courses")
        .or_insert_with(|| Json::Array(Vec::new()));
    list.as_array_mut().unwrap()
}

fn rated(record: &mut Map<String, Json>, year: i64, grade: u8) {
    let list = record
        .entry("ratings")
        .or_insert_with(|| Json::Array(Vec::new()));
    let list = list.as_array_mut().unwrap();
    list.retain(|rating| rating[0] != year);
    list.push(Json::from(vec![Json::from(year), Json::from(grade)]));
    list.sort_by_key(|rating| rating[0].as_i64());
}

/// Three copies of a small dossier after the deeds, each deed by the copy that it names.
fn copies(deeds: &[(u8, i64, Deed)]) -> [Document; 3] {
    let first = serde_json::json!({ "v": 1, "name": "Lê", "courses": [{ "kind": 0 }] });
    let begun = Document::begun([9; 16], first.as_object().unwrap());
    let mut copies = [begun.clone(), begun.clone(), begun];
    for (number, (who, at, deed)) in deeds.iter().enumerate() {
        let copy = usize::from(who % 3);
        if let Deed::Hear(from) = deed {
            let other = copies[usize::from(from % 3)].clone();
            copies[copy].merge(&other).unwrap();
            continue;
        }
        let document = &mut copies[copy];
        let mut record = document.record().unwrap();
        match deed {
            Deed::Set(field, value) => {
                record.insert(FIELDS[usize::from(*field)].into(), Json::from(*value));
            }
            Deed::Clear(field) => {
                record.remove(FIELDS[usize::from(*field)]);
            }
            Deed::Rate(year, grade) => rated(&mut record, 2016 + i64::from(*year), *grade),
            Deed::Study(kind) => courses(&mut record).push(serde_json::json!({ "kind": kind })),
            Deed::Forget => {
                courses(&mut record).pop();
            }
            Deed::Turn => courses(&mut record).reverse(),
            Deed::Reopen => {
                *document = Document::open([9; 16], &document.to_bytes()).unwrap();
            }
            Deed::Hear(_) => {}
        }
        let pen = pen(1, *at);
        let pen = Pen {
            actor: [number as u8; 16],
            ..pen
        };
        document.write(&record, &pen, Act::Edited, "");
    }
    copies
}

fn union(documents: &[&Document]) -> Document {
    let (first, others) = documents.split_first().unwrap();
    let mut union = (*first).clone();
    for other in others {
        union.merge(other).unwrap();
    }
    union
}

proptest! {
    #![proptest_config(cases(5_000))]

    /// In whatever order and however often copies meet, with clocks that are years off: the same
    /// set of changes, the same state, the same bytes.
    #[test]
    fn merging_is_commutative_associative_and_idempotent(
        deeds in proptest::collection::vec((0u8..3, any::<i32>().prop_map(i64::from), deed()), 0..9),
        again in 0usize..3,
    ) {
        let [a, b, c] = &copies(&deeds);
        let one = union(&[a, b, c]);
        for other in [
            union(&[c, b, a]),
            union(&[b, &union(&[c, a])]),
            union(&[&union(&[a, c]), b, [a, b, c][again], &union(&[a, b])]),
        ] {
            prop_assert_eq!(other.digest(), one.digest());
            prop_assert_eq!(other.facts(), one.facts());
            prop_assert_eq!(other.to_bytes(), one.to_bytes());
            prop_assert_eq!(other.history(), one.history());
        }
        let opened = Document::open([9; 16], &one.to_bytes()).unwrap();
        prop_assert_eq!(opened.facts(), one.facts());
        prop_assert_eq!(opened.to_bytes(), one.to_bytes());
    }
}

proptest! {
    #![proptest_config(cases(500))]

    /// The clocks change nothing but a displayed time.
    #[test]
    fn clocks_decide_nothing(
        deeds in proptest::collection::vec((0u8..3, any::<i32>().prop_map(i64::from), deed()), 0..8),
    ) {
        let right: Vec<_> = deeds.iter().map(|(who, _, deed)| (*who, 0, deed.clone())).collect();
        let [a, b, c] = &copies(&deeds);
        let [x, y, z] = &copies(&right);
        // The ids of new items depend on what was known, and so on the times; the rest must not.
        let plain = |document: Document| {
            let mut record = document.record().unwrap();
            if let Some(Json::Array(list)) = record.get_mut("courses") {
                list.sort_by_key(Json::to_string);
            }
            record
        };
        prop_assert_eq!(plain(union(&[a, b, c])), plain(union(&[x, y, z])));
    }
}

fn person(name: &str) -> Dossier {
    Dossier::new(DossierId([5; 16]), name)
}

fn copy_of(dossier: &Dossier) -> Document {
    Document::begun(dossier.id.0, &dossier_record(dossier))
}

fn edited(document: &Document, by: u8, edit: impl FnOnce(&mut Dossier)) -> Document {
    let mut document = document.clone();
    let mut dossier = dossier_of(&document).unwrap().unwrap();
    edit(&mut dossier);
    assert!(document.write(
        &dossier_record(&dossier),
        &pen(by, 100),
        Act::Edited,
        "vì sao"
    ));
    document
}

fn course(kind: CourseKind, status: CourseStatus) -> Course {
    Course {
        kind,
        status,
        class: String::new(),
        mode: None,
        from: None,
        until: None,
    }
}

#[test]
fn different_fields_join_and_the_same_field_is_a_conflict_that_remembers_its_base() {
    let mut dossier = person("Trần Văn Gốc");
    dossier.note = "gốc".into();
    let begun = copy_of(&dossier);
    let mine = edited(&begun, 1, |one| {
        one.note = "của phường".into();
        one.ethnicity = "Kinh".into();
    });
    let theirs = edited(&begun, 2, |one| {
        one.note = "của thành phố".into();
        one.home_place = "Minh Hà".into();
    });
    let both = union(&[&mine, &theirs]);
    let held = dossier_of(&both).unwrap().unwrap();
    assert_eq!(held.ethnicity, "Kinh");
    assert_eq!(held.home_place, "Minh Hà");
    let history = both.history();
    let [conflict] = history.conflicts.as_slice() else {
        panic!("{:?}", history.conflicts);
    };
    assert_eq!(conflict.path, "note");
    assert_eq!(conflict.base, Some(Value::Text("gốc".into())));
    let mut sides: Vec<_> = conflict
        .alternatives
        .iter()
        .map(|one| {
            (
                one.value.clone(),
                history.entries[one.entry].stamp.by.as_str(),
            )
        })
        .collect();
    sides.sort();
    assert_eq!(
        sides,
        [
            (Some(Value::Text("của phường".into())), "Người 1"),
            (Some(Value::Text("của thành phố".into())), "Người 2"),
        ]
    );

    let mut decided = both.clone();
    let choice = BTreeMap::from([("note".to_owned(), Some(Value::Text("của phường".into())))]);
    assert!(decided.set(choice, &pen(3, 200), Act::Decided, "giữ bản phường"));
    let history = decided.history();
    assert_eq!(history.conflicts, []);
    let last = history.entries.last().unwrap();
    assert_eq!(
        (last.stamp.act, last.stamp.by.as_str()),
        (Act::Decided, "Người 3")
    );
    assert_eq!(last.writes[0].before.len(), 2);
}

#[test]
fn one_value_on_both_sides_is_no_conflict() {
    let begun = copy_of(&person("Lê Thị Đồng"));
    let edit = |one: &mut Dossier| one.note = "như nhau".into();
    let both = union(&[&edited(&begun, 1, edit), &edited(&begun, 2, edit)]);
    assert_eq!(both.history().conflicts, []);
}

#[test]
fn a_removed_item_that_the_other_side_edited_is_a_conflict_and_can_be_kept() {
    let mut dossier = person("Võ Văn Học");
    dossier.courses = vec![course(CourseKind::PtAdvanced, CourseStatus::Studying)];
    let begun = copy_of(&dossier);
    let removed = edited(&begun, 1, |one| one.courses.clear());
    let finished = edited(&begun, 2, |one| {
        one.courses[0].status = CourseStatus::Completed;
    });
    let both = union(&[&removed, &finished]);
    assert_eq!(dossier_of(&both).unwrap().unwrap().courses, []);
    let history = both.history();
    let [conflict] = history.conflicts.as_slice() else {
        panic!("{:?}", history.conflicts);
    };
    assert!(conflict.path.ends_with("/status"), "{}", conflict.path);
    assert_eq!(conflict.alternatives.len(), 2);
}

#[test]
fn ratings_of_one_year_are_one_rating_and_courses_are_all_kept() {
    let begun = copy_of(&person("Đỗ Thị Năm"));
    let rated = |grade| {
        move |one: &mut Dossier| {
            one.ratings = vec![Rating { year: 2026, grade }];
            one.courses = vec![course(CourseKind::PtAdvanced, CourseStatus::Completed)];
        }
    };
    let both = union(&[
        &edited(&begun, 1, rated(RatingGrade::Good)),
        &edited(&begun, 2, rated(RatingGrade::Excellent)),
    ]);
    let held = dossier_of(&both).unwrap().unwrap();
    assert_eq!(held.ratings.len(), 1);
    assert_eq!(held.courses.len(), 2);
    assert_eq!(both.history().conflicts[0].path, "ratings/2026/1");
}

#[test]
fn two_offices_that_hold_one_old_file_have_the_same_documents() {
    let city = invented::snapshot(30, 4);
    let mut mine = Archive::begun(&city);
    let mut theirs = Archive::begun(&city);
    assert_eq!(mine, theirs);
    let mut edited = city.clone();
    edited.dossiers[0].note = "mới".into();
    theirs.record(&edited, &pen(1, 5), Act::Edited).unwrap();
    let merging = mine.merge(&theirs, &|_| true, &pen(2, 6)).unwrap();
    assert_eq!((merging.changes.len(), merging.unchanged), (1, 29));
    assert_eq!(merging.changes[0].differences.len(), 1);
    assert!(!merging.changes[0].has_conflict());
    assert_eq!(mine, theirs);
    in_order(&mut edited.dossiers);
    assert_eq!(mine.snapshot().unwrap(), edited);
}

#[test]
fn an_old_copy_that_was_edited_apart_loses_nothing() {
    let mut here = invented::snapshot(1, 4);
    let mut there = here.clone();
    here.dossiers[0].note = "bản phường".into();
    there.dossiers[0].note = "bản thành phố".into();
    there.dossiers[0]
        .courses
        .push(course(CourseKind::PtAdvanced, CourseStatus::Completed));
    let courses = there.dossiers[0].courses.len();
    let mut mine = Archive::begun(&here);
    let merging = mine
        .merge(&Archive::begun(&there), &|_| true, &pen(1, 0))
        .unwrap();
    assert!(merging.changes[0].has_conflict());
    let after = mine.snapshot().unwrap();
    assert_eq!(after.dossiers[0].courses.len(), courses);
}

#[test]
fn who_is_removed_stays_in_the_archive_and_can_come_back() {
    let city = invented::snapshot(3, 8);
    let mut archive = Archive::begun(&city);
    let mut fewer = city.clone();
    let removed = fewer.dossiers.remove(1);
    archive.record(&fewer, &pen(1, 0), Act::Edited).unwrap();
    assert_eq!(archive.snapshot().unwrap().dossiers.len(), 2);
    assert_eq!(archive.dossiers.len(), 3);
    archive.record(&city, &pen(2, 0), Act::Undone).unwrap();
    let after = archive.snapshot().unwrap();
    assert!(after.dossiers.contains(&removed));
}

#[test]
fn of_another_office_the_units_come_along() {
    let mut here = invented::snapshot(2, 1);
    let there = invented::snapshot(2, 2);
    here.office.name = "Phường Đông Giang".into();
    let last = here.office.units.pop().unwrap();
    let mut mine = Archive::begun(&here);
    let merging = mine
        .merge(&Archive::begun(&there), &|_| true, &pen(1, 0))
        .unwrap();
    assert_eq!(merging.units, 1);
    let after = mine.snapshot().unwrap();
    assert_eq!(after.office.name, "Phường Đông Giang");
    assert!(after.office.unit(&last.id).is_some());
}

#[test]
fn a_sample_and_real_data_do_not_mix() {
    let mut sample = invented::snapshot(2, 2);
    sample.office.sample = true;
    let mut mine = Archive::begun(&invented::snapshot(2, 1));
    let before = mine.clone();
    let sample = Archive::begun(&sample);
    let refused = mine.merge(&sample, &|_| true, &pen(1, 0)).unwrap_err();
    assert_eq!(refused, DocumentError::SampleAndReal);
    assert_eq!(mine, before);
    let mut other_sample = sample.clone();
    assert!(other_sample.merge(&sample, &|_| true, &pen(1, 0)).is_ok());
}

#[test]
fn different_changes_under_one_name_are_refused_and_nothing_changes() {
    let begun = copy_of(&person("Bùi Văn Hai"));
    let one = edited(&begun, 1, |one| one.note = "một".into());
    let other = edited(&begun, 1, |one| one.note = "hai".into());
    let mut mine = one.clone();
    assert!(mine.merge(&other).is_err());
    assert_eq!(mine, one);
    assert_eq!(mine.facts(), one.facts());
}

/// Every bit of a document changed, and bytes left out: refused, never a panic, never another value.
#[test]
fn a_changed_document_is_refused() {
    let begun = copy_of(&invented::snapshot(1, 3).dossiers[0]);
    let kept = Kept::from(&edited(&begun, 1, |one| one.note = "x".into()));
    let opens = |bytes: &[u8]| {
        let changed = Kept {
            bytes: bytes.to_vec(),
            ..kept.clone()
        };
        changed.open(begun.id()).is_ok()
    };
    assert!(opens(&kept.bytes));
    for at in 0..kept.bytes.len() {
        for bit in 0..8 {
            let mut changed = kept.bytes.clone();
            changed[at] ^= 1 << bit;
            assert!(!opens(&changed), "bit {bit} of byte {at}");
        }
        assert!(!opens(&kept.bytes[..at]), "cut at {at}");
    }
}

/// Changes whose checksums agree, as a stranger can make them.
#[test]
fn a_stranger_can_make_no_panic_and_no_document_that_cannot_be_opened_again() {
    use sha2::{Digest, Sha256};

    let begun = copy_of(&invented::snapshot(1, 3).dossiers[0]);
    let good = edited(&begun, 1, |one| one.note = "x".into());
    let bytes = good.to_bytes();
    let mut seed = 0x2026_1126_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let rounds = if std::env::var("CANBO_CASES").is_ok() {
        60_000
    } else {
        6_000
    };
    let mut opened = 0;
    for _ in 0..rounds {
        let length = u32::from_le_bytes(bytes[..4].try_into().unwrap()) as usize;
        let mut first = bytes[4..4 + length].to_vec();
        for _ in 0..=next(3) {
            // Behind the magic, the checksum and the kind of chunk.
            let at = 9 + next(first.len() - 9);
            first[at] = match next(3) {
                0 => first[at] ^ (1 << next(8)),
                1 => [0, 0x7f, 0x80, 0xff][next(4)],
                _ => first[next(first.len())],
            };
        }
        let checksum = Sha256::digest(&first[8..]);
        first[4..8].copy_from_slice(&checksum[..4]);
        let mut changed = (first.len() as u32).to_le_bytes().to_vec();
        changed.extend(first);
        if let Ok(document) = Document::open(good.id(), &changed) {
            opened += 1;
            let again = Document::open(good.id(), &document.to_bytes()).unwrap();
            assert_eq!(again.facts(), document.facts());
            let mut mine = good.clone();
            if mine.merge(&document).is_ok() {
                let again = Document::open(good.id(), &mine.to_bytes()).unwrap();
                assert_eq!(again.facts(), mine.facts());
                let _ = mine.history();
            }
        }
    }
    assert!(opened < rounds / 2, "{opened}");
}

#[cfg(feature = "cli")]
mod command {
    //! The headless command on files with history.

    use std::path::{Path, PathBuf};
    use std::process::Command;

    use canbo::exchange::bundle::{self, Purpose, Saving};
    use canbo::store::archive::Archive;
    use canbo::store::document::Act;
    use serde_json::Value as Json;

    use super::pen;
    use crate::invented;

    fn folder(name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::remove_dir_all(&folder).ok();
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn saved(path: &Path, archive: &Archive) {
        let saving = Saving {
            purpose: Purpose::Archive,
            sequence: 1,
            parent: None,
            saved_at: "2026-11-26T08:00:00".parse().unwrap(),
        };
        std::fs::write(path, bundle::write(archive, &saving).unwrap()).unwrap();
    }

    /// Exit code, answer or error.
    fn canbo(arguments: &[&str], folder: &Path) -> (i32, Json) {
        let output = Command::new(env!("CARGO_BIN_EXE_canbo"))
            .args(arguments)
            .current_dir(folder)
            .output()
            .unwrap();
        let code = output.status.code().unwrap();
        let text = match code {
            0 => output.stdout,
            _ => output.stderr,
        };
        (code, serde_json::from_slice(&text).unwrap())
    }

    #[test]
    fn two_offices_merge_their_files_and_read_the_history() {
        let folder = folder("merge");
        let city = invented::snapshot(12, 21);
        for (number, name) in [(1, "a.canbo"), (2, "b.canbo")] {
            let mut archive = Archive::begun(&city);
            let mut edited = city.clone();
            edited.dossiers[0].note = format!("của {number}");
            edited.dossiers[usize::from(number)].home_place = "Minh Hà".into();
            archive
                .record(&edited, &pen(number, 1_764_000_000), Act::Edited)
                .unwrap();
            saved(&folder.join(name), &archive);
        }
        let (code, dry) = canbo(
            &["merge", "all.canbo", "a.canbo", "b.canbo", "--dry-run"],
            &folder,
        );
        assert_eq!((code, &dry["written"]), (0, &Json::from(false)));
        assert!(!folder.join("all.canbo").exists());
        let (code, answer) = canbo(
            &[
                "merge",
                "all.canbo",
                "a.canbo",
                "b.canbo",
                "--by",
                "Lê Thị Gộp",
            ],
            &folder,
        );
        assert_eq!(code, 0, "{answer}");
        let step = &answer["merged"][0];
        for (key, count) in [
            ("new", 0),
            ("changed", 1),
            ("conflicting", 1),
            ("unchanged", 10),
        ] {
            assert_eq!(step[key], count, "{key} in {step}");
        }
        let conflict = step["dossiers"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|one| one["differences"].as_array().unwrap())
            .find(|one| one["conflict"] == true)
            .unwrap();
        assert_eq!(conflict["fact"], "note");
        assert_eq!(conflict["mine"], "của 1");
        assert_eq!(conflict["theirs"], "của 2");
        assert_eq!(conflict["base"], Json::Null);

        // The other way round the same documents come out.
        canbo(&["merge", "back.canbo", "b.canbo", "a.canbo"], &folder);
        let read = |name: &str| {
            let bytes = std::fs::read(folder.join(name)).unwrap();
            bundle::read(&bytes, &mut |_, _| {}).unwrap().1
        };
        assert_eq!(read("all.canbo"), read("back.canbo"));

        let id = city.dossiers[0].id.to_string();
        let (code, history) = canbo(&["history", "all.canbo", "--person", &id], &folder);
        assert_eq!(code, 0, "{history}");
        assert_eq!(history["changes"].as_array().unwrap().len(), 3);
        assert_eq!(history["changes"][1]["at"], "2025-11-24T16:00:00");
        assert_eq!(
            history["conflicts"][0]["alternatives"]
                .as_array()
                .unwrap()
                .len(),
            2
        );

        let (code, good) = canbo(&["verify", "all.canbo"], &folder);
        assert_eq!((code, &good["good"]), (0, &Json::from(true)), "{good}");
        assert_eq!(good["changes"], 12 + 4);
        assert_eq!(good["conflicts"][0]["conflicts"], 1);

        // Data that are there are not written over.
        let (code, error) = canbo(&["merge", "b.canbo", "a.canbo", "all.canbo"], &folder);
        assert_eq!(code, 2, "{error}");
        let mut damaged = std::fs::read(folder.join("all.canbo")).unwrap();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 1;
        std::fs::write(folder.join("damaged.canbo"), damaged).unwrap();
        let (code, error) = canbo(&["verify", "damaged.canbo"], &folder);
        assert_eq!(code, 2);
        let parts = error["error"]["parts"].as_array().unwrap();
        assert_eq!(parts.iter().filter(|part| part["good"] == false).count(), 1);
        assert!(
            error["error"]["to_do"]
                .as_str()
                .is_some_and(|words| !words.is_empty())
        );
    }
}

mod page {
    //! What the page asks of its worker: it keeps the archive as bytes and the data as lines.

    use canbo::app::envelope::Envelope;
    use canbo::domain::DossierId;
    use canbo::exchange::bundle;
    use canbo::job::{self, Reply, Request, read_lines, write_line};
    use canbo::store::Snapshot;
    use canbo::store::archive::in_order;
    use canbo::store::record::{encode_dossier, encode_office};
    use canbo::text::Language;

    use crate::invented;

    const NOW: &str = "2026-11-26T08:00:00";

    fn lines(snapshot: &Snapshot) -> Vec<u8> {
        let mut lines = Vec::new();
        write_line(&mut lines, &encode_office(&snapshot.office));
        for dossier in &snapshot.dossiers {
            write_line(&mut lines, &encode_dossier(dossier));
        }
        lines
    }

    /// The last reply and its buffers; each piece of work has a writer of its own.
    fn ask(request: &Request, buffers: Vec<Vec<u8>>, writer: u8) -> (Reply, Vec<Vec<u8>>) {
        let head = serde_json::to_string(request).unwrap();
        let mut last = None;
        job::run(
            Envelope { head, buffers },
            &mut || DossierId([writer; 16]),
            &|| 0.0,
            &mut |envelope| last = Some(envelope),
        );
        let last = last.unwrap();
        (serde_json::from_str(&last.head).unwrap(), last.buffers)
    }

    fn save(snapshot: &Snapshot, base: &[u8], writer: u8) -> Vec<u8> {
        let saved_on = NOW.to_owned();
        let buffers = vec![lines(snapshot), base.to_vec()];
        let (reply, mut files) = ask(&Request::WriteDataFile { saved_on }, buffers, writer);
        let Reply::Saved { archive } = reply else {
            panic!("{reply:?}");
        };
        let file = files.remove(0);
        assert_eq!(bundle::identity(&file), archive);
        file
    }

    fn merge(
        mine: &Snapshot,
        base: &[u8],
        theirs: &[u8],
        left_out: &[String],
    ) -> (Reply, Vec<Vec<u8>>) {
        let request = Request::Merge {
            file: "b.canbo".into(),
            left_out: left_out.to_vec(),
            saved_on: NOW.into(),
            language: Language::Vi,
        };
        ask(
            &request,
            vec![lines(mine), base.to_vec(), theirs.to_vec()],
            9,
        )
    }

    #[test]
    fn a_merge_is_tried_taken_in_part_and_decided() {
        let city = invented::snapshot(6, 5);
        let before = save(&city, &[], 0);
        let with = |note: &str, home: usize| {
            let mut edited = city.clone();
            edited.dossiers[0].note = note.into();
            edited.dossiers[home].home_place = "Minh Hà".into();
            edited
        };
        let mine = with("của phường", 1);
        let theirs = save(&with("của thành phố", 2), &before, 2);

        let (reply, mut buffers) = merge(&mine, &before, &theirs, &[]);
        let Reply::Merged { report, archive } = reply else {
            panic!("{reply:?}");
        };
        let report = report.open().unwrap();
        assert_eq!(
            (report.people.len(), report.unchanged, report.sequence),
            (2, 4, 2)
        );
        let conflict = report
            .people
            .iter()
            .flat_map(|one| &one.facts)
            .find(|one| one.conflict);
        let conflict = conflict.unwrap();
        assert_eq!(
            (conflict.name.as_str(), conflict.mine.as_str()),
            ("Ghi chú", "của phường")
        );
        assert_eq!(
            (conflict.theirs.as_str(), conflict.base.as_str()),
            ("của thành phố", "(để trống)")
        );
        let kept = buffers.remove(1);
        assert_eq!(bundle::identity(&kept), archive);

        // Without the one of whom both edited the same there is nothing to decide.
        let left_out = [city.dossiers[0].id.to_string()];
        let (reply, part) = merge(&mine, &before, &theirs, &left_out);
        assert!(
            matches!(reply, Reply::Merged { report, .. } if report.open().unwrap().people.len() == 1)
        );
        let mut expected = mine.clone();
        expected.dossiers[2].home_place = "Minh Hà".into();
        in_order(&mut expected.dossiers);
        assert_eq!(read_lines(&part[0]).unwrap(), expected);

        let language = Language::Vi;
        let (reply, _) = ask(&Request::Conflicts { language }, vec![kept.clone()], 9);
        let Reply::Conflicts { lines: inbox } = reply else {
            panic!("{reply:?}");
        };
        let inbox = inbox.open().unwrap();
        let [line] = inbox.as_slice() else {
            panic!("{inbox:?}");
        };
        for (choice, value) in line.choices.iter().enumerate() {
            let merged = read_lines(&buffers[0]).unwrap();
            let request = Request::Decide {
                id: line.id.clone(),
                path: line.path.clone(),
                choice,
                saved_on: NOW.into(),
                language,
            };
            let (reply, decided) = ask(&request, vec![lines(&merged), kept.clone()], 11);
            assert!(matches!(reply, Reply::Decided { .. }), "{reply:?}");
            let after = read_lines(&decided[0]).unwrap();
            let held = after
                .dossiers
                .iter()
                .find(|one| one.id == city.dossiers[0].id);
            assert_eq!(held.unwrap().note, value.value);
            let (reply, _) = ask(
                &Request::Conflicts { language },
                vec![decided[1].clone()],
                9,
            );
            assert!(
                matches!(reply, Reply::Conflicts { lines } if lines.open().unwrap().is_empty())
            );
            // Deciding it twice says so.
            let again = vec![decided[0].clone(), decided[1].clone()];
            assert!(matches!(ask(&request, again, 12).0, Reply::Failed { .. }));
        }
    }

    #[test]
    fn a_file_that_is_none_changes_nothing_and_says_why() {
        let city = invented::snapshot(2, 5);
        let (reply, buffers) = merge(&city, &[], b"PK", &[]);
        assert!(matches!(reply, Reply::Failed { words } if words.contains(".canbo")));
        assert!(buffers.is_empty());
    }
}

/// Deciding for the value of an item that the other side took away brings the whole item back.
#[test]
fn a_removed_item_comes_back_whole_or_stays_away() {
    let mut dossier = person("Võ Văn Học");
    dossier.courses = vec![course(CourseKind::PtAdvanced, CourseStatus::Studying)];
    let begun = copy_of(&dossier);
    let removed = edited(&begun, 1, |one| one.courses.clear());
    let finished = edited(&begun, 2, |one| {
        one.courses[0].status = CourseStatus::Completed;
    });
    let both = union(&[&removed, &finished]);
    let history = both.history();
    let conflict = &history.conflicts[0];
    for chosen in &conflict.alternatives {
        let mut decided = both.clone();
        decided.set(
            history.deciding(conflict, chosen),
            &pen(3, 9),
            Act::Decided,
            "",
        );
        assert_eq!(decided.history().conflicts, []);
        let courses = dossier_of(&decided).unwrap().unwrap().courses;
        match chosen.value {
            None => assert_eq!(courses, []),
            Some(_) => assert_eq!(
                courses,
                [course(CourseKind::PtAdvanced, CourseStatus::Completed)]
            ),
        }
    }
}
