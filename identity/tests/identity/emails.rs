//! Addresses of an account: verified by a code, and by one account only.

use identity::{Device, Error, EmailTemplate};

use crate::support::{Installation, Person, another_than};

#[tokio::test]
async fn the_address_of_the_sign_up_is_verified_by_a_code() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up(&ada).await;
    let member = here.member(&browser).await;
    let id = here.email_id(&browser, &ada).await;
    here.identity.emails().send_verification_code(&browser, &member, id, &Device::default()).await.unwrap();
    assert!(matches!(here.letters(&ada).await[..], [EmailTemplate::VerificationCode { .. }]));
    assert!(!here.member(&browser).await.email_verified, "a code that was only sent proves nothing");
    here.verify(&browser, &here.code_for(&ada).await).await.unwrap();

    assert!(here.member(&browser).await.email_verified);
    // One transaction has one time.
    let together: bool = sqlx::query_scalar(
        "select e.verified_at = u.email_verified_at from public.users u join identity.emails e on e.user_id = u.id
         where u.id = $1",
    )
    .bind(member.user_id)
    .fetch_one(&here.db)
    .await
    .unwrap();
    assert!(together);
    assert_eq!(here.events(member.user_id).await, ["signed_up", "email_verified"]);

    let (elsewhere, code) = here.asked(&ada).await;
    let again = here.identity.codes().redeem(&elsewhere, &code, &Device::default()).await.unwrap();
    assert_eq!(again.user_id, member.user_id, "it signs in now");
}

#[tokio::test]
async fn an_address_that_is_verified_already_gets_no_code() {
    let (here, ada) = (Installation::new().await, Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    let (member, id) = (here.member(&browser).await, here.email_id(&browser, &ada).await);
    let sent = here.identity.emails().send_verification_code(&browser, &member, id, &Device::default()).await;
    assert_eq!((sent, here.letters(&ada).await.len()), (Err(Error::NotFound), 1));
}

#[tokio::test]
async fn an_address_is_added_unverified_and_its_code_verifies_it() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    assert_eq!(here.addresses(&browser).await, [(ada.email.clone(), true), (work.email.clone(), false)]);
    assert!(matches!(here.letters(&work).await[..], [EmailTemplate::VerificationCode { .. }]));
    assert!(here.letters(&ada).await[0] == EmailTemplate::EmailAdded, "the primary address hears of it");

    here.verify(&browser, &here.code_for(&work).await).await.unwrap();
    assert_eq!(here.addresses(&browser).await, [(ada.email.clone(), true), (work.email.clone(), true)]);
    let member = here.member(&browser).await;
    assert_eq!(member.email, ada.email, "the account is called as before");
    assert_eq!(here.events(member.user_id).await, ["signed_up", "email_added", "email_verified"]);
}

#[tokio::test]
async fn a_wrong_code_verifies_nothing_and_the_right_one_serves_once() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    let code = here.code_for(&work).await;
    let wrong = here.verify(&browser, &another_than(&code)).await;
    assert_eq!(wrong, Err(Error::IncorrectCode { attempts_left: 2 }));
    assert!(!here.addresses(&browser).await[1].1);

    here.verify(&browser, &code).await.unwrap();
    assert_eq!(here.verify(&browser, &code).await, Err(Error::CodeExpired));
}

#[tokio::test]
async fn another_code_is_sent_to_an_address_that_waits_for_it() {
    let (here, ada, work) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&ada).await;
    here.add_email(&browser, &work).await.unwrap();
    here.age_code(&browser, 31).await;
    here.identity.codes().resend(&browser, &Device::default()).await.unwrap();
    assert_eq!(here.letters(&work).await.len(), 2);
    here.verify(&browser, &here.code_for(&work).await).await.unwrap();
}

#[tokio::test]
async fn an_address_that_another_account_has_verified_is_answered_alike_and_gets_another_letter() {
    let (here, ada, eve, free) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    here.sign_up_by_code(&ada).await;
    let browser = here.sign_up_by_code(&eve).await;
    let mut answers = Vec::new();
    for person in [&free, &ada] {
        let added = here.add_email(&browser, person).await;
        let pending = here.identity.codes().pending(&browser).await.unwrap().unwrap();
        let hash = here.kept_code(&browser).await.unwrap().0.len();
        answers.push((added, pending.purpose, pending.email == person.email, pending.attempts_left, hash));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(here.addresses(&browser).await[1..], [(free.email.clone(), false), (ada.email.clone(), false)]);
    assert!(here.letters(&ada).await[0] == EmailTemplate::EmailTaken);
    assert!(matches!(here.letters(&free).await[..], [EmailTemplate::VerificationCode { .. }]));

    let (stranger, id) = (here.member(&browser).await, here.email_id(&browser, &ada).await);
    here.identity.emails().send_verification_code(&browser, &stranger, id, &Device::default()).await.unwrap();
    assert!(here.letters(&ada).await[0] == EmailTemplate::EmailTaken, "asking again is no way around");
    assert_eq!(here.identity.emails().make_primary(&stranger, id).await, Err(Error::NotFound));
}

#[tokio::test]
async fn an_address_that_another_account_verifies_meanwhile_is_taken() {
    let (here, ada, eve) = (Installation::new().await, Person::new(), Person::new());
    let browser = here.sign_up_by_code(&eve).await;
    here.add_email(&browser, &ada).await.unwrap();
    let code = here.code_for(&ada).await;
    here.sign_up_by_code(&ada).await;

    assert_eq!(here.verify(&browser, &code).await, Err(Error::EmailTaken));
    assert!(!here.addresses(&browser).await[1].1);
    assert_eq!(here.events(here.member(&browser).await.user_id).await, ["signed_up", "email_added"]);
}

#[tokio::test]
async fn of_two_accounts_that_verify_one_address_at_once_one_gets_it() {
    let (here, ada, eve, both) = (Installation::new().await, Person::new(), Person::new(), Person::new());
    let (one, other) = (here.sign_up_by_code(&ada).await, here.sign_up_by_code(&eve).await);
    let mut codes = Vec::new();
    for browser in [&one, &other] {
        here.add_email(browser, &both).await.unwrap();
        codes.push(here.code_for(&both).await);
    }
    // Neither can write before the other has come as far as it may.
    let mut lock = here.db.begin().await.unwrap();
    let holders: Vec<i32> =
        sqlx::query_scalar("select pg_backend_pid() from identity.emails where email = $1 for update")
            .bind(&both.email)
            .fetch_all(&mut *lock)
            .await
            .unwrap();
    let released = async {
        here.both_wait_for(holders[0]).await;
        lock.commit().await.unwrap();
    };
    let results = tokio::join!(here.verify(&one, &codes[0]), here.verify(&other, &codes[1]), released);
    assert!(matches!(results, (Ok(()), Err(Error::EmailTaken), ()) | (Err(Error::EmailTaken), Ok(()), ())), "{results:?}");
    let verified = [here.addresses(&one).await[1].1, here.addresses(&other).await[1].1];
    assert_eq!(verified, [results.0.is_ok(), results.1.is_ok()]);
}
