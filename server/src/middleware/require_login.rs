//! The first look at the session: sends people to where they can go on. What it lets through asks the gate again.

use axum::{
    extract::{Request, State},
    http::{Method, header::CACHE_CONTROL, header::HeaderValue},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::Session;

use crate::AppState;

/// Pages of a member, with all below them.
const MEMBERS: [&str; 4] = ["/account", "/dashboard", "/tasks", "/wishlist"];

/// Pages that a member has no use for.
const GUESTS: [&str; 4] = ["/login", "/login/code", "/login/recovery", "/signup"];

/// See the module.
pub async fn layer(
    State(state): State<AppState>,
    session: Session,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let (for_members, for_guests) = (MEMBERS.iter().any(|page| is_within(path, page)), GUESTS.contains(&path));
    if !for_members && !for_guests || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    match state.services.identity.sessions().current_member(&session).await {
        Ok(None) if for_members => return Redirect::to(&login(&request)).into_response(),
        Ok(Some(_)) if for_guests => return Redirect::to("/dashboard").into_response(),
        // Where the session can't be looked up, the gate refuses too and the page says so.
        _ => {}
    }
    let mut response = next.run(request).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn is_within(path: &str, page: &str) -> bool {
    path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn login(request: &Request) -> String {
    let wanted = request.uri().path_and_query().map_or("/dashboard", |path| path.as_str());
    let next: String = url::form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    format!("/login?next={next}")
}
