//! From Rust to the two wasm programs and their glue.

use crate::Outcome;
use crate::command::{cargo, step};
use crate::parts;
use crate::policy::short_hash;
use crate::workspace::{Workspace, files_below, read, read_text, write};
use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

/// How carefully to compile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// For developing: seconds to rebuild.
    Quick,
    /// For handing out: small.
    Release,
}

impl Profile {
    /// The profile's name in `Cargo.toml`, and cargo's folder for it.
    fn name(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Release => "release",
        }
    }
}

/// A wasm program with the JavaScript that loads it.
pub struct Program {
    /// Classic (not module) JavaScript that defines `wasm_bindgen`; where there are parts, it asks
    /// `source.part(name)` for the promise of their bytes.
    pub glue: String,
    /// WebAssembly.
    pub code: Vec<u8>,
    /// Code that is loaded later, by its name.
    pub parts: Vec<(String, Vec<u8>)>,
}

/// The page and its worker.
pub struct Programs {
    /// `src/main.rs`.
    pub app: Program,
    /// `src/bin/worker.rs`.
    pub worker: Program,
}

/// Compiles both programs.
pub fn compile(workspace: &Workspace, profile: Profile) -> Outcome<Programs> {
    step(
        &format!("Compiling the page and its worker ({})", profile.name()),
        cargo(&workspace.root).args([
            "build",
            "--quiet",
            "--target",
            "wasm32-unknown-unknown",
            "--profile",
            profile.name(),
            "--bin",
            "app",
            "--bin",
            "worker",
        ]),
    )?;
    Ok(Programs {
        app: bind(workspace, profile, "app")?,
        worker: bind(workspace, profile, "worker")?,
    })
}

/// Makes the glue of one program, unless the last one still fits.
fn bind(workspace: &Workspace, profile: Profile, name: &str) -> Outcome<Program> {
    let compiled = workspace
        .target
        .join("wasm32-unknown-unknown")
        .join(profile.name())
        .join(format!("{name}.wasm"));
    let bound = workspace
        .target
        .join("xtask")
        .join(profile.name())
        .join(name);
    let stamp_path = bound.join("stamp");
    // This tool's own version counts too: it decides how the glue is made.
    let stamp = format!("{} {}", short_hash(&read(&compiled)?), own_version()?);
    if read_text(&stamp_path).ok().as_ref() != Some(&stamp) {
        if bound.exists() {
            std::fs::remove_dir_all(&bound)
                .map_err(|error| format!("cannot empty {}: {error}", bound.display()))?;
        }
        if name == "app" {
            parts::split(&compiled, &bound)?;
        } else {
            whole(&compiled, &bound, name)?;
        }
        write(&stamp_path, stamp.as_bytes())?;
    }
    let mut parts = Vec::new();
    let folder = bound.join(parts::FOLDER);
    if folder.is_dir() {
        for path in files_below(&folder)? {
            let part = path.to_string_lossy();
            if let Some(part) = part.strip_suffix(".wasm") {
                parts.push((part.to_owned(), read(&folder.join(&path))?));
            }
        }
    }
    Ok(Program {
        glue: read_text(&bound.join(format!("{name}.js")))?,
        code: read(&bound.join(format!("{name}_bg.wasm")))?,
        parts,
    })
}

fn whole(compiled: &Path, bound: &Path, name: &str) -> Outcome {
    Bindgen::new()
        .input_path(compiled)
        .out_name(name)
        .no_modules(true)
        .map_err(|error| error.to_string())?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(bound)
        .map_err(|error| format!("cannot bind {}: {error:#}", compiled.display()))
}

fn own_version() -> Outcome<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let sources = [include_str!("wasm.rs"), include_str!("parts.rs")].concat();
    Ok(short_hash(
        &[&read(&manifest)?, sources.as_bytes()].concat(),
    ))
}
