//! Accounts, ceremonies and sessions against the real database, with 1Password's `passkey` as the authenticator.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a panic is how a test fails")]

mod access;
mod accounts;
mod adding_emails;
mod asking_for_codes;
mod codes;
mod confirmation;
mod confirming_by_code;
mod deleting_accounts;
mod deleting_passkeys;
mod emails;
mod export;
mod notices;
mod outbox;
mod passkeys;
mod primary_email;
mod recovery_codes;
mod recovery_links;
mod removing_emails;
mod session_limit;
mod sessions;
mod sign_in;
mod sign_up;
mod support;
mod suspected_passkeys;
mod sweep;
mod validation;
