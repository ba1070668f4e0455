//! Cleanup: expired rows are deleted, all others stay.

use identity::{Device, Mediation};

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn expired_and_idle_sessions_are_deleted() {
    let test = TestIdentity::open().await;
    let (expired, idle, active) = (TestUser::new(), TestUser::new(), TestUser::new());
    let (guest, expired_guest) = (test.browser(), test.browser());
    let cookies = (
        test.sign_up(&expired).await.id(),
        test.sign_up(&idle).await.id(),
        test.sign_up(&active).await.id(),
    );
    for browser in [&guest, &expired_guest] {
        test.identity.sign_in().begin(browser, Mediation::Modal).await.unwrap();
    }
    test.update_session(cookies.0, "expires_at = now() - interval '1 second'").await;
    test.update_session(cookies.1, "last_used_at = now() - interval '8 days'").await;
    test.update_session(cookies.2, "last_used_at = now() - interval '6 days'").await;
    test.update_session(expired_guest.id(), "expires_at = now() - interval '1 second'").await;
    test.identity.cleanup().await.unwrap();

    assert_eq!(test.session_count(cookies.0).await, 0);
    assert_eq!(test.session_count(cookies.1).await, 0);
    assert_eq!(test.session_count(cookies.2).await, 1);
    assert_eq!((test.session_count(guest.id()).await, test.challenge_count(&guest).await), (1, 1));
    assert_eq!(
        (test.session_count(expired_guest.id()).await, test.challenge_count(&expired_guest).await),
        (0, 0)
    );
    assert_eq!(test.row_counts(&expired).await.accounts, 1, "an account outlives its sessions");
}

#[tokio::test]
async fn an_expired_challenge_is_deleted_and_its_session_stays() {
    let test = TestIdentity::open().await;
    let browser = test.browser();
    test.identity.sign_in().begin(&browser, Mediation::Modal).await.unwrap();
    test.expire_challenges(&browser).await;
    test.identity.sign_in().begin(&browser, Mediation::Conditional).await.unwrap();
    test.identity.cleanup().await.unwrap();
    assert_eq!(
        (test.session_count(browser.id()).await, test.challenge_count(&browser).await),
        (1, 1)
    );
}

#[tokio::test]
async fn expired_codes_rate_limits_and_mail_are_deleted() {
    let test = TestIdentity::open().await;
    let (expired, pending, archived, archived_earlier) =
        (TestUser::new(), TestUser::new(), TestUser::new(), TestUser::new());
    let mut browsers = Vec::new();
    for user in [&expired, &pending, &archived, &archived_earlier] {
        let browser = test.browser();
        test.identity
            .codes()
            .send_for_sign_up(&browser, &user.email, &Device::default())
            .await
            .unwrap();
        browsers.push(browser);
    }
    test.age_code(&browsers[0], 301).await;
    test.age_rate_limit(&expired.email, 3601).await;
    for (user, change) in [
        (&expired, "expires_at = now() - interval '1 second'"),
        (&archived, "expires_at = now() - interval '1 hour', sent_at = now() - interval '1 hour'"),
        (
            &archived_earlier,
            "expires_at = now() - interval '2 days', sent_at = now() - interval '2 days'",
        ),
    ] {
        test.update_emails(user, change).await;
    }
    test.identity.cleanup().await.unwrap();

    assert!(test.stored_code(&browsers[0]).await.is_none());
    assert!(test.stored_code(&browsers[1]).await.is_some());
    assert_eq!(
        (test.rate_limit_count(&expired.email).await, test.rate_limit_count(&pending.email).await),
        (0, 1)
    );
    for (user, emails) in [(&expired, 0), (&pending, 1), (&archived, 1), (&archived_earlier, 0)] {
        assert_eq!(test.emails_to(user).await.len(), emails);
    }
}
