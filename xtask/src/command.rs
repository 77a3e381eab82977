//! Other programs, run so that the terminal shows what runs.

use crate::Outcome;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The cargo that runs this tool, to be run in `folder`.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// Shows `title`, runs `command`, and fails unless it succeeds.
pub fn step(title: &str, command: &mut Command) -> Outcome {
    println!("\n=== {title}");
    let began = Instant::now();
    let status = command
        .status()
        .map_err(|error| format!("{title}: cannot run {command:?}: {error}"))?;
    if !status.success() {
        return Err(format!("{title}: failed ({status})"));
    }
    println!("=== {title}: {:.1} s", began.elapsed().as_secs_f32());
    Ok(())
}

/// What `program` prints on its standard output; `None` when it is absent or fails.
pub fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
