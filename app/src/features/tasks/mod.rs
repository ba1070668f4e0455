//! Tasks: the list at `/tasks`.

pub mod api;
pub mod due_date;
pub mod model;
pub mod page;
#[cfg(feature = "ssr")]
pub mod queries;
