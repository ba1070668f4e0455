//! Who and what the tests are about: an installation, people with their devices, and what the database holds of them.

pub mod account;
pub mod device;
pub mod installation;
pub mod mail;
pub mod person;
pub mod tables;

pub use device::Deceit;
pub use installation::{Installation, ORIGIN};
pub use mail::another_than;
pub use person::{Person, Traces, auth_methods};
pub use tables::tables_with;
