//! One-time codes by email, for sign-in, sign-up, verification and reauthentication.

pub mod code_form;
pub mod model;
#[cfg(feature = "ssr")]
pub mod queries;
