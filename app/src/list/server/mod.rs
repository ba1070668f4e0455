//! The server-only part of the lists.

pub mod actions;
pub mod queries;
