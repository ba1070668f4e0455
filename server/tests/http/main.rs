//! The whole site over HTTP, as browsers and scripts meet it: the router that `main` serves, on the real stack.

#![allow(clippy::unwrap_used, reason = "a test may panic, and so may what it is made of")]

mod account;
mod commands;
mod dashboard;
mod jobs;
mod lists;
mod mail;
mod middleware;
mod preferences;
mod routes;
mod sign_in;
mod support;
