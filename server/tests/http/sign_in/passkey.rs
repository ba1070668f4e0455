//! `/api/sign-in/…` and `/api/sign-out`.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, Site, Tampering};

async fn begin(browser: &Browser, autofill: &str) -> String {
    browser.call("sign-in/begin", &[("autofill", autofill)]).await.json().as_str().unwrap().to_owned()
}

async fn finish(browser: &Browser, credential: &Value, autofill: &str) -> Answer {
    let credential = credential.to_string();
    browser.call("sign-in/finish", &[("credential", &credential), ("autofill", autofill)]).await
}

/// Somebody with an account, who has just signed out.
async fn returning(site: &Site) -> Browser {
    let member = site.member().await;
    member.call("sign-out", &[]).await;
    member
}

#[tokio::test]
async fn a_passkey_signs_in_by_button_and_by_autofill() {
    let site = Site::open().await;
    for autofill in ["false", "true"] {
        let person = returning(&site).await;
        assert_eq!(person.me().await, StatusCode::UNAUTHORIZED);
        let credential = person.authenticator.get(&begin(&person, autofill).await, Tampering::None).await;
        let answer = finish(&person, &credential, autofill).await;
        assert_eq!((answer.status, answer.json()), (StatusCode::OK, Value::Null), "{autofill}");
        assert_eq!(person.open("/api/me").await.json()["email"], person.email, "{autofill}");
    }
}

#[tokio::test]
async fn the_options_name_nobody() {
    let site = Site::open().await;
    let options: Value = serde_json::from_str(&begin(&site.guest(), "false").await).unwrap();
    assert_eq!(options["rpId"], "localhost");
    assert_eq!(options["userVerification"], "required");
    assert!(options["allowCredentials"].as_array().is_none_or(Vec::is_empty), "{options}");
}

#[tokio::test]
async fn a_passkey_that_does_not_verify_signs_nobody_in() {
    let site = Site::open().await;
    for tampering in [Tampering::Origin("https://evil.example"), Tampering::RpId("evil.example"), Tampering::Unverified]
    {
        let person = returning(&site).await;
        let mut options: Value = serde_json::from_str(&begin(&person, "false").await).unwrap();
        if tampering == Tampering::Origin("https://evil.example") {
            options["rpId"] = "evil.example".into();
        }
        let credential = person.authenticator.get(&options.to_string(), tampering).await;
        let answer = finish(&person, &credential, "false").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{tampering:?}");
        assert_eq!(answer.error(), AppError::PasskeyRejected, "{tampering:?}");
        assert_eq!(person.me().await, StatusCode::UNAUTHORIZED, "{tampering:?}");
    }
}

#[tokio::test]
async fn a_passkey_of_a_removed_account_is_unknown() {
    let site = Site::open().await;
    let person = returning(&site).await;
    let removed = sqlx::query("delete from public.users where email = $1").bind(&person.email).execute(&site.db).await;
    assert_eq!(removed.unwrap().rows_affected(), 1);
    let credential = person.authenticator.get(&begin(&person, "false").await, Tampering::None).await;
    let answer = finish(&person, &credential, "false").await;
    assert_eq!((answer.status, answer.error()), (StatusCode::UNAUTHORIZED, AppError::UnknownPasskey));
}

#[tokio::test]
async fn an_answer_serves_one_browser_once() {
    let site = Site::open().await;
    let person = returning(&site).await;
    let credential = person.authenticator.get(&begin(&person, "false").await, Tampering::None).await;
    let thief = site.guest();
    begin(&thief, "false").await;
    assert_eq!(finish(&thief, &credential, "false").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(thief.me().await, StatusCode::UNAUTHORIZED);
    assert_eq!(finish(&person, &credential, "false").await.status, StatusCode::OK);
    assert_eq!(finish(&person, &credential, "false").await.status, StatusCode::GONE);
    assert_eq!(person.me().await, StatusCode::OK);
}

#[tokio::test]
async fn a_sign_in_that_nobody_began_has_expired() {
    let site = Site::open().await;
    let person = returning(&site).await;
    let credential = person.authenticator.get(&begin(&person, "false").await, Tampering::None).await;
    let answer = finish(&site.guest(), &credential, "false").await;
    assert_eq!((answer.status, answer.error()), (StatusCode::GONE, AppError::ChallengeExpired));
    assert_eq!(finish(&person, &credential, "true").await.status, StatusCode::GONE, "begun by the button");
}

#[tokio::test]
async fn what_is_no_credential_cannot_be_read() {
    let site = Site::open().await;
    let guest = site.guest();
    begin(&guest, "false").await;
    for credential in [json!(null), json!({}), json!("x"), json!({ "id": "a", "type": "public-key" })] {
        let answer = finish(&guest, &credential, "false").await;
        assert_eq!((answer.status, answer.error()), (StatusCode::BAD_REQUEST, AppError::BadRequest));
    }
}

#[tokio::test]
async fn signing_out_without_a_session_is_no_fault() {
    let site = Site::open().await;
    let answer = site.guest().call("sign-out", &[]).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, Value::Null));
}
