//! Theme, language and time zone of a browser.

pub mod language_api;
#[cfg(feature = "ssr")]
pub mod language_choice;
pub mod language_form;
pub mod theme;
pub mod theme_api;
#[cfg(feature = "ssr")]
pub mod theme_cookie;
pub mod theme_form;
#[cfg(feature = "ssr")]
pub mod time_zone;
pub mod time_zone_api;
pub mod time_zone_script;
