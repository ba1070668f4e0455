//! Cookies of our own, beside that of the session.

use http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
    request::Parts,
};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The value of the request's cookie with this name.
pub fn read(name: &str) -> Option<String> {
    find(&use_context::<Parts>()?.headers, name).map(str::to_owned)
}

/// The value of the cookie with this name.
pub fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
    let mut pairs = cookies.flat_map(|all| all.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Has the browser keep a value for that many seconds, and tell it to the pages at `path` and below.
pub fn keep(name: &str, value: &str, path: &str, seconds: u32) {
    // Every site of ours is https, or localhost, where browsers take that for secure as well.
    let cookie = format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; Secure; SameSite=Lax");
    if let (Ok(cookie), Some(response)) = (HeaderValue::from_str(&cookie), use_context::<ResponseOptions>()) {
        response.append_header(SET_COOKIE, cookie);
    }
}
