//! The passkeys of an account.

pub mod add_button;
pub mod add_page;
pub mod api;
mod list_item;
pub mod section;
