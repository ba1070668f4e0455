//! Posts a form as the page itself would, without leaving it.

use js_sys::{Array, JSON};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Response};

use super::browser::{call, get, make, object, window};
use crate::{error::Report, i18n::t};

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
pub async fn post(path: &str, fields: &[(&str, &str)]) -> Result<JsValue, Report> {
    let pairs: Array = fields.iter().map(|(name, value)| Array::of2(&(*name).into(), &(*value).into())).collect();
    let body = make("URLSearchParams", &[&pairs]).map_err(|_| failed())?;
    let (_, text) = send(path, Some(&body), "application/json").await?;
    Ok(JSON::parse(&text).unwrap_or_default())
}

/// Posts the body of a form as a browser does without JavaScript, and reads the page that this leads to: the one that
/// the server names, or the form's own page with the error in it.
///
/// # Errors
/// The report of a form whose page can't be rendered either.
pub async fn page_after(path: &str, form: &JsValue) -> Result<Page, Report> {
    let (response, text) = fetch(path, Some(form), "text/html").await.map_err(|_| offline())?;
    let header = |name| response.headers().get(name).ok().flatten();
    if let Some(address) = header("content-location") {
        return Ok(Page { document: parse(&text), address });
    }
    match (response.ok(), header("location")) {
        (true, Some(address)) => Ok(page(&address).await.unwrap_or(Page { document: None, address })),
        _ => Err(report(response.status(), &JSON::parse(&text).unwrap_or_default())),
    }
}

/// The page at that address.
///
/// # Errors
/// A page that says only what went wrong is none.
pub async fn page(address: &str) -> Result<Page, Report> {
    let (response, text) = send(address, None, "text/html").await?;
    Ok(Page { document: parse(&text), address: response.url() })
}

fn parse(html: &str) -> Option<Document> {
    let parser = make("DOMParser", &[]).ok()?;
    call(&parser, "parseFromString", &[&html.into(), &"text/html".into()]).ok()?.dyn_into().ok()
}

/// A proxy, a limit or a layer in front of the server function has no words of ours.
fn report(status: u16, answer: &JsValue) -> Report {
    let text = |name| get(answer, name).as_string();
    if let (Some(error), Some(message)) = (text("error"), text("message")) {
        return Report { error, message, beside_field: get(answer, "beside_field").is_truthy() };
    }
    match status {
        429 | 502..=504 => ours("unavailable", t!(ui.post.unavailable)),
        _ => failed(),
    }
}

fn offline() -> Report {
    ours("offline", t!(errors.offline))
}

fn failed() -> Report {
    ours("failed", t!(errors.failed))
}

fn ours(error: &str, message: &str) -> Report {
    Report { error: error.into(), beside_field: false, message: message.into() }
}

async fn send(path: &str, form: Option<&JsValue>, accept: &str) -> Result<(Response, String), Report> {
    let (response, text) = fetch(path, form, accept).await.map_err(|_| offline())?;
    match response.status() {
        200..300 => Ok((response, text)),
        status => Err(report(status, &JSON::parse(&text).unwrap_or_default())),
    }
}

async fn fetch(path: &str, form: Option<&JsValue>, accept: &str) -> Result<(Response, String), JsValue> {
    // A script can't see where a redirect leads: for this header the server answers 204 with a `Location` instead.
    let headers = object(&[("accept", &accept.into()), ("x-requested-with", &"fetch".into())]);
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
