//! `POST /account/recovery-codes`: makes the codes, and answers with the one page that ever shows them. A server function would
//! lead a browser without JavaScript to another page, and nothing is kept that this could show.

use app::{account::recovery::model::NewRecoveryCodes, error::AppError};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header::CACHE_CONTROL},
    response::{IntoResponse, Redirect, Response},
};
use identity::Error;
use tower_sessions::Session;

use super::pages;
use crate::{
    AppState,
    middleware::{error_pages, pending_request},
};

/// Where both the form and the page are.
pub const PATH: &str = "/account/recovery-codes";

/// See the module.
pub async fn make(State(state): State<AppState>, session: Session, request: Request) -> Response {
    match new_codes(&state, &session).await {
        Ok(codes) => {
            let mut page = pages::with(&state, codes, request).await;
            page.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            page
        }
        Err(AppError::ReauthenticationRequired) => pending_request::redirect(PATH.to_owned(), Vec::new(), state.https),
        Err(AppError::SignedOut) => Redirect::to("/login?next=%2Faccount").into_response(),
        Err(error) => error_pages::response(error),
    }
}

async fn new_codes(state: &AppState, session: &Session) -> Result<NewRecoveryCodes, AppError> {
    let made = match state.services.identity.sessions().current_member(session).await? {
        Some(member) => state.services.identity.recovery().generate_codes(&member).await,
        None => return Err(AppError::SignedOut),
    };
    made.map(NewRecoveryCodes).map_err(|error: Error| error.into())
}
