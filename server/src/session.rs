//! The session cookie.

use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

use crate::AppState;

/// Sessions for the routes below it, read lazily: a page that asks nobody's name costs no query.
pub fn layer(state: &AppState) -> SessionManagerLayer<identity::Store> {
    // The prefix makes browsers insist on Secure, on this host and on the whole path (RFC 6265bis §4.1.3.2).
    let name = if state.https { "__Host-session" } else { "session" };
    SessionManagerLayer::new(state.services.identity.session_store())
        .with_name(name)
        .with_secure(state.https)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd)
}
