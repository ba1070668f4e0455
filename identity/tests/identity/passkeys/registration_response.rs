//! Responses to a registration: which are accepted, and which are rejected without changing a row.

use identity::{Device, Error, Member};
use serde_json::{Value, json};
use tower_sessions::Session;

use crate::support::{Tampering, TestIdentity, TestUser, encode, replace_credential_id};

#[tokio::test]
async fn a_challenge_is_bound_to_browser_and_member() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (phone, laptop) = (test.sign_up(&ada).await, test.sign_in(&ada).await);
    let (member, stranger) =
        (test.current_member(&phone).await, test.current_member(&test.sign_up(&eve).await).await);
    let response = respond(&test, &phone).await;
    let before = (test.all_rows(member.user_id).await, test.all_rows(stranger.user_id).await);

    assert_eq!(
        finish(&test, &laptop, &test.current_member(&laptop).await, &response).await,
        Err(Error::ChallengeExpired)
    );
    assert_eq!(
        (test.all_rows(member.user_id).await, test.all_rows(stranger.user_id).await),
        before
    );
    assert_eq!(finish(&test, &phone, &stranger, &response).await, Err(Error::ChallengeExpired));
    assert_eq!(
        finish(&test, &phone, &member, &response).await,
        Err(Error::ChallengeExpired),
        "the challenge was consumed"
    );
    assert_eq!(test.identity.accounts().counts(&member).await.unwrap().passkeys, 1);
    assert_eq!(test.identity.accounts().counts(&stranger).await.unwrap().passkeys, 1);
}

#[tokio::test]
async fn a_response_works_once_and_only_for_its_purpose() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let member = test.current_member(&browser).await;
    let response = respond(&test, &browser).await;
    finish(&test, &browser, &member, &response).await.unwrap();
    assert_eq!(finish(&test, &browser, &member, &response).await, Err(Error::ChallengeExpired));
    respond(&test, &browser).await;
    assert_eq!(
        finish(&test, &browser, &member, &response).await,
        Err(Error::PasskeyRejected),
        "another challenge"
    );

    let options = test.identity.sign_up().begin(&browser, &ada.email).await.unwrap();
    let response = TestUser::new().authenticator.create(&options, Tampering::None).await;
    assert_eq!(
        finish(&test, &browser, &member, &response).await,
        Err(Error::ChallengeExpired),
        "a response to sign-up"
    );
    let response = respond(&test, &browser).await;
    test.identity.sign_up().begin(&test.browser(), &ada.email).await.unwrap();
    assert_eq!(
        test.finish_sign_up(&test.browser(), &response).await,
        Err(Error::ChallengeExpired),
        "not a response to a sign-up"
    );
    assert_eq!(test.identity.accounts().counts(&member).await.unwrap().passkeys, 2);
}

#[tokio::test]
async fn a_challenge_expires_after_five_minutes() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let response = respond(&test, &browser).await;
    test.expire_challenges(&browser).await;
    assert_eq!(
        finish(&test, &browser, &test.current_member(&browser).await, &response).await,
        Err(Error::ChallengeExpired)
    );
}

#[tokio::test]
async fn tampered_responses_are_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let member = test.current_member(&browser).await;
    let before = test.all_rows(member.user_id).await;
    for tampering in [
        Tampering::Origin("http://localhost:3001"),
        Tampering::RpId("example.org"),
        Tampering::Unverified,
    ] {
        let options = test.identity.passkeys().begin_registration(&browser, &member).await.unwrap();
        let response = TestUser::new().authenticator.create(&options, tampering).await;
        assert_eq!(
            finish(&test, &browser, &member, &response).await,
            Err(Error::PasskeyRejected),
            "{tampering:?}"
        );
        assert_eq!(test.all_rows(member.user_id).await, before);
    }
}

#[tokio::test]
async fn a_credential_id_of_another_account_is_rejected() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.sign_up_with_code(&eve).await;
    let member = test.current_member(&browser).await;
    let before = (test.stored_passkey(&ada).await, test.all_rows(member.user_id).await);
    let options = test.identity.passkeys().begin_registration(&browser, &member).await.unwrap();
    let mut response = eve.authenticator.create(&options, Tampering::None).await;
    replace_credential_id(
        &mut response,
        &eve.authenticator.credential_id().unwrap(),
        &ada.authenticator.credential_id().unwrap(),
    );
    assert_eq!(finish(&test, &browser, &member, &response).await, Err(Error::PasskeyRejected));
    assert_eq!((test.stored_passkey(&ada).await, test.all_rows(member.user_id).await), before);
}

#[tokio::test]
async fn a_malformed_response_does_not_consume_the_challenge() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let member = test.current_member(&browser).await;
    let response = respond(&test, &browser).await;
    for none in
        [json!(null), json!({}), json!("x"), json!({ "id": encode(b"x"), "type": "public-key" })]
    {
        assert_eq!(
            finish(&test, &browser, &member, &none).await,
            Err(Error::MalformedResponse),
            "{none}"
        );
    }
    finish(&test, &browser, &member, &response).await.unwrap();
}

/// The registration response of a new device.
async fn respond(test: &TestIdentity, browser: &Session) -> Value {
    let options = test
        .identity
        .passkeys()
        .begin_registration(browser, &test.current_member(browser).await)
        .await
        .unwrap();
    TestUser::new().authenticator.create(&options, Tampering::None).await
}

async fn finish(
    test: &TestIdentity,
    browser: &Session,
    member: &Member,
    response: &Value,
) -> Result<(), Error> {
    test.identity
        .passkeys()
        .finish_registration(browser, member, &response.to_string(), &Device::default())
        .await
}
