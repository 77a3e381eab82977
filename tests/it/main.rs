//! Integration tests of the core, one module per subject.

mod arbitrary;
mod architecture;
mod broken_rules;
mod bundle;
mod calendar;
mod case_coverage;
mod collation;
mod comparison;
mod documents;
mod exemptions;
mod export;
mod hostile_workbooks;
mod import;
#[path = "../support/invented.rs"]
mod invented;
mod local;
mod office_plan;
mod other_lists;
mod plan;
mod plan_keeping;
mod ratings;
mod receipt;
mod records;
mod retirement;
mod rules;
mod rules_check;
mod statistics;
