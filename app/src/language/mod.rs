//! Which language this browser is spoken to in.

pub mod api;
