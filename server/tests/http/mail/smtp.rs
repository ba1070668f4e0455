//! Emails are submitted to an SMTP server.

use server::mail::smtp::SendError;
use test_support::{ClosedSmtpServer, SmtpBehaviour, SmtpServer};

use crate::support::mail::{email_with_code, smtp};

#[tokio::test]
async fn an_email_has_a_text_and_an_html_part() {
    let mut server = SmtpServer::start(SmtpBehaviour::Accepts);
    smtp(&server.url()).send(&email_with_code("ada@example.org")).await.unwrap();
    let [mail] = &server.received()[..] else { panic!("not one email") };
    let (sender, recipient) = ("hello@app.example", "ada@example.org");
    assert_eq!((&*mail.sender, &*mail.recipient), (sender, recipient));
    for header in [
        "From: App <hello@app.example>",
        "To: ada@example.org",
        "Auto-Submitted: auto-generated",
        &format!("Subject: Your {} sign-in code", brand::NAME),
    ] {
        assert!(mail.data.lines().any(|line| line == header), "{header}: {}", mail.data);
    }
    assert!(mail.data.contains("multipart/alternative"), "{}", mail.data);
    assert!(mail.data.lines().any(|line| line == "314159"), "text: {}", mail.data);
    assert!(mail.data.contains(">314159</p>"), "HTML: {}", mail.data);
}

#[tokio::test]
async fn the_client_authenticates_with_the_configured_credentials() {
    let mut server = SmtpServer::start(SmtpBehaviour::Accepts);
    let url = format!("smtp://ada:p%40ss@localhost:{}", server.port());
    smtp(&url).send(&email_with_code("a@example.org")).await.unwrap();
    // "\0ada\0p@ss"
    assert_eq!(server.received()[0].login, "AUTH PLAIN AGFkYQBwQHNz");
}

#[tokio::test]
async fn an_email_that_fails_while_the_server_is_down_succeeds_once_it_is_up() {
    let closed = ClosedSmtpServer::new();
    let (smtp, mail) = (smtp(&closed.url()), email_with_code("ada@example.org"));
    assert!(matches!(smtp.send(&mail).await, Err(SendError::Connection(_))));
    let mut server = closed.open(SmtpBehaviour::Accepts);
    smtp.send(&mail).await.unwrap();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_retry_has_the_same_message_id() {
    let mut server = SmtpServer::start(SmtpBehaviour::Accepts);
    let mail = email_with_code("ada@example.org");
    for _ in 0..2 {
        smtp(&server.url()).send(&mail).await.unwrap();
    }
    let id = format!("Message-ID: <{}@app.example>", mail.id);
    let received = server.received();
    assert_eq!(received.len(), 2);
    assert!(received.iter().all(|mail| mail.data.lines().any(|line| line == id)));
}

#[tokio::test]
async fn an_error_names_neither_recipient_nor_code() {
    let server = SmtpServer::start(SmtpBehaviour::RejectsRecipients);
    for address in ["ada@example.org", "ada, no address"] {
        let error = smtp(&server.url()).send(&email_with_code(address)).await.unwrap_err();
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(!text.contains("ada") && !text.contains("314159"), "{text}");
        }
    }
}

/// 0.0.0.0 reaches this machine without being a loopback address.
#[tokio::test]
async fn without_tls_another_host_gets_neither_mail_nor_password() {
    let mut server = SmtpServer::start(SmtpBehaviour::Accepts);
    let remote = smtp(&format!("smtp://ada:secret@0.0.0.0:{}", server.port()));
    assert!(remote.send(&email_with_code("ada@example.org")).await.is_err());
    smtp(&server.url()).send(&email_with_code("last@example.org")).await.unwrap();
    let [last] = &server.received()[..] else { panic!("not one email") };
    assert_eq!((&*last.recipient, &*last.login), ("last@example.org", ""));
}
