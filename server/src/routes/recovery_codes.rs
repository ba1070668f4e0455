//! `POST /account/recovery-codes`: generates recovery codes and responds with the only page that
//! shows them. It is no server function: a form without JavaScript would be redirected, and no
//! later page could show the codes, because they are not stored.

use app::{account::recovery::model::NewRecoveryCodes, error::AppError};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header::CACHE_CONTROL},
    response::Response,
};
use tower_sessions::Session;

use crate::{AppState, middleware::error_pages, pending_request, rendering::page_with};

/// The path of the form's action and of the page.
pub const PATH: &str = "/account/recovery-codes";

/// The page with the codes, or a redirect to reauthentication.
pub async fn create(State(state): State<AppState>, session: Session, request: Request) -> Response {
    match generate(&state, &session).await {
        Ok(codes) => {
            let mut page = page_with(&state, codes, request).await;
            page.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            page
        }
        Err(AppError::ReauthenticationRequired) => {
            pending_request::redirect(PATH.to_owned(), Vec::new(), state.https)
        }
        Err(error) => error_pages::response(error),
    }
}

async fn generate(state: &AppState, session: &Session) -> Result<NewRecoveryCodes, AppError> {
    let identity = &state.services.identity;
    let member = identity.sessions().current_member(session).await?.ok_or(AppError::SignedOut)?;
    Ok(NewRecoveryCodes(identity.recovery().generate_codes(&member).await?))
}
