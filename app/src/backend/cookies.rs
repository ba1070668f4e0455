//! Reads and writes cookies of the app other than the session's.

use cookie::{Cookie, CookieBuilder, SameSite, time::Duration};
use http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
    request::Parts,
};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// One year. Browsers limit lifetimes to 400 days.
const PERSISTENT: Duration = Duration::days(365);

/// The value of a cookie in these request headers.
#[must_use]
pub fn get(headers: &HeaderMap, name: &str) -> Option<String> {
    // Another app on the host may have set a cookie that is not UTF-8, so each pair is parsed by
    // itself.
    let pairs = headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|header| header.as_bytes().split(|byte| *byte == b';'));
    pairs
        .filter_map(|pair| Cookie::parse(std::str::from_utf8(pair).ok()?).ok())
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// The value of a cookie of the current request.
#[must_use]
pub fn get_current(name: &str) -> Option<String> {
    get(&use_context::<Parts>()?.headers, name)
}

/// Sets a cookie that the browser keeps for a year and sends with every request.
pub fn set_persistent(name: &'static str, value: &str) {
    set(Cookie::build((name, value)).path("/").max_age(PERSISTENT));
}

/// Sets a cookie that expires after `max_age` and is sent to `path` and the paths below it only.
pub fn set_short_lived(name: &'static str, value: &str, path: &'static str, max_age: Duration) {
    set(Cookie::build((name, value)).path(path).max_age(max_age));
}

/// Removes a cookie that was set by [`set_persistent`].
pub fn remove(name: &'static str) {
    set(Cookie::build(name).path("/").removal());
}

fn set(cookie: CookieBuilder<'_>) {
    // Production uses https; for http://localhost browsers accept Secure as well.
    let cookie = cookie.http_only(true).secure(true).same_site(SameSite::Lax).build();
    if let (Ok(cookie), Some(response)) =
        (HeaderValue::from_str(&cookie.to_string()), use_context::<ResponseOptions>())
    {
        response.append_header(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_beside_cookies_of_other_apps() {
        let header = HeaderValue::from_bytes(b"n=\xe9; flag; language=de; b=c=d").unwrap();
        let headers = HeaderMap::from_iter([(COOKIE, header)]);
        assert_eq!(get(&headers, "language").as_deref(), Some("de"));
        assert_eq!(get(&headers, "b").as_deref(), Some("c=d"));
        assert_eq!(get(&headers, "n"), None);
    }
}
