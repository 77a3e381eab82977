//! What a fresh machine lacks: told, then installed.

use crate::Outcome;
use crate::command::{output_of, step};
use std::path::Path;
use std::process::Command;

const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that rustc can compile for the browser.
pub fn wasm_target() -> Outcome {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let present = output_of(&rustc, &["--print", "target-libdir", "--target", WASM])
        .is_some_and(|folder| Path::new(&folder).is_dir());
    if present {
        return Ok(());
    }
    if output_of("rustup", &["--version"]).is_none() {
        return Err(format!(
            "rustc has no standard library for {WASM}, and there is no rustup to add it. \
             Install Rust from https://rustup.rs, then run this again"
        ));
    }
    step(
        &format!("Installing Rust's {WASM} target"),
        Command::new("rustup").args(["target", "add", WASM]),
    )
}

/// A component of the Rust toolchain (`clippy`, `rustfmt`), added when rustup can.
pub fn component(name: &str, probe: &str) -> Outcome {
    if output_of("cargo", &[probe, "--version"]).is_some() {
        return Ok(());
    }
    step(
        &format!("Installing {name}"),
        Command::new("rustup").args(["component", "add", name]),
    )
}

/// A browser and the driver that steers it.
pub struct Browser {
    /// The browser's program; `None` lets the driver find it.
    pub program: Option<String>,
    /// The driver's program.
    pub driver: String,
}

/// The Chromium (or Chrome) of this machine with its driver, installed when that can be done
/// without asking; else the sentence that says what is missing and what to do.
pub fn browser() -> Result<Browser, String> {
    if let Some(found) = find_browser() {
        return Ok(found);
    }
    let Some(apt) = apt_command() else {
        return Err(
            "no Chromium or Chrome with chromedriver was found. Install both (chromedriver of the \
             same version on the PATH, or its path in CHROMEDRIVER), then run this again"
                .into(),
        );
    };
    let run = |title: &str, arguments: &[&str]| {
        step(
            title,
            Command::new(apt[0])
                .args(&apt[1..])
                .args(arguments)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    };
    run("Refreshing apt's package lists", &["update", "-q"])?;
    if is_snap_stub() {
        return Err(
            "on this Ubuntu `chromium` is a snap, which a driver cannot steer in every session. \
             Run `snap install chromium` (it brings chromium.chromedriver), or install Chrome and \
             chromedriver from https://googlechromelabs.github.io/chrome-for-testing, then run \
             this again"
                .into(),
        );
    }
    run(
        "Installing Chromium and its driver with apt",
        &[
            "install",
            "-y",
            "-q",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
        ],
    )?;
    find_browser().ok_or_else(|| "apt installed no chromedriver".into())
}

fn find_browser() -> Option<Browser> {
    let named = std::env::var("CHROMEDRIVER").ok();
    let driver = named
        .into_iter()
        .chain(["chromedriver".into(), "chromium.chromedriver".into()])
        .find(|driver| output_of(driver, &["--version"]).is_some())?;
    let program = std::env::var("CHROME").ok().or_else(|| {
        ["chromium", "google-chrome", "google-chrome-stable"]
            .into_iter()
            .find(|program| output_of(program, &["--version"]).is_some())
            .map(str::to_owned)
    });
    // On a Mac and on Windows the driver itself finds the installed Chrome.
    (program.is_some() || !cfg!(target_os = "linux")).then_some(Browser { program, driver })
}

/// How to call apt-get without being asked for a password; `None` when that cannot be done.
fn apt_command() -> Option<&'static [&'static str]> {
    output_of("apt-get", &["--version"])?;
    if output_of("id", &["-u"])? == "0" {
        Some(&["apt-get"])
    } else {
        output_of("sudo", &["-n", "true"]).map(|_| &["sudo", "-n", "apt-get"] as &[_])
    }
}

/// Whether apt's `chromium` only fetches the snap, as on Ubuntu.
fn is_snap_stub() -> bool {
    let policy = output_of("apt-cache", &["show", "chromium-driver"]);
    policy.is_none_or(|text| text.trim().is_empty() || text.contains("snap"))
}
