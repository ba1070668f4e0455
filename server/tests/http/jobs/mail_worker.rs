//! Emails go from the queue to a mail server or to the mailbox.

use std::ops::Deref;

use server::jobs::mail_worker::{run, send_due};
use test_support::{ClosedSmtpServer, IsolatedStack, SmtpBehaviour, SmtpServer};
use tokio_util::sync::CancellationToken;

use crate::support::{insert_queued_email, mail::smtp};

/// A stack whose mail queue no other test writes to.
struct MailStack(IsolatedStack);

impl Deref for MailStack {
    type Target = IsolatedStack;

    fn deref(&self) -> &IsolatedStack {
        &self.0
    }
}

impl MailStack {
    async fn open() -> Self {
        Self(IsolatedStack::start().await)
    }

    async fn insert(&self, code: &str) {
        insert_queued_email(&self.db, "ada@example.org", code).await;
    }

    /// Makes the next attempt due now.
    async fn make_mail_due(&self) {
        sqlx::query("update identity.mail_queue set next_attempt_at = now()")
            .execute(&self.db)
            .await
            .unwrap();
    }

    async fn queued(&self) -> i64 {
        let statement = "select count(*) from identity.mail_queue where sent_at is null";
        sqlx::query_scalar(statement).fetch_one(&self.db).await.unwrap()
    }

    async fn close(self) {
        self.0.close().await;
    }
}

#[tokio::test]
async fn every_email_is_sent_once() {
    let queue = MailStack::open().await;
    let mut server = SmtpServer::start(SmtpBehaviour::Accepts);
    for code in ["111111", "222222"] {
        queue.insert(code).await;
    }
    send_due(&queue.identity, Some(&smtp(&server.url()))).await;
    let emails = server.received();
    for code in ["111111", "222222"] {
        let with_code = emails.iter().filter(|mail| mail.data.lines().any(|line| line == code));
        assert_eq!(with_code.count(), 1, "{code}");
    }
    queue.make_mail_due().await;
    send_due(&queue.identity, Some(&smtp(&server.url()))).await;
    assert_eq!((server.received().len(), queue.queued().await), (0, 0));
    queue.close().await;
}

#[tokio::test]
async fn an_email_waits_while_the_mail_server_is_down() {
    let queue = MailStack::open().await;
    let closed = ClosedSmtpServer::new();
    queue.insert("314159").await;
    let smtp = smtp(&closed.url());
    send_due(&queue.identity, Some(&smtp)).await;
    assert_eq!(queue.queued().await, 1);

    let mut server = closed.open(SmtpBehaviour::Accepts);
    queue.make_mail_due().await;
    send_due(&queue.identity, Some(&smtp)).await;
    assert_eq!((server.received().len(), queue.queued().await), (1, 0));
    queue.close().await;
}

#[tokio::test]
async fn a_rejected_email_stays_in_the_queue() {
    let queue = MailStack::open().await;
    let server = SmtpServer::start(SmtpBehaviour::RejectsRecipients);
    queue.insert("314159").await;
    send_due(&queue.identity, Some(&smtp(&server.url()))).await;
    assert_eq!(queue.queued().await, 1);
    queue.close().await;
}

#[tokio::test]
async fn without_a_mail_server_emails_go_to_the_mailbox() {
    let queue = MailStack::open().await;
    queue.insert("314159").await;
    send_due(&queue.identity, None).await;
    let [mail] = &queue.identity.mail_queue().list_archived().await.unwrap()[..] else {
        panic!("not one email")
    };
    assert_eq!((&*mail.recipient, queue.queued().await), ("ada@example.org", 0));
    queue.close().await;
}

#[tokio::test]
async fn the_worker_ends_on_shutdown() {
    let queue = MailStack::open().await;
    let shutdown = CancellationToken::new();
    let worker = tokio::spawn(run(queue.identity.clone(), None, shutdown.clone()));
    shutdown.cancel();
    worker.await.unwrap();
    queue.close().await;
}
