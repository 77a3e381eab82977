//! Two days compared on the page: the counts, the rule that changed, the way to a person, the workbook.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use thirtyfour::prelude::*;

async fn names_who_changed_and_why(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("#/compare").await?;
    assert_eq!(stage.text("main h1").await?, "Chưa có dữ liệu nào");
    stage.open("").await?;
    stage.click("[data-role=load-sample]").await?;
    stage.find("[data-count=people]").await?;

    // The last day of one circular and the first of the next.
    stage.click("nav a[href='#/compare']").await?;
    stage.fill("#compare-before", "24/12/2019\t").await?;
    stage.fill("#compare-after", "25/12/2019\t").await?;
    stage
        .until("document.querySelector('[data-role=compare-counts]')?.textContent.includes('499 người') && document.querySelector('main').textContent.includes('13/2019/TT-BNV')")
        .await?;
    stage.pictures("compare").await?;

    // From a name to the dossier.
    let name = stage.text("section[data-cause=rule] tbody a").await?;
    stage.click("section[data-cause=rule] tbody a").await?;
    stage
        .until(&format!(
            "document.querySelector('main h1').textContent === {}",
            serde_json::json!(name)
        ))
        .await?;

    // Within one regime nothing changes.
    stage.open("#/compare").await?;
    stage.fill("#compare-before", "1/3/2018\t").await?;
    stage.fill("#compare-after", "1/3/2018\t").await?;
    let nothing = stage.text("[data-role=compare-nothing]").await?;
    assert!(nothing.contains("499 người"), "{nothing}");

    stage.fill("#compare-before", "24/12/2019\t").await?;
    stage.fill("#compare-after", "25/12/2019\t").await?;
    stage.find("[data-role=compare-export]:enabled").await?;
    stage.click("[data-role=compare-export]").await?;
    let workbook = stage.downloaded("so-sanh-hai-ngay").await;
    assert!(std::fs::read(workbook)?.starts_with(b"PK"));
    Ok(())
}
on_both_builds!(names_who_changed_and_why);
