//! `GET /dev/mailbox`: the emails of a development server, which has no mail server.

use askama::Template;
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header::CACHE_CONTROL},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use identity::ArchivedEmail;
use time::format_description::well_known::{Rfc2822, Rfc3339};

use crate::{
    AppState,
    mail::email_templates::{RenderedEmail, render},
};

#[derive(Template)]
#[template(path = "mailbox.html")]
struct MailboxPage {
    emails: Vec<MailboxEmail>,
}

struct MailboxEmail {
    recipient: String,
    subject: &'static str,
    text: String,
    /// RFC 3339, for the attribute `datetime`.
    datetime: String,
    /// RFC 2822, as text.
    sent_at: String,
}

/// The path exists only without a mail server.
pub fn routes(state: &AppState) -> Router<AppState> {
    if state.mailbox_enabled {
        Router::new().route("/dev/mailbox", get(mailbox))
    } else {
        Router::new()
    }
}

async fn mailbox(State(state): State<AppState>) -> Response {
    let Ok(emails) = state.services.identity.mail_queue().list_archived().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    match page(&emails) {
        Ok(page) => ([(CACHE_CONTROL, "no-store")], Html(page)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn page(emails: &[ArchivedEmail]) -> askama::Result<String> {
    let emails = emails.iter().map(MailboxEmail::new).collect::<Result<_, _>>()?;
    MailboxPage { emails }.render()
}

impl MailboxEmail {
    fn new(email: &ArchivedEmail) -> askama::Result<Self> {
        let RenderedEmail { subject, text, .. } =
            render(&email.template, email.language.as_deref())?;
        Ok(Self {
            recipient: email.recipient.clone(),
            subject,
            text,
            datetime: email.sent_at.format(&Rfc3339).unwrap_or_default(),
            sent_at: email.sent_at.format(&Rfc2822).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use identity::EmailTemplate;
    use time::OffsetDateTime;

    use super::*;

    fn sent(recipient: &str) -> ArchivedEmail {
        let sent_at = OffsetDateTime::UNIX_EPOCH;
        ArchivedEmail {
            recipient: recipient.into(),
            language: None,
            template: EmailTemplate::SignInCode { code: "314159".into() },
            sent_at,
        }
    }

    #[test]
    fn an_email_shows_recipient_subject_time_and_text() {
        let page = page(&[sent("ada@example.org")]).unwrap();
        for part in [
            "ada@example.org",
            &format!("Your {} sign-in code", brand::NAME),
            "1970-01-01T00:00:00Z",
            "<p>314159</p>",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }

    #[test]
    fn html_in_an_address_is_escaped() {
        let page = page(&[sent("\"<img>\"@example.org")]).unwrap();
        assert!(
            page.contains("&#34;&#60;img&#62;&#34;@example.org") && !page.contains("<img>"),
            "{page}"
        );
    }

    #[test]
    fn an_empty_mailbox_says_so() {
        assert!(page(&[]).unwrap().contains("No emails yet."));
    }
}
