//! Negotiates the language of a request once. The page is rendered in it.

use app::i18n::Locale;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use tower_sessions::Session;

use crate::{AppState, rendering::locale::negotiated};

/// See the module. The page uses the same session afterwards, so this costs no further query.
pub async fn layer(
    State(state): State<AppState>,
    session: Session,
    mut request: Request,
    next: Next,
) -> Response {
    // Without the database the error page is in the browser's language.
    let member = state.services.identity.sessions().current_member(&session).await.ok().flatten();
    let of_account = member.and_then(|member| member.language);
    let locale = negotiated(request.headers(), of_account.as_deref());
    request.extensions_mut().insert::<Locale>(locale);
    next.run(request).await
}
