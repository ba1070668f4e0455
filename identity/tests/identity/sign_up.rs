//! Sign-up with a passkey: what is stored, and which responses are rejected without inserting a
//! row.

use identity::Error;
use serde_json::{Value, json};
use tower_sessions::Session;

use crate::support::{
    RowCounts, Tampering, TestIdentity, TestUser, auth_methods, replace_credential_id,
};

#[tokio::test]
async fn a_user_signs_up_and_is_signed_in() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;

    let member = test.member_of(browser.id()).await.unwrap();
    assert_eq!(auth_methods(&member), (vec!["webauthn"], "aal2"));
    assert_eq!(
        (member.email.as_str(), member.email_verified, member.display_name),
        (ada.email.as_str(), false, None)
    );
    assert_eq!(test.row_counts(&ada).await, SIGNED_UP);
    assert_eq!(test.challenge_count(&browser).await, 0);
}

#[tokio::test]
async fn the_options_require_a_discoverable_passkey_and_user_verification() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let options: Value = begin(&test, &test.browser(), &ada).await.parse().unwrap();

    let selection = &options["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["requireResidentKey"], true);
    assert_eq!(selection["userVerification"], "required");
    assert_eq!(options["extensions"]["credProps"], true);
    assert_eq!(options["rp"]["id"], "localhost");
    assert_eq!(options["user"]["name"], ada.email);
    assert_eq!(options["timeout"], 5 * 60 * 1000);
}

#[tokio::test]
async fn the_reported_discoverability_is_stored() {
    let test = TestIdentity::open().await;
    for (results, stored) in [
        (json!({ "credProps": { "rk": true } }), Some(true)),
        (json!({ "credProps": { "rk": false } }), Some(false)),
        (json!({ "credProps": {} }), None),
        (json!({}), None),
    ] {
        let (browser, ada) = (test.browser(), TestUser::new());
        let mut response = respond(&test, &browser, &ada, Tampering::None).await;
        response["clientExtensionResults"] = results;
        test.finish_sign_up(&browser, &response).await.unwrap();

        let found: Option<bool> = sqlx::query_scalar(
            "select discoverable from identity.passkeys where credential_id = $1",
        )
        .bind(ada.authenticator.credential_id())
        .fetch_one(&test.db)
        .await
        .unwrap();
        assert_eq!(found, stored);
    }
}

#[tokio::test]
async fn several_accounts_can_have_the_same_unverified_address() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    test.sign_up(&TestUser::with_email(ada.email.clone())).await;
    assert_eq!(test.row_counts(&ada).await.accounts, 2);
}

#[tokio::test]
async fn a_response_works_once() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    test.finish_sign_up(&browser, &response).await.unwrap();

    assert_eq!(test.finish_sign_up(&browser, &response).await, Err(Error::ChallengeExpired));
    assert_eq!(test.row_counts(&ada).await, SIGNED_UP);
}

#[tokio::test]
async fn a_response_does_not_work_for_a_later_challenge() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    test.finish_sign_up(&browser, &response).await.unwrap();

    begin(&test, &browser, &ada).await;
    assert_eq!(test.finish_sign_up(&browser, &response).await, Err(Error::PasskeyRejected));
    assert_eq!(test.row_counts(&ada).await, SIGNED_UP);
}

#[tokio::test]
async fn only_one_of_two_concurrent_responses_succeeds() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    let (one, other) = (test.next_request(browser.id()), test.next_request(browser.id()));

    let results =
        tokio::join!(test.finish_sign_up(&one, &response), test.finish_sign_up(&other, &response));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else { panic!("{results:?}") };
    assert_eq!(error, Error::ChallengeExpired);
    assert_eq!(test.row_counts(&ada).await, SIGNED_UP);
}

#[tokio::test]
async fn a_new_challenge_replaces_the_old_one() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    let first = respond(&test, &browser, &ada, Tampering::None).await;
    begin(&test, &browser, &ada).await;
    assert_eq!(test.challenge_count(&browser).await, 1);
    assert_rejected(&test, &browser, &ada, &first, Error::PasskeyRejected).await;
}

#[tokio::test]
async fn a_response_for_another_origin_is_rejected() {
    let test = TestIdentity::open().await;
    for origin in ["http://localhost:3001", "https://localhost:3000", "http://app.localhost:3000"] {
        assert_tampering_is_rejected(&test, Tampering::Origin(origin)).await;
    }
}

#[tokio::test]
async fn a_passkey_for_another_relying_party_is_rejected() {
    assert_tampering_is_rejected(&TestIdentity::open().await, Tampering::RpId("example.org")).await;
}

#[tokio::test]
async fn a_response_without_user_verification_is_rejected() {
    assert_tampering_is_rejected(&TestIdentity::open().await, Tampering::Unverified).await;
}

#[tokio::test]
async fn a_challenge_is_bound_to_its_browser() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let (browser, other) = (test.browser(), test.browser());
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    assert_rejected(&test, &other, &ada, &response, Error::ChallengeExpired).await;

    begin(&test, &other, &ada).await;
    assert_rejected(&test, &other, &ada, &response, Error::PasskeyRejected).await;
    assert_eq!(test.challenge_count(&browser).await, 1);
}

#[tokio::test]
async fn a_challenge_expires_after_five_minutes() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    test.expire_challenges(&browser).await;
    assert_rejected(&test, &browser, &ada, &response, Error::ChallengeExpired).await;
}

#[tokio::test]
async fn a_credential_id_of_another_account_is_rejected() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    test.sign_up(&ada).await;
    let before = test.stored_passkey(&ada).await;
    let browser = test.browser();
    let mut response = respond(&test, &browser, &eve, Tampering::None).await;
    replace_credential_id(
        &mut response,
        &eve.authenticator.credential_id().unwrap(),
        &ada.authenticator.credential_id().unwrap(),
    );

    assert_rejected(&test, &browser, &eve, &response, Error::PasskeyRejected).await;
    assert_eq!((test.row_counts(&ada).await, test.stored_passkey(&ada).await), (SIGNED_UP, before));
}

#[tokio::test]
async fn other_json_is_a_malformed_response() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    begin(&test, &browser, &ada).await;
    for response in
        [json!(null), json!({}), json!("x"), json!({ "id": "", "rawId": "", "type": "public-key" })]
    {
        assert_eq!(
            test.finish_sign_up(&browser, &response).await,
            Err(Error::MalformedResponse),
            "{response}"
        );
    }
    assert_eq!(test.row_counts(&ada).await, RowCounts::NONE);
}

const SIGNED_UP: RowCounts = RowCounts { accounts: 1, passkeys: 1, sessions: 1 };

async fn begin(test: &TestIdentity, browser: &Session, user: &TestUser) -> String {
    test.identity.sign_up().begin(browser, &user.email).await.unwrap()
}

async fn respond(
    test: &TestIdentity,
    browser: &Session,
    user: &TestUser,
    tampering: Tampering,
) -> Value {
    user.authenticator.create(&begin(test, browser, user).await, tampering).await
}

async fn assert_tampering_is_rejected(test: &TestIdentity, tampering: Tampering) {
    let (browser, eve) = (test.browser(), TestUser::new());
    let response = respond(test, &browser, &eve, tampering).await;
    assert_rejected(test, &browser, &eve, &response, Error::PasskeyRejected).await;
    assert_eq!(test.challenge_count(&browser).await, 0, "{tampering:?}");
}

/// Asserts that the response is rejected, no row is inserted and the browser is still a guest's.
async fn assert_rejected(
    test: &TestIdentity,
    browser: &Session,
    user: &TestUser,
    response: &Value,
    why: Error,
) {
    let before = browser.id();
    assert_eq!(test.finish_sign_up(browser, response).await, Err(why));
    assert_eq!(test.row_counts(user).await, RowCounts::NONE);
    assert!(test.member_of(browser.id()).await.is_none());
    assert_eq!(browser.id(), before);
}
