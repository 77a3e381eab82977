//! Integration tests of the core, one module per subject.

mod broken_rules;
mod exemptions;
mod rules;
