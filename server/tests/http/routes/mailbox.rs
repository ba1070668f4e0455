//! Mails: handed to a mail server, or kept in `/dev/mailbox`.

use reqwest::StatusCode;
use server::mail::smtp::Undelivered;

use crate::support::{
    Setup, Site,
    mail_server::{ClosedMailServer, MailServer, SmtpBehaviour, client, mail},
};

#[tokio::test]
async fn a_mail_server_gets_the_letter_with_text_and_html() {
    let mut server = MailServer::new(SmtpBehaviour::Obliging);
    server.client().send(&mail("ada@example.org")).await.unwrap();
    let [got] = &server.received()[..] else { panic!("not one mail") };
    assert_eq!((&*got.sender, &*got.recipient), ("hello@latchkey.example", "ada@example.org"));
    for header in ["From: Latchkey <hello@latchkey.example>", "To: ada@example.org", "Auto-Submitted: auto-generated"] {
        assert!(got.data.lines().any(|line| line == header), "{header}: {}", got.data);
    }
    assert!(got.data.lines().any(|line| line == "Subject: Your code to sign in to Latchkey"), "{}", got.data);
    assert!(got.data.contains("multipart/alternative"), "{}", got.data);
    assert!(got.data.lines().any(|line| line == "314159"), "the text: {}", got.data);
    assert!(got.data.contains(">314159</p>"), "the HTML: {}", got.data);
}

#[tokio::test]
async fn user_and_password_are_told_to_the_mail_server() {
    let mut server = MailServer::new(SmtpBehaviour::Obliging);
    let port = server.port();
    client(&format!("smtp://ada:p%40ss@localhost:{port}")).send(&mail("a@example.org")).await.unwrap();
    // "\0ada\0p@ss"
    assert_eq!(server.received()[0].login, "AUTH PLAIN AGFkYQBwQHNz");
}

#[tokio::test]
async fn what_fails_while_the_mail_server_is_down_succeeds_when_it_is_back() {
    let closed = ClosedMailServer::new();
    let (client, mail) = (closed.client(), mail("ada@example.org"));
    assert!(matches!(client.send(&mail).await, Err(Undelivered::Unreachable(_))));
    let mut server = closed.open(SmtpBehaviour::Obliging);
    client.send(&mail).await.unwrap();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_second_attempt_is_recognised_as_the_same_mail() {
    let mut server = MailServer::new(SmtpBehaviour::Obliging);
    let mail = mail("ada@example.org");
    for _ in 0..2 {
        server.client().send(&mail).await.unwrap();
    }
    let id = format!("Message-ID: <{}@latchkey.example>", mail.id);
    assert!(server.received().iter().all(|got| got.data.lines().any(|line| line == id)));
}

#[tokio::test]
async fn the_reason_of_a_failure_names_nobody() {
    let server = MailServer::new(SmtpBehaviour::Refusing);
    for address in ["ada@example.org", "ada, no address"] {
        let reason = server.client().send(&mail(address)).await.unwrap_err();
        for words in [reason.to_string(), format!("{reason:?}")] {
            assert!(!words.contains("ada") && !words.contains("314159"), "{words}");
        }
    }
}

/// 0.0.0.0 leads to this machine without being a loopback address.
#[tokio::test]
async fn without_tls_another_machine_gets_neither_mail_nor_password() {
    let mut server = MailServer::new(SmtpBehaviour::Obliging);
    let client = client(&format!("smtp://ada:secret@0.0.0.0:{}", server.port()));
    assert!(client.send(&mail("ada@example.org")).await.is_err());
    server.client().send(&mail("last@example.org")).await.unwrap();
    let [last] = &server.received()[..] else { panic!("not one mail") };
    assert_eq!((&*last.recipient, &*last.login), ("last@example.org", ""));
}

#[tokio::test]
async fn where_mails_are_sent_there_is_no_mailbox() {
    let answer = Site::open().await.guest().open("/dev/mailbox").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(!answer.body.contains("Mailbox"));
}

#[tokio::test]
async fn where_mails_are_kept_anybody_reads_them_and_nothing_is_loaded() {
    let site = Site::with(Setup { keeps_mail: true, ..Setup::NORMAL }).await;
    let page = site.guest().open("/dev/mailbox").await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(page.body.contains("<h1>Mailbox</h1>"), "{}", page.body);
    assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
    for forbidden in ["style", "<script", "<link"] {
        assert!(!page.body.contains(forbidden), "{forbidden}");
    }
}
