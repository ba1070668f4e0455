//! The deletion of an account.

pub mod api;
#[cfg(feature = "ssr")]
mod cookie;
pub mod deleted_page;
pub mod section;
