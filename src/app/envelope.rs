//! What travels between the page and its worker.

/// A message: what it says, and the bulk data that it speaks of.
///
/// The buffers change hands without being copied between the threads, so a workbook of many
/// megabytes does not hold up the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// JSON.
    pub head: String,
    /// Files in and files out, in the order that the head gives them.
    pub buffers: Vec<Vec<u8>>,
}
