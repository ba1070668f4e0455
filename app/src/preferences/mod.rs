//! Theme, language and time zone. A browser keeps them in cookies; an account can also keep a
//! language.

pub mod api;
#[cfg(feature = "ssr")]
pub mod cookies;
pub mod language;
pub mod theme;
pub mod time_zone;
