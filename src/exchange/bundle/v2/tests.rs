//! Files whose checksums agree but whose contents are wrong: what a stranger can make.

use super::*;
use crate::domain::Dossier;
use crate::exchange::bundle::{self, Purpose};
use crate::store::Snapshot;

fn saving() -> Saving {
    Saving {
        purpose: Purpose::Archive,
        sequence: 7,
        parent: None,
        saved_at: "2017-03-31T08:30:00".parse().unwrap(),
    }
}

fn archive(people: u8) -> Archive {
    let mut snapshot = Snapshot::default();
    snapshot.office.name = "Phòng Nội vụ thành phố Minh Hà".into();
    for number in 0..people {
        let mut id = [0; 16];
        id[0] = number;
        let name = format!("Nguyễn Văn {number}");
        snapshot.dossiers.push(Dossier::new(DossierId(id), name));
    }
    Archive::begun(&snapshot)
}

type Parts = Vec<(u8, Vec<u8>)>;

/// The kinds and payloads of a file.
fn taken_apart(file: &[u8]) -> Parts {
    let mut frames = Frames::new(file, START);
    let mut parts = Vec::new();
    while frames.left() > 0 {
        let frame = frames.next().unwrap();
        parts.push((frame.kind, frame.payload.to_vec()));
    }
    parts
}

/// The file of those frames, every checksum in it made to agree.
fn repaired(mut parts: Parts) -> Vec<u8> {
    let sums = |kind: u8| -> Vec<String> {
        parts
            .iter()
            .filter(|part| part.0 == kind)
            .map(|(kind, payload)| {
                crate::domain::hexadecimal(&frame::checksum_of(&frame::framed(*kind, payload)))
            })
            .collect()
    };
    let (index, blocks) = (sums(INDEX), sums(BLOCK));
    for (kind, payload) in &mut parts {
        let Ok(mut manifest) = serde_json::from_slice::<serde_json::Value>(payload) else {
            continue;
        };
        if *kind != HEADER || !manifest.is_object() {
            continue;
        }
        if let Some(sum) = index.first() {
            manifest["index"] = sum.as_str().into();
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

fn read(file: &[u8]) -> Result<Archive, BundleError> {
    bundle::read(file, &mut |_, _| {}).map(|(_, archive)| archive)
}

fn changed(change: impl FnOnce(&mut Parts)) -> Result<Archive, BundleError> {
    let mut parts = taken_apart(&bundle::write(&archive(3), &saving()).unwrap());
    assert_eq!(parts.len(), 4);
    change(&mut parts);
    read(&repaired(parts))
}

#[test]
fn taking_apart_and_repairing_changes_nothing() {
    assert_eq!(changed(|_| {}), Ok(archive(3)));
}

#[test]
fn a_part_that_can_be_done_without_is_skipped_and_another_refused() {
    for at in 1..=3 {
        let outcome = changed(|parts| parts.insert(at, (b'x', b"later".to_vec())));
        assert_eq!(outcome, Ok(archive(3)));
    }
    for kind in [b'A', 0, b'1', 0xff] {
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
    assert_eq!(changed(|parts| parts.swap(1, 2)), misplaced(Part::Office));
    let without = changed(|parts| drop(parts.remove(2)));
    assert_eq!(without, misplaced(Part::Dossiers));
    let twice = changed(|parts| parts.insert(2, parts[2].clone()));
    assert_eq!(twice, misplaced(Part::Dossiers));
    let twice = changed(|parts| parts.insert(2, parts[1].clone()));
    assert_eq!(twice, misplaced(Part::Office));
    let cut = changed(|parts| drop(parts.pop()));
    assert!(matches!(cut, Err(BundleError::CutShort { .. })));
}

#[test]
fn counts_that_do_not_agree_are_refused() {
    for (old, new) in [
        (r#""dossiers":3"#, r#""dossiers":4"#),
        (r#""documents":4"#, r#""documents":0"#),
        (r#""documents":4"#, r#""documents":18446744073709551615"#),
        (r#""format":2"#, r#""format":3"#),
        ("archive", "gift"),
        ("2017-03-31", "2017-02-31"),
        (r#""sequence":7"#, r#""sequence":7,"extra":1"#),
        (r#""sequence":7"#, r#""sequence":7,"parent":"x""#),
        (r#""office_id":""#, r#""office_id":"g"#),
    ] {
        let outcome = changed(|parts| {
            let text = String::from_utf8(parts[0].1.clone()).unwrap();
            assert!(text.contains(old), "{old} in {text}");
            parts[0].1 = text.replacen(old, new, 1).into_bytes();
        });
        let part = Part::Manifest;
        assert!(
            matches!(&outcome, Err(BundleError::Unreadable { part: found, .. }) if *found == part),
            "{new}: {outcome:?}"
        );
    }
}

#[test]
fn an_index_that_does_not_agree_is_refused() {
    // Two people under one id, out of order, too long, of another state.
    let with = |change: &dyn Fn(&mut Vec<u8>)| changed(|parts| change(&mut parts[1].1));
    let second = ENTRY_BYTES;
    let third = 2 * ENTRY_BYTES;
    assert_eq!(
        with(&|index| index.copy_within(second..second + 16, third)),
        Err(BundleError::RepeatedDossier(DossierId([0; 16])))
    );
    assert!(with(&|index| index[second] = 9).is_err());
    assert!(with(&|index| index[second + 16] ^= 1).is_err());
    assert!(with(&|index| index[second + 32] ^= 1).is_err());
    assert!(matches!(
        with(&|index| index[second + 35] = 0xff),
        Err(BundleError::TooLarge { .. })
    ));
    assert!(with(&|index| index.truncate(3 * ENTRY_BYTES - 1)).is_err());
    assert!(with(&|index| index.truncate(ENTRY_BYTES)).is_err());
    assert!(with(&Vec::clear).is_err());
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let bomb = frame::deflate(&vec![0; MAX_BLOCK_BYTES + 1], Part::Dossiers).unwrap();
    assert!(bomb.len() < 100_000);
    assert!(matches!(
        changed(|parts| parts[2].1 = bomb.clone()),
        Err(BundleError::TooLarge { .. })
    ));
    let mut liar = bomb;
    liar[..4].copy_from_slice(&100_u32.to_le_bytes());
    assert!(matches!(
        changed(|parts| parts[2].1 = liar),
        Err(BundleError::Unreadable { .. })
    ));
}

#[test]
fn an_empty_document_is_refused() {
    // A person of no bytes would be a person of whom nothing is known.
    let outcome = changed(|parts| {
        let block = frame::inflate(&parts[2].1, Part::Dossiers, MAX_BLOCK_BYTES).unwrap();
        let at = 3 * ENTRY_BYTES + 32;
        let length = u32::from_le_bytes(parts[1].1[at..at + 4].try_into().unwrap()) as usize;
        let kept = &block[..block.len() - length];
        parts[2].1 = frame::deflate(kept, Part::Dossiers).unwrap();
        parts[1].1[at..at + 4].fill(0);
    });
    assert!(
        matches!(outcome, Err(BundleError::Document { number: 3, .. })),
        "{outcome:?}"
    );
}

/// Contents changed at random under checksums that agree.
#[test]
fn a_stranger_can_make_no_panic() {
    let parts = taken_apart(&bundle::write(&archive(3), &saving()).unwrap());
    let block = frame::inflate(&parts[2].1, Part::Dossiers, MAX_BLOCK_BYTES).unwrap();
    let mut seed = 0x2017_0331_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below
    };
    let mut refused = 0;
    for round in 0..1_500 {
        let mut changed = parts.clone();
        if round % 2 == 0 {
            let mut block = block.clone();
            let at = next(block.len());
            block[at] ^= 1 << next(8);
            changed[2].1 = frame::deflate(&block, Part::Dossiers).unwrap();
        } else {
            let part = next(changed.len());
            let at = next(changed[part].1.len());
            changed[part].1[at] ^= 1 << next(8);
        }
        refused += usize::from(read(&repaired(changed)).is_err());
    }
    // What is left are words of the manifest, which any file may have.
    assert!(refused > 1_000, "{refused}");
}
