//! Accounts, challenges and sessions against the real database, with a virtual authenticator.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a panic is how a test fails")]

mod accounts {
    mod admin;
    mod credentials;
    mod delete;
    mod export;
}
mod challenges;
mod cleanup;
mod codes {
    mod attempts;
    mod redeem;
    mod request;
}
mod emails {
    mod add;
    mod make_primary;
    mod remove;
    mod verification;
}
mod identity;
mod mail_queue;
mod passkeys {
    mod delete;
    mod registration;
    mod registration_response;
    mod rename;
    mod usage;
}
mod rate_limits;
mod reauthentication {
    mod code;
    mod passkey;
}
mod recovery {
    mod codes;
    mod links;
}
mod security_emails;
mod sessions {
    mod end;
    mod limits;
    mod max_per_account;
    mod member;
    mod start;
    mod store;
    mod validate;
}
mod sign_in;
mod sign_up;
mod support;
mod tokens;
