//! A passkey whose counter doesn't grow may be cloned: it is rejected and its owner is informed.

use identity::{Device, EmailTemplate, Error, Mediation};
use serde_json::Value;
use tower_sessions::Session;

use crate::support::{Tampering, TestIdentity, TestUser, decode};

#[tokio::test]
async fn a_possible_clone_is_reported_at_sign_in() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_passkey(&browser, &ada).await.unwrap();
    ada.authenticator.set_counter(7);
    test.sign_in(&ada).await;
    ada.authenticator.set_counter(5);
    let before = test.stored_passkey(&ada).await;
    assert_eq!(test.try_sign_in(&test.browser(), &ada).await, Err(Error::PasskeyRejected));
    assert_eq!(test.stored_passkey(&ada).await, before);
    assert_reports(&test, &ada, 1).await;
}

#[tokio::test]
async fn a_possible_clone_is_reported_at_reauthentication() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_passkey(&browser, &ada).await.unwrap();
    ada.authenticator.set_counter(7);
    test.reauthenticate(&browser, &ada).await.unwrap();
    ada.authenticator.set_counter(5);
    let (before, cookie) = (test.stored_passkey(&ada).await, browser.id());
    assert_eq!(test.reauthenticate(&browser, &ada).await, Err(Error::PasskeyRejected));
    assert_eq!((test.stored_passkey(&ada).await, browser.id()), (before, cookie));
    assert_reports(&test, &ada, 1).await;
}

#[tokio::test]
async fn a_counter_that_grew_since_the_challenge_was_issued_counts() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_passkey(&browser, &ada).await.unwrap();
    let member = test.current_member(&browser).await;
    let options = test.identity.reauthentication().begin(&browser, &member).await.unwrap();
    ada.authenticator.set_counter(7);
    test.sign_in(&ada).await;
    ada.authenticator.set_counter(5);
    let response = ada.authenticator.get(&options, Tampering::None).await.to_string();
    let result = test
        .identity
        .reauthentication()
        .finish(&browser, &member, &response, &Device::default())
        .await;
    assert_eq!(result, Err(Error::PasskeyRejected));
    assert_reports(&test, &ada, 1).await;
}

#[tokio::test]
async fn other_rejections_are_not_reported() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_passkey(&browser, &ada).await.unwrap();
    let guest = test.browser();
    let options = test.identity.sign_in().begin(&guest, Mediation::Modal).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::Unverified).await;
    assert_eq!(test.finish_sign_in(&guest, &response).await, Err(Error::PasskeyRejected));
    assert_reports(&test, &ada, 0).await;
}

#[tokio::test]
async fn a_counter_that_does_not_grow_is_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    ada.authenticator.set_counter(7);
    let browser = test.browser();
    let response = respond(&test, &browser, &ada, Tampering::None).await;
    test.finish_sign_in(&browser, &response).await.unwrap();

    for used in [0, 6, 7, 8] {
        ada.authenticator.set_counter(used);
        let browser = test.browser();
        let response = respond(&test, &browser, &ada, Tampering::None).await;
        assert_eq!(signature_counter(&response), used + 1);
        if used < 8 {
            assert_rejected(&test, &browser, &ada, &response, Error::PasskeyRejected).await;
        } else {
            test.finish_sign_in(&browser, &response).await.unwrap();
        }
    }
}

#[tokio::test]
async fn only_one_of_two_concurrent_uses_with_one_counter_succeeds() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let (one, other) = (test.browser(), test.browser());
    ada.authenticator.set_counter(3);
    let first = respond(&test, &one, &ada, Tampering::None).await;
    ada.authenticator.set_counter(3);
    let second = respond(&test, &other, &ada, Tampering::None).await;

    // Both have read the passkey before either can write it.
    let mut lock = test.db.begin().await.unwrap();
    let (holder,): (i32,) = sqlx::query_as(
        "select pg_backend_pid() from identity.passkeys where credential_id = $1 for update",
    )
    .bind(ada.authenticator.credential_id())
    .fetch_one(&mut *lock)
    .await
    .unwrap();
    let released = async {
        test.wait_for_two_blocked_by(holder).await;
        lock.commit().await.unwrap();
    };
    let (first, second, ()) = tokio::join!(
        test.finish_sign_in(&one, &first),
        test.finish_sign_in(&other, &second),
        released
    );
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = (first, second) else {
        panic!("both or none succeeded")
    };
    assert_eq!(error, Error::PasskeyRejected);
    assert_eq!(test.row_counts(&ada).await.sessions, 2);
}

async fn assert_reports(test: &TestIdentity, user: &TestUser, times: usize) {
    let emails = test.emails_to(user).await;
    assert_eq!(
        emails.iter().filter(|email| **email == EmailTemplate::PasskeyPossiblyCloned).count(),
        times
    );
    let account = test.identity.accounts().find(&user.email).await.unwrap().remove(0);
    let events = test.audit_log(account.id).await;
    assert_eq!(events.iter().filter(|event| *event == "passkey_possibly_cloned").count(), times);
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

/// The signature counter (WebAuthn L3 §6.1): four bytes after the RP id's hash and the flags.
fn signature_counter(response: &Value) -> u32 {
    let data = decode(&response["response"]["authenticatorData"]);
    u32::from_be_bytes(data[33..37].try_into().unwrap())
}
