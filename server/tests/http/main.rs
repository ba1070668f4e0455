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
mod failures;
mod forms;
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
mod tasks_finding;
mod tasks_forms;
mod tasks_undo;
mod theme;
mod user_sync;
mod validation;
mod webhooks_in;
mod webhooks_out;
mod wishlist;
mod wishlist_forms;
