//! The security policy lets nothing out, neither from the page nor from a worker.

use crate::both_builds::on_both_builds;
use crate::support::Stage;
use serde_json::json;
use std::io::ErrorKind;
use std::net::TcpListener;
use thirtyfour::prelude::*;

/// Each tries to reach `ADDRESS`, or to run a text as code, and says whether it could.
const ATTEMPTS: [&str; 6] = [
    "fetch('ADDRESS', { mode: 'no-cors' }).then(() => 'done', () => 'stopped')",
    "new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve('stopped'), { once: true });
        const image = new Image();
        image.onload = () => resolve('done');
        image.src = 'ADDRESSimage.png';
    })",
    "new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve('stopped'), { once: true });
        new WebSocket('ADDRESS'.replace('http', 'ws')).onopen = () => resolve('done');
    })",
    "new Promise((resolve) => {
        const text = `fetch('ADDRESS', { mode: 'no-cors' })
            .then(() => postMessage('done'), () => postMessage('stopped'))`;
        const worker = new Worker(URL.createObjectURL(new Blob([text])));
        worker.onmessage = ({ data }) => resolve(data);
    })",
    "new Promise((resolve) => {
        const attempt = () => { try { resolve(eval('\"done\"')) } catch { resolve('stopped') } };
        setTimeout(attempt); // the driver's own scripts are free to evaluate
    })",
    "(() => {
        const script = document.createElement('script');
        script.textContent = 'window.__ran = \"done\"';
        document.body.append(script);
        return window.__ran ?? 'stopped';
    })()",
];

async fn lets_nothing_out(stage: &mut Stage) -> WebDriverResult<()> {
    let elsewhere = TcpListener::bind("127.0.0.1:0").expect("a free port");
    elsewhere.set_nonblocking(true).expect("a plain socket");
    let address = format!("http://{}/", elsewhere.local_addr().expect("its address"));
    stage.open("").await?;
    for attempt in ATTEMPTS {
        let attempt = attempt.replace("ADDRESS", &address);
        assert_eq!(stage.value(&attempt).await?, json!("stopped"), "{attempt}");
    }
    let visitor = elsewhere.accept().map_err(|error| error.kind());
    assert!(matches!(visitor, Err(ErrorKind::WouldBlock)), "{visitor:?}");
    // Every attempt was complained of, as a page's own would be.
    let complaints = stage.complaints().await?;
    assert!(complaints.len() >= ATTEMPTS.len(), "{complaints:#?}");
    Ok(())
}
on_both_builds!(lets_nothing_out);
