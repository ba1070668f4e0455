//! Redeeming codes: once, in time, in the browser that requested them, with three attempts.

use identity::{Device, Error, Member};
use tower_sessions::Session;

use crate::support::{TestIdentity, TestUser, auth_methods};

#[tokio::test]
async fn a_sign_up_code_creates_an_account_with_a_verified_address() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    test.identity.codes().send_for_sign_up(&browser, &ada.email, &Device::default()).await.unwrap();
    assert_eq!(
        test.row_counts(&ada).await.accounts,
        0,
        "nothing is created before the address is verified"
    );
    let guest = browser.id();
    let member = redeem(&test, &browser, &test.latest_code(&ada).await).await.unwrap();

    assert_eq!((member.email.as_str(), member.email_verified), (&*ada.email, true));
    assert_eq!(auth_methods(&member), (vec!["otp"], "aal1"));
    let next = test.member_of(browser.id()).await.unwrap();
    assert_eq!(
        (next.user_id, next.session_id, next.amr),
        (member.user_id, member.session_id, member.amr)
    );
    assert!(next.email_verified);
    assert_eq!(
        (test.row_counts(&ada).await.accounts, test.row_counts(&ada).await.sessions),
        (1, 1)
    );
    assert_ne!(browser.id(), guest, "the session id changes");
    assert_eq!(test.session_count(guest).await, 0);
}

#[tokio::test]
async fn a_sign_in_code_signs_in_to_the_account() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let account = test.member_of(test.sign_up_with_code(&ada).await.id()).await.unwrap().user_id;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    let device = Device {
        user_agent: Some("Firefox".into()),
        ip_address: Some("192.0.2.200".into()),
        ..Device::default()
    };
    let member = test.identity.codes().redeem(&browser, &code, &device).await.unwrap();

    assert_eq!((member.user_id, auth_methods(&member).0), (account, vec!["otp"]));
    assert_eq!(test.member_of(browser.id()).await.unwrap().user_id, account);
    assert_eq!(
        (test.row_counts(&ada).await.accounts, test.row_counts(&ada).await.sessions),
        (1, 2)
    );
    let seen: (Option<String>, Option<String>) =
        sqlx::query_as("select user_agent, ip_address from identity.sessions where id = $1")
            .bind(member.session_id)
            .fetch_one(&test.db)
            .await
            .unwrap();
    assert_eq!(seen, (device.user_agent, device.ip_address));
}

#[tokio::test]
async fn the_session_survives_the_save_at_the_end_of_the_request() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.sign_up_with_code(&ada).await;
    // As tower-sessions does at the end of the request.
    browser.save().await.unwrap();
    assert_eq!(test.member_of(browser.id()).await.unwrap().email, ada.email);
    test.identity.sessions().sign_out(&test.next_request(browser.id())).await.unwrap();
    assert!(test.member_of(browser.id()).await.is_none());
}

#[tokio::test]
async fn whitespace_in_a_code_is_ignored() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    redeem(&test, &browser, &format!(" {} {}\n", &code[..3], &code[3..])).await.unwrap();
}

#[tokio::test]
async fn only_one_of_two_concurrent_redemptions_succeeds() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    let (one, other) = (test.next_request(browser.id()), test.next_request(browser.id()));
    let results = tokio::join!(redeem(&test, &one, &code), redeem(&test, &other, &code));
    let ((Ok(_), Err(error)) | (Err(error), Ok(_))) = results else {
        panic!("both or none succeeded")
    };
    assert_eq!(error, Error::CodeExpired);
    assert_eq!(test.row_counts(&ada).await.sessions, 2);
}

#[tokio::test]
async fn a_code_works_once() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    let guest = browser.id();
    redeem(&test, &browser, &code).await.unwrap();
    assert_eq!(redeem(&test, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(redeem(&test, &test.next_request(guest), &code).await, Err(Error::CodeExpired));
    assert!(test.identity.codes().pending(&browser).await.unwrap().is_none());
    assert_eq!(test.row_counts(&ada).await.sessions, 2);
}

#[tokio::test]
async fn a_code_does_not_work_in_another_browser() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    let stranger = test.browser();
    assert_eq!(redeem(&test, &stranger, &code).await, Err(Error::CodeExpired));
    test.identity
        .codes()
        .send_for_sign_in(&stranger, &ada.email, &Device::default())
        .await
        .unwrap();
    if code != test.latest_code(&ada).await {
        assert_eq!(
            redeem(&test, &stranger, &code).await,
            Err(Error::IncorrectCode { attempts_left: 2 })
        );
    }
    redeem(&test, &browser, &code).await.unwrap();
}

#[tokio::test]
async fn a_code_expires_after_five_minutes() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    test.age_code(&browser, 5 * 60).await;
    assert_eq!(redeem(&test, &browser, &code).await, Err(Error::CodeExpired));
    assert_eq!(test.row_counts(&ada).await.sessions, 1);
}

#[tokio::test]
async fn the_code_of_a_deleted_account_is_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    test.sign_up_with_code(&ada).await;
    let (browser, code) = test.request_sign_in_code(&ada).await;
    sqlx::query("delete from public.users where email = $1")
        .bind(&ada.email)
        .execute(&test.db)
        .await
        .unwrap();
    assert_eq!(redeem(&test, &browser, &code).await, Err(Error::CodeExpired));
    assert!(test.member_of(browser.id()).await.is_none());
}

#[tokio::test]
async fn two_concurrent_sign_ups_of_one_address_create_one_account() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let (one, other) = (test.browser(), test.browser());
    let mut codes = Vec::new();
    for browser in [&one, &other] {
        test.identity
            .codes()
            .send_for_sign_up(browser, &ada.email, &Device::default())
            .await
            .unwrap();
        codes.push(test.latest_code(&ada).await);
    }
    let (first, second) =
        tokio::join!(redeem(&test, &one, &codes[0]), redeem(&test, &other, &codes[1]));
    assert_eq!(first.unwrap().user_id, second.unwrap().user_id);
    assert_eq!(
        (test.row_counts(&ada).await.accounts, test.row_counts(&ada).await.sessions),
        (1, 2)
    );
}

#[tokio::test]
async fn no_account_is_created_if_the_session_cannot_be_inserted() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let browser = test.browser();
    test.identity.codes().send_for_sign_up(&browser, &ada.email, &Device::default()).await.unwrap();
    let code = test.latest_code(&ada).await;
    // Postgres rejects NUL in text: the last statement of the transaction fails.
    let device = Device { user_agent: Some("\0".into()), ..Device::default() };
    assert_eq!(
        test.identity.codes().redeem(&browser, &code, &device).await,
        Err(Error::Unavailable)
    );
    assert_eq!(test.row_counts(&ada).await.accounts, 0);

    redeem(&test, &browser, &code).await.unwrap();
}

async fn redeem(test: &TestIdentity, browser: &Session, code: &str) -> Result<Member, Error> {
    test.identity.codes().redeem(browser, code, &Device::default()).await
}
