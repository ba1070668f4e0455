//! `/.well-known/…`: the documents that Supabase and other back ends verify access tokens with.

use axum::{
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::IntoResponse,
};

use crate::AppState;

/// A new key is published this long before it signs.
const CACHE_POLICY: &str = "public, max-age=300";

/// The public keys (RFC 7517 §5).
pub async fn jwks(State(state): State<AppState>) -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "application/jwk-set+json"), (CACHE_CONTROL, CACHE_POLICY)],
        state.services.identity.tokens().jwks().to_owned(),
    )
}

/// OpenID Connect Discovery 1.0 §4.
pub async fn discovery(State(state): State<AppState>) -> impl IntoResponse {
    (
        [(CACHE_CONTROL, CACHE_POLICY)],
        axum::Json(state.services.identity.tokens().openid_configuration()),
    )
}
