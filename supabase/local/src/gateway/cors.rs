//! Cross-origin resource sharing as on hosted Supabase: every origin, method and header is allowed.
//!
//! tower-http's `CorsLayer` would also answer `OPTIONS` requests that are not preflights, which
//! `PostgREST` answers with the methods of a table.

use axum::{extract::Request, middleware::Next, response::Response};
use http::{
    HeaderMap, HeaderValue, Method,
    header::{
        ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
        ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS, ORIGIN, VARY,
    },
};

use super::upstream_path;

const METHODS: HeaderValue =
    HeaderValue::from_static("GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT");
const ANY_ORIGIN: HeaderValue = HeaderValue::from_static("*");
const MAX_AGE_SECONDS: HeaderValue = HeaderValue::from_static("3600");

/// Answers preflight requests, which carry no API key, and allows the browser to read all other
/// responses, those with an error included.
pub async fn handle(request: Request, next: Next) -> Response {
    if !request.headers().contains_key(ORIGIN) {
        return next.run(request).await;
    }
    if request.method() == Method::OPTIONS && upstream_path(request.uri().path()).is_some() {
        let mut response = Response::default();
        allow(request.headers(), response.headers_mut());
        return response;
    }
    let mut response = next.run(request).await;
    response.headers_mut().entry(ACCESS_CONTROL_ALLOW_ORIGIN).or_insert(ANY_ORIGIN);
    response
}

fn allow(request: &HeaderMap, response: &mut HeaderMap) {
    response.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
    response.insert(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    response.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    if let Some(headers) = request.get(ACCESS_CONTROL_REQUEST_HEADERS) {
        response.insert(ACCESS_CONTROL_ALLOW_HEADERS, headers.clone());
        response.insert(VARY, HeaderValue::from(ACCESS_CONTROL_REQUEST_HEADERS));
    }
}
