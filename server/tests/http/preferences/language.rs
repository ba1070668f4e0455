//! The language of pages, errors and mail: that of the account, else of the cookie, else of the
//! browser.

use reqwest::{Method, StatusCode, header::ACCEPT_LANGUAGE};

use crate::support::{Browser, Down, Setup, Site, TestResponse};

const YEAR: &str = "; Max-Age=31536000";

/// The page at `path`, for a browser with this `Accept-Language`.
async fn open(user: &Browser, path: &str, accepted: &str) -> TestResponse {
    let request = user.request(Method::GET, path).header(ACCEPT_LANGUAGE, accepted);
    TestResponse::of(request.header("accept", "text/html")).await
}

fn assert_language(response: &TestResponse, language: &str) {
    assert_eq!(response.header("content-language"), language, "{}", response.body);
    assert!(response.body.contains(&format!("<html lang=\"{language}\"")), "{}", response.body);
}

#[tokio::test]
async fn a_guest_gets_the_language_of_the_browser() {
    let site = Site::open().await;
    let guest = site.guest();
    for (accepted, language) in
        [("de-AT,de;q=0.9,en;q=0.5", "de"), ("fr,en;q=0.5", "en"), ("fr", "en"), ("\u{e4}", "en")]
    {
        for path in ["/", "/login", "/nowhere"] {
            assert_language(&open(&guest, path, accepted).await, language);
        }
    }
}

#[tokio::test]
async fn vary_names_the_headers_that_decide_the_language() {
    let site = Site::open().await;
    let response = site.guest().open("/").await;
    let vary: Vec<_> =
        response.headers.get_all("vary").iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(vary.iter().any(|name| name.eq_ignore_ascii_case("accept-language")), "{vary:?}");
    assert!(vary.iter().any(|name| name.eq_ignore_ascii_case("cookie")), "{vary:?}");
}

#[tokio::test]
async fn the_cookie_takes_precedence_over_the_browser() {
    let site = Site::open().await;
    let guest = site.guest();
    let response = guest.submit("/login", "preferences/language", &[("language", "de")]).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/login"));
    assert_language(&open(&guest, "/login", "en").await, "de");
    guest.cookies.set("language", "xx");
    assert_language(&open(&guest, "/login", "en").await, "en");
}

#[tokio::test]
async fn the_account_takes_precedence_over_the_cookie() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("preferences/language", &[("language", "en")]).await;
    let response = member.submit("/account", "profile/set-language", &[("language", "de")]).await;
    assert_eq!(response.location(), "/account?done=language-saved#profile");
    assert_language(&open(&member, "/account", "en").await, "de");
    let elsewhere = site.sign_in_elsewhere(&member).await;
    assert_language(&open(&elsewhere, "/tasks", "en").await, "de");

    assert_language(&open(&member, "/nowhere", "en").await, "de");
    member.call("profile/set-language", &[("language", "")]).await;
    for user in [&member, &elsewhere] {
        assert_language(&open(user, "/account", "de").await, "de");
        assert_language(&open(user, "/account", "en").await, "en");
    }
}

#[tokio::test]
async fn an_unknown_language_is_rejected() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("profile/set-language", &[("language", "de")]).await;
    for language in ["xx", "DE", "de-AT", "\"><script>"] {
        for function in ["profile/set-language", "preferences/language"] {
            let response = member.call(function, &[("language", language)]).await;
            assert_eq!(response.status, StatusCode::BAD_REQUEST, "{function} {language}");
        }
        assert_language(&member.open("/account").await, "de");
    }
    assert_eq!(member.call("profile/set-language", &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_guest_cannot_choose_the_language_of_an_account() {
    let site = Site::open().await;
    let response = site.guest().call("profile/set-language", &[("language", "de")]).await;
    assert_eq!(response.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn without_supabase_the_account_keeps_its_language() {
    let site = Site::without(Down::Supabase).await;
    let response = site.member().await.call("profile/set-language", &[("language", "de")]).await;
    assert_eq!(response.status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn errors_are_in_the_language_of_the_page() {
    let site = Site::open().await;
    let member = site.member().await;
    member.call("profile/set-language", &[("language", "de")]).await;
    let response = member.call("tasks/add", &[("name", " ")]).await;
    assert_eq!(response.json()["message"], "Dieses Feld darf nicht leer sein.");
    assert_eq!(response.json()["error"], "invalid");
    let response = member.submit("/tasks", "tasks/add", &[("name", " ")]).await;
    let page = response.rejected_form(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Neue Aufgabe darf nicht leer sein."), "{page}");
}

#[tokio::test]
async fn mail_to_a_guest_is_in_the_language_of_the_request() {
    let site = Site::open().await;
    let visitor = site.guest();
    visitor.call("preferences/language", &[("language", "de")]).await;
    visitor.call("sign-up/send-code", &[("email", &visitor.email)]).await;
    assert_eq!(site.languages_of_emails_to(&visitor.email).await, ["de"]);
}

#[tokio::test]
async fn mail_to_a_member_is_in_the_language_of_the_account() {
    let site = Site::open().await;
    let member = site.member().await;
    site.verify(&member).await;
    member.call("profile/set-language", &[("language", "de")]).await;
    let stranger = site.guest();
    stranger.call("preferences/language", &[("language", "en")]).await;
    stranger.call("sign-in/send-code", &[("email", &member.email)]).await;
    member.call("emails/add", &[("email", &site.guest().email)]).await;
    assert_eq!(site.languages_of_emails_to(&member.email).await, ["de", "de"]);
}

#[tokio::test]
async fn a_security_email_is_in_the_language_of_the_last_sign_in_without_another_choice() {
    let site = Site::open().await;
    let member = site.guest();
    member.call("preferences/language", &[("language", "de")]).await;
    member.sign_up().await;
    site.verify(&member).await;
    member.call("emails/add", &[("email", &site.guest().email)]).await;
    assert_eq!(site.languages_of_emails_to(&member.email).await, ["de"]);
}

#[tokio::test]
async fn the_cookie_lasts_a_year_and_is_http_only() {
    for setup in [Setup::NORMAL, Setup { https: true, ..Setup::NORMAL }] {
        let site = Site::with(setup).await;
        let response = site.guest().call("preferences/language", &[("language", "de")]).await;
        let cookie = response.cookie("language").unwrap();
        for attribute in [YEAR, "; HttpOnly", "; SameSite=Lax", "; Path=/;", "; Secure"] {
            assert!(cookie.contains(attribute), "{attribute}: {cookie}");
        }
    }
}
