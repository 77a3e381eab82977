//! The training plan on the sample city: made, explained, changed by hand, kept, frozen, undone.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use thirtyfour::prelude::*;

async fn is_made_and_kept(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage.click("[data-role=load-sample]").await?;
    stage.find("[data-count=people]").await?;
    stage.run("location.hash = '#/plan'").await?;
    stage
        .until("document.querySelector('[data-role=make-plan]:not([disabled])')")
        .await?;

    // A number that cannot be is said to be wrong and changes nothing.
    stage.fill("#plan-years", "99\t").await?;
    stage.find(".field-error").await?;
    stage.fill("#plan-years", "3\t").await?;
    stage
        .until("!document.querySelector('.field-error')")
        .await?;
    // Few seats, so that somebody must wait.
    stage.fill("#plan-seats-upper_secondary", "4\t").await?;

    stage.click("[data-role=make-plan-here]").await?;
    let good = stage.text("[data-role=how-good]").await?;
    assert!(good.contains("phương án tốt nhất có thể"), "{good}");
    stage
        .until("!document.querySelector('[data-role=working]')")
        .await?;
    let summary = stage.text("[data-role=plan-summary]").await?;
    assert!(summary.contains("người có nhu cầu"), "{summary}");
    assert!(
        stage
            .text("[data-role=left-out]")
            .await?
            .contains("sẽ nghỉ hưu trước khi")
    );
    assert!(
        stage
            .text("[data-role=prices]")
            .await?
            .contains("Bổ túc trung học phổ thông")
    );
    stage.run("scrollTo(0, 0)").await?;
    stage.pictures("plan").await?;
    let prices = "document.querySelector('[data-role=prices]').scrollIntoView()";
    stage.run(prices).await?;
    stage.picture("plan-prices").await?;
    // Back up, so that what is clicked next does not lie under the bar.
    stage.run("scrollTo(0, 0)").await?;

    // One taken out by hand: the plan says that its terms have changed, and keeps to it when made again.
    let rows = "document.querySelectorAll('[data-role=by-person] tbody tr').length";
    let before = stage.value(rows).await?;
    let first = stage.text("[data-role=by-person] tbody th").await?;
    stage
        .click("[data-role=by-person] tbody td:last-child button:last-child")
        .await?;
    assert!(
        stage
            .text("[data-role=found] [role=status]")
            .await?
            .contains("Điều kiện đã đổi")
    );
    stage.run("scrollTo(0, 0)").await?;
    stage.click("[data-role=make-plan]").await?;
    stage
        .until("!document.querySelector('[data-role=working]') && document.querySelector('[data-role=by-person]')")
        .await?;
    assert_ne!(stage.text("[data-role=by-person] tbody th").await?, first);
    assert!(before.as_u64() > Some(10));

    // Two scenarios side by side.
    stage.click("[data-role=compare-plan]").await?;
    stage.find("[data-role=scenarios]").await?;

    // Kept, proposed, approved with a decision, and there after a reload.
    stage.click("[data-role=save-plan]").await?;
    assert_eq!(stage.text("[data-role=plan-state]").await?, "dự thảo");
    stage.click("[data-role=advance-plan]").await?;
    stage
        .until("document.querySelector('[data-role=plan-state]').textContent === 'đã trình'")
        .await?;
    stage.click("[data-role=advance-plan]").await?;
    assert!(
        stage
            .text(".notice[data-kind=error]")
            .await?
            .contains("quyết định")
    );
    stage.fill("#plan-decision-0", "12/QĐ-UBND\t").await?;
    stage.click("[data-role=advance-plan]").await?;
    stage
        .until("document.querySelector('[data-role=plan-state]').textContent === 'đã duyệt'")
        .await?;
    stage.reload().await?;
    assert_eq!(stage.text("[data-role=plan-state]").await?, "đã duyệt");

    // A result closes the gap, and is counted.
    stage.click("[data-role=open-plan]").await?;
    stage
        .click("[data-role=plan-lines] [data-role=passed]")
        .await?;
    stage
        .until("document.querySelector('[data-role=plan-lines] tbody tr').textContent.includes('đã học xong')")
        .await?;
    let lines = "document.querySelector('[data-role=plans]').scrollIntoView()";
    stage.run(lines).await?;
    stage.pictures("plan-open").await?;

    Ok(())
}
on_both_builds!(is_made_and_kept);
