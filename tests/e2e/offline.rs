//! After the first visit the site needs no server, and takes a new version only when asked to.

use crate::both_builds::on_both_builds;
use crate::support::{Build, Stage, journey};
use serde_json::json;
use std::path::Path;
use thirtyfour::prelude::*;

async fn works_without_a_server(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage.until_offline_ready().await?;
    stage.stop_server();
    stage.reload().await?;
    stage.find("main h1").await?;
    assert_eq!(
        stage
            .value("__canboWorker().then((worker) => worker instanceof Worker)")
            .await?,
        json!(true)
    );
    stage.restart_browser().await?;
    stage.find("main h1").await?;
    Ok(())
}
on_both_builds!(works_without_a_server);

async fn updates_when_asked(stage: &mut Stage) -> WebDriverResult<()> {
    let site = stage.folder().join("site");
    copy(&crate::support::stage::dist().join("site"), &site);
    stage.serve(&site);
    stage.open("").await?;
    stage.until_offline_ready().await?;
    stage.run("localStorage.setItem('kept', 'yes')").await?;

    let page = std::fs::read_to_string(site.join("index.html")).expect("the page");
    std::fs::write(
        site.join("index.html"),
        page.replace("<title>Canbo", "<title>Canbo 2"),
    )
    .expect("write");
    let worker = std::fs::read_to_string(site.join("service-worker.js")).expect("the worker");
    let at = worker.find(r#"["./",""#).expect("the page is kept") + r#"["./","#.len() + 1;
    let changed = format!("{}0123456789abcdef{}", &worker[..at], &worker[at + 16..]);
    let changed = changed.replacen("const VERSION = \"", "const VERSION = \"2", 1);
    std::fs::write(site.join("service-worker.js"), changed).expect("write");

    stage.reload().await?;
    stage.until("window.__canboUpdate").await?;
    assert_eq!(
        stage.browser().title().await?,
        "Canbo",
        "the old version stays until the user agrees"
    );
    stage.run("window.__old = true; __canboUpdate()").await?;
    stage
        .until("!window.__old && document.title === 'Canbo 2'")
        .await?;
    assert_eq!(
        stage.value("localStorage.getItem('kept')").await?,
        json!("yes")
    );
    stage.stop_server();
    stage.reload().await?;
    assert_eq!(stage.browser().title().await?, "Canbo 2");
    Ok(())
}

#[test]
#[ignore = "needs a build and a browser: `cargo xtask test`"]
fn takes_a_new_version_when_asked() {
    journey(
        "takes_a_new_version_when_asked",
        Build::Site,
        updates_when_asked,
    );
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder to copy") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, target).expect("copy");
        }
    }
}
