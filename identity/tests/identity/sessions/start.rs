//! Start of sessions: always under a new id.

use identity::{Device, Mediation};
use tower_sessions::session::Id;

use crate::support::{Tampering, TestIdentity, TestUser, id_hash};

#[tokio::test]
async fn sign_in_changes_the_id_and_ends_the_guest_session() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.browser();
    let options = test.identity.sign_in().begin(&browser, Mediation::Modal).await.unwrap();
    let guest = browser.id();
    let response = ada.authenticator.get(&options, Tampering::None).await;
    test.finish_sign_in(&browser, &response).await.unwrap();

    assert!(guest.is_some() && browser.id().is_some());
    assert_ne!(browser.id(), guest);
    assert_eq!((test.session_count(guest).await, test.session_count(browser.id()).await), (0, 1));
    assert!(test.member_of(guest).await.is_none());
}

#[tokio::test]
async fn signing_in_again_ends_the_previous_session() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let before = browser.id();
    let options = test.identity.sign_in().begin(&browser, Mediation::Modal).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await;
    test.finish_sign_in(&browser, &response).await.unwrap();

    assert!(test.member_of(before).await.is_none());
    assert!(test.member_of(browser.id()).await.is_some());
    assert_eq!(test.row_counts(&ada).await.sessions, 1);
}

#[tokio::test]
async fn an_unknown_id_is_not_adopted() {
    let test = TestIdentity::open().await;
    let chosen = Some(Id::default());
    let browser = test.next_request(chosen);
    test.identity.sign_in().begin(&browser, Mediation::Modal).await.unwrap();
    assert_ne!(browser.id(), chosen);
    assert_eq!((test.session_count(chosen).await, test.session_count(browser.id()).await), (0, 1));
}

#[tokio::test]
async fn a_session_stores_its_device() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up(&ada).await;
    let browser = test.browser();
    let options = test.identity.sign_in().begin(&browser, Mediation::Modal).await.unwrap();
    let response = ada.authenticator.get(&options, Tampering::None).await.to_string();
    let device = Device {
        user_agent: Some("ü".repeat(1_000)),
        ip_address: Some("2001:db8::1".into()),
        ..Device::default()
    };
    test.identity.sign_in().finish(&browser, Mediation::Modal, &response, &device).await.unwrap();

    let stored: (String, String) =
        sqlx::query_as("select user_agent, ip_address from identity.sessions where id_hash = $1")
            .bind(browser.id().map(id_hash))
            .fetch_one(&test.db)
            .await
            .unwrap();
    assert_eq!(stored, ("ü".repeat(Device::USER_AGENT_MAX), "2001:db8::1".into()));
}
