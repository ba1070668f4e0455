//! Recovery codes and recovery links.

pub mod api;
pub mod codes_page;
pub mod link_page;
pub mod model;
mod print_button;
pub mod section;
pub mod sign_in_page;
