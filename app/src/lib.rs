//! The pages of the site, compiled for the server (`ssr`) and for the browser (`hydrate`).
//!
//! - [`routes`] maps paths to pages; [`features`] says who may open them.
//! - A feature is a folder: `model.rs` has its types and rules, `queries.rs` its database queries,
//!   `api.rs` its server functions, `page.rs` its page.
//! - [`list`] is the kit that lists share, [`email_codes`] and [`passkeys`] are shared by sign-in
//!   and account, [`ui`] has components that know no feature.
//! - `backend` exists on the server only; all access to user data goes through `backend::auth`.

#![recursion_limit = "256"]

pub mod account;
#[cfg(feature = "ssr")]
pub mod backend;
pub mod current_member;
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
