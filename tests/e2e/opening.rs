//! The page comes up, from a server and from the disk.

use crate::support::{Stage, on_both_builds};
use serde_json::json;
use thirtyfour::prelude::*;

async fn opens(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    assert_eq!(stage.text("main h1").await?, "Canbo");
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
