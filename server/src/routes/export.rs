//! `GET /account/export`: everything that is stored about the user, as one file.

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

/// Reauthentication, and then the account page, which starts the download.
const REAUTHENTICATE: &str = "/account/confirm?next=%2Faccount%3Fexport%3D1";

/// The file, or a redirect to reauthentication.
pub async fn export(State(state): State<AppState>, parts: Parts) -> Response {
    match export_data(state, &parts).await {
        Ok(data) => {
            let headers = [
                (CONTENT_TYPE, "application/json"),
                (CONTENT_DISPOSITION, &format!("attachment; filename=\"{}.json\"", brand::SLUG)),
                (CACHE_CONTROL, "no-store"),
            ];
            (headers, format!("{data:#}\n")).into_response()
        }
        Err(AppError::ReauthenticationRequired) => Redirect::to(REAUTHENTICATE).into_response(),
        Err(error) => error_pages::response(error),
    }
}

async fn export_data(state: AppState, parts: &Parts) -> Result<Value, AppError> {
    export::export(&authenticate(state.services, parts).await?).await
}
