//! Deleting an account.

pub mod deleted_page;
pub mod section;
