//! Signing up, in and out.

pub mod api;
mod autofill;
pub mod code_page;
pub mod page;
#[cfg(feature = "ssr")]
pub mod queries;
mod sign_in_form;
mod sign_up_form;
