//! What a person without JavaScript sees of a refused form: the page it came from, once more, with the message and what was
//! typed. The framework puts the error into the URL; here it moves into a cookie that is read once. Who must confirm first that
//! it is them is sent to the page for that, with what they asked for in a cookie of its own.

use app::{
    error::{AppError, FormError, PendingRequest},
    model::next_path,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{COOKIE, LOCATION, REFERER, SET_COOKIE},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos::server_fn::error::ServerFnUrlError;
use serde::{Serialize, de::DeserializeOwned};
use url::form_urlencoded;

use crate::{AppState, middleware::error_pages::wants_html};

const NAME: &str = "refusal";
const ASKED: &str = "asked";
const API: &str = "/api/";

/// Where a person confirms that it is them.
const CONFIRM: &str = "/account/confirm";

/// Where a refusal is shown of what was asked for before.
const ACCOUNT: &str = "/account";

/// A script that posts a form as a page would says so here.
const POSTED_BY: &str = "x-posted-by";

/// As long as a confirmation may take, in seconds: a code by email is good for half of it.
const PATIENCE: u32 = 600;

/// Browsers keep 4,096 bytes a cookie; what was typed is left out where it doesn't fit.
const MOST: usize = 3_800;

/// See the module.
pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if is_form_post(&request) {
        return after_form(&state, request, next).await;
    }
    if request.method() != Method::GET || !wants_html(request.headers()) {
        return next.run(request).await;
    }
    if request.uri().path() == CONFIRM
        && let Some(asked) = read::<PendingRequest>(request.headers(), ASKED)
    {
        request.extensions_mut().insert(asked);
    }
    let Some(refusal) = read::<FormError>(request.headers(), NAME) else { return next.run(request).await };
    request.extensions_mut().insert(refusal);
    let mut response = next.run(request).await;
    set_cookie(&mut response, NAME, "", 0, state.https);
    response
}

/// Sends a form post that has to be confirmed to the page for that.
pub fn to_confirmation(path: String, typed: &[u8], https: bool) -> Response {
    let mut response = (StatusCode::SEE_OTHER, [(LOCATION, CONFIRM)]).into_response();
    let asked = cookie_value(&PendingRequest { path, fields: form_urlencoded::parse(typed).into_owned().collect() });
    // What doesn't fit must be asked for again.
    if asked.len() <= MOST {
        set_cookie(&mut response, ASKED, &asked, PATIENCE, https);
    }
    response
}

fn is_form_post(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path().starts_with(API) && wants_html(request.headers())
}

async fn after_form(state: &AppState, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let by_script = parts.headers.contains_key(POSTED_BY);
    let endpoint = parts.uri.path().trim_start_matches(API).to_owned();
    // The router limits bodies; what exceeds that has failed here already.
    let Ok(typed) = to_bytes(body, usize::MAX).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let page = parts.headers.entry(REFERER).or_insert(HeaderValue::from_static("/"));
    if let Some(account) = instead_of_confirmation(page)
        && !belongs_there(&endpoint)
    {
        *page = account;
    }
    let mut response = next.run(Request::from_parts(parts, Body::from(typed.clone()))).await;

    let leads_to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or_default();
    let (page, fragment) = leads_to.split_once('#').unwrap_or((leads_to, ""));
    let Ok(back) = page.parse::<Uri>() else { return response };
    let (mut location, error) = split(&back);
    if error.is_none() && !fragment.is_empty() {
        location = format!("{location}#{fragment}");
    }
    let Ok(location) = HeaderValue::from_str(&location) else { return response };
    if let Some(AppError::ReauthenticationRequired) = error {
        return to_confirmation(format!("{API}{endpoint}"), &typed, state.https);
    }
    if by_script {
        // It isn't shown where a redirect leads to, so it goes there by itself.
        *response.status_mut() = StatusCode::NO_CONTENT;
    } else if response.status() != StatusCode::TEMPORARY_REDIRECT {
        *response.status_mut() = StatusCode::SEE_OTHER;
    }
    response.headers_mut().insert(LOCATION, location);
    if let Some(error) = error {
        set_cookie(&mut response, NAME, &encode(endpoint, error, &typed), 60, state.https);
    }
    response
}

/// The account page of the same site, where `page` is the one that asks for confirmation.
fn instead_of_confirmation(page: &HeaderValue) -> Option<HeaderValue> {
    let page: Uri = page.to_str().ok()?.parse().ok().filter(|page: &Uri| page.path() == CONFIRM)?;
    HeaderValue::from_str(&format!("{}://{}{ACCOUNT}", page.scheme_str()?, page.authority()?)).ok()
}

/// What the page that asks for confirmation posts for itself; all else it only hands over, and its refusal belongs elsewhere.
fn belongs_there(endpoint: &str) -> bool {
    ["confirm/", "code/"].iter().any(|own| endpoint.starts_with(own))
}

/// The path to go back to, and the error that the framework wrote into its query.
fn split(back: &Uri) -> (String, Option<AppError>) {
    let mut error = None;
    let mut kept = form_urlencoded::Serializer::new(String::new());
    for (key, value) in form_urlencoded::parse(back.query().unwrap_or_default().as_bytes()) {
        match &*key {
            "__err" => error = Some(ServerFnUrlError::<AppError>::decode_err(&value)),
            "__path" => {}
            _ => {
                kept.append_pair(&key, &value);
            }
        }
    }
    let query = kept.finish();
    let path = back.path();
    let back = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    // A path such as //evil.example would lead to another site.
    (next_path::NextPath::parse(Some(&back)).into_string(), error)
}

fn encode(endpoint: String, error: AppError, typed: &Bytes) -> String {
    let typed = form_urlencoded::parse(typed).into_owned().collect();
    let refusal = FormError { endpoint, error, typed };
    let whole = cookie_value(&refusal);
    if whole.len() <= MOST { whole } else { cookie_value(&FormError { typed: Vec::new(), ..refusal }) }
}

fn cookie_value(content: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(content).unwrap_or_default())
}

fn read<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    let cookies =
        headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok()).flat_map(|all| all.split(';'));
    let value = cookies.filter_map(|cookie| cookie.trim().split_once('=')).find(|(key, _)| *key == name)?.1;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
}

fn set_cookie(response: &mut Response, name: &str, value: &str, seconds: u32, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use app::model::validation::{Rule, ValidationError};

    use super::*;

    #[test]
    fn what_was_typed_survives_the_cookie() {
        let error = AppError::Invalid(ValidationError::new("name", Rule::Required));
        let value = encode("tasks/edit".into(), error.clone(), &Bytes::from_static(b"id=7&name=a%3Bb%20%C3%BC"));
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, format!("session=x; {NAME}={value}").parse().unwrap());
        let refusal: FormError = read(&headers, NAME).unwrap();
        assert_eq!((refusal.error.clone(), refusal.typed("name"), refusal.typed("id")), (error, "a;b ü", "7"));
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_the_message_stays() {
        let long = Bytes::from(format!("name={}", "a".repeat(5_000)));
        let value = encode("tasks/add".into(), AppError::NotFound, &long);
        assert!(value.len() <= MOST);
    }

    #[test]
    fn the_way_back_stays_on_this_site_and_loses_the_error() {
        let (path, error) = split(&"http://localhost:3000/tasks?page=2&__path=x&__err=bm90IGpzb24=".parse().unwrap());
        assert_eq!(path, "/tasks?page=2");
        assert!(error.is_some());
    }
}
