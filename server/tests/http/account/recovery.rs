//! Recovery codes and recovery links.

use app::{
    error::AppError,
    model::validation::{Rule, ValidationError},
};
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
async fn ten_codes_are_shown_once() {
    let site = site().await;
    let member = site.member().await;
    assert!(member.open("/account").await.body.contains("Create recovery codes"));
    let page = create_codes(&member).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let codes = codes_on(&page);
    assert_eq!((codes.len(), unused_codes(&member).await), (10, 10));
    let file = format!("href=\"data:text/plain,{}%0A\"", codes.join("%0A"));
    let name = format!("download=\"{}-recovery-codes.txt\"", brand::SLUG);
    assert!(page.body.contains(&file) && page.body.contains(&name), "{}", page.body);

    let again = member.open(CODES).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(
        codes_on(&again).is_empty() && again.body.contains("shown only once"),
        "{}",
        again.body
    );
    let account = member.open("/account").await.body;
    assert!(
        account.contains("10 unused codes") && account.contains("Replace recovery codes"),
        "{account}"
    );
}

#[tokio::test]
async fn a_code_signs_in_once_in_any_spelling() {
    let site = site().await;
    let member = site.member().await;
    let codes = codes_of(&member).await;
    let elsewhere = guest(&site);
    let typed = format!(" {} ", codes[0].to_uppercase().replace('-', " "));
    let response =
        elsewhere.submit("/login/recovery", "recovery/redeem-code", &[("code", &typed)]).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account/add-passkey")
    );
    let me = elsewhere.open("/api/me").await.json();
    assert_eq!((&me["email"], &me["aal"]), (&member.email.clone().into(), &"aal1".into()));
    assert_eq!(elsewhere.open("/account/add-passkey").await.status, StatusCode::OK);
    assert_eq!(unused_codes(&member).await, 9);

    let response = use_code(&guest(&site), &codes[0]).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::UNAUTHORIZED, AppError::RecoveryRejected)
    );
}

#[tokio::test]
async fn new_codes_replace_the_old_ones() {
    let site = site().await;
    let member = site.member().await;
    let (old, new) = (codes_of(&member).await, codes_of(&member).await);
    assert_eq!(use_code(&guest(&site), &old[0]).await.error(), AppError::RecoveryRejected);
    assert_eq!(use_code(&guest(&site), &new[0]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn creating_codes_requires_a_recent_authentication() {
    let site = site().await;
    let member = site.member().await;
    site.verify(&member).await;
    site.age_authentication(&member).await;
    let response = create_codes(&member).await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, "/account/confirm"));
    assert_eq!(unused_codes(&member).await, 0);

    member.submit("/account/confirm", "reauthentication/send-code", &[]).await;
    assert!(
        member
            .open("/account/confirm")
            .await
            .body
            .contains(&format!("name=\"then\" value=\"{CODES}\""))
    );
    let code = site.code_to(&member.email).await;
    let response = member
        .submit(
            "/account/confirm",
            "reauthentication/redeem-code",
            &[("code", &code), ("then", CODES)],
        )
        .await;
    assert_eq!((response.status, response.location()), (StatusCode::TEMPORARY_REDIRECT, CODES));
    assert_eq!(codes_of(&member).await.len(), 10);
}

#[tokio::test]
async fn a_guest_gets_no_codes() {
    let site = site().await;
    let response = create_codes(&site.guest()).await;
    assert_eq!(response.status, StatusCode::SEE_OTHER);
    assert!(response.location().starts_with("/login?next="), "{}", response.location());
}

#[tokio::test]
async fn a_wrong_or_malformed_code_is_rejected_beside_its_field() {
    let site = site().await;
    let user = guest(&site);
    for (code, invalid) in [
        ("", ValidationError::new("code", Rule::Required)),
        ("abcde-fghjk", ValidationError::new("code", Rule::RecoveryCode)),
        ("ilo01-fghjk-mnpqr-stuv2", ValidationError::new("code", Rule::RecoveryCode)),
    ] {
        let response = use_code(&user, code).await;
        assert_eq!(response.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        assert_eq!(response.error(), AppError::Invalid(invalid), "{code}");
    }
    let wrong = "abcde-fghjk-mnpqr-stuv2";
    let response = user.submit("/login/recovery", "recovery/redeem-code", &[("code", wrong)]).await;
    let page = response.rejected_form(StatusCode::UNAUTHORIZED);
    assert!(
        page.contains("aria-invalid=\"true\"") && page.contains(&format!("value=\"{wrong}\"")),
        "{page}"
    );
    assert!(page.contains("has already been used"), "{page}");
    assert_eq!(user.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guessing_is_rate_limited() {
    let site = site().await;
    let user = guest(&site);
    let wrong = "abcde-fghjk-mnpqr-stuv2";
    for _ in 0..20 {
        assert_eq!(use_code(&user, wrong).await.error(), AppError::RecoveryRejected);
    }
    let response = use_code(&user, wrong).await;
    assert_eq!(response.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(response.header("retry-after").parse::<u64>().unwrap() > 0);
    let response = user.submit("/login/recovery", "recovery/redeem-code", &[("code", wrong)]).await;
    assert!(response.rejected_form(StatusCode::TOO_MANY_REQUESTS).contains("Too many attempts"));
    assert!(response.header("retry-after").parse::<u64>().unwrap() > 0);
}

#[tokio::test]
async fn a_link_works_once_and_only_by_its_button() {
    let site = site().await;
    let (member, stranger) = (site.member().await, site.member().await);
    let token = site.identity.recovery().create_link(site.id_of(&member).await).await.unwrap();
    let page = format!("/recover?token={token}");
    // Another user is signed in in this browser.
    let opened = stranger.open(&page).await;
    assert_eq!(opened.status, StatusCode::OK);
    assert!(opened.body.contains(&format!("name=\"token\" value=\"{token}\"")), "{}", opened.body);
    assert_eq!(stranger.open("/api/me").await.json()["email"], stranger.email);

    let response = stranger.submit(&page, "recovery/redeem-link", &[("token", &token)]).await;
    assert_eq!(
        (response.status, response.location()),
        (StatusCode::SEE_OTHER, "/account/add-passkey")
    );
    assert_eq!(stranger.open("/api/me").await.json()["email"], member.email);

    let second_guest = guest(&site);
    let response = second_guest.submit(&page, "recovery/redeem-link", &[("token", &token)]).await;
    assert!(response.rejected_form(StatusCode::UNAUTHORIZED).contains("has already been used"));
    let response = second_guest.call("recovery/redeem-link", &[("token", "")]).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::UNAUTHORIZED, AppError::RecoveryRejected)
    );
    assert_eq!(second_guest.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_incomplete_link_has_no_button() {
    let site = site().await;
    for path in ["/recover", "/recover?token="] {
        let page = guest(&site).open(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            page.body.contains("This link is incomplete") && !page.body.contains("redeem-link"),
            "{}",
            page.body
        );
    }
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
