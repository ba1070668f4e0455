//! The wishlist: books to read, being read, and read.

mod add_form;
mod address;
pub mod api;
mod edit_form;
mod finder;
pub mod page;
mod row;
mod status_picker;
