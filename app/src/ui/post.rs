//! Posts a form as the page itself would, without leaving it.

use js_sys::Array;
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
    match send(path, fields).await.map_err(|_| AppError::Offline)? {
        (200..300, body) => Ok(body),
        (status, body) => Err(refusal(status, &body)),
    }
}

/// A proxy, a limit or a layer in front of the server function has no words of ours.
fn refusal(status: u16, body: &str) -> AppError {
    serde_json::from_str(body).unwrap_or(match status {
        429 | 502..=504 => AppError::Unavailable,
        _ => AppError::Failed,
    })
}

async fn send(path: &str, fields: &[(&str, &str)]) -> Result<(u16, String), JsValue> {
    let pairs: Array = fields.iter().map(|(name, value)| Array::of2(&(*name).into(), &(*value).into())).collect();
    let body = web_sys::UrlSearchParams::new_with_str_sequence_sequence(&pairs)?;
    let headers = object(&[("accept", &"application/json".into())]);
    // The request outlives the page: what was pressed is done even if the person leaves at once.
    let keepalive = true.into();
    let init = object(&[("keepalive", &keepalive), ("method", &"POST".into()), ("body", &body), ("headers", &headers)]);
    let response: Response =
        JsFuture::from(js_sys::Promise::from(call(&window(), "fetch", &[&path.into(), &init])?)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    Ok((response.status(), text.as_string().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_read_from_its_body() {
        assert_eq!(refusal(404, r#"{"error":"not_found"}"#), AppError::NotFound);
    }

    #[test]
    fn a_refusal_that_is_none_of_ours_goes_by_its_status() {
        assert_eq!(refusal(504, ""), AppError::Unavailable);
        assert_eq!(refusal(403, "<html>"), AppError::Failed);
    }
}
