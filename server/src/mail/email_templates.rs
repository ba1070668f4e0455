//! The words of every mail. What somebody typed is never repeated: a stranger may have typed it.

use app::i18n::Locale;
use identity::EmailTemplate;
use leptos_i18n::td_string;

use super::escaped;

/// A letter as it travels: the same words twice, for readers with and without HTML. Has no `Debug`: a code doesn't belong in a log.
pub struct Written {
    pub subject: &'static str,
    pub text: String,
    pub html: String,
}

struct Words<'a> {
    subject: &'static str,
    opening: &'static str,
    code: Option<&'a str>,
    closing: &'static str,
    /// What to do if it was somebody else.
    otherwise: &'static str,
}

/// The language of a reader who speaks this one, if it is known and ours.
pub fn language(name: Option<&str>) -> Locale {
    name.and_then(Locale::from_code).unwrap_or_default()
}

/// Words for `letter`, the same for everybody who gets one of its kind and speaks that language.
pub fn write(letter: &EmailTemplate, locale: Locale) -> Written {
    let words = words(letter, locale);
    Written { subject: words.subject, text: text(&words), html: html(&words, locale) }
}

fn words(letter: &EmailTemplate, locale: Locale) -> Words<'_> {
    macro_rules! t {
        ($($key:tt)*) => { td_string!(locale, emails.$($key)*) };
    }
    macro_rules! words {
        ($letter:ident, $otherwise:expr) => {
            words!($letter, t!($letter.closing), $otherwise, None)
        };
        ($letter:ident, $closing:expr, $otherwise:expr, $code:expr) => {
            Words {
                subject: t!($letter.subject),
                opening: t!($letter.opening),
                code: $code,
                closing: $closing,
                otherwise: $otherwise,
            }
        };
    }
    macro_rules! with_code {
        ($code:expr, $letter:ident, $otherwise:ident) => {
            words!($letter, t!(enter_code), t!($otherwise), Some($code))
        };
    }
    match letter {
        EmailTemplate::SignInCode { code } => with_code!(code, sign_in_code, ignore),
        EmailTemplate::SignUpCode { code } => with_code!(code, sign_up_code, ignore),
        EmailTemplate::VerificationCode { code } => with_code!(code, verify_code, ignore),
        EmailTemplate::ReauthenticationCode { code } => with_code!(code, reauthentication_code, not_you),
        EmailTemplate::NoAccount => words!(no_account, t!(ignore)),
        EmailTemplate::AlreadyRegistered => words!(already_registered, t!(ignore)),
        EmailTemplate::EmailTaken => words!(email_taken, t!(ignore)),
        EmailTemplate::PasskeyAdded => words!(passkey_added, t!(not_you)),
        EmailTemplate::PasskeyRemoved => words!(passkey_removed, t!(not_you)),
        EmailTemplate::PasskeyPossiblyCloned => words!(passkey_rejected, t!(not_you)),
        EmailTemplate::EmailAdded => words!(email_added, t!(not_you)),
        EmailTemplate::PrimaryEmailChanged => words!(primary_email_changed, t!(not_you)),
        EmailTemplate::EmailRemoved => words!(email_removed, t!(not_you)),
        EmailTemplate::RecoveryUsed => words!(account_recovered, t!(not_you)),
        EmailTemplate::AccountDeleted => words!(account_deleted, t!(account_deleted.not_you)),
    }
}

fn text(words: &Words<'_>) -> String {
    let paragraphs = [Some(words.opening), words.code, Some(words.closing), Some(words.otherwise)];
    let paragraphs: Vec<_> = paragraphs.into_iter().flatten().collect();
    format!("{}\n", paragraphs.join("\n\n"))
}

/// No colours: with `color-scheme`, readers choose light or dark ones that suit.
fn html(words: &Words<'_>, locale: Locale) -> String {
    let code = words.code.map(|code| {
        format!("<p style=\"font: bold 28px monospace; letter-spacing: 4px; margin: 24px 0\">{}</p>\n", escaped(code))
    });
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"{language}\" style=\"color-scheme: light dark\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{subject}</title>\n\
         </head>\n\
         <body style=\"font: 16px/1.5 sans-serif; max-width: 480px; margin: 0 auto; padding: 24px\">\n\
         <p>{opening}</p>\n\
         {code}\
         <p>{closing}</p>\n\
         <p>{otherwise}</p>\n\
         </body>\n\
         </html>\n",
        language = locale.code(),
        subject = escaped(words.subject),
        opening = escaped(words.opening),
        code = code.unwrap_or_default(),
        closing = escaped(words.closing),
        otherwise = escaped(words.otherwise),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_code(code: &str) -> [EmailTemplate; 2] {
        [EmailTemplate::SignInCode { code: code.into() }, EmailTemplate::SignUpCode { code: code.into() }]
    }

    #[test]
    fn the_code_has_a_line_of_its_own_in_the_text_and_a_paragraph_in_the_html() {
        for letter in with_code("ABCD2345") {
            let Written { text, html, subject } = write(&letter, Locale::en);
            assert_eq!(text.lines().filter(|line| *line == "ABCD2345").count(), 1, "{text}");
            assert_eq!(html.matches(">ABCD2345</p>").count(), 1, "{html}");
            assert!(!subject.contains("ABCD2345"), "a locked screen shows subjects");
        }
    }

    #[test]
    fn html_in_a_code_stays_text() {
        for letter in with_code("<b>&\"'") {
            let html = write(&letter, Locale::en).html;
            assert!(html.contains(">&lt;b&gt;&amp;&quot;&#39;</p>") && !html.contains("<b>"), "{html}");
        }
    }

    #[test]
    fn a_letter_that_answers_somebody_says_what_to_do_if_nobody_asked() {
        let [sign_in, sign_up] = with_code("1");
        for letter in [sign_in, sign_up, EmailTemplate::NoAccount, EmailTemplate::AlreadyRegistered] {
            let Written { text, html, .. } = write(&letter, Locale::en);
            assert!(text.contains("ignore this email") && html.contains("ignore this email"), "{text}");
        }
    }

    #[test]
    fn news_of_an_account_says_what_to_do_if_somebody_else_made_them() {
        for letter in [
            EmailTemplate::PasskeyAdded,
            EmailTemplate::PrimaryEmailChanged,
            EmailTemplate::RecoveryUsed,
            EmailTemplate::AccountDeleted,
        ] {
            let Written { text, html, .. } = write(&letter, Locale::en);
            assert!(text.contains("If this wasn't you") && html.contains("If this wasn&#39;t you"), "{text}");
        }
    }

    #[test]
    fn nothing_but_the_code_differs_between_two_people() {
        for (one, other) in with_code("111111").iter().zip(&with_code("222222")) {
            let (one, other) = (write(one, Locale::en), write(other, Locale::en));
            assert_eq!(one.text.replace("111111", "222222"), other.text);
            assert_eq!(one.html.replace("111111", "222222"), other.html);
        }
    }

    #[test]
    fn nothing_is_loaded_and_nothing_is_coloured() {
        let [sign_in, _] = with_code("1");
        for letter in [sign_in, EmailTemplate::NoAccount] {
            let html = write(&letter, Locale::en).html;
            for foreign in ["<img", "http", "url(", "color:", "background"] {
                assert!(!html.contains(foreign), "{foreign}");
            }
        }
    }
}
