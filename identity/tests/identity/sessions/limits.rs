//! Lifetimes of sessions: idle and absolute.

use std::time::Duration;

use identity::SessionLimits;
use time::OffsetDateTime;
use tower_sessions::session::Id;

use crate::support::{TestIdentity, TestUser, id_hash};

#[tokio::test]
async fn an_expired_session_is_rejected() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    test.update_session(cookie, "expires_at = now() - interval '1 second'").await;
    assert!(test.member_of(cookie).await.is_none());
}

#[tokio::test]
async fn a_session_expires_after_a_week_without_a_request() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    test.update_session(cookie, "last_used_at = now() - interval '6 days 23 hours'").await;
    assert!(test.member_of(cookie).await.is_some());
    test.update_session(cookie, "last_used_at = now() - interval '7 days 1 second'").await;
    assert!(test.member_of(cookie).await.is_none());
}

#[tokio::test]
async fn the_limits_are_configurable() {
    let minute = Duration::from_mins(1);
    let (test, ada) = (
        TestIdentity::with_limits(SessionLimits { idle: minute, absolute: 10 * minute }).await,
        TestUser::new(),
    );
    let cookie = test.sign_up(&ada).await.id();
    assert_eq!(lifetime(&test, cookie).await, 10 * minute);
    test.update_session(cookie, "last_used_at = now() - interval '61 seconds'").await;
    assert!(test.member_of(cookie).await.is_none());
}

#[tokio::test]
async fn requests_extend_the_idle_limit_but_not_the_absolute_one() {
    const DAY: Duration = Duration::from_hours(24);
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    test.update_session(cookie, "last_used_at = now() - interval '3 days'").await;
    assert!(test.member_of(cookie).await.is_some());

    let request = test.next_request(cookie);
    request.insert("seen", true).await.unwrap();
    request.save().await.unwrap();
    assert!(last_used_at(&test, cookie).await > OffsetDateTime::now_utc() - DAY);
    assert_eq!(lifetime(&test, cookie).await, 30 * DAY);
}

async fn last_used_at(test: &TestIdentity, cookie: Option<Id>) -> OffsetDateTime {
    sqlx::query_scalar("select last_used_at from identity.sessions where id_hash = $1")
        .bind(cookie.map(id_hash))
        .fetch_one(&test.db)
        .await
        .unwrap()
}

/// The absolute lifetime, rounded to minutes: the clocks of server and database may differ.
async fn lifetime(test: &TestIdentity, cookie: Option<Id>) -> Duration {
    let minutes: i64 = sqlx::query_scalar(
        "select round(extract(epoch from expires_at - created_at) / 60)::bigint
         from identity.sessions where id_hash = $1",
    )
    .bind(cookie.map(id_hash))
    .fetch_one(&test.db)
    .await
    .unwrap();
    Duration::from_secs(u64::try_from(minutes).unwrap() * 60)
}
