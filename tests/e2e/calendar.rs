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

async fn proposes_what_ratings_lead_to(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("#/ratings").await?;
    assert_eq!(stage.text("main h1").await?, "Chưa có dữ liệu nào");
    stage.click("[data-role=load-sample]").await?;
    stage.find("[data-count=people]").await?;
    stage.click("nav a[href='#/ratings']").await?;
    let proposed = stage.text("[data-role=ratings-proposals] summary").await?;
    stage.pictures("ratings").await?;

    // The stricter rule of the office counts only with a name and a text.
    let confirm = "[data-role=confirm-office-no-better-than-satisfactory]";
    stage.click(confirm).await?;
    stage
        .find("[data-role=ratings-office] .field-error")
        .await?;
    let id = "office-no-better-than-satisfactory";
    stage.fill(&format!("#by-{id}"), "Nguyễn Thị Mẫu\t").await?;
    stage.fill(&format!("#ground-{id}"), "Quy chế 12\t").await?;
    stage.click(confirm).await?;
    stage
        .until("document.querySelector('[data-role=ratings-office]').textContent.includes('Nguyễn Thị Mẫu')")
        .await?;
    // Plain "satisfactory" of 2014 to 2016 is what that rule itself names: nothing is unclear.
    let now = stage.text("[data-role=ratings-proposals] summary").await?;
    assert_ne!(proposed, now);
    stage.click("[data-role=ratings-proposals] tbody a").await?;
    let said = stage.text("[data-role=rating-proposals]").await?;
    assert!(said.contains("Bố trí công tác khác"), "{said}");
    Ok(())
}
on_both_builds!(proposes_what_ratings_lead_to);
