//! app

pub mod envelope;
