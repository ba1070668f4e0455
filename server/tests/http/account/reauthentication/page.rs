//! The page `/account/confirm` and pending requests.

use app::error::AppError;
use reqwest::StatusCode;

use super::{PAGE, assert_recently_authenticated, member_with_old_authentication, send_code};
use crate::support::{Down, Site};

#[tokio::test]
async fn the_page_leads_to_the_requested_page() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    let next = "/account/add-passkey?next=%2Ftasks";
    let response = member.submit(PAGE, "reauthentication/send-code", &[("next", next)]).await;
    let page = "/account/confirm?next=%2Faccount%2Fadd-passkey%3Fnext%3D%252Ftasks";
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, page));
    assert!(member.open(page).await.body.contains("href=\"/account/add-passkey?next="));
    let code = site.code_to(&member.email).await;
    let response = member
        .submit(
            page,
            "reauthentication/redeem-code",
            &[("code", &code), ("then", ""), ("next", next)],
        )
        .await;
    assert_eq!((response.status, response.location()), (StatusCode::SEE_OTHER, next));
}

#[tokio::test]
async fn a_pending_form_is_forwarded_only_to_form_actions_of_this_site() {
    let site = Site::open().await;
    for (then, next, status, location) in [
        (
            "/api/sessions/end-others",
            "",
            StatusCode::TEMPORARY_REDIRECT,
            "/api/sessions/end-others",
        ),
        ("/account/recovery-codes", "", StatusCode::TEMPORARY_REDIRECT, "/account/recovery-codes"),
        ("https://evil.example/api/", "", StatusCode::SEE_OTHER, "/account"),
        ("//evil.example/api/", "//evil.example", StatusCode::SEE_OTHER, "/dashboard"),
        ("/tasks", "/tasks", StatusCode::SEE_OTHER, "/tasks"),
    ] {
        let member = member_with_old_authentication(&site).await;
        let code = send_code(&site, &member).await;
        let response = member
            .submit(
                PAGE,
                "reauthentication/redeem-code",
                &[("code", &code), ("then", then), ("next", next)],
            )
            .await;
        assert_eq!((response.status, response.location()), (status, location), "{then}");
    }
}

#[tokio::test]
async fn a_pending_request_waits_for_either_method() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    let email = "\"><script>@example.org";
    member.submit("/account", "account/delete", &[("email", &member.email), ("note", email)]).await;
    let page = member.open(PAGE).await.body;
    assert!(
        page.contains("action=\"/api/account/delete\"") && page.contains(&member.email),
        "{page}"
    );
    assert!(!page.contains(email), "{page}");
    let elsewhere = member.open("/account/confirm?next=/tasks").await.body;
    assert!(!elsewhere.contains("/api/account/delete"), "{elsewhere}");
}

#[tokio::test]
async fn a_guest_cannot_reauthenticate() {
    let site = Site::open().await;
    let guest = site.guest();
    let calls: [(&str, &[(&str, &str)]); 5] = [
        ("reauthentication/methods", &[]),
        ("reauthentication/begin", &[]),
        ("reauthentication/finish", &[("credential", "{}")]),
        ("reauthentication/send-code", &[]),
        ("reauthentication/redeem-code", &[("code", "123456")]),
    ];
    for (function, fields) in calls {
        let response = guest.call(function, fields).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::UNAUTHORIZED, AppError::SignedOut),
            "{function}"
        );
    }
    assert_eq!(guest.open(PAGE).await.location(), "/login?next=%2Faccount%2Fconfirm");
}

#[tokio::test]
async fn without_the_database_reauthentication_is_unavailable() {
    let (site, without_database) = (Site::open().await, Site::without(Down::Database).await);
    let member = member_with_old_authentication(&site).await.at(&without_database);
    let (methods, begin, finish, send, code, page) = tokio::join!(
        member.call("reauthentication/methods", &[]),
        member.call("reauthentication/begin", &[]),
        member.call("reauthentication/finish", &[("credential", "{}")]),
        member.call("reauthentication/send-code", &[]),
        member.call("reauthentication/redeem-code", &[("code", "123456")]),
        member.open(PAGE),
    );
    for response in [methods, begin, finish, send, code] {
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable)
        );
    }
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_recently_authenticated(&member.at(&site), false).await;
}
