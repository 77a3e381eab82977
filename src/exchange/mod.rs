//! Bytes in, bytes out: the data file and workbooks.

pub mod bundle;
pub mod excel_export;
