//! Parts that several pages share.

mod bars;
mod date_input;
mod inputs;
mod save_file;
mod verdict;
mod virtual_table;

pub use bars::{BarRow, Bars, Legend, LevelBars};
pub use date_input::DateInput;
pub use inputs::{Choice, TextInput};
pub use save_file::{OpenFileButton, SaveFileButton};
pub use verdict::{VerdictBadge, verdict_mark};
pub use virtual_table::VirtualTable;
