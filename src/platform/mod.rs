//! One adapter for each port, for the browser.

pub mod clock;
pub mod files;
mod local_storage;
pub mod random;
pub mod worker;
pub mod worker_host;

pub use local_storage::LocalStorage;
