//! The worker starts in both builds, works and hands buffers over.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use serde_json::json;
use thirtyfour::prelude::*;

async fn writes_a_data_file(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    let answer = stage
        .value(
            "new Promise(async (resolve, reject) => {
                const worker = await __canboWorker();
                worker.onerror = reject;
                worker.onmessage = ({ data }) => {
                    if (data.buffers?.length) {
                        resolve([Object.keys(JSON.parse(data.head)), new TextDecoder().decode(data.buffers[0].slice(0, 5))]);
                    }
                };
                const head = JSON.stringify({ WriteDataFile: { saved_on: '2026-11-24T00:00:00' } });
                worker.postMessage({ head, buffers: [new Uint8Array()] });
            })",
        )
        .await?;
    assert_eq!(answer, json!([["Saved"], "CANBO"]));
    Ok(())
}
on_both_builds!(writes_a_data_file);

async fn says_when_it_cannot_read_the_request(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    let answer = stage
        .value(
            "new Promise(async (resolve) => {
                const worker = await __canboWorker();
                worker.onmessage = ({ data }) => resolve(data);
                worker.postMessage({ head: 1 });
            })",
        )
        .await?;
    assert_eq!(
        answer,
        json!({ "failed": "the page sent something unreadable" })
    );
    Ok(())
}
on_both_builds!(says_when_it_cannot_read_the_request);
