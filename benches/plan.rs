//! How long the optimiser takes to come within half a percent of the best, proven.

use std::hint::black_box;

use canbo::plan::{Continue, Progress, optimise, read_instance};
use criterion::{Criterion, criterion_group, criterion_main};

fn within(share: f64) -> impl FnMut(Progress) -> Continue {
    move |progress| {
        if progress.bound - progress.objective <= share * progress.bound {
            Continue::Stop
        } else {
            Continue::Yes
        }
    }
}

fn plan(criterion: &mut Criterion) {
    let city = include_str!("../tests/fixtures/plan/city-600.json");
    let province = include_str!("../tests/fixtures/plan/province-5000.json");
    let mut group = criterion.benchmark_group("plan");
    group.sample_size(10);
    group.bench_function("read province-5000", |bencher| {
        bencher.iter(|| read_instance(black_box(province)));
    });
    for (name, text) in [("city-600", city), ("province-5000", province)] {
        let Ok(instance) = read_instance(text) else {
            continue;
        };
        group.bench_function(format!("{name} within 1 %"), |bencher| {
            bencher.iter(|| optimise(black_box(&instance), &mut within(0.01)));
        });
        group.bench_function(format!("{name} within 0.5 %"), |bencher| {
            bencher.iter(|| optimise(black_box(&instance), &mut within(0.005)));
        });
    }
    group.finish();
}

criterion_group!(benches, plan);
criterion_main!(benches);
