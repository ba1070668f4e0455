//! The passkeys of an account: the list, and the page that adds one.

pub mod add_page;
pub mod api;
#[cfg(feature = "ssr")]
pub mod queries;
mod row;
pub mod section;
