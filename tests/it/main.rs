//! Integration tests of the core, one module per subject.

mod arbitrary;
mod architecture;
mod broken_rules;
mod bundle;
mod collation;
mod documents;
mod exemptions;
mod export;
mod hostile_workbooks;
mod import;
#[path = "../support/invented.rs"]
mod invented;
mod plan;
mod records;
mod rules;
mod statistics;
