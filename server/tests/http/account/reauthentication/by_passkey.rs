//! Reauthentication with a passkey.

use app::error::AppError;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{assert_recently_authenticated, begin, finish, member_with_old_authentication};
use crate::support::{Site, Tampering, encode};

#[tokio::test]
async fn a_passkey_reauthenticates_and_replaces_the_session_id() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    assert_recently_authenticated(&member, false).await;
    let before = member.cookies.value("session").unwrap();
    let credential = member.authenticator.get(&begin(&member).await, Tampering::None).await;
    let response = finish(&member, &credential).await;
    assert_eq!((response.status, response.json()), (StatusCode::OK, Value::Null));
    assert_recently_authenticated(&member, true).await;

    assert_ne!(member.cookies.value("session").unwrap(), before);
    let old = site.guest();
    old.cookies.set("session", &before);
    assert_eq!(old.me().await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_options_list_only_the_passkeys_of_the_member() {
    let site = Site::open().await;
    let (member, _) = (member_with_old_authentication(&site).await, site.member().await);
    let options: Value = serde_json::from_str(&begin(&member).await).unwrap();
    let allowed: Vec<_> = options["allowCredentials"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].clone())
        .collect();
    assert_eq!(allowed, [json!(encode(&member.authenticator.credential_id().unwrap()))]);
    assert_eq!(options["userVerification"], "required");
}

#[tokio::test]
async fn the_passkey_of_another_user_is_rejected() {
    let site = Site::open().await;
    let (member, stranger) = (member_with_old_authentication(&site).await, site.member().await);
    let credential = stranger.authenticator.get(&begin(&member).await, Tampering::None).await;
    let response = finish(&member, &credential).await;
    assert_eq!(
        (response.status, response.error()),
        (StatusCode::UNAUTHORIZED, AppError::PasskeyRejected)
    );
    assert_recently_authenticated(&member, false).await;
}

#[tokio::test]
async fn an_invalid_passkey_is_rejected() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    for tampering in [Tampering::RpId("evil.example"), Tampering::Unverified] {
        let credential = member.authenticator.get(&begin(&member).await, tampering).await;
        assert_eq!(
            finish(&member, &credential).await.error(),
            AppError::PasskeyRejected,
            "{tampering:?}"
        );
    }
    assert_recently_authenticated(&member, false).await;
}

#[tokio::test]
async fn a_reauthentication_that_was_not_begun_has_expired() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    let elsewhere = site.sign_in_elsewhere(&member).await;
    let credential = member.authenticator.get(&begin(&elsewhere).await, Tampering::None).await;
    let response = finish(&member, &credential).await;
    assert_eq!((response.status, response.error()), (StatusCode::GONE, AppError::ChallengeExpired));

    let sign_in = member.call("sign-in/begin", &[("autofill", "false")]).await.json();
    let credential = member.authenticator.get(sign_in.as_str().unwrap(), Tampering::None).await;
    assert_eq!(
        finish(&member, &credential).await.error(),
        AppError::ChallengeExpired,
        "begun as a sign-in"
    );
    assert_recently_authenticated(&member, false).await;
}

#[tokio::test]
async fn a_malformed_credential_is_a_bad_request() {
    let site = Site::open().await;
    let member = member_with_old_authentication(&site).await;
    begin(&member).await;
    for nonsense in [json!(null), json!({}), json!("x")] {
        let response = finish(&member, &nonsense).await;
        assert_eq!(
            (response.status, response.error()),
            (StatusCode::BAD_REQUEST, AppError::BadRequest)
        );
    }
}
