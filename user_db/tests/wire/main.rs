//! What goes over the wire, byte for byte, and what each answer turns into.

#![allow(clippy::unwrap_used, reason = "the helpers are tests too: what fails in them fails the test")]

mod changing;
mod database;
mod logging;
mod reading;
mod refusals;
mod settings;
mod trouble;
