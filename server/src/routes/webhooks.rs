//! `POST /api/webhooks/users`: events about users of an external identity provider.

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
use serde_json::{Value, json};

use crate::{AppState, webhooks::user_event};

/// The path exists only with a configured secret.
pub fn routes(state: &AppState) -> Router<AppState> {
    if state.webhook_secret.is_some() {
        Router::new().route("/api/webhooks/users", post(receive))
    } else {
        Router::new()
    }
}

/// 200 once the event is applied, also for a repeated delivery. 401 without a valid signature, 422
/// for an invalid event, 409 if another account has verified the address, 503 if the sender should
/// retry. Only 200 changes anything.
async fn receive(State(state): State<AppState>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(delivery) = state.webhook_secret.and_then(|secret| secret.verify(&headers, &body))
    else {
        let problem = "The signature is missing, invalid or older than 5 minutes.";
        return error(StatusCode::UNAUTHORIZED, problem);
    };
    let event = match user_event::parse(delivery, &body) {
        Ok(event) => event,
        Err(problem) => return error(StatusCode::UNPROCESSABLE_ENTITY, &problem.to_string()),
    };
    match state.services.identity.external_users().apply(&event).await {
        Ok(()) => respond(StatusCode::OK, json!({ "success": true })),
        Err(Error::EmailTaken) => {
            let problem = "Another account has already verified this email address. Nothing was \
                changed.";
            error(StatusCode::CONFLICT, problem)
        }
        Err(_) => error(StatusCode::SERVICE_UNAVAILABLE, &AppError::Unavailable.to_string()),
    }
}

fn error(status: StatusCode, problem: &str) -> Response {
    tracing::warn!(%status, problem, "webhook rejected");
    respond(status, json!({ "error": problem }))
}

fn respond(status: StatusCode, body: Value) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}
