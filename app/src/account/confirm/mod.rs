//! Confirming that it is still them, before something that a borrowed browser must not do.

pub mod api;
mod button;
pub mod page;
