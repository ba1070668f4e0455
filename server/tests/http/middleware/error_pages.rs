//! Browsers get an error page instead of a response without content.

use std::collections::HashMap;

use app::error::AppError;
use reqwest::{Method, StatusCode};

use crate::support::{Browser, Down, Site, TestResponse};

const CODES: &str = "/account/recovery-codes";

/// The error page has the status, the message, a link and the request id.
fn assert_page(response: &TestResponse, status: StatusCode, error: &AppError, what: &str) {
    assert_eq!(response.status, status, "{what}: {}", response.body);
    assert_eq!(response.header("content-type"), "text/html; charset=utf-8", "{what}");
    assert_eq!(response.header("cache-control"), "no-store", "{what}");
    let (id, message) = (response.header("x-request-id"), error.to_string());
    let escaped = message.replace('\'', "&#x27;");
    let is_shown = response.body.contains(&message) || response.body.contains(&escaped);
    assert!(is_shown, "{what}: {}", response.body);
    assert!(
        response.body.contains(&format!("include this request ID: <code>{id}</code>")),
        "{what}: {}",
        response.body
    );
    assert!(response.body.contains("href=\"/\""), "{what}: {}", response.body);
    let policy = response.header("content-security-policy");
    assert!(policy.contains("style-src 'self'"), "{what}: {policy}");
}

/// The form of `/tasks`, with unusual headers.
async fn form(browser: &Browser, name: &str, headers: &[(&str, &str)]) -> TestResponse {
    let request = browser.request(Method::POST, "/api/tasks/add").header("Accept", "text/html");
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    TestResponse::of(request.form(&[("name", name)])).await
}

#[tokio::test]
async fn errors_of_middleware_are_shown_on_the_error_page() {
    let site = Site::open().await;
    let member = site.member().await;
    let large = form(&member, &"x".repeat(100_000), &[]).await;
    assert_page(&large, StatusCode::PAYLOAD_TOO_LARGE, &AppError::PayloadTooLarge, "large");
    let foreign = form(&member, "stolen", &[("Sec-Fetch-Site", "cross-site")]).await;
    assert_page(&foreign, StatusCode::FORBIDDEN, &AppError::CrossSite, "foreign");
    for path in ["/api/tasks/add", "/sessions/validate"] {
        let reloaded = member.open(path).await;
        assert_page(&reloaded, StatusCode::METHOD_NOT_ALLOWED, &AppError::MethodNotAllowed, path);
        assert_eq!(reloaded.header("allow"), "POST", "{path}");
    }
    assert_eq!(site.tasks_of(&member).await, [""; 0]);
}

#[tokio::test]
async fn scripts_do_not_get_the_error_page() {
    let site = Site::open().await;
    let member = site.member().await;
    let request =
        member.request(Method::POST, "/api/tasks/add").header("Accept", "application/json");
    let response = TestResponse::of(request.form(&[("name", "x".repeat(100_000))])).await;
    assert_eq!(
        (response.status, &*response.body),
        (StatusCode::PAYLOAD_TOO_LARGE, "length limit exceeded")
    );
}

#[tokio::test]
async fn a_response_with_content_is_not_replaced() {
    let site = Site::open().await;
    let guest = site.guest();
    assert_eq!(guest.open("/api/me").await.json()["error"], "signed_out");
    assert_eq!(guest.call("tasks/steal", &[]).await.error(), AppError::NotFound);
    assert!(guest.open("/nowhere").await.body.contains("Page not found"));
    let down = Site::without(Down::Supabase).await;
    let health = down.guest().open("/health/ready").await;
    assert!(health.body.starts_with("{\"dependency\":\"postgres\""), "{}", health.body);
}

#[tokio::test]
async fn without_the_database_browsers_get_the_error_page_and_scripts_json() {
    let (site, without_database) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await.at(&without_database);
    let (codes, export, json) = tokio::join!(
        member.submit_to("/account", CODES, &[]),
        member.open("/account/export"),
        TestResponse::of(
            member.request(Method::GET, "/account/export").header("Accept", "application/json")
        ),
    );
    for (response, what) in [(codes, CODES), (export, "export")] {
        assert_page(&response, StatusCode::SERVICE_UNAVAILABLE, &AppError::Unavailable, what);
    }
    assert_eq!(
        (json.status, json.error()),
        (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable)
    );
}

#[tokio::test]
async fn the_error_page_has_the_theme_of_the_browser() {
    let site = Site::open().await;
    let guest = site.guest();
    guest.cookies.set("theme", "dark");
    assert!(guest.open("/sessions/validate").await.body.contains("data-theme=\"dark\""));
}

#[tokio::test]
async fn a_page_that_fails_shows_its_own_request_id() {
    let site = Site::without(Down::Supabase).await;
    let member = site.member().await;
    let mut ids = HashMap::new();
    for path in ["/tasks", "/wishlist", "/dashboard"] {
        let page = member.open(path).await;
        let id = page.header("x-request-id").to_owned();
        assert!(
            page.body.contains(&format!("include this request ID: <code>{id}</code>")),
            "{path}: {}",
            page.body
        );
        ids.insert(id, path);
    }
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert!(!member.open("/nowhere").await.body.contains("request ID"));
}
