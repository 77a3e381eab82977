//! What the page does with 600, 5,000 and 50,000 dossiers: open, judge all, edit one, search.
//!
//! An edit must cost the same whatever the number of dossiers. Prints the best of several rounds;
//! it measures, it does not test.

#[path = "../tests/support/invented.rs"]
mod invented;

use std::hint::black_box;
use std::time::{Duration, Instant};

use canbo::app::{Command, FieldEdit, Filter, Law, Shelf, Workspace};
use canbo::domain::PoliticalTheory;
use chrono::NaiveDate;

fn best(rounds: usize, mut work: impl FnMut() -> Duration) -> Duration {
    (0..rounds).map(|_| work()).min().unwrap_or_default()
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = black_box(work());
    (start.elapsed(), result)
}

fn main() {
    let law = Law::embedded().expect("the embedded rules are sound");
    let today = NaiveDate::from_ymd_opt(2017, 3, 1).expect("a day");
    for count in [600, 5_000, 50_000] {
        let snapshot = invented::snapshot(count, 2017);
        let id = snapshot.dossiers[count / 2].id;
        let (open, mut workspace) =
            timed(|| Workspace::open(Shelf::Real, snapshot, law.clone(), today));
        let (judge, _) = timed(|| workspace.judge_some(usize::MAX));
        let mut level = PoliticalTheory::None;
        let edit = best(20, || {
            level = match level {
                PoliticalTheory::None => PoliticalTheory::Intermediate,
                _ => PoliticalTheory::None,
            };
            let command = Command::Edit(id, FieldEdit::PoliticalTheory(Some(level)));
            timed(|| workspace.apply(command)).0
        });
        let everybody = workspace.list(&Filter::default(), None);
        let filter = Filter {
            search: "nguyen van".to_owned(),
            ..Filter::default()
        };
        let search = best(5, || timed(|| workspace.list(&filter, Some(&everybody))).0);
        println!(
            "{count} dossiers: open {open:?}, judge all {judge:?}, edit one {edit:?}, search {search:?}"
        );
    }
}
