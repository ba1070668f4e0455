//! One-time codes by email, shared by sign-in, sign-up, verification and reauthentication.

pub mod api;
pub mod code_form;
pub mod model;
