//! Reauthentication before a sensitive action.

pub mod api;
pub mod model;
pub mod page;
mod reauth_button;
