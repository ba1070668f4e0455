//! The layers around all routes.

mod body_limit;
mod client_ip;
mod csrf;
mod error_pages;
mod form_errors;
mod logs;
mod outage;
mod require_login;
mod security_headers;
mod server_functions;
mod session;
