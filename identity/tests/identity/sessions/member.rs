//! Sensitive actions require a recent authentication.

use identity::{Device, Error};
use serde_json::Value;
use tower_sessions::Session;

use crate::support::{Tampering, TestIdentity, TestUser};

#[tokio::test]
async fn sensitive_actions_are_rejected_ten_minutes_after_the_authentication() {
    let (test, ada, work, home) =
        (TestIdentity::open().await, TestUser::new(), TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.add_passkey(&browser, &ada.on_another_device()).await.unwrap();
    let (verified, other) = (
        test.add_verified_email(&browser, &work).await,
        test.current_member(&test.sign_in(&ada).await).await,
    );
    let response = new_credential(&test, &browser).await.to_string();
    let passkey = test.passkey_id(&ada).await;
    test.expire_recent_authentication(&browser).await;
    let (identity, member, device) =
        (&test.identity, test.current_member(&browser).await, Device::default());
    assert!(!member.is_recently_authenticated());

    let (cookie, before) = (browser.id(), test.all_rows(member.user_id).await);
    for (action, result) in [
        ("add an address", identity.emails().add(&browser, &member, &home.email, &device).await),
        ("make an address primary", identity.emails().make_primary(&member, verified).await),
        ("remove an address", identity.emails().remove(&member, verified).await),
        (
            "begin a registration",
            identity.passkeys().begin_registration(&browser, &member).await.map(drop),
        ),
        (
            "finish a registration",
            identity.passkeys().finish_registration(&browser, &member, &response, &device).await,
        ),
        ("delete a passkey", identity.passkeys().delete(&member, passkey).await),
        ("end a session", identity.sessions().end(&member, other.session_id).await),
        ("end other sessions", identity.sessions().end_others(&member).await.map(drop)),
        ("generate recovery codes", identity.recovery().generate_codes(&member).await.map(drop)),
        ("export", identity.accounts().export(&member).await.map(drop)),
        ("delete the account", identity.accounts().delete(&browser, &member).await),
    ] {
        assert_eq!(result, Err(Error::ReauthenticationRequired), "{action}");
        assert_eq!(test.all_rows(member.user_id).await, before, "{action}");
    }
    assert_eq!(browser.id(), cookie);
    assert!(test.emails_to(&home).await.is_empty());

    test.reauthenticate(&browser, &ada).await.unwrap();
    identity.passkeys().delete(&test.current_member(&browser).await, passkey).await.unwrap();
}

#[tokio::test]
async fn sensitive_actions_are_allowed_just_before_the_ten_minutes_end() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.update_session(browser.id(), "authenticated_at = now() - interval '9 minutes 50 seconds'")
        .await;
    test.identity.accounts().export(&test.current_member(&browser).await).await.unwrap();
}

/// The response of a new authenticator to a pending registration.
async fn new_credential(test: &TestIdentity, browser: &Session) -> Value {
    let options = test
        .identity
        .passkeys()
        .begin_registration(browser, &test.current_member(browser).await)
        .await
        .unwrap();
    TestUser::new().authenticator.create(&options, Tampering::None).await
}
