//! Integration tests of the core, one module per subject.

mod arbitrary;
mod bundle;
mod collation;
mod export;
#[path = "../support/invented.rs"]
mod invented;
mod records;
mod statistics;
