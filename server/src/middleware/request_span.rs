//! The span of a request in the log.

use axum::http::Request;
use tracing::Span;

/// A span with the request's id. The query is left out: it may contain what a user has typed.
pub fn request_span<B>(request: &Request<B>) -> Span {
    let id =
        request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}
