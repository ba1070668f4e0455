//! Verification of email addresses: by a code, and by one account only.

use identity::{Device, EmailTemplate, Error};

use crate::support::{TestIdentity, TestUser, wrong_code};

#[tokio::test]
async fn the_sign_up_address_is_verified_by_a_code() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up(&ada).await;
    let member = test.current_member(&browser).await;
    let id = test.email_id(&browser, &ada).await;
    test.identity
        .emails()
        .send_verification_code(&browser, &member, id, &Device::default())
        .await
        .unwrap();
    assert!(matches!(test.emails_to(&ada).await[..], [EmailTemplate::VerificationCode { .. }]));
    assert!(!test.current_member(&browser).await.email_verified, "sending a code verifies nothing");
    test.verify_email(&browser, &test.latest_code(&ada).await).await.unwrap();

    assert!(test.current_member(&browser).await.email_verified);
    // now() is constant within a transaction.
    let together: bool = sqlx::query_scalar(
        "select e.verified_at = u.email_verified_at from public.users u
         join identity.emails e on e.user_id = u.id where u.id = $1",
    )
    .bind(member.user_id)
    .fetch_one(&test.db)
    .await
    .unwrap();
    assert!(together);
    assert_eq!(test.audit_log(member.user_id).await, ["signed_up", "email_verified"]);

    let (other_browser, code) = test.request_sign_in_code(&ada).await;
    let again =
        test.identity.codes().redeem(&other_browser, &code, &Device::default()).await.unwrap();
    assert_eq!(again.user_id, member.user_id, "the address can be used for sign-in");
}

#[tokio::test]
async fn a_verified_address_gets_no_verification_code() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    let (member, id) = (test.current_member(&browser).await, test.email_id(&browser, &ada).await);
    let sent = test
        .identity
        .emails()
        .send_verification_code(&browser, &member, id, &Device::default())
        .await;
    assert_eq!((sent, test.emails_to(&ada).await.len()), (Err(Error::NotFound), 1));
}

#[tokio::test]
async fn an_added_address_is_unverified_until_its_code_is_redeemed() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_email(&browser, &work).await.unwrap();
    assert_eq!(
        test.email_addresses(&browser).await,
        [(ada.email.clone(), true), (work.email.clone(), false)]
    );
    assert!(matches!(test.emails_to(&work).await[..], [EmailTemplate::VerificationCode { .. }]));
    assert!(
        test.emails_to(&ada).await[0] == EmailTemplate::EmailAdded,
        "the primary address is informed"
    );

    test.verify_email(&browser, &test.latest_code(&work).await).await.unwrap();
    assert_eq!(
        test.email_addresses(&browser).await,
        [(ada.email.clone(), true), (work.email.clone(), true)]
    );
    let member = test.current_member(&browser).await;
    assert_eq!(member.email, ada.email, "the primary address is unchanged");
    assert_eq!(
        test.audit_log(member.user_id).await,
        ["signed_up", "email_added", "email_verified"]
    );
}

#[tokio::test]
async fn an_incorrect_code_verifies_nothing_and_the_correct_one_works_once() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_email(&browser, &work).await.unwrap();
    let code = test.latest_code(&work).await;
    let wrong = test.verify_email(&browser, &wrong_code(&code)).await;
    assert_eq!(wrong, Err(Error::IncorrectCode { attempts_left: 2 }));
    assert!(!test.email_addresses(&browser).await[1].1);

    test.verify_email(&browser, &code).await.unwrap();
    assert_eq!(test.verify_email(&browser, &code).await, Err(Error::CodeExpired));
}

#[tokio::test]
async fn a_verification_code_can_be_resent() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_email(&browser, &work).await.unwrap();
    test.age_code(&browser, 31).await;
    test.identity.codes().resend(&browser, &Device::default()).await.unwrap();
    assert_eq!(test.emails_to(&work).await.len(), 2);
    test.verify_email(&browser, &test.latest_code(&work).await).await.unwrap();
}

#[tokio::test]
async fn adding_a_taken_address_looks_the_same_and_sends_another_email() {
    let (test, ada, eve, free) =
        (TestIdentity::open().await, TestUser::new(), TestUser::new(), TestUser::new());
    test.sign_up_with_code(&ada).await;
    let browser = test.sign_up_with_code(&eve).await;
    let mut responses = Vec::new();
    for user in [&free, &ada] {
        let added = test.add_email(&browser, user).await;
        let pending = test.identity.codes().pending(&browser).await.unwrap().unwrap();
        let hash = test.stored_code(&browser).await.unwrap().0.len();
        responses.push((
            added,
            pending.purpose,
            pending.email == user.email,
            pending.attempts_left,
            hash,
        ));
    }
    assert_eq!(responses[0], responses[1]);
    assert_eq!(
        test.email_addresses(&browser).await[1..],
        [(free.email.clone(), false), (ada.email.clone(), false)]
    );
    assert!(test.emails_to(&ada).await[0] == EmailTemplate::EmailTaken);
    assert!(matches!(test.emails_to(&free).await[..], [EmailTemplate::VerificationCode { .. }]));

    let (stranger, id) = (test.current_member(&browser).await, test.email_id(&browser, &ada).await);
    test.identity
        .emails()
        .send_verification_code(&browser, &stranger, id, &Device::default())
        .await
        .unwrap();
    assert!(
        test.emails_to(&ada).await[0] == EmailTemplate::EmailTaken,
        "requesting another code makes no difference"
    );
    assert_eq!(test.identity.emails().make_primary(&stranger, id).await, Err(Error::NotFound));
}

#[tokio::test]
async fn an_address_that_another_account_verifies_first_is_taken() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&eve).await;
    test.add_email(&browser, &ada).await.unwrap();
    let code = test.latest_code(&ada).await;
    test.sign_up_with_code(&ada).await;

    assert_eq!(test.verify_email(&browser, &code).await, Err(Error::EmailTaken));
    assert!(!test.email_addresses(&browser).await[1].1);
    assert_eq!(
        test.audit_log(test.current_member(&browser).await.user_id).await,
        ["signed_up", "email_added"]
    );
}

#[tokio::test]
async fn only_one_of_two_accounts_can_verify_an_address_concurrently() {
    let (test, ada, eve, both) =
        (TestIdentity::open().await, TestUser::new(), TestUser::new(), TestUser::new());
    let (one, other) = (test.sign_up_with_code(&ada).await, test.sign_up_with_code(&eve).await);
    let mut codes = Vec::new();
    for browser in [&one, &other] {
        test.add_email(browser, &both).await.unwrap();
        codes.push(test.latest_code(&both).await);
    }
    // Neither transaction writes before both have started.
    let mut lock = test.db.begin().await.unwrap();
    let holders: Vec<i32> = sqlx::query_scalar(
        "select pg_backend_pid() from identity.emails where email = $1 for update",
    )
    .bind(&both.email)
    .fetch_all(&mut *lock)
    .await
    .unwrap();
    let released = async {
        test.wait_for_two_blocked_by(holders[0]).await;
        lock.commit().await.unwrap();
    };
    let results = tokio::join!(
        test.verify_email(&one, &codes[0]),
        test.verify_email(&other, &codes[1]),
        released
    );
    assert!(
        matches!(
            results,
            (Ok(()), Err(Error::EmailTaken), ()) | (Err(Error::EmailTaken), Ok(()), ())
        ),
        "{results:?}"
    );
    let verified = [test.email_addresses(&one).await[1].1, test.email_addresses(&other).await[1].1];
    assert_eq!(verified, [results.0.is_ok(), results.1.is_ok()]);
}
