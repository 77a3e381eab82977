//! Integration tests of the core, one module per subject.

#[path = "../support/invented.rs"]
mod arbitrary;
mod broken_rules;
mod bundle;
mod collation;
mod invented;
mod records;
mod rules;
