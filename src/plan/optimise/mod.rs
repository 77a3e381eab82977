mod ledger;
mod pace;
mod prices;
mod problem;
mod random;
mod timetable;
pub use pace::{Continue, Phase, Progress};
use super::instance::Instance;
pub fn lab(instance: &Instance, target: f64) {
    let problem = problem::Problem::new(instance);
    let t0 = std::time::Instant::now();
    let mut ask = |_p: Progress| Continue::Yes;
    let mut pace = pace::Pace::new(&mut ask);
    let mut search = prices::PriceSearch::new(&problem, &mut pace).unwrap();
    for i in 0..=2000 {
        if [0,10,25,50,100,150,200,300,400,500,750,1000,1500,2000].contains(&i) { println!("{i} {:.3} {:.1}ms", search.bound, t0.elapsed().as_secs_f64()*1e3); }
        search.step(&problem, target, &mut pace).unwrap();
    }
}
