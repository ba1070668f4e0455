//! The email addresses of an account.

pub mod api;
#[cfg(feature = "ssr")]
pub mod queries;
pub mod section;
pub mod verify_page;
