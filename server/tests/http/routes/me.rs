//! `GET /api/me`.

use reqwest::{Method, StatusCode, header::ALLOW};
use serde_json::json;

use crate::support::{Site, TestResponse};

#[tokio::test]
async fn a_member_gets_their_account() {
    let site = Site::open().await;
    let member = site.member().await;
    let response = member.open("/api/me").await;
    assert_eq!(
        (response.status, response.header("content-type")),
        (StatusCode::OK, "application/json")
    );
    let mut me = response.json();
    let user_id = me.as_object_mut().unwrap().remove("user_id").unwrap();
    let expected = json!({
        "email": member.email,
        "email_verified": false,
        "display_name": null,
        "passkeys": 1,
        "sessions": 1,
        "amr": ["webauthn"],
        "aal": "aal2",
    });
    assert_eq!(me, expected);
    let id: String = sqlx::query_scalar("select id::text from public.users where email = $1")
        .bind(&member.email)
        .fetch_one(&site.db)
        .await
        .unwrap();
    assert_eq!(user_id, id);
}

#[tokio::test]
async fn a_guest_gets_401() {
    let site = Site::open().await;
    let response = site.guest().open("/api/me").await;
    assert_eq!(
        (response.status, response.json()),
        (StatusCode::UNAUTHORIZED, json!({ "error": "signed_out" }))
    );
}

#[tokio::test]
async fn the_response_is_not_cached() {
    let site = Site::open().await;
    for browser in [site.guest(), site.member().await] {
        assert_eq!(browser.open("/api/me").await.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn other_methods_get_405() {
    let site = Site::open().await;
    let member = site.member().await;
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
        let response = TestResponse::of(member.request(method.clone(), "/api/me")).await;
        assert_eq!(
            (response.status, response.header(ALLOW.as_str())),
            (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"),
            "{method}"
        );
    }
}
