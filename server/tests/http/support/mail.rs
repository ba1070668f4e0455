//! Emails and the SMTP client.

use identity::{EmailTemplate, QueuedEmail};
use server::{
    config::mail::{parse_sender, parse_smtp_url},
    mail::smtp::SmtpClient,
};
use sqlx::{PgPool, types::Json};
use uuid::Uuid;

/// The client that `SMTP_URL` and `MAIL_FROM` configure.
pub fn smtp(url: &str) -> SmtpClient {
    SmtpClient::new(parse_smtp_url(url).unwrap(), parse_sender("App <hello@app.example>").unwrap())
}

/// An email with a code to `recipient`.
pub fn email_with_code(recipient: &str) -> QueuedEmail {
    let template = EmailTemplate::SignInCode { code: "314159".into() };
    QueuedEmail { id: Uuid::new_v4(), recipient: recipient.into(), language: None, template }
}

/// Puts an email with a code into the queue and returns its id.
pub async fn insert_queued_email(db: &PgPool, recipient: &str, code: &str) -> Uuid {
    let statement = "insert into identity.mail_queue (id, recipient, template, expires_at)
         values (gen_random_uuid(), $1, $2, now() + interval '10 minutes') returning id";
    let template = Json(EmailTemplate::SignInCode { code: code.into() });
    sqlx::query_scalar(statement).bind(recipient).bind(template).fetch_one(db).await.unwrap()
}
