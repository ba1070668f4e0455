//! The requests as they are sent over HTTP, and what each response is converted to.

#![allow(clippy::unwrap_used, reason = "a failing helper fails the test that uses it")]

mod change;
mod config;
mod connection;
mod embed;
mod errors;
mod logging;
mod mock_server;
mod select;
