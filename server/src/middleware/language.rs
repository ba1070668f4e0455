//! Which language an answer speaks: found out once a request, for whatever answers it.

use app::{
    i18n::Locale,
    preferences::{cookies::Preferences, language::negotiate},
};
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue,
        header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, COOKIE, VARY},
        request::Parts,
    },
    middleware::Next,
    response::Response,
};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use tower_sessions::Session;

use crate::AppState;

/// See the module. The session that it looks up is the one that the page asks for later.
pub async fn layer(State(state): State<AppState>, session: Session, mut request: Request, next: Next) -> Response {
    // Where the session can't be looked up, the page says so, in the browser's language.
    let member = state.services.identity.sessions().current_member(&session).await.ok().flatten();
    let chosen = member.and_then(|member| member.language);
    let locale = negotiated(request.headers(), chosen.as_deref());
    request.extensions_mut().insert::<Locale>(locale);
    next.run(request).await
}

/// Has the page at hand speak it, and say so. Without the layer's help, outside of the routes with a session, the browser decides.
pub fn provide() {
    let (Some(parts), Some(response)) = (use_context::<Parts>(), use_context::<ResponseOptions>()) else {
        return;
    };
    let found = parts.extensions.get::<Locale>().copied();
    let locale = found.unwrap_or_else(|| negotiated(&parts.headers, None));
    provide_context(locale);
    response.insert_header(CONTENT_LANGUAGE, HeaderValue::from_static(locale.code()));
    for deciding in [ACCEPT_LANGUAGE, COOKIE] {
        response.append_header(VARY, deciding.into());
    }
}

fn negotiated(headers: &HeaderMap, account: Option<&str>) -> Locale {
    let accept_language = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    negotiate(account, Preferences::from_headers(headers).language, accept_language)
}
