//! The calendar of retirement and conversion, and what a dossier says and takes in about them.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use thirtyfour::prelude::*;

async fn shows_what_falls_due(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("#/calendar").await?;
    // Nobody yet: what it is for and where to begin.
    assert_eq!(stage.text("main h1").await?, "Chưa có dữ liệu nào");
    stage.click("[data-role=load-sample]").await?;
    stage.find("[data-count=people]").await?;
    stage.click("nav a[href='#/calendar']").await?;
    stage.find("[data-role=agenda-coming] tbody tr").await?;
    stage.pictures("calendar").await?;

    // One kind only, in the address too.
    stage
        .run("const kind = document.getElementById('calendar-kind'); kind.value = 'retirement'; kind.dispatchEvent(new Event('change', { bubbles: true }))")
        .await?;
    stage
        .until("document.querySelectorAll('main tr[data-kind=conversion]').length === 0")
        .await?;
    stage
        .until("location.hash.includes('kind=retirement')")
        .await?;
    stage.find("main tr[data-kind=retirement]").await?;

    // From a line to the dossier, which says when and why, and takes a decision in.
    stage.click("[data-role=agenda-coming] tbody a").await?;
    let said = stage.text("[data-role=retirement]").await?;
    assert!(said.contains("Nghỉ hưu từ ngày"), "{said}");
    assert!(said.contains("Nghị định"), "{said}");
    stage
        .run("const ground = document.getElementById('r-ground'); ground.value = 'policy'; ground.dispatchEvent(new Event('change', { bubbles: true }))")
        .await?;
    stage.fill("#r-date", "1/4/2017\t").await?;
    stage
        .until(
            "document.querySelector('[data-role=retirement]').textContent.includes('01/04/2017')",
        )
        .await?;
    stage.pictures("retirement").await?;
    Ok(())
}
on_both_builds!(shows_what_falls_due);

async fn a_period_of_the_sector_settles_the_open_ones(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("#/").await?;
    stage.click("[data-role=load-sample]").await?;
    stage.find("[data-count=people]").await?;
    stage.open("#/calendar?kind=conversion&months=60").await?;
    stage.find("[data-role=agenda-unsettled] summary").await?;
    let open = stage.text("[data-role=agenda-unsettled] summary").await?;
    stage.fill("#period-finance_accounting", "12\t").await?;
    let refused = stage
        .text("[data-role=conversion-periods] .field-error")
        .await?;
    assert!(refused.contains("24"), "{refused}");
    stage.fill("#period-finance_accounting", "36\t").await?;
    stage.find("#period-document-finance_accounting").await?;
    let fewer = stage.text("[data-role=agenda-unsettled] summary").await?;
    assert_ne!(open, fewer);
    stage.reload().await?;
    stage.find("[data-role=agenda-unsettled] summary").await?;
    assert_eq!(
        stage.text("[data-role=agenda-unsettled] summary").await?,
        fewer
    );
    Ok(())
}
on_both_builds!(a_period_of_the_sector_settles_the_open_ones);
