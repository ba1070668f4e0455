//! The response to a rejected form is its own page, with the status of the error, the message, and
//! what was typed still in the form.
//!
//! Every form has the path of its page in the field `return_to`; without it the `Referer` header
//! names the page. The framework redirects to the `Referer` and writes errors into
//! its query, so this layer sets the header and renders errors itself.

use app::{
    error::{AppError, FormError},
    model::next_path::NextPath,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{
            CACHE_CONTROL, CONTENT_LENGTH, CONTENT_LOCATION, CONTENT_TYPE, LOCATION, REFERER,
            SET_COOKIE,
        },
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use url::form_urlencoded;

use super::{
    error_pages,
    require_login::{self, SERVER_FUNCTIONS, login_url},
};
use crate::{AppState, pending_request, rendering::page_with};

/// The hidden field with the path and query of the page that a form is on.
const RETURN_TO: &str = "return_to";

/// A script that posts a form in place of the browser sends `X-Requested-With: fetch`. It can't see
/// where a redirect leads, so it gets 204 with a `Location` instead.
const REQUESTED_WITH: (&str, &str) = ("x-requested-with", "fetch");

/// See the module.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some(endpoint) = endpoint(&request) else { return next.run(request).await };
    let (mut parts, body) = request.into_parts();
    // `RequestBodyLimitLayer` bounds the body, so reading it fails where it is too large.
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let form = Form {
        return_to: return_to(&body, &parts.headers, &endpoint),
        fields: form_urlencoded::parse(&body).into_owned().collect(),
        is_fetch: parts.headers.get(REQUESTED_WITH.0).is_some_and(|by| by == REQUESTED_WITH.1),
        endpoint,
    };
    if let Ok(page) = HeaderValue::from_str(&form.return_to.to_string()) {
        parts.headers.insert(REFERER, page);
    }
    let request = Request::from_parts(parts.clone(), Body::from(body));
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<AppError>() {
        None => redirect(response, form.is_fetch),
        Some(error) => form.rejected(&state, error, parts, response.headers()).await,
    }
}

struct Form {
    endpoint: String,
    return_to: Uri,
    fields: Vec<(String, String)>,
    is_fetch: bool,
}

impl Form {
    async fn rejected(
        self,
        state: &AppState,
        error: AppError,
        posted: Parts,
        headers: &HeaderMap,
    ) -> Response {
        let mut response = match error {
            AppError::ReauthenticationRequired => {
                let path = format!("{SERVER_FUNCTIONS}{}", self.endpoint);
                redirect(pending_request::redirect(path, self.fields, state.https), self.is_fetch)
            }
            AppError::SignedOut => {
                let login = login_url(&self.return_to.to_string());
                redirect(Redirect::to(&login).into_response(), self.is_fetch)
            }
            error => self.page(state, error, posted).await,
        };
        for cookie in headers.get_all(SET_COOKIE) {
            response.headers_mut().append(SET_COOKIE, cookie.clone());
        }
        response
    }

    /// The page with the error in its form; the error page where that page can't be rendered.
    async fn page(self, state: &AppState, error: AppError, mut posted: Parts) -> Response {
        posted.method = Method::GET;
        posted.uri = self.return_to;
        for of_the_form in [CONTENT_LENGTH, CONTENT_TYPE] {
            posted.headers.remove(of_the_form);
        }
        let location = HeaderValue::from_str(&posted.uri.to_string());
        let form_error =
            FormError { endpoint: self.endpoint, error: error.clone(), typed: self.fields };
        if !require_login::may_open(state, &posted).await {
            return error_pages::page(state, error, posted).await;
        }
        let get = Request::from_parts(posted.clone(), Body::empty());
        let mut page = page_with(state, form_error, get).await;
        if !page.status().is_success() {
            return error_pages::page(state, error, posted).await;
        }
        *page.status_mut() = error_pages::status(&error);
        let headers = page.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(error_pages::retry_after(&error));
        if let Ok(location) = location {
            headers.insert(CONTENT_LOCATION, location);
        }
        page
    }
}

/// After a post the next request is a GET (303), unless the form is posted on to another server
/// function (307).
fn redirect(mut response: Response, is_fetch: bool) -> Response {
    if response.headers().contains_key(LOCATION) {
        if is_fetch {
            *response.status_mut() = StatusCode::NO_CONTENT;
        } else if response.status() != StatusCode::TEMPORARY_REDIRECT {
            *response.status_mut() = StatusCode::SEE_OTHER;
        }
    }
    response
}

/// The server function that a browser posts a form to, as in `tasks/add`.
fn endpoint(request: &Request) -> Option<String> {
    let is_form = request.method() == Method::POST && error_pages::wants_html(request.headers());
    let endpoint = request.uri().path().strip_prefix(SERVER_FUNCTIONS)?;
    is_form.then(|| endpoint.to_owned())
}

/// The page that the form is on; the home page if neither the form nor the browser names one.
fn return_to(body: &Bytes, headers: &HeaderMap, endpoint: &str) -> Uri {
    let field = form_urlencoded::parse(body).find(|(name, _)| name == RETURN_TO);
    let page = field.and_then(|(_, page)| local_path(&page)).or_else(|| {
        let referer: Uri = headers.get(REFERER)?.to_str().ok()?.parse().ok()?;
        local_path(referer.path_and_query()?.as_str())
    });
    pending_request::page_with_errors_of(endpoint, page.unwrap_or_default())
}

/// `path`, if it is one of this site.
fn local_path(path: &str) -> Option<Uri> {
    (NextPath::parse(Some(path)).into_string() == path).then(|| path.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &'static str, referer: Option<&'static str>) -> String {
        let referer = referer.map(|referer| (REFERER, HeaderValue::from_static(referer)));
        return_to(&Bytes::from_static(body.as_bytes()), &referer.into_iter().collect(), "tasks/add")
            .to_string()
    }

    #[test]
    fn the_form_names_its_page() {
        let referer = Some("http://localhost:3000/tasks?page=2#x");
        assert_eq!(page("name=&return_to=%2Fwishlist%3Fq%3Da%2520b", referer), "/wishlist?q=a%20b");
        assert_eq!(page("name=", referer), "/tasks?page=2");
        assert_eq!(page("name=", None), "/");
    }

    #[test]
    fn a_page_of_another_site_is_ignored() {
        for foreign_url in
            ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "tasks", ""]
        {
            let body: &str = &format!("return_to={foreign_url}");
            assert_eq!(
                return_to(&Bytes::copy_from_slice(body.as_bytes()), &HeaderMap::new(), "x"),
                "/",
                "{body}"
            );
        }
    }
}
