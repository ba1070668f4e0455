//! Sign-up, sign-in and sign-out.

mod codes;
mod passkey;
mod sign_up;
