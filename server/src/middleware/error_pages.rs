//! A browser always gets a page: an error response without content is replaced by the error page.
//! That page needs neither database nor session, so it can be rendered even if both are down.

use app::error::AppError;
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{ACCEPT, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER},
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::server_fn::error::FromServerFnError;

use crate::{AppState, rendering};

/// Operators expect plain text there.
const HEALTH: &str = "/health/";

/// The wait that a 429 without a `Retry-After` stands for, in seconds.
const DEFAULT_RETRY_AFTER: u64 = 60;

/// See the module.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let is_browser = wants_html(&parts.headers) && !parts.uri.path().starts_with(HEALTH);
    let for_page = is_browser.then(|| parts.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    match for_page {
        Some(parts) if has_no_content(&response) => with_page(&state, response, parts).await,
        _ => response,
    }
}

/// `error` as server functions serialize it. Browsers get the error page instead.
pub fn response(error: AppError) -> Response {
    let body = error.ser();
    (status(&error), [(CONTENT_TYPE, "application/json")], Extension(error), body).into_response()
}

/// The error page, with the status of `error`.
pub async fn page(state: &AppState, error: AppError, parts: Parts) -> Response {
    let response = Response::builder().status(status(&error)).extension(error).body(Body::empty());
    with_page(state, response.unwrap_or_default(), parts).await
}

pub fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The `Retry-After` header that belongs to `error`.
pub fn retry_after(error: &AppError) -> Option<(HeaderName, HeaderValue)> {
    let AppError::TooManyRequests(seconds) = error else { return None };
    Some((RETRY_AFTER, HeaderValue::from(*seconds)))
}

/// Whether the client is a browser that loads a page.
pub fn wants_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

fn has_no_content(response: &Response) -> bool {
    let (status, content_type) = (response.status(), response.headers().get(CONTENT_TYPE));
    let is_error = status.is_client_error() || status.is_server_error();
    let is_plain = content_type.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    is_error && (is_plain || response.extensions().get::<AppError>().is_some())
}

/// Puts the error page into `response`, whose status and headers stay.
async fn with_page(state: &AppState, response: Response, parts: Parts) -> Response {
    let (mut head, _) = response.into_parts();
    let error =
        head.extensions.remove().unwrap_or_else(|| error_for_status(head.status, &head.headers));
    head.headers.remove(CONTENT_LENGTH);
    head.headers.extend(retry_after(&error));
    let request = Request::from_parts(parts, Body::empty());
    let (page, body) = rendering::error_page(state, error, request).await.into_parts();
    head.headers.extend(page.headers);
    head.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(head, body)
}

/// The error of a layer or of the framework, which respond with a status alone.
fn error_for_status(status: StatusCode, headers: &HeaderMap) -> AppError {
    let seconds = || headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    match status {
        StatusCode::UNAUTHORIZED => AppError::SignedOut,
        StatusCode::FORBIDDEN => AppError::CrossSite,
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::PayloadTooLarge,
        StatusCode::TOO_MANY_REQUESTS => {
            AppError::TooManyRequests(seconds().unwrap_or(DEFAULT_RETRY_AFTER))
        }
        StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable,
        StatusCode::GATEWAY_TIMEOUT => AppError::Timeout,
        status if status.is_client_error() => AppError::BadRequest,
        _ => AppError::Internal,
    }
}
