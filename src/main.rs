//! The page.

#[cfg(target_arch = "wasm32")]
fn main() {
    canbo::platform::crash::show_panics();
    canbo::ui::start(part::PART);
}

/// Where the page's code is split: here and not in the library, whose other programs have no pages.
#[cfg(target_arch = "wasm32")]
mod part {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use canbo::app::Route;
    use canbo::ui::{LaterPart, later_page};
    use leptos::prelude::AnyView;
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    pub const PART: LaterPart = LaterPart {
        load: || Box::pin(async { load().await.is_ok() }),
        // Loaded code answers at once, and a view made at once belongs to whoever asked for it.
        page: |route| match pin!(page(route)).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(view) => view.ok(),
            Poll::Pending => None,
        },
    };

    #[wasm_split(pages, preload(load), fallible)]
    fn page(route: Route) -> Result<AnyView, SplitLoaderError> {
        Ok(later_page(route))
    }
}

/// Outside a browser there is nothing to mount on.
#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This program is a web page: `cargo xtask serve` builds and shows it.");
    std::process::ExitCode::FAILURE
}
