//! The language of a response: that of the account, of the cookie or of the browser.

use app::{
    i18n::Locale,
    preferences::{cookies::Preferences, language::negotiate},
};
use axum::http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, COOKIE, VARY},
    request::Parts,
};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;

/// Provides the language to the page that is being rendered, and sets its headers. On routes
/// without a session the cookie or the browser decides.
pub fn provide_locale() {
    let (Some(parts), Some(response)) = (use_context::<Parts>(), use_context::<ResponseOptions>())
    else {
        return;
    };
    let negotiated_before = parts.extensions.get::<Locale>().copied();
    let locale = negotiated_before.unwrap_or_else(|| negotiated(&parts.headers, None));
    provide_context(locale);
    response.insert_header(CONTENT_LANGUAGE, HeaderValue::from_static(locale.code()));
    for header in [ACCEPT_LANGUAGE, COOKIE] {
        response.append_header(VARY, header.into());
    }
}

/// The language for a request with these headers, whose account may have chosen one.
pub fn negotiated(headers: &HeaderMap, account: Option<&str>) -> Locale {
    let accept_language = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    negotiate(account, Preferences::from_headers(headers).language, accept_language)
}
