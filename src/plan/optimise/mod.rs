mod ledger;
mod pace;
mod prices;
mod problem;
mod random;
mod timetable;
mod roster;
mod improve;
pub use pace::{Continue, Phase, Progress};
use super::instance::Instance;
fn env(k:&str,d:f64)->f64{ std::env::var(k).ok().and_then(|v|v.parse().ok()).unwrap_or(d) }
pub fn lab(instance: &Instance, target: f64) {
    let problem = problem::Problem::new(instance);
    let t0 = std::time::Instant::now();
    let mut ask = |_p: Progress| Continue::Yes;
    let mut pace = pace::Pace::new(&mut ask);
    let mut ts = timetable::TimetableSearch::default();
    let mut search = prices::PriceSearch::new(&problem, &mut pace).unwrap();
    let ideal: Vec<f64> = problem.people.iter().map(|p| ts.best(&problem, p, |_,_| Some(0.0)).0).collect();
    let mut order: Vec<u32> = (0..problem.people.len() as u32).collect();
    order.sort_by(|a,b| ideal[*b as usize].total_cmp(&ideal[*a as usize]).then(a.cmp(b)));
    for i in 0..=env("DS",300.0) as usize {
        if [0,10,25,50,100,150,200,300,400,500,750,1000,1500,2000].contains(&i) {
            let mut r = roster::Roster::new(&problem);
            let t = t0.elapsed();
            improve::fill(&problem, &search.prices, &mut r, &order, &mut ts, &mut pace).unwrap();
            println!("{i} {:.3} {:.3} {:.1}ms +{:?}", search.bound, r.objective, t.as_secs_f64()*1e3, t0.elapsed()-t); }
        search.step(&problem, target, &mut pace).unwrap();
    }
    let mut r = roster::Roster::new(&problem);
    improve::fill(&problem, &search.prices, &mut r, &order, &mut ts, &mut pace).unwrap();
    let start = t0.elapsed();
    let mut best = r.objective;
    let n = env("N", 100000.0) as usize;
    let hot = env("HOT", 0.5); 
    let mut imp = improve::Improvement::new(&problem, &search.prices, &ideal, r, env("SEED",1.0) as u64);
    for i in 1..=n {
        let left = 1.0 - i as f64 / n as f64;
        imp.step(hot * left * left, &mut pace).unwrap();
        best = f64::max(best, imp.roster.objective);
        if i % (n/8) == 0 { println!("{i} {:.3} best {:.3} gap {:.3}% {:?}", imp.roster.objective, best, 100.0*(1.0-best/search.bound), t0.elapsed()-start); }
    }
}
