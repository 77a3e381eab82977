//! How long it takes to read the sample city's main list (23 sheets, 499 people), into nothing and once more.
//!
//! Prints the best and the middle of several rounds; it measures, it does not test.

use std::hint::black_box;
use std::time::{Duration, Instant};

use canbo::domain::DossierId;
use canbo::exchange::import::Proposal;
use canbo::exchange::{Answers, SourceFile, read_lists};
use canbo::store::Snapshot;

static LIST: &[u8] =
    include_bytes!("../tests/fixtures/sample-city/01-danh-sach-can-bo-cong-chuc-23-xa-phuong.xlsx");
const ROUNDS: usize = 15;

fn dry_run(base: &Snapshot) -> Proposal {
    let files = [SourceFile {
        name: "01.xlsx".to_owned(),
        bytes: LIST.to_vec(),
    }];
    let mut last = 0_u128;
    let mut new_id = || {
        last += 1;
        DossierId(last.to_be_bytes())
    };
    read_lists(&files, base, &Answers::new(), &mut new_id, &mut |_| {})
}

fn measure(name: &str, base: &Snapshot) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(dry_run(black_box(base)));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "{name}: best {:?}, middle {:?}",
        times[0],
        times[ROUNDS / 2]
    );
}

fn main() {
    let nobody = Snapshot::default();
    let proposal = dry_run(&nobody);
    println!("{} people", proposal.dossiers.len());
    measure("first time", &nobody);
    measure(
        "once more",
        &nobody.with(proposal.office, proposal.dossiers),
    );
}
