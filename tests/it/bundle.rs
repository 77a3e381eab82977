//! The data file: what is saved is opened, what was changed on its way is refused.

use canbo::domain::given_name;
use canbo::exchange::bundle::{self, BundleError, Purpose, Saving};
use canbo::store::Snapshot;
use canbo::store::record::{decode_dossier, decode_office, encode_dossier, encode_office};
use proptest::prelude::*;

use crate::{arbitrary, invented};

fn saving() -> Saving {
    Saving {
        purpose: Purpose::Archive,
        sequence: 12,
        saved_at: "2017-03-31T08:30:05".parse().unwrap(),
    }
}

fn open(bytes: &[u8]) -> Result<Snapshot, BundleError> {
    bundle::read(bytes, &mut |_, _| {}).map(|(_, snapshot)| snapshot)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_office_is_opened_as_it_was_saved(snapshot in arbitrary::snapshot(0..6)) {
        let file = bundle::write(&snapshot, &saving()).unwrap();
        prop_assert_eq!(open(&file), Ok(snapshot));
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(open(&bytes).is_err());
        let mut file = bundle::MAGIC.to_vec();
        file.extend([1, 0]);
        file.extend(&bytes);
        prop_assert!(open(&file).is_err());
        prop_assert!(bundle::peek(&file).is_err());
    }
}

#[test]
fn a_city_is_saved_and_opened() {
    let city = invented::snapshot(600, 1);
    let file = bundle::write(&city, &saving()).unwrap();
    let mut steps = Vec::new();
    let (manifest, opened) = bundle::read(&file, &mut |done, of| steps.push((done, of))).unwrap();
    assert_eq!(opened, city);
    assert_eq!(
        steps,
        [128, 256, 384, 512, 600].map(|done| (done, 600)).to_vec()
    );
    assert_eq!(bundle::peek(&file), Ok(manifest.clone()));
    assert_eq!(manifest.version, 1);
    assert_eq!(manifest.office, "Phòng Nội vụ thành phố Minh Hà");
    assert_eq!(manifest.dossiers, 600);
    assert_eq!(manifest.purpose, Purpose::Archive);
    assert_eq!(manifest.sequence, 12);
    assert_eq!(manifest.saved_at, saving().saved_at);
    assert!(!manifest.sample);
    assert!(manifest.written_by.starts_with("canbo "));
    // Deflated together: a dossier takes less than half a kilobyte.
    assert!(file.len() < 600 * 512, "{}", file.len());
    assert_eq!(bundle::write(&city, &saving()).unwrap(), file);
}

#[test]
fn an_office_without_people_is_saved_and_opened() {
    let file = bundle::write(&Snapshot::default(), &saving()).unwrap();
    assert_eq!(open(&file), Ok(Snapshot::default()));
}

#[test]
fn one_byte_changed_anywhere_is_refused() {
    let file = bundle::write(&invented::snapshot(2, 7), &saving()).unwrap();
    for at in 0..file.len() {
        for change in (0..8).map(|bit| 1 << bit).chain([0xff]) {
            let mut changed = file.clone();
            changed[at] ^= change;
            assert!(open(&changed).is_err(), "byte {at} changed by {change:#x}");
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let file = bundle::write(&invented::snapshot(2, 7), &saving()).unwrap();
    for length in 0..file.len() {
        let expected = match length {
            0 => BundleError::Empty,
            bytes => BundleError::CutShort { bytes },
        };
        assert_eq!(open(&file[..length]), Err(expected), "{length}");
    }
}

#[test]
fn bytes_at_the_end_are_refused() {
    let mut file = bundle::write(&invented::snapshot(2, 7), &saving()).unwrap();
    file.push(0);
    assert_eq!(open(&file), Err(BundleError::BytesAfterEnd { bytes: 1 }));
}

#[test]
fn other_files_are_told_from_damaged_ones() {
    assert_eq!(
        open(b"PK\x03\x04 a workbook"),
        Err(BundleError::NotADataFile)
    );
    assert_eq!(open(b"CANB"), Err(BundleError::CutShort { bytes: 4 }));
    assert_eq!(open(b"CAN'T"), Err(BundleError::NotADataFile));
    assert_eq!(
        open(b"CANBO\n\x1a\x01\x00H"),
        Err(BundleError::CarriedAsText)
    );
    assert_eq!(
        open(b"CANBO\r\n\x1a\x02\x00anything"),
        Err(BundleError::Newer { found: 2, known: 1 })
    );
    let huge = vec![0; bundle::MAX_FILE_BYTES + 1];
    assert!(matches!(open(&huge), Err(BundleError::TooLarge { .. })));
}

const FIXTURE: &[u8] = include_bytes!("../fixtures/bundles/v1-invented-city.canbo");
const FIXTURE_RECORDS: &str = include_str!("../fixtures/bundles/v1-invented-city.jsonl");

/// The file was written by the first version and is never written again.
#[test]
fn a_file_of_version_1_keeps_opening() {
    let (manifest, snapshot) = bundle::read(FIXTURE, &mut |_, _| {}).unwrap();
    assert_eq!(manifest.version, 1);
    assert_eq!(manifest.written_by, "canbo 0.1.0");
    assert_eq!(manifest.purpose, Purpose::Archive);
    assert_eq!(manifest.saved_at.to_string(), "2017-03-31 08:30:05");
    assert_eq!(manifest.dossiers, 130);
    assert_eq!(snapshot.office.units.len(), 23);
    assert_eq!(given_name(&snapshot.dossiers[0].name), "Đông");

    let mut lines = FIXTURE_RECORDS.lines();
    assert_eq!(decode_office(lines.next().unwrap()), Ok(snapshot.office));
    let dossiers: Result<Vec<_>, _> = lines.map(decode_dossier).collect();
    assert_eq!(dossiers, Ok(snapshot.dossiers));
}

/// Makes the fixture of the version in force; run by hand, once, when a version is released.
#[test]
#[ignore = "writes a new fixture, for a new version only"]
fn write_the_fixture_of_this_version() {
    let mut snapshot = invented::snapshot(130, 2017);
    snapshot.office.judged_on = "2017-03-31".parse().ok();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bundles");
    let name = format!("{folder}/v{}-invented-city", bundle::VERSION);
    assert!(
        !std::fs::exists(format!("{name}.canbo")).unwrap(),
        "a fixture is never written again"
    );
    let mut records = encode_office(&snapshot.office);
    for dossier in &snapshot.dossiers {
        records.push('\n');
        records.push_str(&encode_dossier(dossier));
    }
    std::fs::write(format!("{name}.jsonl"), records).unwrap();
    let file = bundle::write(&snapshot, &saving()).unwrap();
    std::fs::write(format!("{name}.canbo"), file).unwrap();
}
