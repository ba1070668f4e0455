//! An account has at most ten sessions: another sign-in ends the oldest.

use identity::{Device, Mediation};
use tower_sessions::Session;

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn the_eleventh_session_ends_the_oldest() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let sessions = ten_sessions(&test, &ada).await;
    let eleventh = test.sign_in(&ada).await;

    assert!(test.member_of(sessions[0].id()).await.is_none());
    for browser in sessions[1..].iter().chain([&eleventh]) {
        assert!(test.member_of(browser.id()).await.is_some());
    }
    test.sign_in(&ada).await;
    assert!(test.member_of(sessions[1].id()).await.is_none());
    assert_eq!(test.row_counts(&ada).await.sessions, 10);
}

#[tokio::test]
async fn the_limit_applies_to_every_way_to_sign_in() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let sessions = ten_sessions(&test, &ada).await;
    let member = test.current_member(&sessions[9]).await;
    let link = test.identity.recovery().create_link(member.user_id).await.unwrap();
    test.identity.recovery().redeem_link(&test.browser(), &link, &Device::default()).await.unwrap();

    assert!(test.member_of(sessions[0].id()).await.is_none());
    assert!(test.member_of(sessions[1].id()).await.is_some());
    assert_eq!(test.row_counts(&ada).await.sessions, 10);
}

#[tokio::test]
async fn the_oldest_session_is_the_one_created_first() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let sessions = ten_sessions(&test, &ada).await;
    test.update_session(sessions[1].id(), "last_used_at = now() - interval '2 days'").await;
    test.sign_in(&ada).await;
    assert!(test.member_of(sessions[0].id()).await.is_none());
    assert!(test.member_of(sessions[1].id()).await.is_some());
}

#[tokio::test]
async fn replacing_a_session_ends_no_other() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let sessions = ten_sessions(&test, &ada).await;
    test.reauthenticate(&sessions[4], &ada).await.unwrap();
    test.try_sign_in(&sessions[5], &ada).await.unwrap();
    for browser in &sessions {
        assert!(test.member_of(browser.id()).await.is_some());
    }
}

#[tokio::test]
async fn sessions_of_other_accounts_and_of_guests_do_not_count() {
    let (test, ada, bob) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let sessions = ten_sessions(&test, &ada).await;
    let other_browser = test.sign_up(&bob).await;
    let guest = test.browser();
    test.identity.sign_in().begin(&guest, Mediation::Modal).await.unwrap();
    for browser in sessions.iter().chain([&other_browser]) {
        assert!(test.member_of(browser.id()).await.is_some());
    }
    test.sign_in(&ada).await;
    assert!(test.member_of(other_browser.id()).await.is_some());
    assert_eq!(test.session_count(guest.id()).await, 1);
}

/// The user's sessions, the oldest first.
async fn ten_sessions(test: &TestIdentity, user: &TestUser) -> Vec<Session> {
    let mut sessions = vec![test.sign_up(user).await];
    while sessions.len() < 10 {
        sessions.push(test.sign_in(user).await);
    }
    sessions
}
