//! The session cookie.

use axum::{
    http::{HeaderValue, header::SET_COOKIE},
    response::Response,
};
use tower::{layer::util::Stack, util::MapResponseLayer};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

use crate::AppState;

/// With this prefix browsers accept the cookie only with Secure, for this host and the path `/`
/// (RFC 6265bis §4.1.3.2).
const SECURE_NAME: &str = "__Host-session";

type Layer =
    Stack<SessionManagerLayer<identity::PostgresStore>, MapResponseLayer<fn(Response) -> Response>>;

/// Sessions for the routes below. They are loaded on first use: a response that needs none costs no
/// query.
pub fn layer(state: &AppState) -> Layer {
    let sessions = SessionManagerLayer::new(state.services.identity.sessions().store())
        .with_name(if state.https { SECURE_NAME } else { "session" })
        .with_secure(state.https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd);
    Stack::new(sessions, MapResponseLayer::new(with_secure_removal))
}

/// tower-sessions removes its cookie without `Secure`. For a name with the prefix, browsers ignore
/// such a removal and keep the cookie.
fn with_secure_removal(mut response: Response) -> Response {
    for (name, value) in response.headers_mut() {
        if name == SET_COOKIE
            && let Ok(cookie) = value.to_str()
            && cookie.starts_with(SECURE_NAME)
            && !cookie.contains("; Secure")
            && let Ok(secure) = HeaderValue::from_str(&format!("{cookie}; Secure"))
        {
            *value = secure;
        }
    }
    response
}
