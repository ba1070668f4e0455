//! Which language an answer speaks: found out once a request, for whatever answers it.

use app::{backend::language, words::Locale};
use axum::{
    extract::Request,
    http::{
        HeaderValue,
        header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, COOKIE, VARY},
    },
    middleware::Next,
    response::Response,
};
use tower_sessions::Session;

/// See the module. The session that it looks up is the one that the page asks for later.
pub async fn layer(session: Session, mut request: Request, next: Next) -> Response {
    // Where the session can't be looked up, the page says so, in the browser's language.
    let member = identity::sessions::member(&session).await.ok().flatten();
    let chosen = member.and_then(|member| member.language);
    let locale = language::of(request.headers(), chosen.as_deref());
    request.extensions_mut().insert::<Locale>(locale);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(locale.name()));
    for deciding in [ACCEPT_LANGUAGE, COOKIE] {
        headers.append(VARY, deciding.into());
    }
    response
}
