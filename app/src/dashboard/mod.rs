//! The dashboard: what there is, at a glance.

pub mod api;
mod banners;
pub mod page;
