//! What Latchkey's pages are made of, for the server (`ssr`) and for the browser (`hydrate`).
//!
//! [`routes`] is the table of contents. A feature is a folder: `api.rs` the server functions, `page.rs` what is seen.
//! [`domain`] holds the words and rules, [`error`] what can go wrong, [`words`] the languages, [`ui`] what pages share.

#![recursion_limit = "256"]

pub mod account;
#[cfg(feature = "ssr")]
pub mod backend;
pub mod clock;
pub mod dashboard;
pub mod domain;
pub mod error;
pub mod home;
pub mod language;
pub mod routes;
pub mod sign_in;
pub mod tasks;
pub mod theme;
pub mod ui;
pub mod wishlist;
pub mod words;
