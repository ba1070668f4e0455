//! Renders pages, with the contexts that they use.

mod content_security_policy;
pub mod locale;

use app::{
    error::AppError,
    preferences::cookies::Preferences,
    routes::{error_document, shell},
    ui::{bundle::Bundle, error_page::RequestId, page_meta::Origin},
};
use axum::{
    extract::Request,
    http::{HeaderValue, header::CONTENT_SECURITY_POLICY, request::Parts},
    response::Response,
};
use leptos::{
    config::Env,
    nonce::{provide_nonce, use_nonce},
    prelude::*,
};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use self::{content_security_policy::page_policy, locale::provide_locale};
use crate::{AppState, pending_request};

/// The URLs of the files that every page loads.
pub fn bundle(options: &LeptosOptions) -> Bundle {
    Owner::new().with(|| {
        provide_nonce();
        Bundle::new(options)
    })
}

/// The page at the request's path, which finds `value` as a context.
pub async fn page_with<T: Clone + Send + Sync + 'static>(
    state: &AppState,
    value: T,
    request: Request,
) -> Response {
    let (bundle, context) = (state.bundle.clone(), page_context(state));
    let context = move || {
        context();
        provide_context(value.clone());
    };
    render_app_async_with_context(context, move || shell(bundle.clone()))(request).await
}

/// The error page, whatever the path. It needs no data.
pub async fn error_page(state: &AppState, error: AppError, request: Request) -> Response {
    let bundle = state.bundle.clone();
    let page = move || error_document(bundle.clone(), error.clone());
    render_app_async_with_context(page_context(state), page)(request).await
}

/// The contexts that pages and server functions use.
pub fn page_context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let state = state.clone();
    let reload_port = (state.leptos.env == Env::DEV).then_some(state.leptos.reload_port);
    let origin = Origin(state.services.identity.tokens().issuer().into());
    move || {
        let (parts, response) = (expect_context::<Parts>(), expect_context::<ResponseOptions>());
        provide_context(origin.clone());
        provide_context(state.services.clone());
        let Preferences { theme, utc_offset, .. } = Preferences::from_headers(&parts.headers);
        provide_context(theme);
        provide_context(utc_offset);
        provide_locale();
        if let Some(pending) = pending_request::read(&parts) {
            provide_context(pending);
        }
        if let Some(id) = request_id(&parts) {
            provide_context(id);
        }
        let policy = use_nonce().map(|nonce| page_policy(&nonce, reload_port));
        if let Some(policy) = policy.and_then(|policy| HeaderValue::try_from(policy).ok()) {
            response.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
}

fn request_id(parts: &Parts) -> Option<RequestId> {
    Some(RequestId(parts.headers.get("x-request-id")?.to_str().ok()?.into()))
}
