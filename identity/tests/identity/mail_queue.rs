//! The mail queue: each email is claimed once, retried until it is sent, and deleted then.

use identity::{Device, EmailTemplate};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::support::{TestIdentity, TestUser};

#[tokio::test]
async fn due_mail_is_claimed_once() {
    let (test, _lock) = open_exclusively().await;
    let ada = user_with_due_mail(&test).await;
    let claims =
        tokio::join!(test.identity.mail_queue().claim(1), test.identity.mail_queue().claim(1));
    let mail: Vec<_> = [claims.0.unwrap(), claims.1.unwrap()].into_iter().flatten().collect();
    let mine: Vec<_> = mail.iter().filter(|mail| mail.recipient == ada.email).collect();
    assert_eq!(mine.len(), 1);
    assert!(mine[0].template == EmailTemplate::SignUpCode { code: test.latest_code(&ada).await });
}

#[tokio::test]
async fn unsent_mail_is_retried_with_growing_intervals() {
    let (test, _lock) = open_exclusively().await;
    let ada = user_with_due_mail(&test).await;
    for (attempt, pause) in [5, 10, 20, 40, 80, 160, 300, 300].into_iter().enumerate() {
        make_due(&test, &ada).await;
        assert_eq!(test.identity.mail_queue().claim(1).await.unwrap()[0].recipient, ada.email);
        let (attempts, due): (i32, i32) = sqlx::query_as(
            "select attempts, round(extract(epoch from next_attempt_at - now()))::int
             from identity.mail_queue where recipient = $1",
        )
        .bind(&ada.email)
        .fetch_one(&test.db)
        .await
        .unwrap();
        assert_eq!(usize::try_from(attempts).unwrap(), attempt + 1);
        assert!((pause - 3..=pause).contains(&due), "{due} of {pause} seconds");
    }
}

#[tokio::test]
async fn sent_mail_is_deleted() {
    let (test, _lock) = open_exclusively().await;
    let ada = user_with_due_mail(&test).await;
    test.identity.mail_queue().mark_sent(mail_id(&test, &ada).await).await.unwrap();
    assert!(test.emails_to(&ada).await.is_empty());
}

#[tokio::test]
async fn expired_mail_is_deleted_unsent() {
    let (test, _lock) = open_exclusively().await;
    let ada = user_with_due_mail(&test).await;
    test.update_emails(&ada, "expires_at = now()").await;
    let claimed = test.identity.mail_queue().claim(1).await.unwrap();
    assert!(claimed.iter().all(|mail| mail.recipient != ada.email));
    assert!(test.emails_to(&ada).await.is_empty());
}

#[tokio::test]
async fn archived_mail_is_listed_and_never_claimed() {
    let (test, _lock) = open_exclusively().await;
    let (ada, eve) = (user_with_due_mail(&test).await, user_with_due_mail(&test).await);
    for user in [&ada, &eve] {
        test.identity.mail_queue().archive(mail_id(&test, user).await).await.unwrap();
    }
    let archived = test.identity.mail_queue().list_archived().await.unwrap();
    let place =
        |user: &TestUser| archived.iter().position(|mail| mail.recipient == user.email).unwrap();
    assert!(place(&eve) < place(&ada), "the newest comes first");
    assert!(
        archived[place(&ada)].template
            == EmailTemplate::SignUpCode { code: test.latest_code(&ada).await }
    );
    assert!(archived.len() <= 50);

    let claimed = test.identity.mail_queue().claim(1).await.unwrap();
    assert!(claimed.iter().all(|mail| mail.recipient != ada.email && mail.recipient != eve.email));
}

#[tokio::test]
async fn a_rate_limited_request_enqueues_no_mail() {
    let (test, _lock) = open_exclusively().await;
    let ada = user_with_due_mail(&test).await;
    let device = Device::default();
    for _ in 0..9 {
        let _ = test.identity.codes().send_for_sign_up(&test.browser(), &ada.email, &device).await;
    }
    assert_eq!(test.emails_to(&ada).await.len(), 5);
}

/// Holds a lock while a test claims mail, because all tests share one queue.
async fn open_exclusively() -> (TestIdentity, PgConnection) {
    let test = TestIdentity::open().await;
    let mut lock = PgConnection::connect_with(&test.db.connect_options()).await.unwrap();
    sqlx::query("select pg_advisory_lock(hashtext('mail_queue'))")
        .execute(&mut lock)
        .await
        .unwrap();
    (test, lock)
}

/// A user whose mail is due before all other mail.
async fn user_with_due_mail(test: &TestIdentity) -> TestUser {
    let user = TestUser::new();
    test.identity
        .codes()
        .send_for_sign_up(&test.browser(), &user.email, &Device::default())
        .await
        .unwrap();
    make_due(test, &user).await;
    user
}

async fn make_due(test: &TestIdentity, user: &TestUser) {
    test.update_emails(user, "next_attempt_at = now() - interval '1 day'").await;
}

async fn mail_id(test: &TestIdentity, user: &TestUser) -> Uuid {
    sqlx::query_scalar("select id from identity.mail_queue where recipient = $1")
        .bind(&user.email)
        .fetch_one(&test.db)
        .await
        .unwrap()
}
