//! Requests from islands: calls of server functions, and the pages that forms lead to.

use js_sys::{Array, JSON, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Response};

use super::browser::{call, construct, get, object, window};
use crate::{error::ErrorPayload, i18n::t};

/// Tells the server that a script posts the form: a script can't see where a redirect leads.
const REQUESTED_WITH: (&str, &str) = ("x-requested-with", "fetch");

/// Where forms of guests are redirected to.
const SIGN_IN_PAGE: &str = "/login";

/// A page that was fetched but isn't displayed yet.
pub struct FetchedPage {
    /// `None` if the form was accepted and the page that it leads to couldn't be fetched.
    pub document: Option<Document>,
    pub url: String,
    /// The HTTP status. The page of a rejected form has the status of its error.
    pub status: u16,
}

impl FetchedPage {
    /// Whether it shows a form that was rejected.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.status >= 400
    }
}

/// Calls the server function at `path` and returns its JSON.
///
/// # Errors
/// The error of the server function, or the reason why there is no response.
pub async fn call_server(path: &str, fields: &[(&str, &str)]) -> Result<JsValue, ErrorPayload> {
    let pair = |(name, value): &(&str, &str)| Array::of2(&(*name).into(), &(*value).into());
    let pairs: Array = fields.iter().map(pair).collect();
    let body = construct("URLSearchParams", &[&pairs]).map_err(|_| failed())?;
    let (response, text) = fetch(path, Some(&body), "application/json").await?;
    match response.status() {
        200..300 => Ok(JSON::parse(&text).unwrap_or_default()),
        status => Err(error(status, &text)),
    }
}

/// Posts a form and fetches the page that it leads to: the next one, or its own with the error.
///
/// # Errors
/// Why there is no page.
pub async fn submit_form(path: &str, form: &JsValue) -> Result<FetchedPage, ErrorPayload> {
    let (response, text) = fetch(path, Some(form), "text/html").await?;
    if let Some(url) = response.headers().get("location").ok().flatten() {
        if url.starts_with(SIGN_IN_PAGE) {
            // The session has ended: the form keeps what was typed.
            return Err(error(401, ""));
        }
        // The form was accepted, even if the next page can't be fetched now.
        let status = response.status();
        return Ok(fetch_page(&url).await.unwrap_or(FetchedPage { document: None, url, status }));
    }
    let document = parse(&text).filter(|_| is_html(&response));
    let document = document.ok_or_else(|| error(response.status(), &text))?;
    Ok(FetchedPage { document: Some(document), url: response.url(), status: response.status() })
}

/// Fetches the page at `url`.
///
/// # Errors
/// Why there is no page.
pub async fn fetch_page(url: &str) -> Result<FetchedPage, ErrorPayload> {
    let (response, text) = fetch(url, None, "text/html").await?;
    match response.status() {
        status @ 200..300 => {
            Ok(FetchedPage { document: parse(&text), url: response.url(), status })
        }
        status => Err(error(status, &text)),
    }
}

fn parse(html: &str) -> Option<Document> {
    let parser = construct("DOMParser", &[]).ok()?;
    call(&parser, "parseFromString", &[&html.into(), &"text/html".into()]).ok()?.dyn_into().ok()
}

fn is_html(response: &Response) -> bool {
    let content_type = response.headers().get("content-type").ok().flatten();
    content_type.is_some_and(|content_type| content_type.starts_with("text/html"))
}

/// The error in the body of a response; a general one for responses of proxies and limits.
#[must_use]
pub fn error(status: u16, body: &str) -> ErrorPayload {
    let json = JSON::parse(body).unwrap_or_default();
    let text = |name| get(&json, name).as_string();
    if let (Some(error), Some(message)) = (text("error"), text("message")) {
        return ErrorPayload {
            error,
            message,
            beside_field: get(&json, "beside_field").is_truthy(),
        };
    }
    match status {
        401 => local_error("signed_out", t!(errors.signed_out)),
        429 | 502..=504 => local_error("unavailable", t!(ui.fetch.unavailable)),
        _ => failed(),
    }
}

/// An error without a known cause.
#[must_use]
pub fn failed() -> ErrorPayload {
    local_error("internal", t!(errors.internal))
}

fn local_error(error: &str, message: &str) -> ErrorPayload {
    ErrorPayload { error: error.into(), beside_field: false, message: message.into() }
}

async fn fetch(
    path: &str,
    form: Option<&JsValue>,
    accept: &str,
) -> Result<(Response, String), ErrorPayload> {
    request(path, form, accept).await.map_err(|_| local_error("offline", t!(errors.offline)))
}

async fn request(
    path: &str,
    form: Option<&JsValue>,
    accept: &str,
) -> Result<(Response, String), JsValue> {
    let (name, value) = REQUESTED_WITH;
    let headers = object(&[("accept", &accept.into()), (name, &value.into())]);
    let options = match form {
        // `keepalive`: the request is completed even if the page is closed meanwhile. Browsers
        // reject it for more than 64 KiB (Fetch §4.6).
        Some(form) => {
            let text = call(form, "toString", &[])?.as_string().unwrap_or_default();
            object(&[
                ("keepalive", &(text.len() < 60_000).into()),
                ("method", &"POST".into()),
                ("body", form),
                ("headers", &headers),
            ])
        }
        None => object(&[("headers", &headers)]),
    };
    let promise = call(&window(), "fetch", &[&path.into(), &options])?;
    let response: Response = JsFuture::from(Promise::from(promise)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response, text.as_string().unwrap_or_default()))
}
