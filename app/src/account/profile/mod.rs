//! Display name, language and theme.

pub mod section;
