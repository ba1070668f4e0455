//! The whole site over HTTP: the router that the server serves, on a real stack. Folders mirror
//! `server/src` and the features of `app`.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

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
