//! WebAuthn in the browser, shared by sign-in and account.

pub mod button;
pub mod signal;
pub mod webauthn;
