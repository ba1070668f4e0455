//! Adding email addresses: once each, ten at most, within the rate limits.

use identity::{Device, Error};

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn adding_an_address_again_sends_another_code_to_the_existing_one() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_email(&browser, &work).await.unwrap();
    let upper_case = TestUser::with_email(work.email.to_uppercase());
    test.add_email(&browser, &upper_case).await.unwrap();
    assert_eq!(test.credentials(&browser).await.emails.len(), 2);
    assert_eq!(
        (test.emails_to(&work).await.len(), test.emails_to(&upper_case).await.len()),
        (2, 0),
        "mail goes to the first spelling"
    );

    test.verify_email(&browser, &test.latest_code(&work).await).await.unwrap();
    for same in [&work, &upper_case, &ada] {
        assert_eq!(test.add_email(&browser, same).await, Err(Error::EmailTaken));
    }
    let events = test.audit_log(test.current_member(&browser).await.user_id).await;
    assert_eq!(events, ["signed_up", "email_added", "email_verified"]);
}

#[tokio::test]
async fn an_account_has_at_most_ten_addresses() {
    let (test, ada, last) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    for _ in 0..8 {
        test.add_email(&browser, &TestUser::new()).await.unwrap();
    }
    test.add_email(&browser, &last).await.unwrap();
    let (user_id, eleventh) = (test.current_member(&browser).await.user_id, TestUser::new());
    let before = test.all_rows(user_id).await;
    assert_eq!(test.add_email(&browser, &eleventh).await, Err(Error::LimitReached));
    assert_eq!((test.all_rows(user_id).await, test.emails_to(&eleventh).await.len()), (before, 0));

    test.add_email(&browser, &last).await.expect("it is one of the ten");
    let id = test.email_id(&browser, &last).await;
    test.identity.emails().remove(&test.current_member(&browser).await, id).await.unwrap();
    test.add_email(&browser, &eleventh).await.unwrap();
}

#[tokio::test]
async fn only_one_of_two_concurrent_additions_becomes_the_tenth_address() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    for _ in 0..8 {
        test.add_email(&browser, &TestUser::new()).await.unwrap();
    }
    let (one, other) = (test.next_request(browser.id()), test.next_request(browser.id()));
    let (first, second) = (TestUser::new(), TestUser::new());
    let results = tokio::join!(test.add_email(&one, &first), test.add_email(&other, &second));
    assert!(
        matches!(results, (Ok(()), Err(Error::LimitReached)) | (Err(Error::LimitReached), Ok(()))),
        "{results:?}"
    );
    assert_eq!(test.credentials(&browser).await.emails.len(), 10);
}

#[tokio::test]
async fn an_address_above_the_rate_limit_is_added_but_gets_no_code() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    for _ in 0..5 {
        test.identity
            .codes()
            .send_for_sign_in(&test.browser(), &work.email, &Device::default())
            .await
            .unwrap();
    }
    assert!(matches!(test.add_email(&browser, &work).await, Err(Error::RateLimited { .. })));
    assert_eq!(test.email_addresses(&browser).await[1], (work.email.clone(), false));
    assert_eq!(test.emails_to(&work).await.len(), 5);
}
