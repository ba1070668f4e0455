//! Attempts: at most three per code, counted before the comparison.

use identity::{Device, Error, Member};
use tower_sessions::Session;

use crate::support::{TestIdentity, TestUser, wrong_code};

#[tokio::test]
async fn an_incorrect_code_counts_as_an_attempt_and_the_correct_one_still_works() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    for attempts_left in [2, 1] {
        assert_eq!(
            redeem(&test, &browser, &wrong_code(&code)).await,
            Err(Error::IncorrectCode { attempts_left })
        );
        assert_eq!(
            test.identity.codes().pending(&browser).await.unwrap().unwrap().attempts_left,
            attempts_left
        );
    }
    redeem(&test, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn after_three_incorrect_codes_the_correct_one_is_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    for (wrong, attempts_left) in [(wrong_code(&code), 2), (String::new(), 1), ("x".into(), 0)] {
        assert_eq!(
            redeem(&test, &browser, &wrong).await,
            Err(Error::IncorrectCode { attempts_left })
        );
    }
    assert_eq!(redeem(&test, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(test.row_counts(&ada).await.sessions, 1);

    test.age_code(&browser, 31).await;
    test.identity.codes().resend(&browser, &Device::default()).await.unwrap();
    redeem(&test, &browser, &test.latest_code(&ada).await).await.unwrap();
}

#[tokio::test]
async fn only_three_of_fifty_concurrent_attempts_are_compared() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    let attempts: Vec<_> = (0..50)
        .map(|_| {
            let (identity, session) = (test.identity.clone(), test.next_request(browser.id()));
            let wrong = wrong_code(&code);
            tokio::spawn(async move {
                identity.codes().redeem(&session, &wrong, &Device::default()).await
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
    assert_eq!(test.stored_code(&browser).await.unwrap().1, 3);
}

async fn redeem(test: &TestIdentity, browser: &Session, code: &str) -> Result<Member, Error> {
    test.identity.codes().redeem(browser, code, &Device::default()).await
}
