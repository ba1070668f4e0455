//! The dashboard: what there is, at a glance.

pub mod api;
pub mod page;
