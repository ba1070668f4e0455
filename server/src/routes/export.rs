//! `GET /account/export`: all data of the member, as a file.

use app::{account::data::export, backend::auth::authenticate, error::AppError};
use axum::{
    extract::State,
    http::{
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
        request::Parts,
    },
    response::{IntoResponse, Redirect, Response},
};
use serde_json::Value;

use crate::{AppState, middleware::error_pages};

/// The download starts after the reauthentication.
const REAUTHENTICATION: &str = "/account/confirm?next=%2Faccount%3Fexport%3D1";

/// Responds with the file, or with a redirect to the page for reauthentication.
pub async fn export(State(state): State<AppState>, parts: Parts) -> Response {
    match export_data(state, &parts).await {
        Ok(data) => {
            let headers = [
                (CONTENT_TYPE, "application/json"),
                (CONTENT_DISPOSITION, "attachment; filename=\"latchkey.json\""),
                (CACHE_CONTROL, "no-store"),
            ];
            (headers, format!("{data:#}\n")).into_response()
        }
        Err(AppError::ReauthenticationRequired) => Redirect::to(REAUTHENTICATION).into_response(),
        Err(AppError::SignedOut) => Redirect::to("/login?next=%2Faccount").into_response(),
        Err(error) => error_pages::response(error),
    }
}

async fn export_data(state: AppState, parts: &Parts) -> Result<Value, AppError> {
    export::export(&authenticate(state.services, parts).await?).await
}
