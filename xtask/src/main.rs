//! Builds, serves and tests Canbo: `cargo xtask help` lists what it can do.

mod check;
mod command;
mod install;
mod page;
mod parts;
mod policy;
mod server;
mod site;
mod size;
mod wasm;
mod workspace;

use std::process::ExitCode;
use wasm::Profile;
use workspace::Workspace;

/// The result of a step; the error is the whole sentence that the person at the terminal reads.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
cargo xtask serve [--port 8080] [--release] [--no-build]
    installs what is missing, builds, and serves the page on this machine
cargo xtask build [--quick]
    dist/site/ (the static site) and dist/canbo.html (the same in one file), fit to hand out
cargo xtask test
    installs what is missing and runs every check and test
cargo xtask size
    the size of each part of the first load, of the last build";

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome {
    let workspace = Workspace::find()?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["serve", options @ ..] => serve(&workspace, options),
        ["build"] => build(&workspace, Profile::Release),
        ["build", "--quick"] => build(&workspace, Profile::Quick),
        ["test"] => check::run(&workspace),
        ["size"] => size::print(&workspace),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("cannot do `{}`\n{HELP}", other.join(" "))),
    }
}

fn build(workspace: &Workspace, profile: Profile) -> Outcome {
    install::wasm_target()?;
    site::build(workspace, profile)
}

fn serve(workspace: &Workspace, options: &[&str]) -> Outcome {
    let mut port = 8080;
    let mut profile = Profile::Quick;
    let mut must_build = true;
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--port" => {
                let number = rest.next().ok_or("`--port` needs a number")?;
                port = number
                    .parse()
                    .map_err(|_| format!("`{number}` is not a port"))?;
            }
            "--release" => profile = Profile::Release,
            "--no-build" => must_build = false,
            other => return Err(format!("`serve` has no option `{other}`\n{HELP}")),
        }
    }
    if must_build {
        build(workspace, profile)?;
    }
    let server = server::Server::start(&workspace.site(), port)
        .map_err(|error| format!("cannot serve on port {port}: {error}; try `--port 8081`"))?;
    println!("Canbo is at {}  (Ctrl+C ends it)", server.address());
    server.wait();
    Ok(())
}
