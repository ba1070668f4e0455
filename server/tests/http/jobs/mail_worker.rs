//! Mails travel from the outbox to a mail server or to the mailbox.

use std::ops::Deref;

use server::jobs::mail_worker::{round, run};
use test_support::{ClosedSmtpServer, IsolatedStack, SmtpBehaviour, SmtpServer};
use tokio::sync::oneshot;

use crate::support::{insert_mail, mail::smtp};

/// An outbox that no other test writes to.
struct Outbox(IsolatedStack);

impl Deref for Outbox {
    type Target = IsolatedStack;

    fn deref(&self) -> &IsolatedStack {
        &self.0
    }
}

impl Outbox {
    async fn open() -> Self {
        Self(IsolatedStack::start().await)
    }

    async fn insert(&self, code: &str) {
        insert_mail(&self.db, "ada@example.org", code).await;
    }

    /// Lets the time until the next attempt pass.
    async fn make_mail_due(&self) {
        sqlx::query("update identity.mail_queue set next_attempt_at = now()").execute(&self.db).await.unwrap();
    }

    async fn unsent(&self) -> i64 {
        let statement = "select count(*) from identity.mail_queue where sent_at is null";
        sqlx::query_scalar(statement).fetch_one(&self.db).await.unwrap()
    }

    async fn close(self) {
        self.0.close().await;
    }
}

#[tokio::test]
async fn every_mail_is_sent_once() {
    let outbox = Outbox::open().await;
    let mut server = SmtpServer::start(SmtpBehaviour::Accepts);
    for code in ["111111", "222222"] {
        outbox.insert(code).await;
    }
    round(&outbox.identity, Some(&smtp(&server.url()))).await;
    let mails = server.received();
    for code in ["111111", "222222"] {
        let with_code = mails.iter().filter(|mail| mail.data.lines().any(|line| line == code));
        assert_eq!(with_code.count(), 1, "{code}");
    }
    outbox.make_mail_due().await;
    round(&outbox.identity, Some(&smtp(&server.url()))).await;
    assert_eq!((server.received().len(), outbox.unsent().await), (0, 0));
    outbox.close().await;
}

#[tokio::test]
async fn a_mail_waits_while_the_mail_server_is_down() {
    let outbox = Outbox::open().await;
    let closed = ClosedSmtpServer::new();
    outbox.insert("314159").await;
    let smtp = smtp(&closed.url());
    round(&outbox.identity, Some(&smtp)).await;
    assert_eq!(outbox.unsent().await, 1);

    let mut server = closed.open(SmtpBehaviour::Accepts);
    outbox.make_mail_due().await;
    round(&outbox.identity, Some(&smtp)).await;
    assert_eq!((server.received().len(), outbox.unsent().await), (1, 0));
    outbox.close().await;
}

#[tokio::test]
async fn a_rejected_mail_stays_in_the_outbox() {
    let outbox = Outbox::open().await;
    let server = SmtpServer::start(SmtpBehaviour::RejectsRecipients);
    outbox.insert("314159").await;
    round(&outbox.identity, Some(&smtp(&server.url()))).await;
    assert_eq!(outbox.unsent().await, 1);
    outbox.close().await;
}

#[tokio::test]
async fn without_a_mail_server_mails_go_to_the_mailbox() {
    let outbox = Outbox::open().await;
    outbox.insert("314159").await;
    round(&outbox.identity, None).await;
    let [mail] = &outbox.identity.mail_queue().list_archived().await.unwrap()[..] else { panic!("not one mail") };
    assert_eq!((&*mail.recipient, outbox.unsent().await), ("ada@example.org", 0));
    outbox.close().await;
}

#[tokio::test]
async fn the_worker_ends_on_shutdown() {
    let outbox = Outbox::open().await;
    let (stop, stopped) = oneshot::channel();
    let worker = tokio::spawn(run(outbox.identity.clone(), None, stopped));
    drop(stop);
    worker.await.unwrap();
    outbox.close().await;
}
