//! Posts a form as the page itself would, without leaving it.

use js_sys::Array;
use leptos::server_fn::error::FromServerFnError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::browser::{call, object, window};
use crate::error::AppError;

/// The JSON text that the server function at `path` answers with.
///
/// # Errors
/// What the server function says; [`AppError::Offline`] when nothing came back.
pub async fn post(path: &str, fields: &[(&str, &str)]) -> Result<String, AppError> {
    let (ok, body) = send(path, fields).await.map_err(|_| AppError::Offline)?;
    if ok { Ok(body) } else { Err(AppError::de(body.into_bytes().into())) }
}

async fn send(path: &str, fields: &[(&str, &str)]) -> Result<(bool, String), JsValue> {
    let pairs: Array = fields.iter().map(|(name, value)| Array::of2(&(*name).into(), &(*value).into())).collect();
    let body = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&pairs)?;
    let headers = object(&[("accept", &"application/json".into())]);
    // The request outlives the page: what was pressed is done even if the person leaves at once.
    let keepalive = true.into();
    let init = object(&[("keepalive", &keepalive), ("method", &"POST".into()), ("body", &body), ("headers", &headers)]);
    let response: Response =
        JsFuture::from(js_sys::Promise::from(call(&window(), "fetch", &[&path.into(), &init])?)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.ok(), text.as_string().unwrap_or_default()))
}
