//! Security emails: to the primary address; rate limited as long as it is unverified.

use identity::EmailTemplate;

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn an_unverified_address_gets_five_emails_per_hour_and_the_changes_happen_anyway() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    for _ in 0..7 {
        test.add_email(&browser, &TestUser::new()).await.unwrap();
    }
    assert!(test.emails_to(&ada).await[..] == [const { EmailTemplate::EmailAdded }; 5]);
    assert_eq!(test.credentials(&browser).await.emails.len(), 8);
    assert_eq!(test.audit_log(test.current_member(&browser).await.user_id).await.len(), 8);

    test.age_rate_limit(&ada.email, 60 * 60).await;
    test.add_email(&browser, &TestUser::new()).await.unwrap();
    assert_eq!(test.emails_to(&ada).await.len(), 6);
}

#[tokio::test]
async fn a_verified_address_gets_every_security_email() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    for _ in 0..7 {
        test.add_email(&browser, &TestUser::new()).await.unwrap();
    }
    assert!(test.emails_to(&ada).await[..7] == [const { EmailTemplate::EmailAdded }; 7]);
    test.request_sign_in_code(&ada).await;
}

#[tokio::test]
async fn security_emails_are_retried_for_three_days() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    test.add_email(&browser, &TestUser::new()).await.unwrap();
    let hours: i32 = sqlx::query_scalar(
        "select (extract(epoch from expires_at - created_at) / 3600)::int
         from identity.mail_queue where recipient = $1",
    )
    .bind(&ada.email)
    .fetch_one(&test.db)
    .await
    .unwrap();
    assert_eq!(hours, 72);
}

#[tokio::test]
async fn only_the_primary_address_gets_security_emails() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_verified_email(&browser, &work).await;
    test.add_passkey(&browser, &ada).await.unwrap();
    assert!(test.emails_to(&ada).await[0] == EmailTemplate::PasskeyAdded);
    assert!(matches!(test.emails_to(&work).await[..], [EmailTemplate::VerificationCode { .. }]));
}
