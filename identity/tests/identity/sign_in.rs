//! Sign-in with any passkey of this site, and what is rejected.

use identity::{Device, Error, Mediation};
use serde_json::{Value, json};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{RowCounts, Tampering, TestIdentity, TestUser, auth_methods, decode, encode};

#[tokio::test]
async fn a_user_signs_in_with_the_button_and_with_autofill() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let account = test.member_of(test.sign_up(&ada).await.id()).await.unwrap().user_id;
    for mediation in [Mediation::Modal, Mediation::Conditional] {
        let browser = test.browser();
        let options = test.identity.sign_in().begin(&browser, mediation).await.unwrap();
        let response = ada.authenticator.get(&options, Tampering::None).await.to_string();
        test.identity
            .sign_in()
            .finish(&browser, mediation, &response, &Device::default())
            .await
            .unwrap();

        let member = test.member_of(browser.id()).await.unwrap();
        assert_eq!(auth_methods(&member), (vec!["webauthn"], "aal2"));
        assert_eq!((member.user_id, member.email), (account, ada.email.clone()));
        assert!(test.stored_passkey(&ada).await.1.is_some(), "the last use is updated");
        assert_eq!(test.challenge_count(&browser).await, 0);
    }
    assert_eq!(test.row_counts(&ada).await, RowCounts { accounts: 1, passkeys: 1, sessions: 3 });
}

#[tokio::test]
async fn the_options_list_no_credentials_and_require_user_verification() {
    let test = TestIdentity::open().await;
    for mediation in [Mediation::Modal, Mediation::Conditional] {
        let options: Value = test
            .identity
            .sign_in()
            .begin(&test.browser(), mediation)
            .await
            .unwrap()
            .parse()
            .unwrap();
        assert_eq!(options["userVerification"], "required");
        assert_eq!(options["rpId"], "localhost");
        assert_eq!(options["timeout"], 5 * 60 * 1000);
        assert!(options["allowCredentials"].as_array().is_none_or(Vec::is_empty), "{options}");
        assert!(options.get("mediation").is_none(), "{options}");
    }
}

#[tokio::test]
async fn autofill_stays_pending_beside_the_button() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.browser();
    let pending = test.identity.sign_in().begin(&browser, Mediation::Conditional).await.unwrap();
    begin(&test, &browser).await;
    assert_eq!(test.challenge_count(&browser).await, 2);

    let response = ada.authenticator.get(&pending, Tampering::None).await;
    test.identity
        .sign_in()
        .finish(&browser, Mediation::Conditional, &response.to_string(), &Device::default())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_response_to_autofill_is_rejected_for_the_button() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.browser();
    let pending = test.identity.sign_in().begin(&browser, Mediation::Conditional).await.unwrap();
    let response = ada.authenticator.get(&pending, Tampering::None).await;
    assert_rejected(&test, &browser, &ada, &response, Error::ChallengeExpired).await;
    begin(&test, &browser).await;
    assert_rejected(&test, &browser, &ada, &response, Error::PasskeyRejected).await;
}

#[tokio::test]
async fn a_response_for_another_origin_is_rejected() {
    let test = TestIdentity::open().await;
    for origin in ["http://localhost:3001", "https://localhost:3000", "http://app.localhost:3000"] {
        assert_tampering_is_rejected(&test, Tampering::Origin(origin)).await;
    }
}

#[tokio::test]
async fn a_signature_for_another_relying_party_is_rejected() {
    assert_tampering_is_rejected(&TestIdentity::open().await, Tampering::RpId("example.org")).await;
}

#[tokio::test]
async fn a_response_without_user_verification_is_rejected() {
    assert_tampering_is_rejected(&TestIdentity::open().await, Tampering::Unverified).await;
}

#[tokio::test]
async fn a_modified_signature_is_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    for part in ["signature", "authenticatorData"] {
        let browser = test.browser();
        let mut response = respond(&test, &browser, &ada, Tampering::None).await;
        let mut bytes = decode(&response["response"][part]);
        *bytes.last_mut().unwrap() ^= 1;
        response["response"][part] = encode(&bytes).into();
        assert_rejected(&test, &browser, &ada, &response, Error::PasskeyRejected).await;
    }
}

#[tokio::test]
async fn a_passkey_cannot_sign_in_to_another_account() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let account = test.member_of(test.sign_up(&ada).await.id()).await.unwrap().user_id;
    test.sign_up(&eve).await;
    let (before, browser) = (test.row_counts(&ada).await, test.browser());
    let mut response = respond(&test, &browser, &eve, Tampering::None).await;
    response["response"]["userHandle"] = encode(account.as_bytes()).into();

    assert_rejected(&test, &browser, &eve, &response, Error::UnknownPasskey).await;
    assert_eq!(test.row_counts(&ada).await, before);
}

#[tokio::test]
async fn a_credential_id_of_another_account_is_rejected() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let account = test.member_of(test.sign_up(&ada).await.id()).await.unwrap().user_id;
    test.sign_up(&eve).await;
    let (before, browser) = (test.row_counts(&ada).await, test.browser());
    let mut response = respond(&test, &browser, &eve, Tampering::None).await;
    let id = encode(&ada.authenticator.credential_id().unwrap());
    response["id"] = id.clone().into();
    response["rawId"] = id.into();
    response["response"]["userHandle"] = encode(account.as_bytes()).into();

    assert_rejected(&test, &browser, &eve, &response, Error::PasskeyRejected).await;
    assert_eq!(test.row_counts(&ada).await, before);
}

#[tokio::test]
async fn a_modified_user_handle_is_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    for (handle, why) in [
        (encode(Uuid::new_v4().as_bytes()).into(), Error::UnknownPasskey),
        (encode(b"ada").into(), Error::PasskeyRejected),
        (encode(b"").into(), Error::PasskeyRejected),
        (Value::Null, Error::PasskeyRejected),
    ] {
        let browser = test.browser();
        let mut response = respond(&test, &browser, &ada, Tampering::None).await;
        response["response"]["userHandle"] = handle;
        assert_rejected(&test, &browser, &ada, &response, why).await;
    }
}

#[tokio::test]
async fn the_passkey_of_a_deleted_account_is_unknown() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    sqlx::query("delete from public.users where email = $1")
        .bind(&ada.email)
        .execute(&test.db)
        .await
        .unwrap();
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;

    assert_eq!(test.finish_sign_in(&browser, &response).await, Err(Error::UnknownPasskey));
    assert_eq!(test.row_counts(&ada).await, RowCounts::NONE);
}

#[tokio::test]
async fn other_json_is_a_malformed_response() {
    let test = TestIdentity::open().await;
    let browser = test.browser();
    begin(&test, &browser).await;
    for response in
        [json!(null), json!({}), json!("x"), json!({ "id": "", "rawId": "", "type": "public-key" })]
    {
        assert_eq!(
            test.finish_sign_in(&browser, &response).await,
            Err(Error::MalformedResponse),
            "{response}"
        );
    }
    assert!(test.member_of(browser.id()).await.is_none());
}

async fn begin(test: &TestIdentity, browser: &Session) -> String {
    test.identity.sign_in().begin(browser, Mediation::Modal).await.unwrap()
}

async fn respond(
    test: &TestIdentity,
    browser: &Session,
    user: &TestUser,
    tampering: Tampering,
) -> Value {
    user.authenticator.get(&begin(test, browser).await, tampering).await
}

async fn assert_tampering_is_rejected(test: &TestIdentity, tampering: Tampering) {
    let ada = TestUser::new();
    test.sign_up(&ada).await;
    let browser = test.browser();
    let response = respond(test, &browser, &ada, tampering).await;
    assert_rejected(test, &browser, &ada, &response, Error::PasskeyRejected).await;
    assert_eq!(test.challenge_count(&browser).await, 0, "{tampering:?}");
}

/// Asserts that the response is rejected, no row is changed and the browser is still a guest's.
async fn assert_rejected(
    test: &TestIdentity,
    browser: &Session,
    user: &TestUser,
    response: &Value,
    why: Error,
) {
    let before = (test.row_counts(user).await, test.stored_passkey(user).await);
    assert_eq!(test.finish_sign_in(browser, response).await, Err(why));
    assert_eq!((test.row_counts(user).await, test.stored_passkey(user).await), before);
    assert!(test.member_of(browser.id()).await.is_none());
}
