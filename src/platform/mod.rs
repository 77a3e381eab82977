//! platform

pub mod crash;
pub mod update;
pub mod worker;
pub mod worker_host;
mod worker_message;
