//! What the screen shows, as plain data in the words of the screen.
//!
//! Every type here is made by a selector in this folder from the model, and drawn by one component of `web`.
//! Nothing in here is stored, and no component keeps a second copy.

mod policies;
mod request;
mod run;
mod shelf;
mod shell;
mod world;

pub use policies::*;
pub use request::*;
pub use run::*;
pub use shelf::*;
pub use shell::*;
pub use world::*;
