//! The server's half of the lists.

pub mod actions;
pub mod queries;
