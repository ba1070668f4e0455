//! Reauthentication with a passkey.

use identity::{Device, Error, Mediation, Member};
use serde_json::{Value, json};
use tower_sessions::Session;

use crate::support::{Tampering, TestIdentity, TestUser, decode};

#[tokio::test]
async fn a_passkey_replaces_the_session_by_a_fresh_one() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.expire_recent_authentication(&browser).await;
    let (before, cookie) = (test.current_member(&browser).await, browser.id());
    let token = test.identity.tokens().access_token(&before).unwrap();
    test.reauthenticate(&browser, &ada).await.unwrap();

    let after = test.current_member(&browser).await;
    assert!(after.is_recently_authenticated());
    assert_ne!(browser.id(), cookie);
    assert!(test.member_of(cookie).await.is_none());
    assert_ne!(after.session_id, before.session_id);
    assert!(test.identity.sessions().validate(&token).await.unwrap().is_none());
    assert_ne!(
        test.identity.tokens().access_token(&before).unwrap(),
        token,
        "the cached token was invalidated"
    );
    assert_eq!((after.user_id, test.row_counts(&ada).await.sessions), (before.user_id, 1));
    assert!(test.stored_passkey(&ada).await.1.is_some(), "the last use is updated");
}

#[tokio::test]
async fn the_options_list_only_the_passkeys_of_the_member() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    test.sign_up(&eve).await;
    let browser = test.sign_up(&ada).await;
    let options: Value = test
        .identity
        .reauthentication()
        .begin(&browser, &test.current_member(&browser).await)
        .await
        .unwrap()
        .parse()
        .unwrap();
    let listed: Vec<_> = options["allowCredentials"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| decode(&one["id"]))
        .collect();
    assert_eq!(listed, [ada.authenticator.credential_id().unwrap()]);
    assert_eq!(
        (&options["userVerification"], &options["timeout"]),
        (&"required".into(), &(5 * 60 * 1000).into())
    );
}

#[tokio::test]
async fn without_a_passkey_there_are_no_options() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    assert_eq!(test.reauthenticate(&browser, &ada).await, Err(Error::NotFound));
}

#[tokio::test]
async fn the_passkey_of_another_account_is_rejected() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    test.sign_up(&eve).await;
    let browser = test.sign_up(&ada).await;
    test.expire_recent_authentication(&browser).await;
    let (member, before) = (test.current_member(&browser).await, test.stored_passkey(&eve).await);
    let options = test.identity.reauthentication().begin(&browser, &member).await.unwrap();
    let response = eve.authenticator.get(&options, Tampering::None).await;
    assert_rejected(&test, &browser, &member, &response, Error::PasskeyRejected).await;
    assert_eq!(test.stored_passkey(&eve).await, before);
}

#[tokio::test]
async fn tampered_responses_are_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.expire_recent_authentication(&browser).await;
    let member = test.current_member(&browser).await;
    for tampering in [
        Tampering::Origin("http://localhost:3001"),
        Tampering::RpId("example.org"),
        Tampering::Unverified,
    ] {
        let options = test.identity.reauthentication().begin(&browser, &member).await.unwrap();
        let response = ada.authenticator.get(&options, tampering).await;
        assert_rejected(&test, &browser, &member, &response, Error::PasskeyRejected).await;
    }
}

#[tokio::test]
async fn a_challenge_is_bound_to_browser_member_and_purpose() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (phone, laptop) = (test.sign_up(&ada).await, test.sign_in(&ada).await);
    test.expire_recent_authentication(&phone).await;
    let (member, stranger) =
        (test.current_member(&phone).await, test.current_member(&test.sign_up(&eve).await).await);

    let options = test
        .identity
        .reauthentication()
        .begin(&laptop, &test.current_member(&laptop).await)
        .await
        .unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await;
    assert_rejected(&test, &phone, &member, &response, Error::ChallengeExpired).await;

    let options = test.identity.sign_in().begin(&phone, Mediation::Modal).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await;
    assert_rejected(&test, &phone, &member, &response, Error::ChallengeExpired).await;

    let options = test.identity.reauthentication().begin(&phone, &member).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await;
    assert_rejected(&test, &phone, &stranger, &response, Error::ChallengeExpired).await;
    assert_rejected(&test, &phone, &member, &response, Error::ChallengeExpired).await;

    let options = test.identity.reauthentication().begin(&phone, &member).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await;
    test.expire_challenges(&phone).await;
    assert_rejected(&test, &phone, &member, &response, Error::ChallengeExpired).await;
    assert_rejected(&test, &phone, &member, &json!({}), Error::MalformedResponse).await;
}

#[tokio::test]
async fn a_reauthentication_response_does_not_sign_in() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let options = test
        .identity
        .reauthentication()
        .begin(&browser, &test.current_member(&browser).await)
        .await
        .unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await;
    assert_eq!(test.finish_sign_in(&browser, &response).await, Err(Error::ChallengeExpired));
    let guest = test.browser();
    assert_eq!(test.finish_sign_in(&guest, &response).await, Err(Error::ChallengeExpired));
    assert!(test.member_of(guest.id()).await.is_none());
}

/// Asserts that the response is rejected and the session is unchanged.
async fn assert_rejected(
    test: &TestIdentity,
    browser: &Session,
    member: &Member,
    response: &Value,
    why: Error,
) {
    let before = (browser.id(), test.current_member(browser).await);
    let result = test
        .identity
        .reauthentication()
        .finish(browser, member, &response.to_string(), &Device::default())
        .await;
    assert_eq!(result, Err(why));
    assert_eq!((browser.id(), test.current_member(browser).await), before);
}
