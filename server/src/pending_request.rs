//! A form that requires reauthentication: the user is redirected to the page for that, and the form
//! waits in a cookie until that page posts it again.

use app::error::PendingRequest;
use axum::{
    http::{HeaderValue, Uri, header::SET_COOKIE, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cookie::{Cookie, SameSite, time::Duration};

const COOKIE_NAME: &str = "pending_request";

/// How long a reauthentication may take; a code by email is valid for half of it.
const MAX_AGE: Duration = Duration::minutes(10);

/// Browsers keep 4,096 bytes per cookie. A longer form has to be submitted again.
const MAX_VALUE_LENGTH: usize = 3_800;

const REAUTHENTICATION_PAGE: &str = "/account/confirm";

/// The page that shows the errors of forms which the reauthentication page has posted.
const ACCOUNT_PAGE: &str = "/account";

/// What the reauthentication page posts for itself.
const OWN_ENDPOINTS: [&str; 2] = ["reauthentication/", "email-codes/"];

/// Redirects a form that was posted to `path` to the reauthentication page.
pub fn redirect(path: String, fields: Vec<(String, String)>, https: bool) -> Response {
    let mut response = Redirect::to(REAUTHENTICATION_PAGE).into_response();
    let json = serde_json::to_vec(&PendingRequest { path, fields }).unwrap_or_default();
    let value = URL_SAFE_NO_PAD.encode(json);
    if value.len() <= MAX_VALUE_LENGTH {
        let cookie = Cookie::build((COOKIE_NAME, value))
            .path("/")
            .max_age(MAX_AGE)
            .same_site(SameSite::Lax)
            .http_only(true)
            .secure(https);
        if let Ok(cookie) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
    response
}

/// The pending form, if the reauthentication page is requested.
pub fn read(parts: &Parts) -> Option<PendingRequest> {
    if parts.uri.path() != REAUTHENTICATION_PAGE {
        return None;
    }
    let value = app::backend::cookies::get(&parts.headers, COOKIE_NAME)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()
}

/// The page that shows errors of `endpoint` when a form on `page` is posted to it.
pub fn page_with_errors_of(endpoint: &str, page: Uri) -> Uri {
    let is_own = OWN_ENDPOINTS.iter().any(|own| endpoint.starts_with(own));
    if page.path() == REAUTHENTICATION_PAGE && !is_own {
        Uri::from_static(ACCOUNT_PAGE)
    } else {
        page
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{Request, header::COOKIE};

    use super::*;

    fn redirected(fields: &[(&str, &str)]) -> Option<String> {
        let fields = fields.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        let response = redirect("/api/passkeys/delete".into(), fields, true);
        Some(response.headers().get(SET_COOKIE)?.to_str().unwrap().to_owned())
    }

    fn parts(path: &str, cookie: &str) -> Parts {
        Request::get(path).header(COOKIE, cookie).body(()).unwrap().into_parts().0
    }

    #[test]
    fn a_form_waits_in_a_cookie_for_the_page_that_posts_it_again() {
        let set_cookie = redirected(&[("id", "7"), ("name", "a;b ü")]).unwrap();
        let cookie = set_cookie.split(';').next().unwrap();
        let pending = read(&parts("/account/confirm", &format!("session=x; {cookie}"))).unwrap();
        assert_eq!(pending.path, "/api/passkeys/delete");
        assert_eq!(pending.fields[1], ("name".to_owned(), "a;b ü".to_owned()));
        assert!(read(&parts("/account", cookie)).is_none());
    }

    #[test]
    fn scripts_and_other_sites_do_not_get_the_cookie() {
        let cookie = redirected(&[]).unwrap();
        for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=600", "; Secure"] {
            assert!(cookie.contains(attribute), "{attribute}: {cookie}");
        }
    }

    #[test]
    fn a_form_that_is_too_long_for_a_cookie_has_to_be_sent_again() {
        assert_eq!(redirected(&[("name", &"a".repeat(4_000))]), None);
    }

    #[test]
    fn a_cookie_that_is_no_pending_request_is_ignored() {
        for value in ["", "x", "eyJ", "bnVsbA", "e30"] {
            let parts = parts("/account/confirm", &format!("{COOKIE_NAME}={value}"));
            assert!(read(&parts).is_none(), "{value}");
        }
    }

    #[test]
    fn the_account_page_shows_the_errors_of_forms_that_were_posted_after_reauthentication() {
        let confirm = Uri::from_static("/account/confirm?next=/tasks");
        assert_eq!(page_with_errors_of("passkeys/delete", confirm.clone()), "/account");
        assert_eq!(page_with_errors_of("reauthentication/redeem-code", confirm.clone()), confirm);
        assert_eq!(page_with_errors_of("email-codes/resend", confirm.clone()), confirm);
        assert_eq!(page_with_errors_of("tasks/add", Uri::from_static("/tasks")), "/tasks");
    }
}
