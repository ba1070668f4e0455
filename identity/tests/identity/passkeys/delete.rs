//! Deleting passkeys: they never sign in again, and the last credential stays.

use identity::{Device, EmailTemplate, Error, Mediation};
use uuid::Uuid;

use crate::support::{Tampering, TestIdentity, TestUser};

#[tokio::test]
async fn a_deleted_passkey_is_unknown_even_to_a_pending_sign_in() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let laptop = ada.on_another_device();
    let browser = test.sign_up(&ada).await;
    test.add_passkey(&browser, &laptop).await.unwrap();
    let member = test.current_member(&browser).await;
    let pending = test.browser();
    let options = test.identity.sign_in().begin(&pending, Mediation::Modal).await.unwrap();
    let response = laptop.authenticator.get(&options, Tampering::None).await;
    test.identity.passkeys().delete(&member, test.passkey_id(&laptop).await).await.unwrap();

    assert_eq!(
        test.finish_sign_in(&pending, &response).await,
        Err(Error::UnknownPasskey),
        "the sign-in was pending"
    );
    assert_eq!(test.try_sign_in(&test.browser(), &laptop).await, Err(Error::UnknownPasskey));
    test.sign_in(&ada).await;
    assert!(test.emails_to(&ada).await[0] == EmailTemplate::PasskeyDeleted);
    assert_eq!(test.audit_log(member.user_id).await.last().unwrap(), "passkey_deleted");
}

#[tokio::test]
async fn a_deleted_passkey_cannot_finish_a_pending_reauthentication() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let laptop = ada.on_another_device();
    let browser = test.sign_up(&ada).await;
    test.add_passkey(&browser, &laptop).await.unwrap();
    let member = test.current_member(&browser).await;
    let options = test.identity.reauthentication().begin(&browser, &member).await.unwrap();
    let response = laptop.authenticator.get(&options, Tampering::None).await.to_string();
    test.identity.passkeys().delete(&member, test.passkey_id(&laptop).await).await.unwrap();
    let result = test
        .identity
        .reauthentication()
        .finish(&browser, &member, &response, &Device::default())
        .await;
    assert_eq!(result, Err(Error::PasskeyRejected));
}

#[tokio::test]
async fn the_last_passkey_cannot_be_deleted_if_it_is_the_last_credential() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.add_email(&browser, &work).await.unwrap();
    let member = test.current_member(&browser).await;
    test.identity.recovery().generate_codes(&member).await.unwrap();
    sqlx::query("update identity.recovery_codes set used_at = now() where user_id = $1")
        .bind(member.user_id)
        .execute(&test.db)
        .await
        .unwrap();
    let (id, before) = (test.passkey_id(&ada).await, test.all_rows(member.user_id).await);
    assert_eq!(test.identity.passkeys().delete(&member, id).await, Err(Error::LastCredential));
    assert_eq!(test.all_rows(member.user_id).await, before);
    test.sign_in(&ada).await;
}

#[tokio::test]
async fn the_last_passkey_can_be_deleted_if_an_address_is_verified() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.add_verified_email(&browser, &work).await;
    test.identity
        .passkeys()
        .delete(&test.current_member(&browser).await, test.passkey_id(&ada).await)
        .await
        .unwrap();
    assert!(test.credentials(&browser).await.passkeys.is_empty());
}

#[tokio::test]
async fn the_last_passkey_can_be_deleted_if_recovery_codes_are_left() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let member = test.current_member(&browser).await;
    test.identity.recovery().generate_codes(&member).await.unwrap();
    test.identity.passkeys().delete(&member, test.passkey_id(&ada).await).await.unwrap();
    assert!(test.credentials(&browser).await.passkeys.is_empty());
}

#[tokio::test]
async fn of_two_last_passkeys_deleted_concurrently_one_stays() {
    let test = TestIdentity::open().await;
    for _ in 0..4 {
        let ada = TestUser::new();
        let laptop = ada.on_another_device();
        let browser = test.sign_up(&ada).await;
        test.add_passkey(&browser, &laptop).await.unwrap();
        let (one, other) = (test.passkey_id(&ada).await, test.passkey_id(&laptop).await);
        let member = test.current_member(&browser).await;
        let results = tokio::join!(
            test.identity.passkeys().delete(&member, one),
            test.identity.passkeys().delete(&member, other)
        );
        assert!(
            matches!(
                results,
                (Ok(()), Err(Error::LastCredential)) | (Err(Error::LastCredential), Ok(()))
            ),
            "{results:?}"
        );
        assert_eq!(test.identity.accounts().counts(&member).await.unwrap().passkeys, 1);
    }
}

#[tokio::test]
async fn passkeys_of_other_accounts_are_not_found() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_passkey(&browser, &ada).await.unwrap();
    let victim = test.current_member(&browser).await.user_id;
    let stranger = test.current_member(&test.sign_up(&eve).await).await;
    let before = (test.all_rows(victim).await, test.all_rows(stranger.user_id).await);
    for id in [test.passkey_id(&ada).await, Uuid::new_v4()] {
        assert_eq!(
            test.identity.passkeys().rename(&stranger, id, "Mine").await,
            Err(Error::NotFound)
        );
        assert_eq!(test.identity.passkeys().delete(&stranger, id).await, Err(Error::NotFound));
    }
    assert_eq!((test.all_rows(victim).await, test.all_rows(stranger.user_id).await), before);
}
