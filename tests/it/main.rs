//! Native integration tests, one module a subject.

mod hostile_workbooks;
mod import;
