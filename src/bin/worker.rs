//! The page's worker: the same core, away from the thread that draws.

#[cfg(target_arch = "wasm32")]
fn main() {
    canbo::platform::worker_host::serve(|request, emit| {
        canbo::job::run(
            request,
            &mut canbo::platform::random::dossier_id,
            &canbo::platform::clock::seconds,
            emit,
        );
    });
}

/// Outside a browser there is no page to serve.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This program is part of a web page: `cargo xtask serve` builds and shows it.");
    std::process::ExitCode::FAILURE
}
