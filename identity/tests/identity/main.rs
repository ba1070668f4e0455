//! Accounts, ceremonies and sessions against the real database, with 1Password's `passkey` as the authenticator.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a panic is how a test fails")]

mod access;
mod accounts;
mod asking_for_codes;
mod codes;
mod confirmation;
mod deleting_passkeys;
mod emails;
mod notices;
mod outbox;
mod passkeys;
mod primary_email;
mod recovery_codes;
mod recovery_links;
mod session_limit;
mod sessions;
mod sign_in;
mod sign_up;
mod support;
mod suspected_passkeys;
mod sweep;
mod validation;
