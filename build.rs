//! Reads and checks the rule files and the catalogue of courses, so that a broken one stops the
//! build with its place, and the program carries them ready to use.

#![allow(
    dead_code,
    unexpected_cfgs,
    unused_imports,
    reason = "the modules of the program, of which the build needs only the readers"
)]

#[path = "src/plan/catalogue.rs"]
mod catalogue;
#[path = "src/domain/mod.rs"]
mod domain;
#[path = "src/law/mod.rs"]
mod law;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/law");
    println!("cargo::rerun-if-changed=src/domain");
    println!("cargo::rerun-if-changed=src/plan/catalogue.rs");
    println!("cargo::rerun-if-changed=src/plan/courses.toml");
    println!("cargo::rustc-check-cfg=cfg(rules_compiled)");
    println!("cargo::rustc-cfg=rules_compiled");
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        // What splits the page's code into parts needs to know what refers to what.
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }

    let mut standards = Vec::new();
    for entry in fs::read_dir("src/law/library")? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        standards.push((name, fs::read_to_string(entry.path())?));
    }
    standards.sort();
    let standards: Vec<(&str, &str)> = standards
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let mut calendar = Vec::new();
    for name in law::CALENDAR_FILES {
        calendar.push(fs::read_to_string(
            Path::new("src/law/calendar").join(name),
        )?);
    }
    let calendar = std::array::from_fn(|at| calendar.get(at).map_or("", String::as_str));
    let bounds = fs::read_to_string(Path::new("src/law").join(law::PLAUSIBILITY_FILE))?;
    let rules = law::CompiledRules::load(&standards, calendar, &bounds)
        .map_err(|error| error.to_string())?;
    let out: PathBuf = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?.into();
    fs::write(out.join("rules.bin"), rules.encode()?)?;
    let courses = fs::read_to_string("src/plan/courses.toml")?;
    let courses = catalogue::Catalogue::compile(&courses)
        .map_err(|error| format!("src/plan/courses.toml: {error}"))?;
    fs::write(out.join("courses.bin"), courses)?;
    Ok(())
}
