//! The primary address: the account's address, and the recipient of security emails.

use identity::{Device, EmailTemplate, Error};

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn a_new_primary_address_is_the_address_of_the_account_at_once() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    let id = test.add_verified_email(&browser, &work).await;
    let member = test.current_member(&browser).await;
    assert_eq!((member.email.as_str(), member.email_verified), (&*ada.email, false));
    let token = test.identity.tokens().access_token(&member).unwrap();
    test.identity.emails().make_primary(&member, id).await.unwrap();

    let member = test.current_member(&browser).await;
    assert_eq!((member.email.as_str(), member.email_verified), (&*work.email, true));
    let primary: Vec<_> =
        test.credentials(&browser).await.emails.into_iter().filter(|one| one.primary).collect();
    assert!(matches!(&primary[..], [one] if one.id == id));
    assert_eq!(test.audit_log(member.user_id).await.last().unwrap(), "primary_email_changed");
    let renewed = test.identity.tokens().access_token(&member).unwrap();
    assert_ne!(token, renewed, "the session gets a new token");
    assert_eq!(
        test.identity.sessions().validate(&renewed).await.unwrap().unwrap().email,
        work.email
    );
}

#[tokio::test]
async fn the_previous_primary_address_is_informed_of_the_change() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    let id = test.add_verified_email(&browser, &work).await;
    let old = test.email_id(&browser, &ada).await;
    let before = (test.emails_to(&ada).await.len(), test.emails_to(&work).await.len());
    test.identity.emails().make_primary(&test.current_member(&browser).await, id).await.unwrap();
    assert!(test.emails_to(&ada).await[0] == EmailTemplate::PrimaryEmailChanged);
    assert_eq!(
        (test.emails_to(&ada).await.len(), test.emails_to(&work).await.len()),
        (before.0 + 1, before.1)
    );

    test.identity.emails().remove(&test.current_member(&browser).await, old).await.unwrap();
    assert!(
        test.emails_to(&work).await[0] == EmailTemplate::EmailRemoved,
        "later mail goes to the new primary address"
    );
    assert_eq!(test.emails_to(&ada).await.len(), before.0 + 1);
}

#[tokio::test]
async fn an_unverified_address_cannot_become_primary() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_email(&browser, &work).await.unwrap();
    let (member, id) = (test.current_member(&browser).await, test.email_id(&browser, &work).await);
    let before = test.all_rows(member.user_id).await;
    assert_eq!(test.identity.emails().make_primary(&member, id).await, Err(Error::NotFound));
    assert_eq!(test.all_rows(member.user_id).await, before);
}

#[tokio::test]
async fn making_the_primary_address_primary_changes_nothing() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    let (member, id) = (test.current_member(&browser).await, test.email_id(&browser, &ada).await);
    let before = test.all_rows(member.user_id).await;
    test.identity.emails().make_primary(&member, id).await.unwrap();
    assert_eq!(test.all_rows(member.user_id).await, before);
}

#[tokio::test]
async fn after_two_concurrent_changes_one_address_is_primary() {
    let (test, ada, work, home) =
        (TestIdentity::open().await, TestUser::new(), TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    let (one, other) = (
        test.add_verified_email(&browser, &work).await,
        test.add_verified_email(&browser, &home).await,
    );
    let member = test.current_member(&browser).await;
    let results = tokio::join!(
        test.identity.emails().make_primary(&member, one),
        test.identity.emails().make_primary(&member, other)
    );
    assert_eq!(results, (Ok(()), Ok(())), "they are serialized");
    let primary: Vec<_> =
        test.credentials(&browser).await.emails.into_iter().filter(|one| one.primary).collect();
    assert_eq!(primary.len(), 1);
    assert_eq!(test.current_member(&browser).await.email, primary[0].email);
}

#[tokio::test]
async fn verifying_and_replacing_the_primary_address_do_not_deadlock() {
    let test = TestIdentity::open().await;
    // Both need the same locks: taken in different orders, one of them fails sooner or later.
    for _ in 0..8 {
        let (ada, work) = (TestUser::new(), TestUser::new());
        let browser = test.sign_up(&ada).await;
        let id = test.add_verified_email(&browser, &work).await;
        let (member, old) =
            (test.current_member(&browser).await, test.email_id(&browser, &ada).await);
        test.identity
            .emails()
            .send_verification_code(&browser, &member, old, &Device::default())
            .await
            .unwrap();
        let code = test.latest_code(&ada).await;
        let results = tokio::join!(
            test.identity.emails().verify(&browser, &member, &code),
            test.identity.emails().make_primary(&member, id)
        );
        assert_eq!(results, (Ok(()), Ok(())));
        let now = test.current_member(&browser).await;
        assert_eq!((now.email.as_str(), now.email_verified), (&*work.email, true));
    }
}
