//! The page comes up, from a server and from the disk.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use serde_json::json;
use thirtyfour::prelude::*;

async fn opens(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    assert_eq!(stage.text("main h1").await?, "Chưa có dữ liệu nào");
    stage.pictures("start").await?;
    assert_eq!(
        stage.value("document.documentElement.lang").await?,
        json!("vi")
    );
    stage.reload().await?;
    stage.find("main h1").await?;
    Ok(())
}
on_both_builds!(opens);

async fn speaks_english(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage.click(".topbar button.plain").await?;
    assert_eq!(stage.text("main h1").await?, "No data yet");
    assert_eq!(
        stage.value("document.documentElement.lang").await?,
        json!("en")
    );
    stage.reload().await?;
    assert_eq!(stage.text("main h1").await?, "No data yet");
    Ok(())
}
on_both_builds!(speaks_english);
