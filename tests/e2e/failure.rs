//! A page that cannot go on says so.

use crate::both_builds::on_both_builds;
use crate::support::{Build, Stage, journey};
use serde_json::json;
use thirtyfour::prelude::*;

async fn shows_a_crash(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    // What the panic hook calls, and then what the browser reports by itself of a trap.
    stage.run("__canboCrashed('index out of bounds')").await?;
    let message = stage.text("#failure-crash").await?;
    assert!(
        message.contains("Canbo gặp lỗi") && message.contains("Dữ liệu đã lưu vẫn còn nguyên"),
        "{message}"
    );
    assert_eq!(
        stage.value("[...document.body.children].every((part) => part.inert || part.id === 'failure-crash')").await?,
        json!(true),
    );
    stage.pictures("crash").await?;
    stage.run("window.__old = true").await?;
    stage.click("#failure-crash button").await?;
    stage
        .until("!window.__old && !document.getElementById('opening')")
        .await?;
    assert_eq!(
        stage
            .value("document.getElementById('failure-crash').hidden")
            .await?,
        json!(true)
    );
    Ok(())
}
on_both_builds!(shows_a_crash);

async fn sees_a_trap(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage
        .run("window.dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))")
        .await?;
    assert!(
        stage
            .text("#failure-crash")
            .await?
            .contains("Canbo gặp lỗi")
    );
    Ok(())
}
on_both_builds!(sees_a_trap);

async fn damaged_site(stage: &mut Stage) -> WebDriverResult<()> {
    let site = stage.folder().join("site");
    std::fs::create_dir_all(&site).expect("a folder");
    // Only the page itself arrived: its code did not.
    std::fs::copy(
        crate::support::stage::dist().join("site/index.html"),
        site.join("index.html"),
    )
    .expect("copy");
    stage.serve(&site);
    stage.browser().goto(stage.address()).await?;
    let message = stage.text("#failure-start:not([hidden])").await?;
    assert!(message.contains("Chưa mở được Canbo"), "{message}");
    stage.pictures("not-started").await?;
    stage.complaints().await?; // the missing files
    Ok(())
}

#[test]
#[ignore = "needs a build and a browser: `cargo xtask test`"]
fn says_that_it_could_not_start() {
    journey("says_that_it_could_not_start", Build::Site, damaged_site);
}

async fn site_in_part(stage: &mut Stage) -> WebDriverResult<()> {
    let whole = crate::support::stage::dist().join("site");
    let site = stage.folder().join("site");
    std::fs::create_dir_all(site.join("assets")).expect("a folder");
    let mut late = Vec::new();
    for from in [whole.clone(), whole.join("assets")] {
        for entry in std::fs::read_dir(&from).expect("a build").flatten() {
            let path = entry.path();
            let place = site.join(path.strip_prefix(&whole).expect("below"));
            let name = entry.file_name().to_string_lossy().into_owned();
            // Without the service worker, which refuses a site that is not whole.
            if path.is_dir() || name == "service-worker.js" {
                continue;
            }
            if name.starts_with("split_") {
                late.push((path, place));
            } else {
                std::fs::copy(&path, &place).expect("copy");
            }
        }
    }
    assert!(!late.is_empty(), "the page has a part that comes later");
    stage.serve(&site);
    stage.open("").await?;
    stage.click(".sidebar a[href='#/files']").await?;
    let message = stage.text("main .notice[role='alert']").await?;
    assert!(message.contains("Dữ liệu không bị ảnh hưởng"), "{message}");
    stage.pictures("part-missing").await?;
    for (path, place) in late {
        std::fs::copy(path, place).expect("copy");
    }
    stage.click("main .notice[role='alert'] button").await?;
    assert!(stage.text("main h1").await?.contains("Tệp dữ liệu"));
    stage.complaints().await?; // the missing files
    Ok(())
}

#[test]
#[ignore = "needs a build and a browser: `cargo xtask test`"]
fn says_that_a_part_is_missing() {
    journey("says_that_a_part_is_missing", Build::Site, site_in_part);
}
