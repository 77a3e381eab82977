//! The stage on which the journeys are played.

mod driver;
#[path = "../../../xtask/src/server.rs"]
#[expect(
    dead_code,
    reason = "the tool waits on its server, the journeys do not"
)]
mod server;
pub mod stage;

use server::Server;
pub use stage::{Build, Stage, journey};
