//! The server: configuration, routes, middleware and background jobs.
//!
//! [`router`] is the table of contents. [`routes`] and [`middleware`] render pages with
//! [`rendering`]. [`config`] alone reads the environment.

pub mod commands;
pub mod config;
pub mod jobs;
pub mod logging;
pub mod mail;
pub mod middleware;
pub mod pending_request;
pub mod rendering;
pub mod router;
pub mod routes;
pub mod serve;
pub mod state;
pub mod webhooks;

pub use state::AppState;
