//! How long it takes to judge 600, 5,000 and 50,000 dossiers under all rules of a day.
//!
//! Prints the best of several rounds; it measures, it does not test.

use std::hint::black_box;
use std::time::{Duration, Instant};

use canbo::domain::{
    AreaClass, Dossier, DossierId, GeneralEducation, Informatics, Known, Ladder, Office,
    PartialDate, PoliticalTheory, Post, ProfessionalLevel, Sex, StateManagement, Title, Unit,
    UnitId, UnitKind,
};
use canbo::law::{Case, Library, Verdict};
use canbo::plan::needs;
use chrono::NaiveDate;

/// A sequence of numbers that is the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn level<L: Ladder>(&mut self) -> Option<Known<L>> {
        // One blank in six, as in real lists.
        let at = self.below(6);
        let level = L::ALL.get(self.below(L::ALL.len() as u64) as usize)?;
        (at > 0).then(|| Known::chosen(*level))
    }
}

fn dossiers(count: usize) -> Vec<Dossier> {
    let mut numbers = Numbers(2017);
    (0..count)
        .map(|at| {
            let mut id = [0; 16];
            id[..8].copy_from_slice(&(at as u64).to_le_bytes());
            let mut dossier = Dossier::new(DossierId(id), "Trần Văn Mẫu");
            let title = Title::ALL[numbers.below(Title::ALL.len() as u64) as usize];
            let year = 1958 + numbers.below(35) as i32;
            dossier.birth = PartialDate::from_month(year, 1 + numbers.below(12) as u32);
            dossier.sex = [Some(Sex::Male), Some(Sex::Female), None][numbers.below(3) as usize];
            dossier.service_started = PartialDate::from_year(year + 22);
            dossier.posts.push(Post {
                title,
                since: PartialDate::from_year(2010 + numbers.below(7) as i32),
                first_time: [Some(true), Some(false), None][numbers.below(3) as usize],
            });
            dossier.general_education = numbers.level::<GeneralEducation>();
            dossier.professional_level = numbers.level::<ProfessionalLevel>();
            dossier.political_theory = numbers.level::<PoliticalTheory>();
            dossier.state_management = numbers.level::<StateManagement>();
            dossier.informatics = numbers.level::<Informatics>();
            dossier.field = ["Luật", "Kế toán", ""][numbers.below(3) as usize].to_owned();
            dossier
        })
        .collect()
}

fn best(rounds: usize, mut work: impl FnMut()) -> Duration {
    (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn main() {
    let library = Library::embedded().expect("the embedded library loads");
    let office = Office::default();
    let units: Vec<Unit> = [Some(AreaClass::Lowland), Some(AreaClass::Mountain), None]
        .into_iter()
        .map(|area| Unit {
            id: UnitId("xa mau".to_owned()),
            name: "Mẫu".to_owned(),
            kind: UnitKind::Commune,
            area,
            special_hardship: None,
        })
        .collect();
    println!(
        "load the library: {:?}",
        best(20, || {
            black_box(Library::embedded().is_ok());
        })
    );
    for day in ["2017-03-15", "2021-03-15", "2024-03-15"] {
        let day: NaiveDate = day.parse().expect("a day");
        println!(
            "rules of {day}: {:?}",
            best(20, || {
                black_box(library.on(day, &office));
            })
        );
        let rules = library.on(day, &office);
        for count in [600, 5_000, 50_000] {
            let dossiers = dossiers(count);
            let mut criteria = 0;
            let time = best(10, || {
                criteria = 0;
                let mut met = 0;
                for (at, dossier) in dossiers.iter().enumerate() {
                    for post in &dossier.posts {
                        let unit = units.get(at % units.len());
                        let judgement = rules.judge(&Case {
                            unit,
                            dossier,
                            post,
                        });
                        criteria += judgement.verdicts.iter().flatten().count();
                        met += usize::from(judgement.overall == Verdict::Met);
                    }
                }
                black_box(met);
            });
            println!(
                "judge {count} dossiers on {day}: {time:?}, {:.0} ns a criterion",
                time.as_nanos() as f64 / criteria as f64
            );
        }
        let dossiers = dossiers(50_000);
        let time = best(3, || {
            let found: usize = dossiers
                .iter()
                .enumerate()
                .map(|(at, dossier)| needs(&rules, units.get(at % units.len()), dossier).len())
                .sum();
            black_box(found);
        });
        println!("needs of 50000 dossiers on {day}: {time:?}");
    }
}
