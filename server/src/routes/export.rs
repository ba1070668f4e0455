//! `GET /account/export`: everything about the person who asks, as one file.

use app::{account::data::export, error::AppError};
use axum::{
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Redirect, Response},
};
use tower_sessions::Session;

use crate::{AppState, middleware::error_pages};

/// Where the download starts once the person has confirmed that it is them.
const AFTER_CONFIRMATION: &str = "/account/confirm?next=%2Faccount%3Fexport%3D1";

/// The file; or the way to the page that must come before it.
pub async fn export(State(state): State<AppState>, session: Session) -> Response {
    match export::everything(&state.services, &session).await {
        Ok(everything) => {
            let headers = [
                (CONTENT_TYPE, "application/json"),
                (CONTENT_DISPOSITION, "attachment; filename=\"latchkey.json\""),
                (CACHE_CONTROL, "no-store"),
            ];
            (headers, format!("{everything:#}\n")).into_response()
        }
        Err(AppError::ReauthenticationRequired) => Redirect::to(AFTER_CONFIRMATION).into_response(),
        Err(AppError::SignedOut) => Redirect::to("/login?next=%2Faccount").into_response(),
        Err(error) => error_pages::response(error),
    }
}
