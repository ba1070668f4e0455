//! Reauthentication before a sensitive action.

pub mod api;
pub mod model;
pub mod page;
mod passkey_button;
#[cfg(feature = "ssr")]
pub mod queries;
