//! The active sessions of an account.

pub mod api;
pub mod section;
