//! Where an account is signed in.

pub mod api;
pub mod section;
