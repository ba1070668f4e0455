//! Display name, language and theme.

pub mod api;
pub mod section;
