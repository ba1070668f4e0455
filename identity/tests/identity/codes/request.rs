//! Requesting codes: which mail is sent, and that responses don't reveal accounts.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use identity::{Device, EmailTemplate, Error};
use tower_sessions::Session;
use uuid::Uuid;

use crate::support::{TestIdentity, TestUser, wrong_code};

#[tokio::test]
async fn a_sign_in_request_looks_the_same_for_every_address() {
    let test = TestIdentity::open().await;
    let (known, unverified, unknown) = (TestUser::new(), TestUser::new(), TestUser::new());
    test.sign_up_with_code(&known).await;
    test.sign_up(&unverified).await;
    for user in [&known, &unverified, &unknown] {
        let browser = test.browser();
        test.identity
            .codes()
            .send_for_sign_in(&browser, &user.email, &Device::default())
            .await
            .unwrap();
        assert_same_response(&test, &browser, user).await;
    }
    assert!(matches!(test.emails_to(&known).await[0], EmailTemplate::SignInCode { .. }));
    assert!(matches!(test.emails_to(&unverified).await[..], [EmailTemplate::NoAccount]));
    assert!(matches!(test.emails_to(&unknown).await[..], [EmailTemplate::NoAccount]));
}

#[tokio::test]
async fn a_sign_up_request_looks_the_same_for_every_address() {
    let test = TestIdentity::open().await;
    let (known, unverified, unknown) = (TestUser::new(), TestUser::new(), TestUser::new());
    test.sign_up_with_code(&known).await;
    test.sign_up(&unverified).await;
    for user in [&known, &unverified, &unknown] {
        let browser = test.browser();
        test.identity
            .codes()
            .send_for_sign_up(&browser, &user.email, &Device::default())
            .await
            .unwrap();
        assert_same_response(&test, &browser, user).await;
    }
    assert!(matches!(test.emails_to(&known).await[0], EmailTemplate::AlreadyRegistered));
    assert!(matches!(test.emails_to(&unverified).await[..], [EmailTemplate::SignUpCode { .. }]));
    assert!(matches!(test.emails_to(&unknown).await[..], [EmailTemplate::SignUpCode { .. }]));
}

#[tokio::test]
async fn addresses_are_case_insensitive_and_mail_goes_to_the_verified_spelling() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let browser = test.browser();
    test.identity
        .codes()
        .send_for_sign_in(&browser, &ada.email.to_uppercase(), &Device::default())
        .await
        .unwrap();
    let code = test.latest_code(&ada).await;
    let member = test.identity.codes().redeem(&browser, &code, &Device::default()).await.unwrap();
    assert_eq!(member.email, ada.email);
}

#[tokio::test]
async fn the_database_stores_a_salted_hash_of_the_code() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    let row: String = sqlx::query_scalar(
        "select (
             to_jsonb(code) - array['salt', 'session_id_hash', 'sent_at', 'expires_at', 'email']
         )::text || encode(hash, 'escape') from identity.codes code where email = $1",
    )
    .bind(&ada.email)
    .fetch_one(&test.db)
    .await
    .unwrap();
    let plain = <sha2::Sha256 as sha2::Digest>::digest(&code).to_vec();
    assert!(!row.contains(&code), "{row}");
    assert_ne!(test.stored_code(&browser).await.unwrap().0, plain, "the hash is salted");
}

#[tokio::test]
async fn if_no_code_was_sent_no_code_matches() {
    let test = TestIdentity::open().await;
    let (known, unknown) = (TestUser::new(), TestUser::new());
    test.sign_up_with_code(&known).await;
    test.request_sign_in_code(&known).await;
    assert_eq!(matching_codes(&test, &known).await.len(), 1, "the code itself matches");
    test.identity
        .codes()
        .send_for_sign_in(&test.browser(), &unknown.email, &Device::default())
        .await
        .unwrap();
    assert!(matching_codes(&test, &unknown).await.is_empty());
}

#[tokio::test]
async fn a_new_code_replaces_the_old_one() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, old) = test.request_sign_in_code(&ada).await;
    test.age_code(&browser, 30).await;
    test.identity.codes().resend(&browser, &Device::default()).await.unwrap();
    let new = test.latest_code(&ada).await;
    if old != new {
        let result = test.identity.codes().redeem(&browser, &old, &Device::default()).await;
        assert_eq!(result, Err(Error::IncorrectCode { attempts_left: 2 }));
    }
    test.identity.codes().redeem(&browser, &new, &Device::default()).await.unwrap();
}

#[tokio::test]
async fn a_code_can_be_resent_after_thirty_seconds() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    test.identity.codes().send_for_sign_up(&browser, &ada.email, &Device::default()).await.unwrap();
    test.age_code(&browser, 10).await;
    let Err(Error::RateLimited { retry_after }) =
        test.identity.codes().resend(&browser, &Device::default()).await
    else {
        panic!("the code was resent at once")
    };
    assert!(
        (Duration::from_secs(10)..=Duration::from_secs(20)).contains(&retry_after),
        "{retry_after:?}"
    );
    assert_eq!(test.emails_to(&ada).await.len(), 1);

    test.age_code(&browser, 20).await;
    assert_eq!(
        test.identity.codes().pending(&browser).await.unwrap().unwrap().resend_in,
        Duration::ZERO
    );
    test.identity.codes().resend(&browser, &Device::default()).await.unwrap();
    assert!(matches!(
        test.emails_to(&ada).await[..],
        [EmailTemplate::SignUpCode { .. }, EmailTemplate::SignUpCode { .. }]
    ));
}

#[tokio::test]
async fn only_one_of_two_concurrent_resends_succeeds() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let (browser, device) = (test.browser(), Device::default());
    test.identity.codes().send_for_sign_up(&browser, &ada.email, &device).await.unwrap();
    test.age_code(&browser, 30).await;
    let (one, other) = (test.next_request(browser.id()), test.next_request(browser.id()));
    let results = tokio::join!(
        test.identity.codes().resend(&one, &device),
        test.identity.codes().resend(&other, &device)
    );
    assert!(matches!(
        results,
        (Ok(()), Err(Error::RateLimited { .. })) | (Err(Error::RateLimited { .. }), Ok(()))
    ));
    assert_eq!(test.emails_to(&ada).await.len(), 2);
}

#[tokio::test]
async fn without_a_first_request_nothing_can_be_resent() {
    let test = TestIdentity::open().await;
    let browser = test.browser();
    assert!(test.identity.codes().pending(&browser).await.unwrap().is_none());
    assert_eq!(
        test.identity.codes().resend(&browser, &Device::default()).await,
        Err(Error::CodeExpired)
    );
}

/// Asserts what the page shows and what incorrect codes lead to.
async fn assert_same_response(test: &TestIdentity, browser: &Session, user: &TestUser) {
    let pending = test.identity.codes().pending(browser).await.unwrap().unwrap();
    assert_eq!((&pending.email, pending.attempts_left), (&user.email, 3));
    assert!((Duration::from_secs(20)..=Duration::from_secs(30)).contains(&pending.resend_in));
    assert_eq!(test.stored_code(browser).await.unwrap().0.len(), 32);
    let wrong = match test.emails_to(user).await.remove(0) {
        EmailTemplate::SignInCode { code } | EmailTemplate::SignUpCode { code } => {
            wrong_code(&code)
        }
        _ => "000000".into(),
    };
    for expected in [2, 1, 0]
        .map(|attempts_left| Error::IncorrectCode { attempts_left })
        .into_iter()
        .chain([Error::CodeExpired])
    {
        assert_eq!(
            test.identity.codes().redeem(browser, &wrong, &Device::default()).await,
            Err(expected)
        );
    }
    let again = test.identity.codes().resend(browser, &Device::default()).await;
    assert!(matches!(again, Err(Error::RateLimited { .. })));
}

/// The codes that match the stored hash, by trying all of them.
async fn matching_codes(test: &TestIdentity, user: &TestUser) -> Vec<u32> {
    let (salt, hash): (Uuid, Vec<u8>) =
        sqlx::query_as("select salt, hash from identity.codes where email = $1")
            .bind(&user.email)
            .fetch_one(&test.db)
            .await
            .unwrap();
    let salted = |code| [salt.as_bytes().as_slice(), format!("{code:06}").as_bytes()].concat();
    (0..1_000_000).filter(|code| digest(&SHA256, &salted(*code)).as_ref() == hash).collect()
}
