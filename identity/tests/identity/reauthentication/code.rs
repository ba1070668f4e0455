//! Reauthentication with a code, which works for nothing else.

use identity::{Device, Error};
use tower_sessions::Session;

use crate::support::{TestIdentity, TestUser, auth_methods, wrong_code};

#[tokio::test]
async fn earlier_authentication_methods_still_count() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.add_passkey(&browser, &ada).await.unwrap();
    assert_eq!(auth_methods(&test.current_member(&browser).await), (vec!["otp"], "aal1"));
    for _ in 0..2 {
        test.reauthenticate(&browser, &ada).await.unwrap();
        assert_eq!(
            auth_methods(&test.current_member(&browser).await),
            (vec!["otp", "webauthn"], "aal2")
        );
    }

    let browser = test.sign_in(&ada).await;
    let code = request_code(&test, &browser, &ada).await;
    redeem(&test, &browser, &code).await.unwrap();
    assert_eq!(
        auth_methods(&test.current_member(&browser).await),
        (vec!["webauthn", "otp"], "aal2")
    );
}

#[tokio::test]
async fn a_code_replaces_the_session_by_a_fresh_one() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.expire_recent_authentication(&browser).await;
    let code = request_code(&test, &browser, &ada).await;
    let (before, cookie) = (test.current_member(&browser).await, browser.id());
    let token = test.identity.tokens().access_token(&before).unwrap();
    assert!(!before.is_recently_authenticated(), "requesting a code authenticates nothing");
    redeem(&test, &browser, &code).await.unwrap();

    let after = test.current_member(&browser).await;
    assert!(after.is_recently_authenticated());
    assert_eq!((after.user_id, auth_methods(&after)), (before.user_id, (vec!["otp"], "aal1")));
    assert!(browser.id() != cookie && after.session_id != before.session_id);
    assert!(test.member_of(cookie).await.is_none());
    assert_ne!(
        test.identity.tokens().access_token(&before).unwrap(),
        token,
        "the cached token was invalidated"
    );
    assert_eq!(test.row_counts(&ada).await.sessions, 1);
    assert_eq!(
        redeem(&test, &browser, &code).await,
        Err(Error::CodeExpired),
        "the code works once"
    );
}

#[tokio::test]
async fn a_code_is_sent_to_verified_addresses_only() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up(&ada).await;
    let member = test.current_member(&browser).await;
    let send = async || {
        test.identity.reauthentication().send_code(&browser, &member, &Device::default()).await
    };
    assert_eq!(send().await, Err(Error::NotFound));
    test.add_verified_email(&browser, &work).await;
    let before = (test.emails_to(&ada).await.len(), test.emails_to(&work).await.len());
    send().await.unwrap();
    assert_eq!(
        (test.emails_to(&ada).await.len(), test.emails_to(&work).await.len()),
        (before.0, before.1 + 1)
    );
    let code = test.latest_code(&work).await;
    redeem(&test, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn the_code_of_another_member_is_rejected() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let (browser, strangers_browser) =
        (test.sign_up_with_code(&ada).await, test.sign_up_with_code(&eve).await);
    let code = request_code(&test, &browser, &ada).await;
    let stranger = test.current_member(&strangers_browser).await;
    let result = test
        .identity
        .reauthentication()
        .redeem_code(&strangers_browser, &stranger, &code, &Device::default())
        .await;
    assert_eq!(result, Err(Error::CodeExpired));
    let result = test
        .identity
        .reauthentication()
        .redeem_code(&browser, &stranger, &code, &Device::default())
        .await;
    assert_eq!(result, Err(Error::CodeExpired), "even in the browser that requested it");
    redeem(&test, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn a_code_works_only_for_its_purpose() {
    let (test, ada, work) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.expire_recent_authentication(&browser).await;
    let (member, device) = (test.current_member(&browser).await, Device::default());

    let code = request_code(&test, &browser, &ada).await;
    assert_eq!(
        test.identity.codes().redeem(&browser, &code, &device).await,
        Err(Error::CodeExpired)
    );
    assert_eq!(
        test.identity.emails().verify(&browser, &member, &code).await,
        Err(Error::CodeExpired)
    );
    assert_eq!(
        test.stored_code(&browser).await.unwrap().1,
        0,
        "other purposes count as no attempt"
    );

    test.identity.codes().send_for_sign_in(&browser, &ada.email, &device).await.unwrap();
    let code = test.latest_code(&ada).await;
    assert_eq!(redeem(&test, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(
        test.identity.emails().verify(&browser, &member, &code).await,
        Err(Error::CodeExpired)
    );

    let code = request_code(&test, &browser, &ada).await;
    redeem(&test, &browser, &code).await.unwrap();
    test.add_email(&browser, &work).await.unwrap();
    let code = test.latest_code(&work).await;
    test.expire_recent_authentication(&browser).await;
    assert_eq!(redeem(&test, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(
        test.identity.codes().redeem(&browser, &code, &device).await,
        Err(Error::CodeExpired)
    );
    assert!(!test.current_member(&browser).await.is_recently_authenticated());
}

#[tokio::test]
async fn only_three_of_fifty_concurrent_attempts_are_compared() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    test.expire_recent_authentication(&browser).await;
    let code = request_code(&test, &browser, &ada).await;
    let member = test.current_member(&browser).await;
    let attempts: Vec<_> = (0..50)
        .map(|_| {
            let (identity, session) = (test.identity.clone(), test.next_request(browser.id()));
            let (member, wrong) = (member.clone(), wrong_code(&code));
            tokio::spawn(async move {
                identity
                    .reauthentication()
                    .redeem_code(&session, &member, &wrong, &Device::default())
                    .await
            })
        })
        .collect();
    let mut results = Vec::new();
    for attempt in attempts {
        results.push(attempt.await.unwrap());
    }
    for attempts_left in [2, 1, 0] {
        assert_eq!(
            results
                .iter()
                .filter(|result| **result == Err(Error::IncorrectCode { attempts_left }))
                .count(),
            1
        );
    }
    assert_eq!(results.iter().filter(|result| **result == Err(Error::CodeExpired)).count(), 47);
    assert_eq!(
        redeem(&test, &browser, &code).await,
        Err(Error::CodeExpired),
        "no attempts are left"
    );
    assert!(!test.current_member(&browser).await.is_recently_authenticated());
}

/// Requests a reauthentication code and returns it.
async fn request_code(test: &TestIdentity, browser: &Session, user: &TestUser) -> String {
    let member = test.current_member(browser).await;
    test.identity.reauthentication().send_code(browser, &member, &Device::default()).await.unwrap();
    test.latest_code(user).await
}

async fn redeem(test: &TestIdentity, browser: &Session, code: &str) -> Result<(), Error> {
    test.identity
        .reauthentication()
        .redeem_code(browser, &test.current_member(browser).await, code, &Device::default())
        .await
}
