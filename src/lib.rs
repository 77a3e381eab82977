#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

pub mod app;
pub mod domain;
pub mod exchange;
pub mod law;
pub mod plan;
#[cfg(target_arch = "wasm32")]
pub mod platform;
pub mod report;
pub mod store;
pub mod text;
pub mod job;
#[cfg(target_arch = "wasm32")]
pub mod ui;
