//! The wishlist: books to read, being read, and read.

mod add_form;
pub mod api;
mod edit_form;
mod filter_bar;
mod list_url;
pub mod model;
pub mod page;
pub mod page_model;
#[cfg(feature = "ssr")]
pub mod queries;
mod row;
mod status_label;
mod status_picker;
