//! What the page itself takes with 600, 5,000 and 50,000 dossiers, in a real Chromium: open a data
//! file, judge everybody again on another day, and the longest stretch in which it does not answer.
//!
//! Needs a build (`cargo xtask build`) and Chromium with its driver; run it with
//! `cargo bench --bench browser --features e2e`. It measures, it does not test.

#[path = "../tests/support/invented.rs"]
mod invented;
#[path = "../tests/e2e/support/mod.rs"]
mod support;

use canbo::exchange::bundle::{self, Purpose, Saving};
use chrono::NaiveDate;
use support::{Build, Stage, journey};
use thirtyfour::prelude::*;

/// Notes the time of the change and of the end of the judging that it starts, and long tasks.
const WATCH: &str = r#"
    window.__longest = 0;
    window.__tasks?.disconnect();
    window.__tasks = new PerformanceObserver((list) => {
        for (const task of list.getEntries()) window.__longest = Math.max(window.__longest, task.duration);
    });
    window.__tasks.observe({ type: "longtask" });
    window.__took = null;
    document.getElementById("judged-on").addEventListener("change", () => {
        const began = performance.now();
        let seen = false;
        const look = () => {
            const judging = [...document.querySelectorAll("main [role=status]")]
                .some((status) => /Đang đánh giá/.test(status.textContent));
            seen ||= judging;
            // Small offices are judged before the next picture.
            if (judging || (!seen && performance.now() - began < 300)) requestAnimationFrame(look);
            else window.__took = seen ? performance.now() - began : 0;
        };
        requestAnimationFrame(look);
    }, { once: true, capture: true });
"#;

async fn measure(stage: &mut Stage, count: usize) -> WebDriverResult<()> {
    let snapshot = invented::snapshot(count, 2017);
    let saving = Saving {
        purpose: Purpose::Archive,
        sequence: 1,
        parent: None,
        saved_at: NaiveDate::from_ymd_opt(2017, 3, 1)
            .and_then(|day| day.and_hms_opt(8, 0, 0))
            .expect("a time"),
    };
    let bytes = bundle::write_v1(&snapshot, &saving).expect("a data file");
    let file = stage.folder().join("office.canbo");
    std::fs::write(&file, &bytes).expect("written");

    stage.open("#/files").await?;
    let began = std::time::Instant::now();
    stage
        .choose_files("[data-role=open-canbo]", &[file])
        .await?;
    // An empty page asks nothing. Within the page: loading it anew would lose what the browser's
    // storage had no room for.
    stage.click(".sidebar a[href='#/']").await?;
    stage
        .until("document.querySelector('[data-count=people]') && !/Đang đánh giá/.test(document.querySelector('main').textContent)")
        .await?;
    let opened = began.elapsed();

    let mut took = Vec::new();
    let mut longest = Vec::new();
    for day in ["01/03/2017", "02/03/2017", "03/03/2017"] {
        stage.run(WATCH).await?;
        stage.fill("#judged-on", &format!("{day}\t")).await?;
        stage.until("window.__took !== null").await?;
        took.push(stage.value("Math.round(window.__took)").await?);
        longest.push(stage.value("Math.round(window.__longest)").await?);
    }
    println!(
        "{count} dossiers ({} KB): opened in {opened:.1?}; judged again in {took:?} ms, longest task {longest:?} ms",
        bytes.len() / 1000
    );
    stage.complaints().await?; // a full browser store is told in the page, and not of interest here
    Ok(())
}

fn main() {
    for count in [600, 5_000, 50_000] {
        journey(&format!("measure-{count}"), Build::Site, async |stage| {
            measure(stage, count).await
        });
    }
}
