//! The whole site over HTTP, as browsers and scripts meet it: the router that `main` serves, on the real stack.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may what it is made of")]

mod account;
mod client;
mod codes;
mod commands;
mod confirmation;
mod csrf;
mod dashboard;
mod emails;
mod export;
mod forms;
mod german;
mod guard;
mod guests;
mod headers;
mod health;
mod identity_documents;
mod language;
mod limits;
mod logs;
mod mail;
mod me;
mod not_found;
mod outage;
mod outbox;
mod ownership;
mod passkeys;
mod recovery;
mod session;
mod sessions_list;
mod sign_in;
mod sign_up;
mod static_files;
mod support;
mod tasks;
mod theme;
mod validation;
mod webhooks_in;
mod webhooks_out;
mod wishlist;
mod wishlist_forms;
