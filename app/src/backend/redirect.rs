//! How an answer leaves: its status and where the browser goes next.

use http::{
    HeaderValue, Method, StatusCode,
    header::{ACCEPT, LOCATION, REFERER, RETRY_AFTER},
    request::Parts,
};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use time::Duration;

use super::cookies;
use crate::error::AppError;

const FAREWELL: &str = "farewell";

/// Gives a failure its status. A form post without JavaScript keeps the framework's redirect: the page it came from shows it.
///
/// # Errors
/// `result`'s own.
pub fn with_status<T>(result: Result<T, AppError>) -> Result<T, AppError> {
    if let Err(error) = &result
        && !is_form_post()
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        if let AppError::TooManyRequests(seconds) = error {
            response.insert_header(RETRY_AFTER, HeaderValue::from(*seconds));
        }
    }
    result
}

/// Sends a plain form post to `path`, which is one of ours.
pub fn go_to(path: &str) {
    if let Ok(path) = HeaderValue::from_str(path) {
        redirect(path);
    }
}

/// Sends a plain form post to `path`, from where it goes on to `next`.
pub fn go_to_with_next(path: &str, next: &str) {
    go_to(&with_next(path, next));
}

/// Shows the page at `path` instead of the one that is being rendered, and from there the way to `next`.
pub fn show_instead(path: &str, next: &str) {
    let is_page = use_context::<Parts>().is_some_and(|parts| parts.method == Method::GET);
    if let (true, Ok(location), Some(response)) =
        (is_page, HeaderValue::from_str(&with_next(path, next)), use_context::<ResponseOptions>())
    {
        response.set_status(StatusCode::SEE_OTHER);
        response.insert_header(LOCATION, location);
    }
}

/// Sends a plain form post on to another place that takes the same fields, with all of them: one of our paths.
pub fn hand_over_to(path: &str) {
    if let Ok(path) = HeaderValue::from_str(path) {
        redirect_with(StatusCode::TEMPORARY_REDIRECT, path);
    }
}

/// Sends a plain form post back to the page it came from, less these parameters of its query: what they opened is done.
pub fn back_without(parameters: &[&str]) {
    if let Some(back) = came_from() {
        go_to(&without(&back, parameters));
    }
}

/// The same, and tells that page something else: a word and a value, which need no escaping.
pub fn back_with(name: &str, value: &str, parameters: &[&str]) {
    if let Some(back) = came_from() {
        let back = without(&back, parameters);
        let joint = if back.contains('?') { '&' } else { '?' };
        go_to(&format!("{back}{joint}{name}={value}"));
    }
}

/// The query of the page that a form post came from, or nothing.
#[must_use]
pub fn query_before() -> String {
    came_from().and_then(|back| Some(back.split_once('?')?.1.to_owned())).unwrap_or_default()
}

fn came_from() -> Option<String> {
    use_context::<Parts>().and_then(|parts| parts.headers.get(REFERER)?.to_str().ok().map(String::from))
}

/// `path`, which leads on to `next`.
pub fn with_next(path: &str, next: &str) -> String {
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{path}?next={next}")
}

/// Lets the page at `/goodbye`, within a minute and in this browser alone, know whose account it was: by the handle that
/// authenticators have.
pub fn say_goodbye_to(handle: &str) {
    cookies::set_short_lived(FAREWELL, handle, "/goodbye", Duration::minutes(1));
    go_to("/goodbye");
}

/// Whom [`say_goodbye_to`] has named.
pub fn farewell() -> Option<String> {
    cookies::get_current(FAREWELL)
}

fn redirect(location: HeaderValue) {
    redirect_with(StatusCode::SEE_OTHER, location);
}

fn redirect_with(status: StatusCode, location: HeaderValue) {
    if is_form_post()
        && let Some(response) = use_context::<ResponseOptions>()
    {
        response.set_status(status);
        response.insert_header(LOCATION, location);
    }
}

fn is_form_post() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let accept = parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
        parts.method == Method::POST && accept.is_some_and(|accept| accept.contains("text/html"))
    })
}

fn without(url: &str, parameters: &[&str]) -> String {
    let Some((path, query)) = url.split_once('?') else { return url.to_owned() };
    let kept: Vec<_> =
        query.split('&').filter(|pair| !parameters.contains(&pair.split('=').next().unwrap_or(pair))).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn only_the_named_parameters_go() {
        let named = ["id", "rename"];
        assert_eq!(without("/tasks?id=7&page=2&rename=7", &named), "/tasks?page=2");
        assert_eq!(without("/tasks?rename=7", &named), "/tasks");
        assert_eq!(without("/tasks?renamed=7", &named), "/tasks?renamed=7");
        assert_eq!(without("/tasks", &named), "/tasks");
    }
}
