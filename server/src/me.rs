//! `GET /api/me`: who is signed in, for scripts of the same site.

use axum::{
    Json,
    http::{StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
};
use serde_json::json;
use tower_sessions::Session;

/// 200 with the person, 401 without one, 503 when nobody knows.
pub async fn me(session: Session) -> Response {
    let (status, body) = match identity::sessions::member(&session).await {
        Ok(Some(member)) => (
            StatusCode::OK,
            json!({
                "user_id": member.user_id,
                "email": member.email,
                "email_verified": member.email_verified,
                "display_name": member.display_name,
                "amr": member.amr,
                "aal": member.aal,
            }),
        ),
        Ok(None) => (StatusCode::UNAUTHORIZED, json!({ "error": "signed_out" })),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, json!({ "error": "unavailable" })),
    };
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
