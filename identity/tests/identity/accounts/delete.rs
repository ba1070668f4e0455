//! Deletion of an account: nothing of it remains, and other accounts are untouched.

use identity::{Device, EmailTemplate, Error};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::support::{RowCounts, TestIdentity, TestUser, tables_containing};

#[tokio::test]
async fn nothing_of_a_deleted_account_remains_but_an_anonymous_log_entry() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_everything(&ada, &work).await;
    let member = test.current_member(&browser).await;
    let sessions = test.credentials(&browser).await.sessions;
    let mut identifiers = vec![member.user_id.to_string(), ada.email.clone(), work.email.clone()];
    identifiers.extend(sessions.iter().map(|one| one.id.to_string()));
    identifiers.push(test.passkey_id(&ada).await.to_string());
    for identifier in &identifiers {
        assert_ne!(
            tables_containing(&test.db, identifier).await,
            [""; 0],
            "{identifier} is found before the deletion"
        );
    }
    test.identity.accounts().delete(&browser, &member).await.unwrap();

    for identifier in &identifiers {
        let expected: &[&str] =
            if *identifier == ada.email { &["identity.mail_queue"] } else { &[] };
        assert_eq!(tables_containing(&test.db, identifier).await, expected, "{identifier}");
    }
    assert!(
        test.emails_to(&ada).await[..] == [EmailTemplate::AccountDeleted],
        "other queued mail is deleted"
    );
    let at: OffsetDateTime =
        sqlx::query_scalar("select created_at from identity.mail_queue where recipient = $1")
            .bind(&ada.email)
            .fetch_one(&test.db)
            .await
            .unwrap();
    // now() is constant within a transaction.
    let logged: Vec<(Option<Uuid>, String)> =
        sqlx::query_as("select user_id, event from identity.audit_log where created_at = $1")
            .bind(at)
            .fetch_all(&test.db)
            .await
            .unwrap();
    assert_eq!(logged, [(None, "account_deleted".to_owned())]);
}

#[tokio::test]
async fn a_deletion_does_not_change_other_accounts() {
    let (test, ada, bob) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let other_browser = test.sign_up_with_everything(&bob, &TestUser::new()).await;
    let before = test.all_rows(test.current_member(&other_browser).await.user_id).await;
    let browser = test.sign_up_with_everything(&ada, &TestUser::new()).await;
    test.identity.accounts().delete(&browser, &test.current_member(&browser).await).await.unwrap();
    assert_eq!(test.all_rows(test.current_member(&other_browser).await.user_id).await, before);
}

#[tokio::test]
async fn no_credential_of_a_deleted_account_signs_in() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let (browser, phone) = (test.sign_up(&ada).await, test.sign_in(&ada).await);
    let (cookie, member) = (browser.id(), test.current_member(&browser).await);
    let codes = test.identity.recovery().generate_codes(&member).await.unwrap();
    let link = test.identity.recovery().create_link(member.user_id).await.unwrap();
    let token = test.identity.tokens().access_token(&member).unwrap();
    test.identity.accounts().delete(&browser, &member).await.unwrap();

    assert_eq!(browser.id(), None);
    assert!(test.member_of(cookie).await.is_none() && test.member_of(phone.id()).await.is_none());
    assert!(test.identity.sessions().validate(&token).await.unwrap().is_none());
    assert_ne!(
        test.identity.tokens().access_token(&member).unwrap(),
        token,
        "the cached token was invalidated"
    );
    let (guest, device) = (test.browser(), Device::default());
    assert_eq!(test.try_sign_in(&guest, &ada).await, Err(Error::UnknownPasskey));
    assert_eq!(
        test.identity.recovery().redeem_code(&guest, &codes[0], &device).await,
        Err(Error::RecoveryRejected)
    );
    assert_eq!(
        test.identity.recovery().redeem_link(&guest, &link, &device).await,
        Err(Error::RecoveryRejected)
    );
    assert!(test.member_of(guest.id()).await.is_none());
}

#[tokio::test]
async fn pending_codes_of_a_deleted_account_expire_and_its_address_is_free() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    let (guest, code) = test.request_sign_in_code(&ada).await;
    let (other, upper_case) = (test.browser(), ada.email.to_uppercase());
    test.identity.codes().send_for_sign_in(&other, &upper_case, &Device::default()).await.unwrap();
    let user_id = test.current_member(&browser).await.user_id;
    test.identity.accounts().delete(&browser, &test.current_member(&browser).await).await.unwrap();
    assert!(test.stored_code(&guest).await.is_none() && test.stored_code(&other).await.is_none());
    assert_eq!(
        test.identity.codes().redeem(&guest, &code, &Device::default()).await,
        Err(Error::CodeExpired)
    );

    let browser = test.sign_up_with_code(&ada).await;
    assert_ne!(test.current_member(&browser).await.user_id, user_id);
}

#[tokio::test]
async fn pending_codes_to_an_unverified_address_of_the_account_survive_its_deletion() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let guest = test.browser();
    test.identity.codes().send_for_sign_up(&guest, &ada.email, &Device::default()).await.unwrap();
    let code = test.latest_code(&ada).await;
    let browser = test.sign_up_with_code(&eve).await;
    test.add_email(&browser, &ada).await.unwrap();
    test.identity.accounts().delete(&browser, &test.current_member(&browser).await).await.unwrap();
    assert_eq!(
        test.identity.codes().redeem(&guest, &code, &Device::default()).await.unwrap().email,
        ada.email
    );
}

#[tokio::test]
async fn an_operator_can_delete_an_account_once() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let user_id = test.current_member(&browser).await.user_id;
    test.identity.accounts().delete_by_id(user_id).await.unwrap();
    assert!(test.member_of(browser.id()).await.is_none());
    assert_eq!(test.row_counts(&ada).await, RowCounts::NONE);
    for id in [user_id, Uuid::new_v4()] {
        assert_eq!(test.identity.accounts().delete_by_id(id).await, Err(Error::NotFound));
    }
}
