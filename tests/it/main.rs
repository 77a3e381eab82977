//! Integration tests of the core, one module per subject.

mod plan;
