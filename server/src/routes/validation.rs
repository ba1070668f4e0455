//! `POST /sessions/validate`: whether a token of ours is good, for other back ends of the same product. They may also verify it
//! by themselves, with the keys at `/.well-known/jwks.json`, and then miss only that its session has ended.

use app::error::AppError;
use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
    http::{StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::AppState;

/// The one field.
#[derive(Deserialize)]
pub struct Question {
    session_token: String,
}

/// 200 for a good token and for a bad one, 400 without one, 503 when nobody knows.
pub async fn validate(State(state): State<AppState>, question: Result<Json<Question>, JsonRejection>) -> Response {
    let Ok(Json(Question { session_token })) = question else {
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": AppError::BadRequest.to_string() }))).into_response();
    };
    let (status, body) = match state.services.identity.sessions().validate(&session_token).await {
        Ok(Some(claims)) => {
            let expires = OffsetDateTime::from_unix_timestamp(claims.exp).ok().and_then(|at| at.format(&Rfc3339).ok());
            (
                StatusCode::OK,
                json!({ "is_valid": true, "expiration_time": expires, "user_id": claims.sub, "claims": claims }),
            )
        }
        Ok(None) => (StatusCode::OK, json!({ "is_valid": false })),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, json!({ "error": AppError::Unavailable.to_string() })),
    };
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
