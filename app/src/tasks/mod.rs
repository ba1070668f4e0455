//! Tasks: the list, and what can be done with one.

pub mod api;
mod board;
pub mod page;
mod row;
