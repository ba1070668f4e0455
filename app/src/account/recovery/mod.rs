//! Recovery codes and links: the way in for who has lost every other.

pub mod api;
pub mod codes_page;
pub mod link_page;
mod print;
pub mod section;
pub mod sign_in_page;
