//! How much an office downloads before it can work.

use crate::Outcome;
use crate::command::output_of;
use crate::site::gzip;
use crate::workspace::{Workspace, files_below, read};
use std::path::Path;

/// The most that the first load may weigh, packed.
const LIMIT_BYTES: usize = 500 * 1000;

/// Prints raw and packed sizes of the last build, what comes before the page can be used first.
pub fn print(workspace: &Workspace) -> Outcome {
    let site = workspace.site();
    let files = files_below(&site)?;
    if files.is_empty() {
        return Err("nothing is built: run `cargo xtask build` first".into());
    }
    let brotli = output_of("brotli", &["--version"]).is_some();
    let (first, later): (Vec<_>, Vec<_>) = files.iter().partition(|path| is_first(path));
    println!(
        "{:<34} {:>11} {:>11} {:>11}",
        "bytes", "raw", "gzip", "brotli"
    );
    let mut total = [0; 2];
    for path in first {
        let size = line(&site, path, brotli)?;
        total = [total[0] + size[0], total[1] + size[1]];
    }
    println!("{:<34} {:>11} {:>11}", "= first load", total[0], total[1]);
    for path in later {
        line(&site, path, brotli)?;
    }
    line(&workspace.dist(), Path::new("canbo.html"), brotli)?;
    if total[1] > LIMIT_BYTES {
        return Err(format!(
            "the first load is {} bytes with gzip, over the limit of {LIMIT_BYTES}",
            total[1]
        ));
    }
    Ok(())
}

/// Whether the page needs the file before its user can work; the worker and the icons come later.
fn is_first(path: &Path) -> bool {
    let name = path.to_string_lossy().replace('\\', "/");
    name == "index.html" || name.starts_with("assets/app-") || name.starts_with("assets/canbo-")
}

fn line(folder: &Path, path: &Path, brotli: bool) -> Outcome<[usize; 2]> {
    let content = read(&folder.join(path))?;
    let packed = gzip(&content)?.len();
    let brotli = if brotli {
        let file = folder.join(path);
        std::process::Command::new("brotli")
            .args(["--best", "--stdout"])
            .arg(&file)
            .output()
            .map_or_else(|_| "-".into(), |output| output.stdout.len().to_string())
    } else {
        "-".into()
    };
    println!(
        "{:<34} {:>11} {packed:>11} {brotli:>11}",
        path.display(),
        content.len()
    );
    Ok([content.len(), packed])
}
