//! Removing email addresses: never the primary one, never the last credential.

use identity::{Device, EmailTemplate, Error};
use uuid::Uuid;

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn the_code_of_a_removed_address_verifies_nothing() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_email(&browser, &work).await.unwrap();
    let (code, id) = (test.latest_code(&work).await, test.email_id(&browser, &work).await);
    test.identity.emails().remove(&test.current_member(&browser).await, id).await.unwrap();
    assert_eq!(test.verify_email(&browser, &code).await, Err(Error::NotFound));
    assert_eq!(test.email_addresses(&browser).await, [(ada.email, true)]);
}

#[tokio::test]
async fn a_removed_address_can_be_verified_by_another_account() {
    let (test, ada, bob, work) =
        (TestIdentity::open().await, TestUser::new(), TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    let id = test.add_verified_email(&browser, &work).await;
    let member = test.current_member(&browser).await;
    test.identity.emails().remove(&member, id).await.unwrap();
    assert_eq!(test.email_addresses(&browser).await, [(ada.email.clone(), true)]);
    assert!(test.emails_to(&ada).await[0] == EmailTemplate::EmailRemoved);
    assert_eq!(test.audit_log(member.user_id).await.last().unwrap(), "email_removed");
    assert_eq!(test.identity.emails().remove(&member, id).await, Err(Error::NotFound));

    let other_browser = test.sign_up_with_code(&bob).await;
    test.add_verified_email(&other_browser, &work).await;
}

#[tokio::test]
async fn the_primary_address_cannot_be_removed() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_verified_email(&browser, &work).await;
    let (member, id) = (test.current_member(&browser).await, test.email_id(&browser, &ada).await);
    let before = test.all_rows(member.user_id).await;
    assert_eq!(test.identity.emails().remove(&member, id).await, Err(Error::NotFound));
    assert_eq!(test.all_rows(member.user_id).await, before);
}

#[tokio::test]
async fn the_only_verified_address_cannot_be_removed_if_it_is_the_last_credential() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    let id = test.add_verified_email(&browser, &work).await;
    let member = test.current_member(&browser).await;
    test.identity.passkeys().delete(&member, test.passkey_id(&ada).await).await.unwrap();
    let before = test.all_rows(member.user_id).await;
    assert_eq!(test.identity.emails().remove(&member, id).await, Err(Error::LastCredential));
    assert_eq!(test.all_rows(member.user_id).await, before);
}

#[tokio::test]
async fn addresses_of_other_accounts_are_not_found() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (work, home) = (TestUser::new(), TestUser::new());
    let (browser, strangers_browser) =
        (test.sign_up_with_code(&ada).await, test.sign_up_with_code(&eve).await);
    let verified = test.add_verified_email(&browser, &work).await;
    test.add_email(&browser, &home).await.unwrap();
    let unverified = test.email_id(&browser, &home).await;
    let (victim, stranger) = (
        test.current_member(&browser).await.user_id,
        test.current_member(&strangers_browser).await,
    );
    let before = (test.all_rows(victim).await, test.all_rows(stranger.user_id).await);

    for id in [verified, unverified, Uuid::new_v4()] {
        let sent = test
            .identity
            .emails()
            .send_verification_code(&strangers_browser, &stranger, id, &Device::default())
            .await;
        assert_eq!(sent, Err(Error::NotFound));
        assert_eq!(test.identity.emails().make_primary(&stranger, id).await, Err(Error::NotFound));
        assert_eq!(test.identity.emails().remove(&stranger, id).await, Err(Error::NotFound));
    }
    assert_eq!((test.all_rows(victim).await, test.all_rows(stranger.user_id).await), before);
}
