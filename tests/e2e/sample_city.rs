//! The sample city comes and goes with one button each and never mixes with real data.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use serde_json::json;
use thirtyfour::prelude::*;

async fn comes_and_goes(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage.click("[data-role=load-sample]").await?;
    assert_eq!(stage.text("[data-count=people]").await?, "499");
    assert!(
        stage
            .text(".notice[data-kind=sample]")
            .await?
            .contains("DỮ LIỆU MẪU")
    );
    stage.pictures("sample").await?;
    stage.reload().await?;
    assert_eq!(stage.text("[data-count=people]").await?, "499");
    let real = "Object.keys(localStorage).filter((key) => key.startsWith('canbo/1/real/')).length";
    assert_eq!(stage.value(real).await?, json!(0));

    stage.click(".notice[data-kind=sample] button").await?;
    assert_eq!(stage.text("main h1").await?, "Chưa có dữ liệu nào");
    let sample =
        "Object.keys(localStorage).filter((key) => key.startsWith('canbo/1/sample/')).length";
    assert_eq!(stage.value(sample).await?, json!(0));
    Ok(())
}
on_both_builds!(comes_and_goes);
