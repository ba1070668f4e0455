//! The account of the person who is signed in.

pub mod api;
