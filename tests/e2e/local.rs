//! A value that the province set: entered, looked at before saving, undone, refused when it clashes.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use thirtyfour::prelude::*;

const TERM: &str = "[data-term='local-political-theory-deadline-2012-12-15']";

async fn fill_in(stage: &Stage) -> WebDriverResult<()> {
    stage
        .click(&format!("{TERM} [data-role=local-enter]"))
        .await?;
    let field = |part: &str| format!("#local-political-theory-deadline-2012-12-15-{part}");
    for (part, text) in [
        ("document", "Quyết định 07/2013/QĐ-UBND\t"),
        ("issuer", "Uỷ ban nhân dân tỉnh\t"),
        ("signed", "10/1/2013\t"),
        ("from", "1/2/2013\t"),
        ("number", "24\t"),
    ] {
        stage.fill(&field(part), text).await?;
    }
    stage
        .click(&format!("{TERM} [data-role=local-preview]"))
        .await
}

async fn is_seen_before_it_is_saved(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    stage.click("[data-role=load-sample]").await?;
    stage.find("[data-count=people]").await?;
    stage.open("#/law").await?;
    fill_in(stage).await?;
    stage
        .until(&format!(
            "document.querySelector(\"{TERM} [data-role=local-outlook]\").textContent.includes('người có kết quả khác tại ngày 01/03/2017')"
        ))
        .await?;
    stage
        .run(&format!(
            "document.querySelector(\"{TERM}\").scrollIntoView()"
        ))
        .await?;
    stage.picture("local-preview").await?;
    stage
        .click(&format!("{TERM} [data-role=local-save]:enabled"))
        .await?;
    let kept = stage
        .text(&format!("{TERM} [data-role=local-decision]"))
        .await?;
    assert!(
        kept.contains("Quyết định 07/2013/QĐ-UBND") && kept.contains("24 tháng"),
        "{kept}"
    );

    // The same again would clash: nothing is saved, both are named.
    fill_in(stage).await?;
    let refused = stage
        .text(&format!("{TERM} [data-role=local-outlook] .field-error"))
        .await?;
    assert!(refused.contains("cùng quy định một nội dung"), "{refused}");

    // Kept over a reload, taken back with one step.
    stage.reload().await?;
    stage.until("document.querySelector('.examples')").await?;
    stage
        .find(&format!("{TERM} [data-role=local-decision]"))
        .await?;
    stage.click("[data-role=local-export]:enabled").await?;
    let pack = stage.downloaded("quy-dinh-dia-phuong").await;
    let text = std::fs::read_to_string(pack)?;
    assert!(text.contains("\"months\": 24"), "{text}");
    stage
        .click(&format!("{TERM} [data-role=local-decision] button"))
        .await?;
    stage
        .until(&format!(
            "!document.querySelector(\"{TERM} [data-role=local-decision]\")"
        ))
        .await
}
on_both_builds!(is_seen_before_it_is_saved);
