//! Tasks: the list at `/tasks`.

mod add_form;
pub mod api;
pub mod due;
mod edit_form;
mod filter_bar;
mod list_url;
pub mod model;
pub mod page;
pub mod page_model;
#[cfg(feature = "ssr")]
pub mod queries;
mod row;
mod undo_notice;
