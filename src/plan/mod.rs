//! From gaps to training: what each person still has to learn, and later who goes when.

mod needs;

pub use needs::{Need, NeedStatus, needs};
