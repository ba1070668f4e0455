//! Pages and server functions.

use app::routes::{App, shell};
use axum::{
    Router,
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use leptos_axum::{LeptosRoutes, generate_route_list, render_app_async_with_context};

use crate::{AppState, rendering::page_context};

/// Every page of [`App`], and every server function.
pub fn routes(state: &AppState) -> Router<AppState> {
    let bundle = state.bundle.clone();
    Router::new().leptos_routes_with_context(
        state,
        generate_route_list(App),
        page_context(state),
        move || shell(bundle.clone()),
    )
}

/// The 404 page.
pub async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    let bundle = state.bundle.clone();
    let page = render_app_async_with_context(page_context(&state), move || shell(bundle.clone()));
    (StatusCode::NOT_FOUND, page(request).await).into_response()
}
