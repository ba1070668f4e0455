//! The texts of every email, from `app/locales`. None repeats what a user has typed, because an
//! attacker may have sent the request.

use app::i18n::Locale;
use identity::EmailTemplate;
use leptos_i18n::td_string;

/// The parts of an email, in the order in which they appear.
pub struct Content<'a> {
    pub subject: &'static str,
    pub opening: &'static str,
    pub code: Option<&'a str>,
    pub closing: &'static str,
    /// What to do if the recipient did not cause the email.
    pub advice: &'static str,
}

impl<'a> Content<'a> {
    /// The same for all recipients who get this template in this language.
    pub fn new(template: &'a EmailTemplate, locale: Locale) -> Self {
        // A text of the email. A macro, because texts are looked up by name at compile time.
        macro_rules! text {
            ($($key:tt)*) => { td_string!(locale, emails.$($key)*) };
        }
        let content = |subject, opening, code, closing, advice| Self {
            subject,
            opening,
            code,
            closing,
            advice,
        };
        let (ignore, not_you, enter_code) = (text!(ignore), text!(not_you), text!(enter_code));
        match template {
            EmailTemplate::SignInCode { code } => content(
                text!(sign_in_code.subject),
                text!(sign_in_code.opening),
                Some(code),
                enter_code,
                ignore,
            ),
            EmailTemplate::SignUpCode { code } => content(
                text!(sign_up_code.subject),
                text!(sign_up_code.opening),
                Some(code),
                enter_code,
                ignore,
            ),
            EmailTemplate::VerificationCode { code } => content(
                text!(verification_code.subject),
                text!(verification_code.opening),
                Some(code),
                enter_code,
                ignore,
            ),
            EmailTemplate::ReauthenticationCode { code } => content(
                text!(reauthentication_code.subject),
                text!(reauthentication_code.opening),
                Some(code),
                enter_code,
                not_you,
            ),
            EmailTemplate::NoAccount => content(
                text!(no_account.subject),
                text!(no_account.opening),
                None,
                text!(no_account.closing),
                ignore,
            ),
            EmailTemplate::AlreadyRegistered => content(
                text!(already_registered.subject),
                text!(already_registered.opening),
                None,
                text!(already_registered.closing),
                ignore,
            ),
            EmailTemplate::EmailTaken => content(
                text!(email_taken.subject),
                text!(email_taken.opening),
                None,
                text!(email_taken.closing),
                ignore,
            ),
            EmailTemplate::PasskeyAdded => content(
                text!(passkey_added.subject),
                text!(passkey_added.opening),
                None,
                text!(passkey_added.closing),
                not_you,
            ),
            EmailTemplate::PasskeyDeleted => content(
                text!(passkey_deleted.subject),
                text!(passkey_deleted.opening),
                None,
                text!(passkey_deleted.closing),
                not_you,
            ),
            EmailTemplate::PasskeyPossiblyCloned => content(
                text!(passkey_possibly_cloned.subject),
                text!(passkey_possibly_cloned.opening),
                None,
                text!(passkey_possibly_cloned.closing),
                not_you,
            ),
            EmailTemplate::EmailAdded => content(
                text!(email_added.subject),
                text!(email_added.opening),
                None,
                text!(email_added.closing),
                not_you,
            ),
            EmailTemplate::PrimaryEmailChanged => content(
                text!(primary_email_changed.subject),
                text!(primary_email_changed.opening),
                None,
                text!(primary_email_changed.closing),
                not_you,
            ),
            EmailTemplate::EmailRemoved => content(
                text!(email_removed.subject),
                text!(email_removed.opening),
                None,
                text!(email_removed.closing),
                not_you,
            ),
            EmailTemplate::RecoveryUsed => content(
                text!(recovery_used.subject),
                text!(recovery_used.opening),
                None,
                text!(recovery_used.closing),
                not_you,
            ),
            EmailTemplate::AccountDeleted => content(
                text!(account_deleted.subject),
                text!(account_deleted.opening),
                None,
                text!(account_deleted.closing),
                text!(account_deleted.not_you),
            ),
        }
    }
}
