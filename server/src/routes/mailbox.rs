//! `/dev/mailbox`: where the mails of the local stack arrive.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header::CACHE_CONTROL},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use identity::ArchivedEmail;
use time::format_description::well_known::{Rfc2822, Rfc3339};

use crate::AppState;
use crate::mail::{email_templates as letters, escaped};

/// The page, where mails are kept. Elsewhere there is no such path.
pub fn routes(state: &AppState) -> Router<AppState> {
    if state.keeps_mail { Router::new().route("/dev/mailbox", get(mailbox)) } else { Router::new() }
}

async fn mailbox(State(state): State<AppState>) -> Response {
    match state.services.identity.mail_queue().list_archived().await {
        Ok(mails) => ([(CACHE_CONTROL, "no-store")], Html(page(&mails))).into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Complete by itself: its policy lets it load nothing.
fn page(mails: &[ArchivedEmail]) -> String {
    let list = if mails.is_empty() {
        "<p>No emails yet.</p>\n".to_owned()
    } else {
        format!("<ul aria-label=\"Emails\">\n{}</ul>\n", mails.iter().map(item).collect::<String>())
    };
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Mailbox - Latchkey</title>\n\
         </head>\n\
         <body>\n\
         <main>\n\
         <h1>Mailbox</h1>\n\
         <p>Emails sent in development appear here. They aren't delivered.</p>\n\
         {list}\
         </main>\n\
         </body>\n\
         </html>\n"
    )
}

fn item(mail: &ArchivedEmail) -> String {
    let letters::Written { subject, text, .. } =
        letters::write(&mail.template, letters::language(mail.language.as_deref()));
    let paragraphs: Vec<_> = text.trim().split("\n\n").map(escaped).collect();
    format!(
        "<li>\n\
         <h2>{subject}</h2>\n\
         <p>To {recipient}, <time datetime=\"{machine}\">{human}</time></p>\n\
         <p>{text}</p>\n\
         </li>\n",
        subject = escaped(subject),
        recipient = escaped(&mail.recipient),
        machine = mail.sent_at.format(&Rfc3339).unwrap_or_default(),
        text = paragraphs.join("</p>\n<p>"),
        human = mail.sent_at.format(&Rfc2822).unwrap_or_default(),
    )
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
    fn a_mail_shows_recipient_subject_time_and_text() {
        let page = page(&[sent("ada@example.org")]);
        for part in ["ada@example.org", "Your Latchkey sign-in code", "1970-01-01T00:00:00Z", "<p>314159</p>"] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }

    #[test]
    fn html_in_an_address_stays_text() {
        let page = page(&[sent("\"<img>\"@example.org")]);
        assert!(page.contains("&quot;&lt;img&gt;&quot;@example.org") && !page.contains("<img>"), "{page}");
    }

    #[test]
    fn an_empty_mailbox_says_so() {
        assert!(page(&[]).contains("No emails yet."));
    }
}
