//! Whole journeys in a real Chromium, on the site and on the single file.
//!
//! `cargo xtask test` builds both and runs these; to run one again by itself:
//! `cargo test --features cli,e2e --test e2e -- --ignored opens`.

mod both_builds;
mod support;

mod bad_input;
mod calendar;
mod closed_to_the_world;
mod compare;
mod failure;
#[path = "../support/invented.rs"]
mod invented;
mod local;
mod main_job;
mod merging;
mod offline;
mod opening;
mod sample_city;
mod sheet;
mod training_plan;
mod worker;
