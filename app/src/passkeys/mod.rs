//! WebAuthn in the browser, for sign-in and account alike.

pub mod button;
pub mod registration_button;
pub mod signal_passkeys;
pub mod webauthn;
