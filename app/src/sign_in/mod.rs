//! Signing up, in and out.

pub mod api;
mod autofill;
mod ceremony;
pub mod page;
mod sign_in_form;
mod sign_up_form;
