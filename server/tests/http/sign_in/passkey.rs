//! `/api/sign-in/…` with a passkey, and `/api/sign-out`.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Browser, Site, Tampering, TestResponse};

async fn begin(browser: &Browser, autofill: &str) -> String {
    browser
        .call("sign-in/begin", &[("autofill", autofill)])
        .await
        .json()
        .as_str()
        .unwrap()
        .to_owned()
}

async fn finish(browser: &Browser, credential: &Value, autofill: &str) -> TestResponse {
    let credential = credential.to_string();
    browser.call("sign-in/finish", &[("credential", &credential), ("autofill", autofill)]).await
}

/// A guest who has an account.
async fn returning(site: &Site) -> Browser {
    let member = site.member().await;
    member.call("sign-out", &[]).await;
    member
}

#[tokio::test]
async fn a_passkey_signs_in_by_button_and_by_autofill() {
    let site = Site::open().await;
    for autofill in ["false", "true"] {
        let user = returning(&site).await;
        assert_eq!(user.me().await, StatusCode::UNAUTHORIZED);
        let credential =
            user.authenticator.get(&begin(&user, autofill).await, Tampering::None).await;
        let response = finish(&user, &credential, autofill).await;
        assert_eq!((response.status, response.json()), (StatusCode::OK, Value::Null), "{autofill}");
        assert_eq!(user.open("/api/me").await.json()["email"], user.email, "{autofill}");
    }
}

#[tokio::test]
async fn the_options_name_no_user() {
    let site = Site::open().await;
    let options: Value = serde_json::from_str(&begin(&site.guest(), "false").await).unwrap();
    assert_eq!(options["rpId"], "localhost");
    assert_eq!(options["userVerification"], "required");
    assert!(options["allowCredentials"].as_array().is_none_or(Vec::is_empty), "{options}");
}

#[tokio::test]
async fn an_invalid_passkey_does_not_sign_in() {
    let site = Site::open().await;
    for tampering in [
        Tampering::Origin("https://evil.example"),
        Tampering::RpId("evil.example"),
        Tampering::Unverified,
    ] {
        let user = returning(&site).await;
        let mut options: Value = serde_json::from_str(&begin(&user, "false").await).unwrap();
        if tampering == Tampering::Origin("https://evil.example") {
            options["rpId"] = "evil.example".into();
        }
        let credential = user.authenticator.get(&options.to_string(), tampering).await;
        let response = finish(&user, &credential, "false").await;
        assert_eq!(response.status, StatusCode::UNAUTHORIZED, "{tampering:?}");
        assert_eq!(response.error(), AppError::PasskeyRejected, "{tampering:?}");
        assert_eq!(user.me().await, StatusCode::UNAUTHORIZED, "{tampering:?}");
    }
}

#[tokio::test]
async fn a_passkey_of_a_removed_account_is_unknown() {
    let site = Site::open().await;
    let user = returning(&site).await;
    let removed = sqlx::query("delete from public.users where email = $1")
        .bind(&user.email)
        .execute(&site.db)
        .await;
    assert_eq!(removed.unwrap().rows_affected(), 1);
    let credential = user.authenticator.get(&begin(&user, "false").await, Tampering::None).await;
    let response = finish(&user, &credential, "false").await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::UNAUTHORIZED, AppError::UnknownPasskey)
    );
}

#[tokio::test]
async fn a_credential_works_once_and_in_its_own_browser() {
    let site = Site::open().await;
    let user = returning(&site).await;
    let credential = user.authenticator.get(&begin(&user, "false").await, Tampering::None).await;
    let thief = site.guest();
    begin(&thief, "false").await;
    assert_eq!(finish(&thief, &credential, "false").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(thief.me().await, StatusCode::UNAUTHORIZED);
    assert_eq!(finish(&user, &credential, "false").await.status, StatusCode::OK);
    assert_eq!(finish(&user, &credential, "false").await.status, StatusCode::GONE);
    assert_eq!(user.me().await, StatusCode::OK);
}

#[tokio::test]
async fn a_sign_in_that_was_not_begun_has_expired() {
    let site = Site::open().await;
    let user = returning(&site).await;
    let credential = user.authenticator.get(&begin(&user, "false").await, Tampering::None).await;
    let response = finish(&site.guest(), &credential, "false").await;
    assert_eq!((response.status, response.error()), (StatusCode::GONE, AppError::ChallengeExpired));
    assert_eq!(
        finish(&user, &credential, "true").await.status,
        StatusCode::GONE,
        "begun by the button"
    );
}

#[tokio::test]
async fn a_malformed_credential_is_a_bad_request() {
    let site = Site::open().await;
    let guest = site.guest();
    begin(&guest, "false").await;
    for credential in
        [json!(null), json!({}), json!("x"), json!({ "id": "a", "type": "public-key" })]
    {
        let response = finish(&guest, &credential, "false").await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::BAD_REQUEST, AppError::BadRequest)
        );
    }
}

#[tokio::test]
async fn signing_out_without_a_session_succeeds() {
    let site = Site::open().await;
    let response = site.guest().call("sign-out", &[]).await;
    assert_eq!((response.status, response.json()), (StatusCode::OK, Value::Null));
}
