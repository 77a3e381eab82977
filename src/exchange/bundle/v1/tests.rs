//! Files whose checksums agree but whose contents are wrong: what a stranger can make.

use super::*;
use crate::exchange::bundle::{self, Purpose};

fn saving() -> Saving {
    Saving {
        purpose: Purpose::Archive,
        sequence: 7,
        parent: None,
        saved_at: "2017-03-31T08:30:00".parse().unwrap(),
    }
}

fn snapshot(people: u8) -> Snapshot {
    let mut snapshot = Snapshot::default();
    snapshot.office.name = "Phòng Nội vụ thành phố Minh Hà".into();
    for number in 0..people {
        let mut id = [0; 16];
        id[0] = number;
        let name = format!("Nguyễn Văn {number}");
        snapshot.dossiers.push(Dossier::new(DossierId(id), name));
    }
    snapshot
}

/// The kinds and payloads of a file.
fn taken_apart(file: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut frames = Frames::new(file, START);
    let mut parts = Vec::new();
    while frames.left() > 0 {
        let frame = frames.next().unwrap();
        parts.push((frame.kind, frame.payload.to_vec()));
    }
    parts
}

/// The file of those frames, every checksum in it made to agree.
fn repaired(mut parts: Vec<(u8, Vec<u8>)>) -> Vec<u8> {
    let sums = |kind: u8| -> Vec<String> {
        parts
            .iter()
            .filter(|part| part.0 == kind)
            .map(|(kind, payload)| {
                let frame = frame::framed(*kind, payload);
                frame[frame.len() - 16..]
                    .iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect()
            })
            .collect()
    };
    let (office, blocks) = (sums(OFFICE), sums(DOSSIERS));
    for (kind, payload) in &mut parts {
        let Ok(mut manifest) = serde_json::from_slice::<serde_json::Value>(payload) else {
            continue;
        };
        if *kind != HEADER || !manifest.is_object() {
            continue;
        }
        if let Some(sum) = office.first() {
            manifest["office_checksum"] = sum.as_str().into();
        }
        for (at, sum) in blocks.iter().enumerate() {
            if let Some(block) = manifest["blocks"].get_mut(at) {
                block["checksum"] = sum.as_str().into();
            }
        }
        *payload = serde_json::to_vec(&manifest).unwrap();
    }
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&VERSION.to_le_bytes());
    for (kind, mut payload) in parts {
        if kind == TRAILER && payload.len() == 36 {
            payload.truncate(4);
            payload.extend_from_slice(&Sha256::digest(&file));
        }
        file.extend_from_slice(&frame::framed(kind, &payload));
    }
    file
}

fn read(file: &[u8]) -> Result<Snapshot, BundleError> {
    bundle::read_snapshot(file, &mut |_, _| {}).map(|(_, snapshot)| snapshot)
}

fn changed(change: impl FnOnce(&mut Vec<(u8, Vec<u8>)>)) -> Result<Snapshot, BundleError> {
    let mut parts = taken_apart(&write(&snapshot(3), &saving()).unwrap());
    assert_eq!(parts.len(), 4);
    change(&mut parts);
    read(&repaired(parts))
}

fn block(lines: &str) -> Vec<u8> {
    frame::deflate(lines.as_bytes(), Part::Dossiers).unwrap()
}

#[test]
fn taking_apart_and_repairing_changes_nothing() {
    assert_eq!(changed(|_| {}), Ok(snapshot(3)));
}

#[test]
fn a_part_that_can_be_done_without_is_skipped() {
    for at in 1..=3 {
        assert_eq!(
            changed(|parts| parts.insert(at, (b'x', b"later".to_vec()))),
            Ok(snapshot(3))
        );
    }
}

#[test]
fn a_part_that_must_be_understood_is_refused() {
    for kind in [b'A', b'X', 0, b'1', 0xff] {
        assert_eq!(
            changed(|parts| parts.insert(2, (kind, Vec::new()))),
            Err(BundleError::UnknownPart { kind: kind.into() })
        );
    }
}

#[test]
fn parts_out_of_place_are_refused() {
    let misplaced = |part| Err(BundleError::Misplaced(part));
    assert_eq!(changed(|parts| parts.swap(0, 1)), misplaced(Part::Manifest));
    assert_eq!(
        changed(|parts| parts.insert(0, (b'x', Vec::new()))),
        misplaced(Part::Manifest)
    );
    assert_eq!(changed(|parts| parts.swap(1, 2)), misplaced(Part::Office));
    assert_eq!(
        changed(|parts| drop(parts.remove(2))),
        misplaced(Part::Dossiers)
    );
    assert_eq!(
        changed(|parts| parts.insert(2, parts[2].clone())),
        misplaced(Part::Dossiers)
    );
    assert_eq!(
        changed(|parts| parts.insert(2, parts[1].clone())),
        misplaced(Part::Office)
    );
    assert_eq!(
        changed(|parts| parts.insert(2, parts[0].clone())),
        misplaced(Part::Manifest)
    );
    assert!(matches!(
        changed(|parts| drop(parts.pop())),
        Err(BundleError::CutShort { .. })
    ));
    assert!(matches!(
        changed(|parts| parts.push(parts[1].clone())),
        Err(BundleError::BytesAfterEnd { .. })
    ));
}

#[test]
fn counts_that_do_not_agree_are_refused() {
    let line = record::encode_dossier(&snapshot(1).dossiers[0]);
    assert!(matches!(
        changed(|parts| parts[2].1 = block(&line)),
        Err(BundleError::Damaged { .. })
    ));
    assert!(matches!(
        changed(|parts| parts[3].1[0] = 9),
        Err(BundleError::Damaged { .. })
    ));
    for (old, new) in [
        (r#""dossiers":3,"office"#, r#""dossiers":4,"office"#),
        (r#"{"dossiers":3"#, r#"{"dossiers":0"#),
        (r#"{"dossiers":3"#, r#"{"dossiers":18446744073709551615"#),
        (r#""format":1"#, r#""format":2"#),
        ("archive", "gift"),
        ("2017-03-31", "2017-02-31"),
        (r#""sequence":7"#, r#""sequence":7,"extra":1"#),
    ] {
        let outcome = changed(|parts| {
            let text = String::from_utf8(parts[0].1.clone()).unwrap();
            assert!(text.contains(old), "{old} in {text}");
            parts[0].1 = text.replacen(old, new, 1).into_bytes();
        });
        assert!(
            matches!(
                outcome,
                Err(BundleError::Unreadable {
                    part: Part::Manifest,
                    ..
                })
            ),
            "{new}: {outcome:?}"
        );
    }
}

#[test]
fn a_manifest_of_another_office_is_refused() {
    let outcome = changed(|parts| {
        let other = crate::domain::Office::default();
        parts[1].1 =
            frame::deflate(record::encode_office(&other).as_bytes(), Part::Office).unwrap();
    });
    assert!(matches!(outcome, Err(BundleError::Damaged { .. })));
}

#[test]
fn one_person_twice_is_refused() {
    let line = record::encode_dossier(&snapshot(1).dossiers[0]);
    let outcome = changed(|parts| parts[2].1 = block(&format!("{line}\n{line}\n{line}")));
    assert_eq!(
        outcome,
        Err(BundleError::RepeatedDossier(DossierId([0; 16])))
    );
    let mut twice = snapshot(2);
    twice.dossiers[1].id = twice.dossiers[0].id;
    assert_eq!(
        write(&twice, &saving()),
        Err(BundleError::RepeatedDossier(DossierId([0; 16])))
    );
}

#[test]
fn a_record_that_cannot_be_read_is_named_by_its_number() {
    let good = record::encode_dossier(&snapshot(1).dossiers[0]);
    let bad = good.replace(r#""v":1"#, r#""v":9"#);
    assert_eq!(
        changed(|parts| parts[2].1 = block(&format!("{good}\n{bad}\n{good}"))),
        Err(BundleError::Record {
            part: Part::Dossiers,
            number: 2,
            source: record::RecordError::Newer { found: 9, known: 1 }
        })
    );
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = block(&"0".repeat((16 << 20) + 1));
    assert!(bomb.len() < 100_000);
    assert!(matches!(
        changed(|parts| parts[2].1 = bomb.clone()),
        Err(BundleError::TooLarge { .. })
    ));
    // A length that lies changes nothing: no more is unpacked than it says.
    let mut liar = bomb.clone();
    liar[..4].copy_from_slice(&100_u32.to_le_bytes());
    assert!(matches!(
        changed(|parts| parts[2].1 = liar),
        Err(BundleError::Unreadable { .. })
    ));
    assert!(matches!(
        changed(|parts| parts[1].1 = bomb),
        Err(BundleError::TooLarge { .. })
    ));
}

#[test]
fn items_of_three_bytes_cannot_take_all_memory() {
    // Three bytes in the file become the largest item in memory.
    let moves = vec!["{}"; 300_000].join(",");
    let line = format!(r#"{{"v":1,"id":"{:032x}","name":"","moves":[{moves}]}}"#, 0);
    let greedy = record::decode_dossier(&line).unwrap();
    let taken = greedy.movements.len() * size_of::<crate::domain::Movement>();
    assert!(weight(&greedy, line.len()) > taken);
    let mut budget = Budget::default();
    let spent = (1..=64).find(|_| budget.spend(&greedy, line.len()).is_err());
    assert!(matches!(spent, Some(20..=30)), "{spent:?}");
}

#[test]
fn a_record_that_no_reader_accepts_is_not_written() {
    let mut snapshot = snapshot(2);
    snapshot.dossiers[1].note = "x".repeat(MAX_RECORD_BYTES);
    assert!(matches!(
        write(&snapshot, &saving()),
        Err(BundleError::RecordTooLarge { part: Part::Dossiers, name, .. }) if name == "Nguyễn Văn 1"
    ));
    snapshot.dossiers[1].note = "x".repeat(MAX_RECORD_BYTES - 1000);
    assert_eq!(read(&write(&snapshot, &saving()).unwrap()), Ok(snapshot));
}

#[test]
fn blocks_are_closed_by_count_and_by_size() {
    let many = snapshot(255);
    let parts = taken_apart(&write(&many, &saving()).unwrap());
    assert_eq!(parts.iter().filter(|part| part.0 == DOSSIERS).count(), 2);
    let mut large = snapshot(20);
    for dossier in &mut large.dossiers {
        dossier.note = "x".repeat(MAX_RECORD_BYTES / 2);
    }
    let file = write(&large, &saving()).unwrap();
    let parts = taken_apart(&file);
    assert_eq!(parts.iter().filter(|part| part.0 == DOSSIERS).count(), 2);
    assert_eq!(read(&file), Ok(large));
}

/// Contents changed at random under checksums that agree.
#[test]
fn a_stranger_can_make_no_panic() {
    let mut parts = taken_apart(&write(&snapshot(3), &saving()).unwrap());
    let lines = frame::inflate_text(&parts[2].1, Part::Dossiers, MAX_BLOCK_BYTES).unwrap();
    let mut seed = 0x2017_0331_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let mut refused = 0;
    for round in 0..1_500 {
        let kept = parts.clone();
        if round % 2 == 0 {
            let mut text = lines.clone().into_bytes();
            let at = next(text.len());
            text[at] = b"\"{}[],:0a\n\\"[next(11)];
            if let Ok(text) = String::from_utf8(text) {
                parts[2].1 = block(&text);
            }
        } else {
            let part = next(parts.len());
            let at = next(parts[part].1.len());
            parts[part].1[at] ^= 1 << next(8);
        }
        refused += usize::from(read(&repaired(parts)).is_err());
        parts = kept;
    }
    assert!(refused > 750, "{refused}");
}
