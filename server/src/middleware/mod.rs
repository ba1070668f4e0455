//! The layers around the routes. [`crate::router`] sets their order.

pub mod client_ip;
pub mod error_pages;
pub mod form_errors;
pub mod language;
pub mod request_span;
pub mod require_login;
pub mod security_headers;
pub mod server_functions;
pub mod session;
