//! Posts a form as the page itself would, without leaving it.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::browser::{call, get, object, window};
use crate::{error::Report, words::t};

/// The JSON that the server function at `path` answers with.
///
/// # Errors
/// What the server function says; a report of our own when nothing of its came back.
pub async fn post(path: &str, fields: &[(&str, &str)]) -> Result<JsValue, Report> {
    match send(path, fields).await {
        Ok((200..300, answer)) => Ok(answer),
        Ok((status, answer)) => Err(report(status, &answer)),
        Err(_) => Err(ours("offline", t!(errors.offline))),
    }
}

/// A proxy, a limit or a layer in front of the server function has no words of ours.
fn report(status: u16, answer: &JsValue) -> Report {
    let text = |name| get(answer, name).as_string();
    if let (Some(error), Some(message)) = (text("error"), text("message")) {
        return Report { error, message, beside_field: get(answer, "beside_field").is_truthy() };
    }
    match status {
        429 | 502..=504 => ours("unavailable", t!(ui.post.unavailable)),
        _ => ours("failed", t!(errors.failed)),
    }
}

fn ours(error: &str, message: &str) -> Report {
    Report { error: error.into(), beside_field: false, message: message.into() }
}

async fn send(path: &str, fields: &[(&str, &str)]) -> Result<(u16, JsValue), JsValue> {
    let pairs: Array = fields.iter().map(|(name, value)| Array::of2(&(*name).into(), &(*value).into())).collect();
    let body = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&pairs)?;
    let headers = object(&[("accept", &"application/json".into())]);
    // The request outlives the page: what was pressed is done even if the person leaves at once.
    let keepalive = true.into();
    let init = object(&[("keepalive", &keepalive), ("method", &"POST".into()), ("body", &body), ("headers", &headers)]);
    let response: Response =
        JsFuture::from(js_sys::Promise::from(call(&window(), "fetch", &[&path.into(), &init])?)).await?.dyn_into()?;
    let json = JsFuture::from(response.json()?).await.unwrap_or_default();
    Ok((response.status(), json))
}
