//! Posts a form as the page itself would, without leaving it.

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Response};

use super::browser::{call, get, make, object, window};
use crate::error::Report;

/// A page, read and not shown.
pub struct Page {
    pub document: Document,
    /// Where the server has led to.
    pub address: String,
}

/// The JSON that the server function at `path` answers with.
///
/// # Errors
/// What the server function says; a report of our own when nothing of its came back.
pub async fn post(path: &str, fields: &[(&str, &str)]) -> Result<JsValue, Report> {
    let pairs: Array = fields.iter().map(|(name, value)| Array::of2(&(*name).into(), &(*value).into())).collect();
    let body = make("URLSearchParams", &[&pairs]).map_err(|_| ours(FAILED))?;
    let (_, text) = send(path, Some(&body), "application/json").await?;
    Ok(JSON::parse(&text).unwrap_or_default())
}

/// The page that the server answers with: to a form with this body, or to a link.
///
/// # Errors
/// A page that says only what went wrong is none.
pub async fn page(path: &str, body: Option<&JsValue>) -> Result<Page, Report> {
    let (address, text) = send(path, body, "text/html").await?;
    let parser = make("DOMParser", &[]);
    let document = parser.and_then(|parser| call(&parser, "parseFromString", &[&text.into(), &"text/html".into()]));
    let document = document.ok().and_then(|document| document.dyn_into().ok()).ok_or_else(|| ours(FAILED))?;
    Ok(Page { document, address })
}

/// A proxy, a limit or a layer in front of the server function has no words of ours.
fn report(status: u16, answer: &JsValue) -> Report {
    let text = |name| get(answer, name).as_string();
    if let (Some(error), Some(message)) = (text("error"), text("message")) {
        return Report { error, message, beside_field: get(answer, "beside_field").is_truthy() };
    }
    match status {
        429 | 502..=504 => ours(BUSY),
        _ => ours(FAILED),
    }
}

const OFFLINE: [&str; 2] = ["offline", "No connection. Nothing was changed; check your network and try again."];
const BUSY: [&str; 2] = ["unavailable", "Latchkey can't answer right now. Try again in a moment."];
const FAILED: [&str; 2] = ["failed", "Something went wrong on our side. Try again in a moment."];

fn ours([error, message]: [&str; 2]) -> Report {
    Report { error: error.into(), beside_field: false, message: message.into() }
}

/// Where the answer came from, and its text.
async fn send(path: &str, body: Option<&JsValue>, accept: &str) -> Result<(String, String), Report> {
    let (response, text) = fetch(path, body, accept).await.map_err(|_| ours(OFFLINE))?;
    match response.status() {
        200..300 => Ok((response.url(), text)),
        status => Err(report(status, &JSON::parse(&text).unwrap_or_default())),
    }
}

async fn fetch(path: &str, body: Option<&JsValue>, accept: &str) -> Result<(Response, String), JsValue> {
    let headers = object(&[("accept", &accept.into())]);
    let method = if body.is_some() { "POST" } else { "GET" };
    // The request outlives the page: what was pressed is done even if the person leaves at once.
    let mut init = vec![("keepalive", true.into()), ("method", method.into()), ("headers", headers)];
    init.extend(body.map(|body| ("body", body.clone())));
    let init: Vec<_> = init.iter().map(|(name, value)| (*name, value)).collect();
    let asked = call(&window(), "fetch", &[&path.into(), &object(&init)])?;
    let response: Response = JsFuture::from(js_sys::Promise::from(asked)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response, text.as_string().unwrap_or_default()))
}
