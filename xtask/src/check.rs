//! Every check and test, in the order in which they fail soonest.

use crate::Outcome;
use crate::command::{cargo, step};
use crate::install;
use crate::site;
use crate::size;
use crate::wasm::Profile;
use crate::workspace::Workspace;
use std::time::Instant;

/// Installs what is missing and runs everything.
pub fn run(workspace: &Workspace) -> Outcome {
    let began = Instant::now();
    install::wasm_target()?;
    install::component("rustfmt", "fmt")?;
    install::component("clippy", "clippy")?;
    let browser = install::browser();
    if let Err(missing) = &browser
        && must_have_browser()
    {
        return Err(missing.clone());
    }

    let cargo = || cargo(&workspace.root);
    step("Formatting", cargo().args(["fmt", "--all", "--check"]))?;
    step(
        "Lints, native",
        cargo()
            .args(["clippy", "--quiet", "--workspace", "--all-targets"])
            .args(["--features", "canbo/cli,canbo/e2e", "--", "-D", "warnings"]),
    )?;
    step(
        "Lints, browser",
        cargo()
            .args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"])
            .args([
                "--lib", "--bin", "app", "--bin", "worker", "--", "-D", "warnings",
            ]),
    )?;
    step(
        "Tests, native",
        cargo().args([
            "test",
            "--quiet",
            "--workspace",
            "--features",
            "canbo/cli,canbo/e2e",
        ]),
    )?;
    site::build(workspace, Profile::Release)?;
    size::print(workspace)?;
    match browser {
        Ok(browser) => {
            let mut tests = cargo();
            tests
                .args(["test", "--workspace", "--features"])
                // The features of the native tests, so that nothing is built twice.
                .args(["canbo/cli,canbo/e2e", "--test", "e2e"])
                .args(["--", "--ignored", "--test-threads=2"])
                .env("CHROMEDRIVER", browser.driver);
            if let Some(program) = browser.program {
                tests.env("CHROME", program);
            }
            step("Journeys in Chromium", &mut tests)?;
        }
        Err(missing) => println!("\n=== Journeys in Chromium: SKIPPED: {missing}"),
    }
    println!(
        "\nAll checks passed in {:.0} s",
        began.elapsed().as_secs_f32()
    );
    Ok(())
}

/// Where the checks decide whether a change goes in, a skipped journey would be a silent hole.
fn must_have_browser() -> bool {
    let is_set = |name: &str, values: &[&str]| {
        std::env::var(name).is_ok_and(|value| values.contains(&value.as_str()))
    };
    is_set("E2E_REQUIRE_ALL", &["1"]) || is_set("CI", &["1", "true"])
}
