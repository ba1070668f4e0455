//! The mail server, as a client sees it (RFC 5321).

use std::{net::IpAddr, time::Duration};

use identity::QueuedEmail;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header},
    transport::smtp::{self, response::Code},
};
use tokio::time::timeout;
use url::{Host, Url};

use super::email_templates as letters;

/// From the first packet to the server's word that it has the mail. The client's own timeout covers connecting only.
const PATIENCE: Duration = Duration::from_secs(20);

/// A connection each mail: one that was given up half-way, kept and used again, would take late answers for its own.
pub type Connection = AsyncSmtpTransport<Tokio1Executor>;

/// A mail server, and whom its mails are from.
#[derive(Clone)]
pub struct Smtp {
    server: Connection,
    from: Mailbox,
}

/// Why a mail stays in the outbox. Says nothing of its recipient: servers' own words often repeat the address.
#[derive(Debug, thiserror::Error)]
pub enum Undelivered {
    #[error("invalid recipient address")]
    Unwritten,
    #[error("rejected by the mail server: {0}")]
    Refused(Code),
    #[error("invalid response from the mail server")]
    Nonsense,
    #[error("connection to the mail server failed: {0}")]
    Unreachable(smtp::Error),
    #[error("the mail server timed out")]
    TooSlow,
}

impl Smtp {
    pub fn new(server: Connection, from: Mailbox) -> Self {
        Self { server, from }
    }

    /// Returns when the server has taken responsibility for the mail (RFC 5321 §4.2.5).
    ///
    /// # Errors
    /// [`Undelivered`]; another attempt may succeed.
    pub async fn send(&self, mail: &QueuedEmail) -> Result<(), Undelivered> {
        let message = self.message(mail)?;
        timeout(PATIENCE, self.server.send(message)).await.map_err(|_| Undelivered::TooSlow)??;
        Ok(())
    }

    /// A second attempt has the same Message-ID, by which servers and readers know it for the same mail.
    fn message(&self, mail: &QueuedEmail) -> Result<Message, Undelivered> {
        let recipient = mail.recipient.parse().map_err(|_| Undelivered::Unwritten)?;
        let letters::Written { subject, text, html } =
            letters::write(&mail.template, letters::language(mail.language.as_deref()));
        Message::builder()
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .from(self.from.clone())
            .to(Mailbox::new(None, recipient))
            .subject(subject)
            .raw_header(header::HeaderValue::new(AUTO_SUBMITTED, "auto-generated".into()))
            .multipart(MultiPart::alternative_plain_html(text, html))
            .map_err(|_| Undelivered::Unwritten)
    }
}

/// Keeps holiday notices from answering (RFC 3834 §5).
const AUTO_SUBMITTED: header::HeaderName = header::HeaderName::new_from_ascii_str("Auto-Submitted");

impl From<smtp::Error> for Undelivered {
    fn from(cause: smtp::Error) -> Self {
        match cause.status() {
            Some(code) => Self::Refused(code),
            None if cause.is_response() => Self::Nonsense,
            None => Self::Unreachable(cause),
        }
    }
}

/// How to reach the server at `url`: `smtps://` speaks TLS, `smtp://` begins it with STARTTLS or, on this machine, goes
/// without. Nothing is sent before TLS is there.
///
/// # Errors
/// The sentence that the configuration's reader needs. Doesn't repeat the value: it holds a password.
pub fn connection(url: &str) -> Result<Connection, String> {
    let form = "SMTP_URL must look like smtps://user:password@mail.example.org, \
                with special characters in the user name and password percent-encoded";
    let mut url = Url::parse(url).map_err(|_| form)?;
    let plain = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    let Some(Host::Domain(host)) = url.host() else { return Err(form.into()) };
    if !plain || host.is_empty() || url.username().is_empty() != url.password().is_none() {
        return Err(form.into());
    }
    match url.scheme() {
        "smtps" => {}
        "smtp" if is_loopback(host) => {}
        "smtp" => url.set_query(Some("tls=required")),
        _ => return Err("SMTP_URL must start with smtps:// or smtp://".into()),
    }
    Ok(Connection::from_url(url.as_str()).map_err(|_| form)?.build())
}

/// Whether `host` is this machine by its name or number.
pub fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// # Errors
/// The sentence that the configuration's reader needs.
pub fn sender(from: &str) -> Result<Mailbox, String> {
    from.parse().map_err(|_| {
        "MAIL_FROM must be an email address, such as Latchkey \
        <hello@example.org>"
            .into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_servers_are_understood() {
        for url in [
            "smtps://u:p@mail.example.org",
            "smtp://u:p@mail.example.org:2525",
            "smtp://localhost",
            "smtp://127.0.0.1:1025/",
            "smtps://u%40example.org:p%2F%C3%BC@mail.example.org",
        ] {
            assert!(connection(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn whatever_else_is_refused_without_repeating_the_password() {
        for url in [
            "secret",
            "http://u:secret@mail.example.org",
            "smtp://u:secret@mail.example.org?tls=opportunistic",
            "smtps://u:secret@mail.example.org/name",
            "smtps://secret@mail.example.org",
            "smtps://:secret@mail.example.org",
            "smtps:secret",
        ] {
            assert!(connection(url).is_err_and(|problem| !problem.contains("secret")), "{url}");
        }
    }

    #[test]
    fn only_this_machine_goes_without_tls() {
        for host in ["localhost", "127.0.0.1", "127.1.2.3"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["mail.example.org", "localhost.example.org", "0.0.0.0", "10.0.0.1", "127.0.0.1.example.org"] {
            assert!(!is_loopback(host), "{host}");
        }
    }

    #[test]
    fn a_sender_is_an_address_with_or_without_a_name() {
        assert!(sender("hello@example.org").is_ok() && sender("Latchkey <hello@example.org>").is_ok());
        assert!(sender("Latchkey").is_err());
    }
}
