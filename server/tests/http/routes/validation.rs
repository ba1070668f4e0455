//! `POST /sessions/validate`.

use identity::{AssuranceLevel, AuthMethod, Member};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{Browser, Down, Site, TestResponse};

async fn validate(site: &Site, request: &Value) -> TestResponse {
    TestResponse::of(site.guest().request(Method::POST, "/sessions/validate").json(request)).await
}

/// The access token that the site sends to Supabase for this user.
async fn token(site: &Site, user: &Browser) -> String {
    let access = sqlx::query_as::<_, (uuid::Uuid, uuid::Uuid)>(
        "select id, user_id from identity.sessions where user_id = $1",
    );
    let (session_id, user_id) =
        access.bind(site.id_of(user).await).fetch_one(&site.db).await.unwrap();
    let member = Member {
        user_id,
        session_id,
        email: user.email.clone(),
        email_verified: false,
        display_name: None,
        language: None,
        amr: vec![AuthMethod::Passkey],
        aal: AssuranceLevel::Aal2,
        authenticated_at: time::OffsetDateTime::now_utc(),
    };
    site.identity.tokens().access_token(&member).unwrap().to_string()
}

#[tokio::test]
async fn a_valid_token_has_its_user_and_expiry() {
    let site = Site::open().await;
    let member = site.member().await;
    let response = validate(&site, &json!({ "session_token": token(&site, &member).await })).await;
    assert_eq!((response.status, response.header("cache-control")), (StatusCode::OK, "no-store"));
    let body = response.json();
    assert_eq!(body["is_valid"], true);
    assert_eq!(body["user_id"], json!(site.id_of(&member).await));
    assert_eq!(
        (&body["claims"]["email"], &body["claims"]["aal"]),
        (&json!(member.email), &json!("aal2"))
    );
    let expires = body["expiration_time"].as_str().unwrap();
    let expires =
        time::OffsetDateTime::parse(expires, &time::format_description::well_known::Rfc3339)
            .unwrap();
    assert_eq!(json!(expires.unix_timestamp()), body["claims"]["exp"]);
}

#[tokio::test]
async fn a_token_of_a_session_that_has_ended_is_not_valid() {
    let site = Site::open().await;
    let member = site.member().await;
    let token = token(&site, &member).await;
    member.call("sign-out", &[]).await;
    let response = validate(&site, &json!({ "session_token": token })).await;
    assert_eq!((response.status, response.json()), (StatusCode::OK, json!({ "is_valid": false })));
}

#[tokio::test]
async fn a_foreign_or_malformed_token_is_not_valid() {
    let site = Site::open().await;
    for token in ["", "nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."] {
        let response = validate(&site, &json!({ "session_token": token })).await;
        assert_eq!(
            (response.status, response.json()),
            (StatusCode::OK, json!({ "is_valid": false })),
            "{token}"
        );
    }
}

#[tokio::test]
async fn a_body_without_a_token_is_a_bad_request() {
    let site = Site::open().await;
    for request in [json!({}), json!({ "session_token": 7 }), json!([]), json!(null)] {
        assert_eq!(validate(&site, &request).await.status, StatusCode::BAD_REQUEST, "{request}");
    }
    let unreadable =
        site.guest().request(Method::POST, "/sessions/validate").body("session_token=x");
    assert_eq!(TestResponse::of(unreadable).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn without_the_database_validation_is_unavailable() {
    let site = Site::open().await;
    let member = site.member().await;
    let token = token(&site, &member).await;
    // The same keys and the same issuer, without the database.
    let down = Site::without(Down::Database).await;
    let response = validate(&down, &json!({ "session_token": token })).await;
    assert_ne!(response.json()["is_valid"], true);
}
