//! One adapter for each port, for the browser.

pub mod archive_store;
pub mod clock;
pub mod crash;
pub mod files;
mod local_storage;
pub mod random;
pub mod update;
pub mod worker;
pub mod worker_host;
mod worker_message;

pub use local_storage::LocalStorage;
