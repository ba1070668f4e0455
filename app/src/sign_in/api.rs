//! The server's half of the two WebAuthn ceremonies. Options and responses travel as the JSON text that
//! `PublicKeyCredential.parse…OptionsFromJSON` and `toJSON` speak (WebAuthn L3 §5.1), so the browser's half needs no encoding of its own.

use leptos::server;

use crate::{email_codes::model::PendingCode, error::AppError};

/// Begins a sign-up: the creation options for a new account's first passkey. The address is proven by nothing yet.
///
/// # Errors
/// [`AppError::Invalid`] for something that is no email address.
#[server(endpoint = "sign-up/begin")]
pub async fn begin_sign_up(email: String) -> Result<String, AppError> {
    use super::queries;
    use crate::{backend::auth::as_guest, model::email::Email};
    as_guest(async |guest| queries::begin_sign_up(&guest, &Email::parse(&email)?).await).await
}

/// Ends a sign-up: creates the account with its passkey and signs the browser in.
///
/// # Errors
/// [`AppError::ChallengeExpired`] when no sign-up of this browser is under way, [`AppError::PasskeyRejected`] when the response doesn't verify.
#[server(endpoint = "sign-up/finish")]
pub async fn finish_sign_up(credential: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::auth::as_guest;
    as_guest(async |guest| queries::finish_sign_up(&guest, &credential).await).await
}

/// Begins a sign-in: the request options for any passkey of this site, for the button or for autofill.
///
/// # Errors
/// [`AppError::Unavailable`] when the ceremony can't be kept.
#[server(endpoint = "sign-in/begin")]
pub async fn begin_sign_in(autofill: bool) -> Result<String, AppError> {
    use super::queries;
    use crate::backend::auth::as_guest;
    as_guest(async |guest| queries::begin_sign_in(&guest, autofill).await).await
}

/// Ends a sign-in.
///
/// # Errors
/// As [`finish_sign_up`], and [`AppError::UnknownPasskey`] for a passkey of no account.
#[server(endpoint = "sign-in/finish")]
pub async fn finish_sign_in(credential: String, autofill: bool) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::auth::as_guest;
    as_guest(async |guest| queries::finish_sign_in(&guest, &credential, autofill).await).await
}

/// Mails a code that signs in, where `email` is the verified address of an account; else a mail that says so. The answer is the
/// same. Goes to the page that takes the code.
///
/// # Errors
/// [`AppError::Invalid`] for something that is no email address, [`AppError::TooManyRequests`].
#[server(endpoint = "sign-in/send-code")]
pub async fn send_sign_in_code(email: String, next: Option<String>) -> Result<(), AppError> {
    use crate::{
        backend::{auth::as_guest, redirect},
        email_codes,
        model::{email::Email, next_path::Next},
    };
    as_guest(async |guest| email_codes::queries::send_for_sign_in(&guest, &Email::parse(&email)?).await).await?;
    redirect::go_to_with_next("/login/code", &Next::parse(next.as_deref()).into_string());
    Ok(())
}

/// Mails a code that makes an account; to who has one, a mail that says so. The answer is the same.
///
/// # Errors
/// As [`send_sign_in_code`].
#[server(endpoint = "sign-up/send-code")]
pub async fn send_sign_up_code(email: String) -> Result<(), AppError> {
    use crate::{
        backend::{auth::as_guest, redirect},
        email_codes,
        model::email::Email,
    };
    as_guest(async |guest| email_codes::queries::send_for_sign_up(&guest, &Email::parse(&email)?).await).await?;
    redirect::go_to("/login/code");
    Ok(())
}

/// Mails a new code to where the last one went, which ends that one.
///
/// # Errors
/// [`AppError::CodeExpired`] where this browser has asked for none, [`AppError::TooManyRequests`].
#[server(endpoint = "code/send-again")]
pub async fn send_code_again() -> Result<(), AppError> {
    use crate::{backend::auth::as_guest, email_codes};
    as_guest(async |guest| email_codes::queries::send_again(&guest).await).await
}

/// Where the code of this browser was sent to, if it has asked for one.
///
/// # Errors
/// [`AppError::Unavailable`].
#[server(endpoint = "code/pending")]
pub async fn load_pending_code() -> Result<Option<PendingCode>, AppError> {
    use crate::{backend::auth::as_guest, email_codes};
    as_guest(async |guest| email_codes::queries::pending(&guest).await).await
}

/// Signs in, or up, with the code; then goes to `next`.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::WrongCode`], [`AppError::CodeExpired`].
#[server(endpoint = "code/use")]
pub async fn use_code(code: String, next: Option<String>) -> Result<(), AppError> {
    use crate::{
        backend::{auth::as_guest, redirect},
        email_codes::{self, model::Code},
        model::next_path::Next,
    };
    as_guest(async |guest| email_codes::queries::use_code(&guest, &Code::parse(&code)?).await).await?;
    redirect::go_to(&Next::parse(next.as_deref()).into_string());
    Ok(())
}

/// Ends the session and goes to `/`. Who has none goes there just the same.
///
/// # Errors
/// [`AppError::Unavailable`] when the session can't be ended: it then still lives.
#[server(endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::backend::{auth::as_guest, redirect};
    as_guest(async |guest| guest.sign_out().await).await?;
    redirect::go_to("/");
    Ok(())
}
