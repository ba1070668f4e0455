//! Who and what the tests are about: an installation, people with their devices, and what the database holds of them.

pub mod device;
pub mod installation;
pub mod person;

pub use device::Deceit;
pub use installation::{Installation, ORIGIN};
pub use person::{Person, Traces};
