//! `GET /api/me`: who is signed in, for scripts of the same site.

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
};
use identity::{AccountCounts, Error, Identity};
use serde_json::{Value, json};
use tower_sessions::Session;

use crate::AppState;

/// 200 with the signed-in user, 401 without a session, 503 without the database.
pub async fn me(State(state): State<AppState>, session: Session) -> Response {
    let (status, body) = match current_user(&state.services.identity, &session).await {
        Ok(Some(user)) => (StatusCode::OK, user),
        Ok(None) => (StatusCode::UNAUTHORIZED, json!({ "error": "signed_out" })),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, json!({ "error": "unavailable" })),
    };
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

async fn current_user(identity: &Identity, session: &Session) -> Result<Option<Value>, Error> {
    let Some(member) = identity.sessions().current_member(session).await? else { return Ok(None) };
    let AccountCounts { passkeys, sessions } = identity.accounts().counts(&member).await?;
    Ok(Some(json!({
        "user_id": member.user_id,
        "email": member.email,
        "email_verified": member.email_verified,
        "display_name": member.display_name,
        "passkeys": passkeys,
        "sessions": sessions,
        "amr": member.amr,
        "aal": member.aal,
    })))
}
