//! Status and redirects of responses to server functions.
//!
//! Only requests that accept HTML are redirected: forms, and the list's island, which posts them as
//! a browser does. Other callers get the serialized result. All paths are paths of this site.

use http::{
    HeaderValue, Method, StatusCode,
    header::{ACCEPT, LOCATION, REFERER, RETRY_AFTER},
    request::Parts,
};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::error::AppError;

/// Sets the status of the response to that of the error. For a form the server renders its page
/// with the error instead.
///
/// # Errors
/// The error of `result`.
pub fn with_status<T>(result: Result<T, AppError>) -> Result<T, AppError> {
    if let Err(error) = &result
        && !is_form_post()
        && let Some(response) = use_context::<ResponseOptions>()
    {
        let status = StatusCode::from_u16(error.status());
        response.set_status(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
        if let AppError::TooManyRequests(seconds) = error {
            response.insert_header(RETRY_AFTER, HeaderValue::from(*seconds));
        }
    }
    result
}

/// Redirects a form to `path`.
pub fn to(path: &str) {
    redirect_form(StatusCode::SEE_OTHER, path);
}

/// Redirects a form to `path`, which continues to `next`.
pub fn to_with_next(path: &str, next: &str) {
    to(&with_next(path, next));
}

/// Redirects a form to `path` with the method POST and all fields.
pub fn preserving_post(path: &str) {
    redirect_form(StatusCode::TEMPORARY_REDIRECT, path);
}

/// Redirects from the page that is being rendered to `path`, which continues to `next`.
pub fn page_to(path: &str, next: &str) {
    if use_context::<Parts>().is_some_and(|parts| parts.method == Method::GET) {
        redirect(StatusCode::SEE_OTHER, &with_next(path, next));
    }
}

/// Redirects a form to its page, without these parameters of the page's query.
pub fn back_without(parameters: &[&str]) {
    if let Some(page) = referer() {
        to(&remove_parameters(&page, parameters));
    }
}

/// Like [`back_without`], with the parameter `name=value` added. Neither is escaped.
pub fn back_with(name: &str, value: &str, parameters: &[&str]) {
    if let Some(page) = referer() {
        let page = remove_parameters(&page, parameters);
        let separator = if page.contains('?') { '&' } else { '?' };
        to(&format!("{page}{separator}{name}={value}"));
    }
}

/// The query of the page that a form is on, or an empty string.
#[must_use]
pub fn referer_query() -> String {
    let page = referer().unwrap_or_default();
    page.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}

/// `path` with the parameter `next`.
#[must_use]
pub fn with_next(path: &str, next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("{path}?next={next}")
}

/// The page that a form is on. The middleware `form_errors` sets the header to the form's field
/// `return_to`.
fn referer() -> Option<String> {
    let parts = use_context::<Parts>()?;
    Some(parts.headers.get(REFERER)?.to_str().ok()?.to_owned())
}

fn redirect_form(status: StatusCode, path: &str) {
    if is_form_post() {
        redirect(status, path);
    }
}

fn redirect(status: StatusCode, path: &str) {
    if let (Ok(path), Some(response)) =
        (HeaderValue::from_str(path), use_context::<ResponseOptions>())
    {
        response.set_status(status);
        response.insert_header(LOCATION, path);
    }
}

fn is_form_post() -> bool {
    use_context::<Parts>().is_some_and(|parts| {
        let accept = parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
        parts.method == Method::POST && accept.is_some_and(|accept| accept.contains("text/html"))
    })
}

fn remove_parameters(url: &str, parameters: &[&str]) -> String {
    let Some((path, query)) = url.split_once('?') else { return url.to_owned() };
    let kept: Vec<_> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split_once('=').map_or(*pair, |(name, _)| name);
            !parameters.contains(&name)
        })
        .collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::remove_parameters;

    #[test]
    fn only_the_named_parameters_are_removed() {
        let named = ["id", "rename"];
        assert_eq!(remove_parameters("/tasks?id=7&page=2&rename=7", &named), "/tasks?page=2");
        assert_eq!(remove_parameters("/tasks?rename=7", &named), "/tasks");
        assert_eq!(remove_parameters("/tasks?renamed=7", &named), "/tasks?renamed=7");
        assert_eq!(remove_parameters("/tasks", &named), "/tasks");
    }
}
