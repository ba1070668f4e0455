//! Everything below this layer requires a signed-in user unless [`app::features`] declares it
//! public. Pages redirect guests to the sign-in page; server functions respond with 401.
//!
//! Server functions and pages check the session again. This layer protects those that forget to.

use app::{error::AppError, features};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header::CACHE_CONTROL, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::Session;

use super::error_pages;
use crate::AppState;

/// The path of every server function, before its endpoint.
pub const SERVER_FUNCTIONS: &str = "/api/";

/// Where signed-in users go instead of a page for guests.
const DASHBOARD: &str = "/dashboard";

/// See the module.
pub async fn layer(
    State(state): State<AppState>,
    session: Session,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let endpoint = path.strip_prefix(SERVER_FUNCTIONS);
    let is_browser = request.method().is_safe() || error_pages::wants_html(request.headers());
    let is_public =
        endpoint.map_or_else(|| features::is_public_page(path), features::is_public_function);
    if is_public {
        return next.run(request).await;
    }
    let for_guests = features::is_guest_only_page(path);
    let member = match state.services.identity.sessions().current_member(&session).await {
        Ok(member) => member,
        // A guest's page needs no session.
        Err(_) if for_guests => None,
        Err(error) => return error_pages::response(error.into()),
    };
    let mut response = match (for_guests, member.is_some()) {
        (true, true) => Redirect::to(DASHBOARD).into_response(),
        (false, false) if endpoint.is_some() || !is_browser => {
            error_pages::response(AppError::SignedOut)
        }
        (false, false) => {
            let page = request.uri().path_and_query().map_or(DASHBOARD, |page| page.as_str());
            Redirect::to(&login_url(page)).into_response()
        }
        _ => next.run(request).await,
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether the page of this request may be rendered for its session.
pub async fn may_open(state: &AppState, request: &Parts) -> bool {
    let path = request.uri.path();
    if features::is_public_page(path) || features::is_guest_only_page(path) {
        return true;
    }
    let Some(session) = request.extensions.get::<Session>() else { return false };
    matches!(state.services.identity.sessions().current_member(session).await, Ok(Some(_)))
}

/// The sign-in page, which leads back to `page`: a path of this site, with its query.
pub fn login_url(page: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
    format!("/login?next={next}")
}
