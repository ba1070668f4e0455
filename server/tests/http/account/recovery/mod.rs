//! Recovery codes and recovery links.

mod codes;
mod links;

use app::error::AppError;
use reqwest::StatusCode;
use uuid::Uuid;

use crate::support::{Browser, Down, Setup, Site, TestResponse};

const CODES: &str = "/account/recovery-codes";

/// Behind a proxy, so that each guest has its own IP address: attempts are limited by address.
async fn site() -> Site {
    Site::with(Setup { proxied: true, ..Setup::NORMAL }).await
}

/// A guest with a unique IP address (RFC 3849).
fn guest(site: &Site) -> Browser {
    let id = Uuid::new_v4().as_u128();
    let mut browser = site.guest();
    browser.forwarded_for = Some(format!("2001:db8:{:x}:{:x}::1", id >> 112, id & 0xffff));
    browser
}

/// Submits the form that creates codes.
async fn create_codes(member: &Browser) -> TestResponse {
    member.submit_to("/account", CODES, &[]).await
}

/// The codes on a page.
fn codes_on(page: &TestResponse) -> Vec<String> {
    let items = page.body.split("<li>").skip(1).filter_map(|item| item.split("</li>").next());
    items
        .filter(|item| item.len() == 23 && item.matches('-').count() == 3)
        .map(Into::into)
        .collect()
}

async fn codes_of(member: &Browser) -> Vec<String> {
    let page = create_codes(member).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    codes_on(&page)
}

async fn unused_codes(member: &Browser) -> u64 {
    member.call("account/load", &[]).await.json()["recovery_codes"].as_u64().unwrap()
}

async fn use_code(user: &Browser, code: &str) -> TestResponse {
    user.call("recovery/redeem-code", &[("code", code)]).await
}

#[tokio::test]
async fn the_sign_in_page_links_to_recovery() {
    let site = site().await;
    assert!(site.guest().open("/login").await.body.contains("href=\"/login/recovery\""));
    assert_eq!(site.guest().open("/login/recovery").await.status, StatusCode::OK);
    assert_eq!(site.member().await.open("/login/recovery").await.location(), "/dashboard");
}

#[tokio::test]
async fn without_the_database_nobody_signs_in() {
    let without_database = Site::without(Down::Database).await;
    let user = without_database.guest();
    let (code, link) = tokio::join!(
        use_code(&user, "abcde-fghjk-mnpqr-stuv2"),
        user.call("recovery/redeem-link", &[("token", "x")]),
    );
    for response in [code, link] {
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable)
        );
    }
}
