//! `POST /api/webhooks/users`: what an outside provider tells of its users.

use app::error::AppError;
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse, Response},
    routing::post,
};
use identity::Error;
use serde_json::json;
use time::OffsetDateTime;

use crate::{AppState, webhooks::user_event};

/// 200 once it has happened here, however often it is sent. 401 unsigned, 422 for what isn't understood, 409 where another
/// account has verified the address, 503 to try again later: nothing has changed then.
pub async fn receive(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let now = OffsetDateTime::now_utc();
    let Some(delivery) = state.webhook_secret.and_then(|secret| secret.verify(&headers, &body, now)) else {
        return refusal(
            StatusCode::UNAUTHORIZED,
            "The signature is missing, invalid or older \
            than 5 minutes.",
        );
    };
    let news = match user_event::read(delivery, &body) {
        Ok(news) => news,
        Err(unfit) => return refusal(StatusCode::UNPROCESSABLE_ENTITY, &unfit.to_string()),
    };
    match state.services.identity.external_users().apply(&news).await {
        Ok(()) => answer(StatusCode::OK, json!({ "success": true })),
        Err(Error::EmailTaken) => refusal(
            StatusCode::CONFLICT,
            "Another account has already verified this email \
                address. Nothing was changed.",
        ),
        Err(_) => refusal(StatusCode::SERVICE_UNAVAILABLE, &AppError::Unavailable.to_string()),
    }
}

fn refusal(status: StatusCode, why: &str) -> Response {
    tracing::warn!(%status, why, "webhook rejected");
    answer(status, json!({ "error": why }))
}

fn answer(status: StatusCode, body: serde_json::Value) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// Where they arrive, if their secret is known. Else there is no such path.
pub fn routes(state: &AppState) -> Router<AppState> {
    if state.webhook_secret.is_some() {
        Router::new().route("/api/webhooks/users", post(receive))
    } else {
        Router::new()
    }
}
