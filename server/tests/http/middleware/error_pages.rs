//! What a browser shows of an answer that has nothing to show.

use std::collections::HashMap;

use app::error::AppError;
use reqwest::{Method, StatusCode};

use crate::support::{Answer, Browser, Down, Site};

const CODES: &str = "/account/recovery-codes";

/// The page with its status, its words, a way out, and the name that the request has in the log.
fn assert_page(answer: &Answer, status: StatusCode, error: &AppError, what: &str) {
    assert_eq!(answer.status, status, "{what}: {}", answer.body);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{what}");
    assert_eq!(answer.header("cache-control"), "no-store", "{what}");
    let (id, said) = (answer.header("x-request-id"), error.to_string().replace('\'', "&#x27;"));
    let said = [&*said, &error.to_string()].iter().any(|said| answer.body.contains(said));
    assert!(said, "{what}: {}", answer.body);
    assert!(answer.body.contains(&format!("include this request ID: <code>{id}</code>")), "{what}: {}", answer.body);
    assert!(answer.body.contains("href=\"/\""), "{what}: {}", answer.body);
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("style-src 'self'"), "{what}: {policy}");
}

/// A form of `/tasks` that another request than usual sends.
async fn form(browser: &Browser, name: &str, headers: &[(&str, &str)]) -> Answer {
    let request = browser.request(Method::POST, "/api/tasks/add").header("Accept", "text/html");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    Answer::of(request.form(&[("name", name)])).await
}

#[tokio::test]
async fn what_the_layers_refuse_is_explained_on_a_page() {
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
async fn scripts_get_no_page() {
    let site = Site::open().await;
    let member = site.member().await;
    let request = member.request(Method::POST, "/api/tasks/add").header("Accept", "application/json");
    let answer = Answer::of(request.form(&[("name", "x".repeat(100_000))])).await;
    assert_eq!((answer.status, &*answer.body), (StatusCode::PAYLOAD_TOO_LARGE, "length limit exceeded"));
}

#[tokio::test]
async fn what_is_explained_already_is_left_as_it_is() {
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
async fn without_the_database_the_page_still_comes_and_scripts_are_told_in_json() {
    let (site, dead) = (Site::open().await, Site::without(Down::Database).await);
    let member = site.member().await.at(&dead);
    let (codes, export, json) = tokio::join!(
        member.submit_to("/account", CODES, &[]),
        member.open("/account/export"),
        Answer::of(member.request(Method::GET, "/account/export").header("Accept", "application/json")),
    );
    for (answer, what) in [(codes, CODES), (export, "export")] {
        assert_page(&answer, StatusCode::SERVICE_UNAVAILABLE, &AppError::Unavailable, what);
    }
    assert_eq!((json.status, json.error()), (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable));
}

#[tokio::test]
async fn the_page_looks_as_the_browser_has_chosen() {
    let site = Site::open().await;
    let guest = site.guest();
    guest.cookies.set("theme", "dark");
    assert!(guest.open("/sessions/validate").await.body.contains("data-theme=\"dark\""));
}

#[tokio::test]
async fn a_page_that_fails_names_its_request_too_and_each_has_its_own() {
    let site = Site::without(Down::Supabase).await;
    let member = site.member().await;
    let mut ids = HashMap::new();
    for path in ["/tasks", "/wishlist", "/dashboard"] {
        let page = member.open(path).await;
        let id = page.header("x-request-id").to_owned();
        assert!(page.body.contains(&format!("include this request ID: <code>{id}</code>")), "{path}: {}", page.body);
        ids.insert(id, path);
    }
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert!(!member.open("/nowhere").await.body.contains("request ID"));
}
