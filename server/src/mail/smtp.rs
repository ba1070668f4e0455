//! An SMTP client (RFC 5321).

use std::time::Duration;

use identity::QueuedEmail;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header},
    transport::smtp::{self, response::Code},
};
use tokio::time::timeout;

use super::email_templates::{RenderedEmail, render};

/// From connecting to the server's confirmation. The timeout of lettre covers connecting only.
const SEND_TIMEOUT: Duration = Duration::from_secs(20);

/// Opens a connection for every email. One that was abandoned on a timeout and reused would take a
/// late reply for the reply to the next command.
pub type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// A mail server, and the sender address.
#[derive(Clone)]
pub struct SmtpClient {
    transport: Transport,
    from: Mailbox,
}

/// Why an email was not sent. Leaves out the server's message, which often repeats the recipient.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    #[error("the message can't be built, for example because of an invalid recipient")]
    InvalidMessage,
    #[error("rejected by the mail server: {0}")]
    Rejected(Code),
    #[error("invalid response from the mail server")]
    InvalidResponse,
    #[error("connection to the mail server failed: {0}")]
    Connection(smtp::Error),
    #[error("the mail server timed out")]
    Timeout,
}

impl SmtpClient {
    pub fn new(transport: Transport, from: Mailbox) -> Self {
        Self { transport, from }
    }

    /// Returns when the server has accepted responsibility for the email (RFC 5321 §4.2.5).
    ///
    /// # Errors
    /// [`SendError`]; a retry may succeed.
    pub async fn send(&self, email: &QueuedEmail) -> Result<(), SendError> {
        let message = self.message(email)?;
        timeout(SEND_TIMEOUT, self.transport.send(message))
            .await
            .map_err(|_| SendError::Timeout)??;
        Ok(())
    }

    /// A retry has the same Message-ID, so that servers and mail readers can drop duplicates.
    fn message(&self, email: &QueuedEmail) -> Result<Message, SendError> {
        let recipient = email.recipient.parse().map_err(|_| SendError::InvalidMessage)?;
        let RenderedEmail { subject, text, html } =
            render(&email.template, email.language.as_deref())
                .map_err(|_| SendError::InvalidMessage)?;
        Message::builder()
            .message_id(Some(format!("<{}@{}>", email.id, self.from.email.domain())))
            .from(self.from.clone())
            .to(Mailbox::new(None, recipient))
            .subject(subject)
            .raw_header(header::HeaderValue::new(AUTO_SUBMITTED, "auto-generated".into()))
            .multipart(MultiPart::alternative_plain_html(text, html))
            .map_err(|_| SendError::InvalidMessage)
    }
}

/// Suppresses automatic replies (RFC 3834 §5).
const AUTO_SUBMITTED: header::HeaderName = header::HeaderName::new_from_ascii_str("Auto-Submitted");

impl From<smtp::Error> for SendError {
    fn from(cause: smtp::Error) -> Self {
        match cause.status() {
            Some(code) => Self::Rejected(code),
            None if cause.is_response() => Self::InvalidResponse,
            None => Self::Connection(cause),
        }
    }
}
