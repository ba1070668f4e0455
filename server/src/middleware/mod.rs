//! What every request and response passes on its way to a route; [`crate::router`] says in which order.

pub mod client_ip;
pub mod error_pages;
pub mod form_errors;
pub mod headers;
pub mod language;
pub mod pending_request;
pub mod require_login;
pub mod server_functions;
pub mod session;
