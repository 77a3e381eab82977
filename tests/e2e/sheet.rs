//! The result sheet of one person: reasons, receipt, one page of paper.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use thirtyfour::prelude::*;

async fn prints_a_result_with_its_receipt(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage.click("[data-role=load-sample]").await?;
    stage.find("[data-count=people]").await?;
    stage.open("#/people").await?;
    stage.click("main table a, main [role=row] a").await?;
    stage.click("[data-role=sheet]").await?;
    let receipt = stage.text("[data-role=receipt]").await?;
    assert!(receipt.starts_with("Mã đối chứng: "), "{receipt}");
    let sheet = stage.text(".sheet").await?;
    assert!(
        sheet.contains("vì ngày 01/03/2017 nằm trong thời gian này"),
        "{sheet}"
    );
    stage.pictures("sheet").await?;

    // The same facts, opened anew, have the same receipt.
    stage.reload().await?;
    assert_eq!(stage.text("[data-role=receipt]").await?, receipt);

    // On paper it is one page.
    let paper = thirtyfour::common::print::PrintParameters {
        page: thirtyfour::common::print::PrintPage {
            width: 21.0,
            height: 29.7,
        },
        ..Default::default()
    };
    let pdf = stage.browser().print_page(paper).await?;
    let pages = pdf
        .windows(11)
        .filter(|bytes| bytes == b"/Type /Page")
        .count();
    let trees = pdf
        .windows(12)
        .filter(|bytes| bytes == b"/Type /Pages")
        .count();
    assert_eq!(pages - trees, 1);
    Ok(())
}
on_both_builds!(prints_a_result_with_its_receipt);
