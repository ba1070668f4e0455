//! Pages and server functions, with the contexts that they use.

use app::{
    error::AppError,
    preferences::cookies::Preferences,
    routes::{self, App, shell},
    ui::{bundle::Bundle, error_page::RequestId, page_meta::Origin},
};
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header::CONTENT_SECURITY_POLICY, request::Parts},
    response::{IntoResponse, Response},
};
use leptos::{
    config::Env,
    nonce::{provide_nonce, use_nonce},
    prelude::*,
};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list};

use crate::{
    AppState,
    middleware::{headers, language, pending_request},
};

/// Every page of [`App`], and every server function.
pub fn routes(state: &AppState) -> Router<AppState> {
    let bundle = state.bundle.clone();
    Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), page_context(state), move || shell(bundle.clone()))
}

/// The files that pages load, as every page names them.
pub fn bundle(options: &LeptosOptions) -> Bundle {
    Owner::new().with(|| {
        provide_nonce();
        Bundle::new(options)
    })
}

/// The page for a path that is none of ours; its status is 404.
pub async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    let bundle = state.bundle.clone();
    let page = leptos_axum::render_app_async_with_context(page_context(&state), move || shell(bundle.clone()));
    (StatusCode::NOT_FOUND, page(request).await).into_response()
}

/// The page at the request's path, which finds `value` as a context.
pub async fn with<T: Clone + Send + Sync + 'static>(state: &AppState, value: T, request: Request) -> Response {
    let (bundle, context) = (state.bundle.clone(), page_context(state));
    let context = move || {
        context();
        provide_context(value.clone());
    };
    leptos_axum::render_app_async_with_context(context, move || shell(bundle.clone()))(request).await
}

/// The error page, whatever the path. It needs no data.
pub async fn error(state: &AppState, error: AppError, request: Request) -> Response {
    let bundle = state.bundle.clone();
    let page = move || routes::error_document(bundle.clone(), error.clone());
    leptos_axum::render_app_async_with_context(page_context(state), page)(request).await
}

fn page_context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let state = state.clone();
    let watch = (state.leptos.env == Env::DEV).then_some(state.leptos.reload_port);
    let origin = Origin(state.services.identity.tokens().issuer().into());
    move || {
        provide_context(origin.clone());
        provide_context(state.services.clone());
        let Preferences { theme, utc_offset, .. } = Preferences::from_headers(&expect_context::<Parts>().headers);
        provide_context(theme);
        provide_context(utc_offset);
        language::provide();
        if let Some(pending) = use_context::<Parts>().and_then(|parts| pending_request::read(&parts)) {
            provide_context(pending);
        }
        if let Some(id) = request_id() {
            provide_context(id);
        }
        let response = expect_context::<ResponseOptions>();
        let policy = use_nonce().and_then(|nonce| HeaderValue::from_str(&headers::page_policy(&nonce, watch)).ok());
        if let Some(policy) = policy {
            response.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
}

fn request_id() -> Option<RequestId> {
    let parts = use_context::<Parts>()?;
    Some(RequestId(parts.headers.get("x-request-id")?.to_str().ok()?.into()))
}
