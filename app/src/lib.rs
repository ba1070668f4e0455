//! The pages of Latchkey, compiled for the server (`ssr`) and for the browser (`hydrate`).
//!
//! [`routes`] maps paths to pages. A feature is a folder: `model.rs` its types and rules, `queries.rs` what it asks the
//! database, `api.rs` its server functions, `page.rs` its page.

#![recursion_limit = "256"]

pub mod account;
#[cfg(feature = "ssr")]
pub mod backend;
pub mod dashboard;
pub mod email_codes;
pub mod error;
pub mod features;
pub mod home;
pub mod i18n;
pub mod layout;
pub mod list;
pub mod model;
pub mod passkeys;
pub mod preferences;
pub mod routes;
pub mod sign_in;
pub mod tasks;
pub mod ui;
pub mod wishlist;
