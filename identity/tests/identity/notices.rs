//! Notices: to the primary address, once it is verified without a limit, and before that not more than a stranger would bear.

use identity::EmailTemplate;

use crate::support::{Installation, Person};

#[tokio::test]
async fn an_address_that_nobody_has_proved_gets_five_mails_an_hour_and_what_is_told_happens_nevertheless() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    for _ in 0..7 {
        here.add_email(&browser, &Person::new()).await.unwrap();
    }
    assert!(here.letters(&ada).await[..] == [const { EmailTemplate::EmailAdded }; 5]);
    assert_eq!(here.access(&browser).await.emails.len(), 8);
    assert_eq!(here.events(here.member(&browser).await.user_id).await.len(), 8);

    here.age_allowance(&ada.email, 60 * 60).await;
    here.add_email(&browser, &Person::new()).await.unwrap();
    assert_eq!(here.letters(&ada).await.len(), 6);
}

#[tokio::test]
async fn a_verified_address_hears_of_everything() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    for _ in 0..7 {
        here.add_email(&browser, &Person::new()).await.unwrap();
    }
    assert!(here.letters(&ada).await[..7] == [const { EmailTemplate::EmailAdded }; 7]);
    here.asked(&ada).await;
}

#[tokio::test]
async fn notices_are_worth_sending_for_three_days() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    here.add_email(&browser, &Person::new()).await.unwrap();
    let hours: i32 = sqlx::query_scalar(
        "select (extract(epoch from expires_at - created_at) / 3600)::int from identity.mail_queue where recipient = $1",
    )
    .bind(&ada.email)
    .fetch_one(&here.db)
    .await
    .unwrap();
    assert_eq!(hours, 72);
}

#[tokio::test]
async fn addresses_other_than_the_primary_one_hear_nothing() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_verified(&browser, &work).await;
    here.add_passkey(&browser, &ada).await.unwrap();
    assert!(here.letters(&ada).await[0] == EmailTemplate::PasskeyAdded);
    assert!(matches!(here.letters(&work).await[..], [EmailTemplate::VerificationCode { .. }]));
}
