//! Accounts, passkeys, sessions and the access tokens that Supabase trusts.
//!
//! - [`model`]: plain data that the server and the browser share.
//! - `server` (feature `server`): [`Identity`], the handle that a server keeps. Each of its methods
//!   returns a sub-handle for one task:
//!
//! | sub-handle | what it does |
//! |-|-|
//! | [`Identity::sign_up`], [`Identity::sign_in`] | WebAuthn registration and authentication |
//! | [`Identity::codes`] | sign-up and sign-in by a code sent by email |
//! | [`Identity::recovery`] | recovery codes, and links created by an operator |
//! | [`Identity::sessions`] | the session store, the current member, sign-out |
//! | [`Identity::passkeys`], [`Identity::emails`] | credentials of an account |
//! | [`Identity::reauthentication`] | a fresh proof of identity before sensitive actions |
//! | [`Identity::accounts`] | credentials, export and deletion; administration by an operator |
//! | [`Identity::tokens`] | short-lived JWTs, JWKS and OpenID configuration |
//! | [`Identity::external_users`] | users synchronized from another identity provider |
//! | [`Identity::webhooks`], [`Identity::mail_queue`] | outgoing webhooks and mail |
//!
//! Everything that must commit together lives in one Postgres database. The crate connects as a
//! role that can reach the schema `identity` and `public.users` only.
//!
//! Sensitive actions require an authentication within the last ten minutes:
//! [`Member::is_recently_authenticated`].

pub mod model;
#[cfg(feature = "server")]
mod server;

pub use model::*;
#[cfg(feature = "server")]
pub use server::*;
