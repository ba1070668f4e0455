//! What the tests of several crates share. A dev-dependency only.
//!
//! - [`VirtualAuthenticator`] registers and signs in with a passkey, as specified or with
//!   [`Tampering`].
//! - [`open_identity`] opens an [`identity::Identity`] on a running stack.
//! - [`IsolatedStack`] is a stack that only one test uses, for tests that concern the rows of all
//!   users.
//! - [`SmtpServer`] receives the emails that a test sends.
//! - [`tables`] finds text in the tables of the database, [`catalog`] describes those that users
//!   reach.
//!
//! A crate under test adds `test_support.workspace = true` to its dev-dependencies and re-exports
//! from its own `support` module what its tests use:
//! `pub use test_support::{Tampering, VirtualAuthenticator, tables::tables_containing};`

#![allow(clippy::missing_panics_doc, clippy::unwrap_used, reason = "a panic is how a test fails")]

mod authenticator;
pub mod catalog;
mod identity_on_stack;
mod isolated_stack;
mod smtp_server;
pub mod tables;

pub use authenticator::{Tampering, VirtualAuthenticator, base64url};
pub use identity_on_stack::open_identity;
pub use isolated_stack::IsolatedStack;
pub use smtp_server::{ClosedSmtpServer, ReceivedEmail, SmtpBehaviour, SmtpServer};
