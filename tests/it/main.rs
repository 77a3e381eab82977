//! Native integration tests, one module a subject.

mod import;
