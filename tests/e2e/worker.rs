//! The worker starts in both builds and hands buffers over unharmed.

use crate::support::{Stage, on_both_builds};
use serde_json::json;
use thirtyfour::prelude::*;

async fn echoes(stage: &mut Stage) -> WebDriverResult<()> {
    stage.open("").await?;
    let answers = stage
        .value(
            "new Promise(async (resolve, reject) => {
                const worker = await __canboWorker();
                const heard = [];
                worker.onerror = reject;
                worker.onmessage = ({ data }) => {
                    heard.push(data.finished ? 'finished' : [data.head, ...data.buffers.map((b) => [...b])]);
                    if (data.finished) resolve(heard);
                };
                worker.postMessage({ head: '{\"job\":\"echo\"}', buffers: [new Uint8Array([1, 2, 3]), new Uint8Array()] });
            })",
        )
        .await?;
    assert_eq!(
        answers,
        json!([[r#"{"job":"echo"}"#, [1, 2, 3], []], "finished"])
    );
    Ok(())
}
on_both_builds!(echoes);

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
