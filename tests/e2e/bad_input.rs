//! Broken files and a full store: words that say what to do, and nothing that was kept changes.

use std::path::PathBuf;

use crate::both_builds::on_both_builds;
use crate::main_job::{import, lists};
use crate::support::Stage;
use serde_json::json;
use thirtyfour::prelude::*;

const KEPT: &str =
    "Object.keys(localStorage).filter((key) => key.startsWith('canbo/1/real/d/')).length";

fn broken(stage: &Stage) -> Vec<PathBuf> {
    let whole = std::fs::read(&lists()[0]).expect("a sample list");
    let files: [(&str, &[u8]); 4] = [
        ("rong.xlsx", b""),
        ("cut-doi.xlsx", &whole[..whole.len() / 2]),
        (
            "trang-web.xlsx",
            b"<!DOCTYPE html><html><body>Danh sach</body></html>",
        ),
        ("ngau-nhien.xls", &[0xA7; 4096]),
    ];
    files
        .into_iter()
        .map(|(name, bytes)| {
            let path = stage.folder().join(name);
            std::fs::write(&path, bytes).expect("a broken file");
            path
        })
        .collect()
}

async fn refuses_broken_files(stage: &mut Stage) -> WebDriverResult<()> {
    import(stage, &lists()[7..]).await?;
    assert_eq!(stage.value(KEPT).await?, json!(22));
    let files = broken(stage);
    stage.open("#/import").await?;
    stage
        .choose_files("[data-role=import-files]", &files)
        .await?;
    stage
        .until("document.querySelectorAll('[data-role=file-error]').length === 4")
        .await?;
    let words = stage.text("[data-role=import-files-table]").await?;
    assert!(
        words.contains("Hãy"),
        "every refusal says what to do: {words}"
    );
    stage.pictures("broken").await?;
    assert_eq!(stage.value(KEPT).await?, json!(22));
    // The page is alive and reads a good file next.
    stage.open("").await?;
    assert_eq!(stage.text("[data-count=people]").await?, "22");
    Ok(())
}
on_both_builds!(refuses_broken_files);

async fn says_when_the_store_is_full(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage
        .run(
            "let block = 'x'.repeat(1 << 20); let at = 0; \
             while (block.length > 64) { try { localStorage.setItem('filler' + at++, block) } \
             catch { block = block.slice(block.length / 2) } }",
        )
        .await?;
    stage.open("#/import").await?;
    stage
        .choose_files("[data-role=import-files]", &lists()[7..])
        .await?;
    stage.click("[data-role=accept]").await?;
    let words = stage.text(".banner .notice[data-kind=error]").await?;
    assert!(
        words.contains("chưa được lưu") && words.contains(".canbo"),
        "{words}"
    );
    assert_eq!(
        stage
            .value("document.querySelector('.save-state').dataset.saved")
            .await?,
        json!("false")
    );
    assert_eq!(
        stage.value(KEPT).await?,
        json!(0),
        "nothing is half-written"
    );
    stage.pictures("full").await?;

    // With room again, what waited is kept.
    stage.run("Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key))").await?;
    stage
        .click(".banner .notice[data-kind=error] button:last-child")
        .await?;
    stage.until(&format!("{KEPT} === 22")).await?;
    assert_eq!(
        stage
            .value("document.querySelector('.save-state').dataset.saved")
            .await?,
        json!("true")
    );
    Ok(())
}
on_both_builds!(says_when_the_store_is_full);
