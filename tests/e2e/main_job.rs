//! The main job: eight workbooks in, judged people out, kept without a network.

use std::path::PathBuf;

use crate::both_builds::on_both_builds;
use crate::support::{Build, Stage};
use serde_json::json;
use thirtyfour::prelude::*;

/// The lists of the invented city, in the order of their names.
pub fn lists() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sample-city");
    let mut lists: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the sample city")
        .flatten()
        .map(|file| file.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|kind| kind == "xlsx" || kind == "xls")
        })
        .collect();
    lists.sort();
    lists
}

/// Reads the lists and writes them, from the import page to the overview.
pub async fn import(stage: &Stage, files: &[PathBuf]) -> WebDriverResult<()> {
    stage.open("#/import").await?;
    stage
        .choose_files("[data-role=import-files]", files)
        .await?;
    stage.find("[data-role=import-files-table]").await?;
    stage.click("[data-role=accept]").await?;
    stage.find("[data-count=people]").await?;
    Ok(())
}

/// What the page shows at a count, without the marks between thousands.
async fn count(stage: &Stage, name: &str) -> WebDriverResult<String> {
    Ok(stage
        .text(&format!("[data-count={name}]"))
        .await?
        .replace('.', ""))
}

/// The number of dossiers that the browser keeps.
const KEPT: &str =
    "Object.keys(localStorage).filter((key) => key.startsWith('canbo/1/real/d/')).length";

async fn shows_the_published_counts(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("#/import").await?;
    stage.pictures("import").await?;
    stage
        .choose_files("[data-role=import-files]", &lists())
        .await?;
    let table = stage.text("[data-role=import-files-table]").await?;
    assert!(
        table.contains("01-danh-sach-can-bo-cong-chuc-23-xa-phuong.xlsx 499 499 0 0"),
        "{table}"
    );
    assert!(
        table.contains("08-nghia-ha-font-vntime-tcvn3.xls 22 0 0 22"),
        "{table}"
    );
    stage.pictures("preview").await?;
    assert_eq!(
        stage.value(KEPT).await?,
        json!(0),
        "a dry run writes nothing"
    );

    stage.click("[data-role=accept]").await?;
    for (name, published) in [
        ("people", "499"),
        ("studying", "77"),
        ("key", "138"),
        ("key-master", "2"),
        ("talent", "20"),
        ("up", "2"),
        ("down", "5"),
    ] {
        assert_eq!(count(stage, name).await?, published, "{name}");
    }
    assert_eq!(stage.value(KEPT).await?, json!(501));

    // A number leads to its people.
    stage.click("[data-count=studying]").await?;
    assert!(
        stage
            .text("[data-count=shown]")
            .await?
            .starts_with("Đang hiện 77 trong")
    );

    // The day of the published account.
    stage.fill("#judged-on", "1/3/2017\t").await?;
    stage.open("").await?;
    stage
        .until("Number(document.querySelector('[data-count=met]').textContent) > 0")
        .await?;
    for page in [
        "", "#/people", "#/matrix", "#/needs", "#/checks", "#/majors", "#/units", "#/law",
        "#/files",
    ] {
        stage.open(page).await?;
        stage.find("main h1").await?;
        stage
            .pictures(&format!("page-{}", page.trim_start_matches("#/")))
            .await?;
    }
    Ok(())
}
on_both_builds!(shows_the_published_counts);

async fn keeps_an_edit_without_the_server(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage.until_offline_ready().await?;
    import(stage, &lists()).await?;

    // Found without accents, opened, edited.
    stage.open("#/people").await?;
    stage.fill("#search", "cao thu ai").await?;
    stage
        .until("document.querySelectorAll('.virtual tbody tr:not(.filler)').length === 1")
        .await?;
    stage.click(".virtual tbody th a").await?;
    assert_eq!(stage.text("main h1").await?, "Cao Thu Ái");
    let address = stage.value("location.hash").await?;
    let address = address.as_str().expect("an address").to_owned();
    stage.fill("#f-field", "Xã hội học mẫu\t").await?;
    assert_eq!(
        stage
            .value("document.querySelector('.save-state').dataset.saved")
            .await?,
        json!("true")
    );
    stage.pictures("dossier").await?;

    // Undone and done again.
    stage.click(".topbar button[title^='Hoàn tác']").await?;
    stage
        .until("document.querySelector('#f-field').value !== 'Xã hội học mẫu'")
        .await?;
    stage.click(".topbar button[title^='Làm lại']").await?;
    stage
        .until("document.querySelector('#f-field').value === 'Xã hội học mẫu'")
        .await?;

    // What is no date is refused with words and changes nothing.
    stage.fill("#f-birth", "31/2/1964\t").await?;
    assert!(stage.text(".field-error").await?.contains("31/2/1964"));

    stage.stop_server();
    stage.reload().await?;
    stage
        .until("document.querySelector('#f-field').value === 'Xã hội học mẫu'")
        .await?;
    stage
        .until("document.querySelector('#f-birth').value === '02/05/1964'")
        .await?;
    stage.open("#/matrix").await?;
    stage.find(".matrix-cell").await?;
    stage.open("").await?;
    assert_eq!(count(stage, "people").await?, "499");
    stage.open(&address).await?;
    assert_eq!(stage.text("main h1").await?, "Cao Thu Ái");
    Ok(())
}
on_both_builds!(keeps_an_edit_without_the_server);

async fn hands_over_files_and_opens_them(stage: &mut Stage) -> WebDriverResult<()> {
    import(stage, &lists()).await?;
    stage.open("#/people").await?;
    stage.click(".page-head .toolbar button:last-child").await?;
    let workbook = stage.downloaded("danh-sach-").await;
    assert!(
        std::fs::read(workbook)
            .expect("the workbook")
            .starts_with(b"PK")
    );

    stage.open("#/files").await?;
    stage.click("main .panel button.primary").await?;
    let data = stage.downloaded("canbo-").await;
    assert!(
        std::fs::read(&data)
            .expect("the data file")
            .starts_with(b"CANBO")
    );
    stage.find(".notice[data-kind=done]").await?;

    // A change, then back to what the file holds.
    stage.open("#/people?q=cao+thu+ai").await?;
    stage.click(".virtual tbody th a").await?;
    stage.click("main button.danger").await?;
    stage.until(&format!("{KEPT} === 500")).await?;
    stage.open("#/files").await?;
    stage
        .choose_files("[data-role=open-canbo]", &[data])
        .await?;
    stage.click("[data-role=replace]").await?;
    stage.until(&format!("{KEPT} === 501")).await?;
    assert_eq!(count(stage, "people").await?, "499");
    if stage.build == Build::SingleFile {
        stage.restart_browser().await?;
        assert_eq!(count(stage, "people").await?, "499");
    }
    Ok(())
}
on_both_builds!(hands_over_files_and_opens_them);
