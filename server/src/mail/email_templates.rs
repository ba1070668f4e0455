//! Renders emails from the templates in `templates/emails/`.

use app::i18n::Locale;
use askama::Template;
use identity::EmailTemplate;

use super::content::Content;

/// An email with the same text as plain text and as HTML. Has no `Debug`, because it may contain a
/// code.
pub struct RenderedEmail {
    pub subject: &'static str,
    pub text: String,
    pub html: String,
}

#[derive(Template)]
#[template(path = "emails/message.txt")]
struct TextBody<'a> {
    content: &'a Content<'a>,
}

#[derive(Template)]
#[template(path = "emails/message.html")]
struct HtmlBody<'a> {
    content: &'a Content<'a>,
    language: &'static str,
}

/// Renders `template` in the recipient's language, or in the default language if that is unknown.
///
/// # Errors
/// Those of the template engine.
pub fn render(template: &EmailTemplate, language: Option<&str>) -> askama::Result<RenderedEmail> {
    let locale = language.and_then(Locale::from_code).unwrap_or_default();
    let content = Content::new(template, locale);
    Ok(RenderedEmail {
        subject: content.subject,
        text: TextBody { content: &content }.render()? + "\n",
        html: HtmlBody { content: &content, language: locale.code() }.render()? + "\n",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(template: &EmailTemplate) -> RenderedEmail {
        render(template, Some("en")).unwrap()
    }

    fn with_code(code: &str) -> [EmailTemplate; 2] {
        [
            EmailTemplate::SignInCode { code: code.into() },
            EmailTemplate::SignUpCode { code: code.into() },
        ]
    }

    #[test]
    fn the_code_has_its_own_line_in_the_text_and_its_own_paragraph_in_the_html() {
        for template in with_code("ABCD2345") {
            let RenderedEmail { text, html, subject } = english(&template);
            assert_eq!(text.lines().filter(|line| *line == "ABCD2345").count(), 1, "{text}");
            assert_eq!(html.matches(">ABCD2345</p>").count(), 1, "{html}");
            assert!(!subject.contains("ABCD2345"), "lock screens show subjects");
        }
    }

    #[test]
    fn the_text_has_paragraphs() {
        let [sign_in, _] = with_code("ABCD2345");
        for (template, paragraphs) in [(sign_in, 4), (EmailTemplate::NoAccount, 3)] {
            let text = english(&template).text;
            assert!(text.ends_with('\n') && !text.contains("\n\n\n"), "{text:?}");
            assert_eq!(text.trim().split("\n\n").count(), paragraphs, "{text:?}");
        }
    }

    #[test]
    fn html_is_escaped() {
        for template in with_code("<b>&\"'") {
            let html = english(&template).html;
            assert!(
                html.contains(">&#60;b&#62;&#38;&#34;&#39;</p>") && !html.contains("<b>"),
                "{html}"
            );
        }
    }

    #[test]
    fn an_unknown_language_is_the_default_language() {
        let template = EmailTemplate::NoAccount;
        let german = render(&template, Some("de")).unwrap();
        assert!(german.html.contains("<html lang=\"de\""), "{}", german.html);
        for unknown in [None, Some("xx")] {
            assert_eq!(render(&template, unknown).unwrap().html, english(&template).html);
        }
    }

    #[test]
    fn an_email_about_a_request_says_what_to_do_if_the_recipient_did_not_send_it() {
        let [sign_in, sign_up] = with_code("1");
        for template in
            [sign_in, sign_up, EmailTemplate::NoAccount, EmailTemplate::AlreadyRegistered]
        {
            let RenderedEmail { text, html, .. } = english(&template);
            assert!(
                text.contains("ignore this email") && html.contains("ignore this email"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_security_email_says_what_to_do_if_the_recipient_did_not_cause_it() {
        for template in [
            EmailTemplate::PasskeyAdded,
            EmailTemplate::PrimaryEmailChanged,
            EmailTemplate::RecoveryUsed,
            EmailTemplate::AccountDeleted,
        ] {
            let RenderedEmail { text, html, .. } = english(&template);
            assert!(text.contains("If this wasn't you"), "{text}");
            assert!(html.contains("If this wasn&#39;t you"), "{html}");
        }
    }

    #[test]
    fn two_users_get_the_same_email_but_for_the_code() {
        for (one, other) in with_code("111111").iter().zip(&with_code("222222")) {
            let (one, other) = (english(one), english(other));
            assert_eq!(one.text.replace("111111", "222222"), other.text);
            assert_eq!(one.html.replace("111111", "222222"), other.html);
        }
    }

    #[test]
    fn html_loads_nothing_and_sets_no_colours() {
        let [sign_in, _] = with_code("1");
        for template in [sign_in, EmailTemplate::NoAccount] {
            let html = english(&template).html;
            for forbidden in ["<img", "http", "url(", "color:", "background"] {
                assert!(!html.contains(forbidden), "{forbidden}");
            }
        }
    }
}
