//! The dashboard: what there is, at a glance.

pub mod api;
mod banners;
mod books;
pub mod page;
mod tasks;
