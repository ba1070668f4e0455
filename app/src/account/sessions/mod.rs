//! The active sessions of an account.

pub mod api;
#[cfg(feature = "ssr")]
pub mod queries;
pub mod section;
