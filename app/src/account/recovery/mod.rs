//! Recovery codes and recovery links.

pub mod api;
pub mod codes_page;
pub mod link_page;
pub mod model;
mod print_button;
#[cfg(feature = "ssr")]
pub mod queries;
pub mod section;
pub mod sign_in_page;
