//! The export of all data of an account.

#[cfg(feature = "ssr")]
pub mod export;
pub mod section;
