//! A person is never left before an empty page or a bare line. Where an answer has nothing else to show, a browser gets the page
//! that says what went wrong. That page asks nobody anything, so it comes whatever is down.

use app::error::AppError;
use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCEPT, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER},
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::server_fn::error::FromServerFnError;

use crate::{AppState, routes::pages};

/// Operators look there for single lines.
const HEALTH: &str = "/health/";

/// See the module.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (asked, body) = request.into_parts();
    let by_person = wants_html(&asked.headers) && !asked.uri.path().starts_with(HEALTH);
    let by_person = by_person.then(|| asked.clone());
    let response = next.run(Request::from_parts(asked, body)).await;
    match by_person {
        Some(asked) if is_bare(&response) => with_page(&state, response, asked).await,
        _ => response,
    }
}

/// `error` for scripts, as server functions tell it; browsers get the page instead.
pub fn answer(error: AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = error.ser();
    (status, [(CONTENT_TYPE, "application/json")], Extension(error), body).into_response()
}

/// Whether it is a browser that asks, for something to show.
pub fn wants_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

fn is_bare(response: &Response) -> bool {
    let (status, kind) = (response.status(), response.headers().get(CONTENT_TYPE));
    let failed = status.is_client_error() || status.is_server_error();
    let plain = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    failed && (plain || response.extensions().get::<AppError>().is_some())
}

/// The answer with its own status and headers.
async fn with_page(state: &AppState, response: Response, asked: Parts) -> Response {
    let (mut answer, _) = response.into_parts();
    let error = answer.extensions.remove().unwrap_or_else(|| meant_by(answer.status, &answer.headers));
    let (page, body) = pages::failure(state, error, Request::from_parts(asked, Body::empty())).await.into_parts();
    answer.headers.remove(CONTENT_LENGTH);
    answer.headers.extend(page.headers);
    answer.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(answer, body)
}

/// What a layer or the framework says with a status alone.
fn meant_by(status: StatusCode, headers: &HeaderMap) -> AppError {
    let seconds = || headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    match status {
        StatusCode::UNAUTHORIZED => AppError::SignedOut,
        StatusCode::FORBIDDEN => AppError::CrossSite,
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::PayloadTooLarge,
        StatusCode::TOO_MANY_REQUESTS => AppError::TooManyRequests(seconds().unwrap_or(60)),
        StatusCode::SERVICE_UNAVAILABLE => AppError::Unavailable,
        StatusCode::GATEWAY_TIMEOUT => AppError::Timeout,
        status if status.is_client_error() => AppError::BadRequest,
        _ => AppError::Internal,
    }
}
