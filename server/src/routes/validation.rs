//! `POST /sessions/validate`: whether an access token is valid and its session has not ended, for
//! other back ends of the same product. They can also verify a token themselves, with the keys at
//! `/.well-known/jwks.json`, but then don't notice that its session has ended.

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

#[derive(Deserialize)]
pub struct ValidationRequest {
    session_token: String,
}

/// 200 for a valid and for an invalid token, 400 without one, 503 without the database.
pub async fn validate(
    State(state): State<AppState>,
    request: Result<Json<ValidationRequest>, JsonRejection>,
) -> Response {
    let Ok(Json(ValidationRequest { session_token })) = request else {
        let body = json!({ "error": AppError::BadRequest.to_string() });
        return (StatusCode::BAD_REQUEST, Json(body)).into_response();
    };
    let (status, body) = match state.services.identity.sessions().validate(&session_token).await {
        Ok(Some(claims)) => {
            let expires = OffsetDateTime::from_unix_timestamp(claims.exp).ok();
            let expires = expires.and_then(|at| at.format(&Rfc3339).ok());
            let body = json!({
                "is_valid": true,
                "expiration_time": expires,
                "user_id": claims.sub,
                "claims": claims,
            });
            (StatusCode::OK, body)
        }
        Ok(None) => (StatusCode::OK, json!({ "is_valid": false })),
        Err(_) => {
            (StatusCode::SERVICE_UNAVAILABLE, json!({ "error": AppError::Unavailable.to_string() }))
        }
    };
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
