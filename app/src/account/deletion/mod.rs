//! Account deletion.

pub mod api;
#[cfg(feature = "ssr")]
mod cookie;
pub mod deleted_page;
pub mod section;
