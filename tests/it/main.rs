//! Integration tests of the core, one module per subject.

mod arbitrary;
mod collation;
mod records;
