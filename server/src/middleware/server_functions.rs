//! What the framework says of server functions in its own words, put right: they are served by [`crate::routes::pages::routes`].

use app::error::AppError;
use axum::{
    body::{Body, to_bytes},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use leptos::server_fn::error::{FromServerFnError, SERVER_FN_ERROR_HEADER};

/// An [`AppError`] with its words is shorter.
const MOST: usize = 4 * 1024;

/// For a path below `/api/` that none of them has.
pub async fn unknown() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "application/json")], AppError::NotFound.ser())
}

/// Gives fields that can't be read the status of their error: to the framework every failure before the function is its own.
pub async fn true_status(response: Response) -> Response {
    let failed = response.status() == StatusCode::INTERNAL_SERVER_ERROR;
    if !failed || !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, MOST).await else { return parts.status.into_response() };
    if let Ok(error) = serde_json::from_slice::<AppError>(&body) {
        parts.status = StatusCode::from_u16(error.status()).unwrap_or(parts.status);
    }
    Response::from_parts(parts, Body::from(body))
}
