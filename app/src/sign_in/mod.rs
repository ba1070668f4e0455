//! Sign-up, sign-in and sign-out.

pub mod api;
mod authentication;
mod autofill;
pub mod code_page;
pub mod page;
mod sign_in_button;
mod sign_up_form;
pub mod sign_up_page;
