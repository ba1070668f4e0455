//! Challenges of sign-in: used once, bound to a browser, expired after five minutes.

use identity::{Error, Mediation};
use serde_json::Value;
use tower_sessions::Session;

use crate::support::{Tampering, TestIdentity, TestUser};

#[tokio::test]
async fn a_response_works_once() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    test.finish_sign_in(&browser, &response).await.unwrap();
    let before = test.row_counts(&ada).await;

    assert_eq!(test.finish_sign_in(&browser, &response).await, Err(Error::ChallengeExpired));
    begin(&test, &browser).await;
    assert_eq!(test.finish_sign_in(&browser, &response).await, Err(Error::PasskeyRejected));
    assert_eq!(test.row_counts(&ada).await, before);
}

#[tokio::test]
async fn only_one_of_two_concurrent_responses_succeeds() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    let (one, other) = (test.next_request(browser.id()), test.next_request(browser.id()));

    let results =
        tokio::join!(test.finish_sign_in(&one, &response), test.finish_sign_in(&other, &response));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else { panic!("{results:?}") };
    assert_eq!(error, Error::ChallengeExpired);
    assert_eq!(test.row_counts(&ada).await.sessions, 2);
}

#[tokio::test]
async fn a_new_challenge_replaces_the_old_one() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.browser();
    let first = respond(&test, &browser, &ada, Tampering::None).await;
    begin(&test, &browser).await;
    assert_eq!(test.challenge_count(&browser).await, 1);
    assert_rejected(&test, &browser, &ada, &first, Error::PasskeyRejected).await;
}

#[tokio::test]
async fn a_challenge_is_bound_to_its_browser() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let (browser, other) = (test.browser(), test.browser());
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    assert_rejected(&test, &other, &ada, &response, Error::ChallengeExpired).await;

    begin(&test, &other).await;
    assert_rejected(&test, &other, &ada, &response, Error::PasskeyRejected).await;
    assert_eq!(test.challenge_count(&browser).await, 1);
}

#[tokio::test]
async fn a_challenge_expires_after_five_minutes() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    test.expire_challenges(&browser).await;
    assert_rejected(&test, &browser, &ada, &response, Error::ChallengeExpired).await;
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
