//! The email addresses of an account.

pub mod api;
pub mod section;
pub mod verify_page;
