//! The documents by which Supabase, and anyone else, verifies our tokens.

use axum::{
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::IntoResponse,
};

use crate::AppState;

/// A rotation publishes the new key this long before it signs.
const FIVE_MINUTES: &str = "public, max-age=300";

/// The public keys (RFC 7517 §5).
pub async fn jwks(State(state): State<AppState>) -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "application/jwk-set+json"), (CACHE_CONTROL, FIVE_MINUTES)],
        state.services.identity.tokens().jwks().to_owned(),
    )
}

/// OpenID Connect Discovery 1.0 §4.
pub async fn discovery(State(state): State<AppState>) -> impl IntoResponse {
    ([(CACHE_CONTROL, FIVE_MINUTES)], axum::Json(state.services.identity.tokens().openid_configuration()))
}
