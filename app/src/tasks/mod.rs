//! Tasks: the list, and what can be done with one.

mod add_form;
mod address;
pub mod api;
mod board;
mod edit_form;
mod finder;
mod keys;
mod news;
pub mod page;
mod press;
mod row;
mod swap;
