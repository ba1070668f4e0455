//! `GET /dev/mailbox`.

use reqwest::StatusCode;
use uuid::Uuid;

use crate::support::{Down, Setup, Site, insert_queued_email};

const WITH_MAILBOX: Setup = Setup { mailbox_enabled: true, ..Setup::NORMAL };

#[tokio::test]
async fn with_a_mail_server_there_is_no_mailbox() {
    let response = Site::open().await.guest().open("/dev/mailbox").await;
    assert_eq!(response.status, StatusCode::NOT_FOUND);
    assert!(!response.body.contains("Mailbox"));
}

#[tokio::test]
async fn the_mailbox_is_public_and_loads_nothing() {
    let site = Site::with(WITH_MAILBOX).await;
    let page = site.guest().open("/dev/mailbox").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(page.body.contains("<h1>Mailbox</h1>"), "{}", page.body);
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    for forbidden in ["style", "<script", "<link"] {
        assert!(!page.body.contains(forbidden), "{forbidden}");
    }
}

#[tokio::test]
async fn the_mailbox_shows_the_newest_email_first() {
    let site = Site::with(WITH_MAILBOX).await;
    let recipients = [0, 1].map(|_| format!("{}@example.org", Uuid::new_v4()));
    for recipient in &recipients {
        let id = insert_queued_email(&site.db, recipient, "314159").await;
        // Newer than the emails of concurrent tests.
        sqlx::query(
            "update identity.mail_queue set sent_at = now() + interval '1 hour' where id = $1",
        )
        .bind(id)
        .execute(&site.db)
        .await
        .unwrap();
    }
    let page = site.guest().open("/dev/mailbox").await.body;
    let [older, newer] = recipients.map(|recipient| page.find(&recipient).unwrap());
    assert!(newer < older, "{page}");
}

#[tokio::test]
async fn without_the_database_the_mailbox_is_unavailable() {
    let site = Site::with(Setup { down: Down::Database, ..WITH_MAILBOX }).await;
    let status = site.guest().open("/dev/mailbox").await.status;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}
