//! Posts a form as the page itself would, without leaving it.

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Response};

use super::browser::{call, construct, get, object, window};
use crate::{error::ErrorPayload, i18n::t};

/// A page, read and not shown.
pub struct Page {
    /// None where something was done, and the page that should tell of it couldn't be had.
    pub document: Option<Document>,
    pub address: String,
}

/// The JSON that the server function at `path` answers with.
///
/// # Errors
/// What the server function says; a report of our own when nothing of its came back.
pub async fn post(path: &str, fields: &[(&str, &str)]) -> Result<JsValue, ErrorPayload> {
    let pairs: Array = fields.iter().map(|(name, value)| Array::of2(&(*name).into(), &(*value).into())).collect();
    let body = construct("URLSearchParams", &[&pairs]).map_err(|_| failed())?;
    let (_, text) = send(path, Some(&body), "application/json").await?;
    Ok(JSON::parse(&text).unwrap_or_default())
}

/// Posts the body of a form as a browser does without JavaScript, and reads the page that this leads to.
///
/// # Errors
/// What kept the form from the server function; why that refused it, the page says.
pub async fn page_after(path: &str, form: &JsValue) -> Result<Page, ErrorPayload> {
    let (response, _) = send(path, Some(form), "text/html").await?;
    let address = response.headers().get("location").ok().flatten().unwrap_or_default();
    Ok(page(&address).await.unwrap_or(Page { document: None, address }))
}

/// The page at that address.
///
/// # Errors
/// A page that says only what went wrong is none.
pub async fn page(address: &str) -> Result<Page, ErrorPayload> {
    let (response, text) = send(address, None, "text/html").await?;
    let parser = construct("DOMParser", &[]);
    let document = parser.and_then(|parser| call(&parser, "parseFromString", &[&text.into(), &"text/html".into()]));
    let document = document.ok().and_then(|document| document.dyn_into().ok());
    Ok(Page { document, address: response.url() })
}

/// A proxy, a limit or a layer in front of the server function has no words of ours.
fn report(status: u16, answer: &JsValue) -> ErrorPayload {
    let text = |name| get(answer, name).as_string();
    if let (Some(error), Some(message)) = (text("error"), text("message")) {
        return ErrorPayload { error, message, beside_field: get(answer, "beside_field").is_truthy() };
    }
    match status {
        429 | 502..=504 => ours("unavailable", t!(ui.fetch.unavailable)),
        _ => failed(),
    }
}

fn offline() -> ErrorPayload {
    ours("offline", t!(errors.offline))
}

fn failed() -> ErrorPayload {
    ours("failed", t!(errors.internal))
}

fn ours(error: &str, message: &str) -> ErrorPayload {
    ErrorPayload { error: error.into(), beside_field: false, message: message.into() }
}

async fn send(path: &str, form: Option<&JsValue>, accept: &str) -> Result<(Response, String), ErrorPayload> {
    let (response, text) = fetch(path, form, accept).await.map_err(|_| offline())?;
    match response.status() {
        200..300 => Ok((response, text)),
        status => Err(report(status, &JSON::parse(&text).unwrap_or_default())),
    }
}

async fn fetch(path: &str, form: Option<&JsValue>, accept: &str) -> Result<(Response, String), JsValue> {
    // A script isn't shown where a redirect leads to: the server names the place to this one instead (`refusals.rs`).
    let headers = object(&[("accept", &accept.into()), ("x-posted-by", &"script".into())]);
    let options = match form {
        // The request outlives the page: what was pressed is done even if the person leaves at once.
        Some(form) => {
            object(&[("keepalive", &true.into()), ("method", &"POST".into()), ("body", form), ("headers", &headers)])
        }
        None => object(&[("headers", &headers)]),
    };
    let asked = call(&window(), "fetch", &[&path.into(), &options])?;
    let response: Response = JsFuture::from(js_sys::Promise::from(asked)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response, text.as_string().unwrap_or_default()))
}
