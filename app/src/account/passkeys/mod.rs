//! The passkeys of a member: the list, and the page that adds one.

mod add_button;
pub mod add_page;
pub mod api;
mod entry;
pub(super) mod keep_in_step;
pub mod section;
