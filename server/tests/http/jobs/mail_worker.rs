//! From the outbox to a mail server or to `/dev/mailbox`.

use identity::EmailTemplate;
use reqwest::StatusCode;
use server::jobs::mail_worker::{round, run};
use sqlx::{PgPool, types::Json};
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::support::{
    Down, IsolatedStack, Setup, Site,
    mail_server::{ClosedMailServer, MailServer, SmtpBehaviour},
};

impl IsolatedStack {
    async fn post(&self, code: &str) {
        post(&self.db, "ada@example.org", code).await;
    }

    /// Lets the time pass until the next attempt.
    async fn make_mail_due(&self) {
        sqlx::query("update identity.mail_queue set next_attempt_at = now()").execute(&self.db).await.unwrap();
    }

    async fn waiting(&self) -> i64 {
        let statement = "select count(*) from identity.mail_queue where sent_at is null";
        sqlx::query_scalar(statement).fetch_one(&self.db).await.unwrap()
    }
}

async fn post(db: &PgPool, recipient: &str, code: &str) -> Uuid {
    let statement = "insert into identity.mail_queue (id, recipient, template, expires_at)
                     values (gen_random_uuid(), $1, $2, now() + interval '10 minutes') returning id";
    let letter = Json(EmailTemplate::SignInCode { code: code.into() });
    sqlx::query_scalar(statement).bind(recipient).bind(letter).fetch_one(db).await.unwrap()
}

#[tokio::test]
async fn every_mail_is_handed_in_once() {
    let outbox = IsolatedStack::open().await;
    let mut server = MailServer::new(SmtpBehaviour::Obliging);
    for code in ["111111", "222222"] {
        outbox.post(code).await;
    }
    round(&outbox.identity, Some(&server.client())).await;
    let got = server.received();
    for code in ["111111", "222222"] {
        assert_eq!(got.iter().filter(|got| got.data.lines().any(|line| line == code)).count(), 1, "{code}");
    }
    outbox.make_mail_due().await;
    round(&outbox.identity, Some(&server.client())).await;
    assert_eq!((server.received().len(), outbox.waiting().await), (0, 0));
    outbox.close().await;
}

#[tokio::test]
async fn a_mail_waits_for_a_mail_server_that_is_down() {
    let outbox = IsolatedStack::open().await;
    let closed = ClosedMailServer::new();
    outbox.post("314159").await;
    let client = closed.client();
    round(&outbox.identity, Some(&client)).await;
    assert_eq!(outbox.waiting().await, 1);

    let mut server = closed.open(SmtpBehaviour::Obliging);
    outbox.make_mail_due().await;
    round(&outbox.identity, Some(&client)).await;
    assert_eq!((server.received().len(), outbox.waiting().await), (1, 0));
    outbox.close().await;
}

#[tokio::test]
async fn a_refused_mail_is_not_lost() {
    let outbox = IsolatedStack::open().await;
    let server = MailServer::new(SmtpBehaviour::Refusing);
    outbox.post("314159").await;
    round(&outbox.identity, Some(&server.client())).await;
    assert_eq!(outbox.waiting().await, 1);
    outbox.close().await;
}

#[tokio::test]
async fn without_a_mail_server_mails_go_to_the_mailbox() {
    let outbox = IsolatedStack::open().await;
    outbox.post("314159").await;
    round(&outbox.identity, None).await;
    let [mail] = &outbox.identity.mail_queue().list_archived().await.unwrap()[..] else { panic!("not one mail") };
    assert_eq!((&*mail.recipient, outbox.waiting().await), ("ada@example.org", 0));
    outbox.close().await;
}

#[tokio::test]
async fn the_postman_goes_when_told() {
    let outbox = IsolatedStack::open().await;
    let (stop, stopped) = oneshot::channel();
    let postman = tokio::spawn(run(outbox.identity.clone(), None, stopped));
    drop(stop);
    postman.await.unwrap();
    outbox.close().await;
}

#[tokio::test]
async fn the_mailbox_has_the_newest_mail_first() {
    let site = Site::with(Setup { keeps_mail: true, ..Setup::NORMAL }).await;
    let recipients = [0, 1].map(|_| format!("{}@example.org", Uuid::new_v4()));
    for recipient in &recipients {
        let id = post(&site.db, recipient, "314159").await;
        // Mails of other tests may be kept meanwhile: these are newer than all of them.
        sqlx::query("update identity.mail_queue set sent_at = now() + interval '1 hour' where id = $1")
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
    let site = Site::with(Setup { keeps_mail: true, down: Down::Database, ..Setup::NORMAL }).await;
    assert_eq!(site.guest().open("/dev/mailbox").await.status, StatusCode::SERVICE_UNAVAILABLE);
}
