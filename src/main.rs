//! The page.

#[cfg(target_arch = "wasm32")]
fn main() {
    canbo::platform::crash::show_panics();
    canbo::ui::start();
}

/// Outside a browser there is nothing to mount on.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This program is a web page: `cargo xtask serve` builds and shows it.");
    std::process::ExitCode::FAILURE
}
