#![doc = include_str!("ARCHITECTURE.md")]
#![warn(missing_docs)]

pub mod app;
pub mod domain;
pub mod exchange;
pub mod job;
pub mod law;
pub mod plan;
#[cfg(target_arch = "wasm32")]
pub mod platform;
pub mod report;
pub mod store;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod ui;
