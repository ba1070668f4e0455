//! Errors of server functions, which [`crate::routes::pages`] serves: the framework responds to all
//! of them with 500, or with a redirect to forms.

use app::error::AppError;
use axum::{
    body::{Body, to_bytes},
    http::header::LOCATION,
    response::Response,
};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

use super::error_pages;

/// Longer than any serialized [`AppError`].
const MAX_ERROR_LENGTH: usize = 4 * 1024;

/// Gives the response of a server function that fails the status of its [`AppError`], which outer
/// layers find among the response's extensions.
pub async fn set_error_status(response: Response) -> Response {
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(body) = to_bytes(body, MAX_ERROR_LENGTH).await else {
        return error_pages::response(AppError::Internal);
    };
    let error = serde_json::from_slice(&body).unwrap_or(AppError::Internal);
    head.status = error_pages::status(&error);
    head.headers.remove(LOCATION);
    head.headers.extend(error_pages::retry_after(&error));
    head.extensions.insert(error);
    Response::from_parts(head, Body::from(body))
}
