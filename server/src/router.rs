//! Every path of the site, and the layers around them: the last one is the outermost.

use std::time::Duration;

use app::error::AppError;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state, map_response},
    routing::{any, get, post},
};
use tower_http::{
    compression::{CompressionLayer, CompressionLevel},
    csrf::CsrfLayer,
    limit::RequestBodyLimitLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    timeout::TimeoutLayer,
    trace::TraceLayer,
};

use crate::{
    AppState,
    middleware::{
        client_ip, error_pages, form_errors, language, request_span::request_span, require_login,
        security_headers, server_functions, session,
    },
    routes::{
        export, health, mailbox, me, pages, recovery_codes, static_files, validation, webhooks,
        well_known,
    },
};

/// The largest request is a passkey's response: a few kB.
const MAX_BODY_LENGTH: usize = 64 * 1024;

/// Longer than the timeouts of Supabase and Postgres.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// The whole site.
pub fn router(state: AppState) -> Router {
    // Everything here requires a signed-in user, except what `app::features` declares public.
    let protected = Router::new()
        .route("/account/export", get(export::export))
        .route(recovery_codes::PATH, post(recovery_codes::create))
        .merge(pages::routes(&state))
        .layer(map_response(server_functions::set_error_status))
        .layer(from_fn_with_state(state.clone(), require_login::layer))
        .layer(from_fn_with_state(state.clone(), form_errors::layer));

    let with_session = Router::new()
        .merge(protected)
        .route("/api/me", get(me::me))
        .route("/api/{*function}", any(|| async { error_pages::response(AppError::NotFound) }))
        .layer(from_fn_with_state(state.clone(), language::layer))
        .layer(session::layer(&state));

    Router::new()
        .merge(with_session)
        .route("/sessions/validate", post(validation::validate))
        .route("/health/alive", get(health::alive))
        .route("/health/ready", get(health::ready))
        .route("/.well-known/jwks.json", get(well_known::jwks))
        .route("/.well-known/openid-configuration", get(well_known::discovery))
        .merge(webhooks::routes(&state))
        .merge(mailbox::routes(&state))
        .merge(static_files::routes(&state))
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(MAX_BODY_LENGTH))
        .layer(RequestBodyLimitLayer::new(MAX_BODY_LENGTH))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, REQUEST_TIMEOUT))
        .layer(from_fn_with_state(state.clone(), error_pages::layer))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn_with_state(state.clone(), security_headers::layer))
        .layer(from_fn(client_ip::layer))
        .layer(state.client_ip_source.clone().into_extension())
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(request_span))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .with_state(state)
}
