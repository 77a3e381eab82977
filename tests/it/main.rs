//! Integration tests of the core, one module per subject.

mod arbitrary;
mod broken_rules;
mod bundle;
mod collation;
mod export;
#[path = "../support/invented.rs"]
mod invented;
mod records;
mod exemptions;
mod rules;
mod statistics;
