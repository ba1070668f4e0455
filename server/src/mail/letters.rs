//! The words of every mail. What somebody typed is never repeated: a stranger may have typed it.

use identity::Letter;

use super::escaped;

/// A letter as it travels: the same words twice, for readers with and without HTML. Has no `Debug`: a code doesn't belong in a log.
pub struct Written {
    pub subject: &'static str,
    pub text: String,
    pub html: String,
}

const IGNORE: &str = "If you did not ask for this, ignore this mail.";
const NOT_YOU: &str = "Was it not you? Then sign in, look at your account page, and end what you don't know.";

const TYPE_IT: &str = "Type it on the page where you asked for it. It works once, for a short time. Tell it to nobody.";

struct Words<'a> {
    subject: &'static str,
    opening: &'static str,
    code: Option<&'a str>,
    closing: &'static str,
    /// What to do if it was somebody else.
    otherwise: &'static str,
}

impl<'a> Words<'a> {
    /// What was asked for.
    fn code(subject: &'static str, opening: &'static str, code: &'a str) -> Self {
        Words { subject, opening, code: Some(code), closing: TYPE_IT, otherwise: IGNORE }
    }

    /// Why there is no code.
    fn answer(subject: &'static str, opening: &'static str, closing: &'static str) -> Self {
        Words { subject, opening, code: None, closing, otherwise: IGNORE }
    }

    /// News of an account.
    fn notice(subject: &'static str, opening: &'static str, closing: &'static str) -> Self {
        Words { subject, opening, code: None, closing, otherwise: NOT_YOU }
    }
}

/// Words for `letter`, the same for everybody who gets one of its kind.
pub fn write(letter: &Letter) -> Written {
    let words = words(letter);
    Written { subject: words.subject, text: text(&words), html: html(&words) }
}

fn words(letter: &Letter) -> Words<'_> {
    match letter {
        Letter::SignInCode { code } => {
            Words::code("Your code to sign in to Latchkey", "Here is your code to sign in to Latchkey:", code)
        }
        Letter::SignUpCode { code } => Words::code(
            "Your code to sign up for Latchkey",
            "Welcome to Latchkey. Here is the code that confirms your email address:",
            code,
        ),
        Letter::NoAccount => Words::answer(
            "No Latchkey account with this address",
            "Somebody tried to sign in to Latchkey with this email address, but it has no account.",
            "Was it you? Then try another of your addresses, or sign up with this one.",
        ),
        Letter::AlreadyRegistered => Words::answer(
            "You have a Latchkey account already",
            "Somebody tried to sign up for Latchkey with this email address, but it has an account already.",
            "Was it you? Then sign in instead. Nothing about your account has changed.",
        ),
        Letter::VerifyCode { code } => Words::code(
            "Your code to verify this address",
            "Here is the code that makes this an address of your Latchkey account:",
            code,
        ),
        Letter::AddressTaken => Words::answer(
            "This address has a Latchkey account already",
            "Somebody tried to add this email address to a Latchkey account, but it belongs to another one.",
            "Was it you? Then sign in with this address, and remove it from the account it belongs to.",
        ),
        Letter::ConfirmCode { code } => Words {
            otherwise: NOT_YOU,
            ..Words::code(
                "Your code to confirm that it is you",
                "Here is your code to go on with what you asked for in your Latchkey account:",
                code,
            )
        },
        Letter::PasskeyAdded => Words::notice(
            "A passkey was added to your account",
            "A passkey was added to your Latchkey account.",
            "From now on it signs in to your account.",
        ),
        Letter::PasskeyRemoved => Words::notice(
            "A passkey was removed from your account",
            "A passkey was removed from your Latchkey account.",
            "It does not sign in to your account any more.",
        ),
        Letter::PasskeySuspected => Words::notice(
            "A passkey of your account was refused",
            "A passkey of your Latchkey account was refused, because its counter went backwards: it may have been copied.",
            "If you have used that device as always, delete its passkey on your account page and make a new one.",
        ),
        Letter::EmailAdded => Words::notice(
            "An address was added to your account",
            "An email address was added to your Latchkey account.",
            "Once it is verified, codes that sign in can be sent to it.",
        ),
        Letter::PrimaryEmailChanged => Words::notice(
            "Your primary address has changed",
            "Your Latchkey account has another primary email address now.",
            "This is the last notice to this one.",
        ),
        Letter::EmailRemoved => Words::notice(
            "An address was removed from your account",
            "An email address was removed from your Latchkey account.",
            "It does not sign in to your account any more.",
        ),
        Letter::RecoveryUsed => Words::notice(
            "Your account was recovered",
            "Somebody signed in to your Latchkey account with a recovery code, or with a link from its operator.",
            "Add a passkey on the device that you use now.",
        ),
        Letter::AccountDeleted => Words {
            subject: "Your Latchkey account is deleted",
            opening: "Your Latchkey account and everything in it is deleted.",
            code: None,
            closing: "This is the last mail about it. You may sign up again at any time.",
            otherwise: "Was it not you? Then write to the people who run this site.",
        },
    }
}

fn text(words: &Words<'_>) -> String {
    let paragraphs = [Some(words.opening), words.code, Some(words.closing), Some(words.otherwise)];
    let paragraphs: Vec<_> = paragraphs.into_iter().flatten().collect();
    format!("{}\n", paragraphs.join("\n\n"))
}

/// No colours: with `color-scheme`, readers choose light or dark ones that suit.
fn html(words: &Words<'_>) -> String {
    let code = words.code.map(|code| {
        format!("<p style=\"font: bold 28px monospace; letter-spacing: 4px; margin: 24px 0\">{}</p>\n", escaped(code))
    });
    format!(
        "<!DOCTYPE html>\n\
         <html lang=\"en\" style=\"color-scheme: light dark\">\n\
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

    fn with_code(code: &str) -> [Letter; 2] {
        [Letter::SignInCode { code: code.into() }, Letter::SignUpCode { code: code.into() }]
    }

    #[test]
    fn the_code_has_a_line_of_its_own_in_the_text_and_a_paragraph_in_the_html() {
        for letter in with_code("ABCD2345") {
            let Written { text, html, subject } = write(&letter);
            assert_eq!(text.lines().filter(|line| *line == "ABCD2345").count(), 1, "{text}");
            assert_eq!(html.matches(">ABCD2345</p>").count(), 1, "{html}");
            assert!(!subject.contains("ABCD2345"), "a locked screen shows subjects");
        }
    }

    #[test]
    fn html_in_a_code_stays_text() {
        for letter in with_code("<b>&\"'") {
            let html = write(&letter).html;
            assert!(html.contains(">&lt;b&gt;&amp;&quot;&#39;</p>") && !html.contains("<b>"), "{html}");
        }
    }

    #[test]
    fn a_letter_that_answers_somebody_says_what_to_do_if_nobody_asked() {
        let [sign_in, sign_up] = with_code("1");
        for letter in [sign_in, sign_up, Letter::NoAccount, Letter::AlreadyRegistered] {
            let Written { text, html, .. } = write(&letter);
            assert!(text.contains(IGNORE) && html.contains(IGNORE), "{text}");
        }
    }

    #[test]
    fn news_of_an_account_says_what_to_do_if_somebody_else_made_them() {
        for letter in [Letter::PasskeyAdded, Letter::PrimaryEmailChanged, Letter::RecoveryUsed, Letter::AccountDeleted]
        {
            let Written { text, html, .. } = write(&letter);
            assert!(text.contains("Was it not you?") && html.contains("Was it not you?"), "{text}");
        }
    }

    #[test]
    fn nothing_but_the_code_differs_between_two_people() {
        for (one, other) in with_code("111111").iter().zip(&with_code("222222")) {
            let (one, other) = (write(one), write(other));
            assert_eq!(one.text.replace("111111", "222222"), other.text);
            assert_eq!(one.html.replace("111111", "222222"), other.html);
        }
    }

    #[test]
    fn nothing_is_loaded_and_nothing_is_coloured() {
        let [sign_in, _] = with_code("1");
        for letter in [sign_in, Letter::NoAccount] {
            let html = write(&letter).html;
            for foreign in ["<img", "http", "url(", "color:", "background"] {
                assert!(!html.contains(foreign), "{foreign}");
            }
        }
    }
}
