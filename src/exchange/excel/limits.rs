//! The most that is read of one file. A list of 50,000 people stays well below each of them.

/// Bytes of the file itself.
pub const FILE_BYTES: u64 = 64 << 20;
/// Bytes that all parts of the file may unpack to.
pub const UNPACKED_BYTES: u64 = 300 << 20;
/// Filled cells in all sheets together.
pub const CELLS: u64 = 2_000_000;
/// Bytes of text in all cells together.
pub const TEXT_BYTES: u64 = 128 << 20;
/// Characters of one cell, as Excel itself limits them.
pub const CELL_CHARS: usize = 32_767;
/// Sheets of one file.
pub const SHEETS: usize = 300;
/// Columns of one sheet, as Excel itself limits them.
pub const COLUMNS: u32 = 16_384;
/// Merged areas that are noted of one sheet.
pub const MERGES: usize = 50_000;
/// Characters of a person's name.
pub const NAME_CHARS: usize = 100;
