//! The session store.

use time::OffsetDateTime;
use tower_sessions::session::Id;

use crate::support::{TestIdentity, TestUser, id_hash};

#[tokio::test]
async fn the_database_stores_only_a_hash_of_the_session_id() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id().unwrap();

    let row: String = sqlx::query_scalar(
        "select row_to_json(s)::text from identity.sessions s where id_hash = $1",
    )
    .bind(id_hash(cookie))
    .fetch_one(&test.db)
    .await
    .unwrap();
    let hex = format!("{:032x}", u128::from_be_bytes(cookie.0.to_le_bytes()));
    for encoded in [cookie.to_string(), cookie.0.to_string(), hex] {
        assert!(!row.contains(&encoded), "{row}");
    }
}

#[tokio::test]
async fn a_deleted_session_is_rejected_at_the_next_request() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    test.delete_session(cookie).await;
    assert!(test.member_of(cookie).await.is_none());
}

#[tokio::test]
async fn sessions_of_a_deleted_account_are_rejected_at_the_next_request() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    sqlx::query("delete from public.users where email = $1")
        .bind(&ada.email)
        .execute(&test.db)
        .await
        .unwrap();
    assert!(test.member_of(cookie).await.is_none());
}

#[tokio::test]
async fn a_save_does_not_recreate_a_deleted_session() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    let request = test.next_request(cookie);
    request.insert("seen", true).await.unwrap();
    test.delete_session(cookie).await;
    request.save().await.unwrap();

    assert_eq!(test.session_count(cookie).await, 0);
    assert!(test.member_of(cookie).await.is_none());
}

#[tokio::test]
async fn a_save_keeps_the_data_and_the_member() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    let request = test.next_request(cookie);
    request.insert("seen", 7).await.unwrap();
    request.save().await.unwrap();

    assert_eq!(test.next_request(cookie).get("seen").await.unwrap(), Some(7));
    assert_eq!(test.member_of(cookie).await.unwrap().email, ada.email);
}

#[tokio::test]
async fn saved_data_cannot_change_the_member() {
    let (test, ada, eve) = (TestIdentity::open().await, TestUser::new(), TestUser::new());
    let member = test.member_of(test.sign_up(&ada).await.id()).await.unwrap();
    let browser = test.sign_up(&eve).await;
    let request = test.next_request(browser.id());
    request.insert("member", member).await.unwrap();
    request.save().await.unwrap();
    assert_eq!(test.member_of(browser.id()).await.unwrap().email, eve.email);
}

#[tokio::test]
async fn the_last_use_is_updated_once_a_minute() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    test.update_session(cookie, "last_used_at = now() - interval '30 seconds'").await;
    let before = last_used_at(&test, cookie).await;
    test.member_of(cookie).await.unwrap();
    assert_eq!(last_used_at(&test, cookie).await, before);

    test.update_session(cookie, "last_used_at = now() - interval '61 seconds'").await;
    test.member_of(cookie).await.unwrap();
    assert!(last_used_at(&test, cookie).await > before);
}

#[tokio::test]
async fn the_member_is_read_from_the_database_at_every_request() {
    let (test, ada) = (TestIdentity::open().await, TestUser::new());
    let cookie = test.sign_up(&ada).await.id();
    sqlx::query(
        "update public.users set display_name = 'Ada', email_verified_at = now() where email = $1",
    )
    .bind(&ada.email)
    .execute(&test.db)
    .await
    .unwrap();
    let member = test.member_of(cookie).await.unwrap();
    assert_eq!((member.display_name.as_deref(), member.email_verified), (Some("Ada"), true));
}

async fn last_used_at(test: &TestIdentity, cookie: Option<Id>) -> OffsetDateTime {
    sqlx::query_scalar("select last_used_at from identity.sessions where id_hash = $1")
        .bind(cookie.map(id_hash))
        .fetch_one(&test.db)
        .await
        .unwrap()
}
