//! What holds on every route.

mod body_limit;
mod client_ip;
mod csrf;
mod error_pages;
mod form_errors;
mod headers;
mod logs;
mod outage;
mod require_login;
mod server_functions;
mod session;
