//! What the member does with their addresses. Whatever mails a code goes to the page that takes it.

use leptos::server;

use crate::error::AppError;

/// Adds an address, unverified, and mails a code to it.
///
/// # Errors
/// [`AppError::Invalid`] for something that is no email address, [`AppError::ReauthenticationRequired`], [`AppError::TooManyRequests`],
/// [`AppError::LimitReached`].
#[server(endpoint = "emails/add")]
pub async fn add_email(email: String) -> Result<(), AppError> {
    use super::queries;
    use crate::{
        backend::{auth::as_member, redirect},
        model::email::Email,
    };
    as_member(async |member| queries::add(&member, &Email::parse(&email)?).await).await?;
    redirect::go_to("/account/verify");
    Ok(())
}

/// Mails a code to an address of theirs that isn't verified yet.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::TooManyRequests`].
#[server(endpoint = "emails/send-code")]
pub async fn send_verification(id: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| queries::send_code(&member, &id).await).await?;
    redirect::go_to("/account/verify");
    Ok(())
}

/// The same for the primary address, by whoever doesn't know its id.
///
/// # Errors
/// [`AppError::NotFound`] where it is verified, [`AppError::TooManyRequests`].
#[server(endpoint = "emails/verify-primary")]
pub async fn verify_primary() -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| queries::send_code_to_primary(&member).await).await?;
    redirect::go_to("/account/verify");
    Ok(())
}

/// Verifies the address that the code was mailed to.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::WrongCode`], [`AppError::CodeExpired`], [`AppError::EmailTaken`] where another account has
/// verified it meanwhile.
#[server(endpoint = "emails/verify")]
pub async fn verify_email(code: String) -> Result<(), AppError> {
    use super::queries;
    use crate::{
        backend::{auth::as_member, redirect},
        email_codes::model::Code,
    };
    as_member(async |member| queries::verify(&member, &Code::parse(&code)?).await).await?;
    redirect::go_to("/account?done=email-verified#email");
    Ok(())
}

/// Makes a verified address the one that the account is known by.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::ReauthenticationRequired`].
#[server(endpoint = "emails/make-primary")]
pub async fn make_primary(id: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| queries::make_primary(&member, &id).await).await?;
    redirect::go_to("/account?done=primary-changed#email");
    Ok(())
}

/// Removes an address that isn't the primary one.
///
/// # Errors
/// As [`make_primary`].
#[server(endpoint = "emails/remove")]
pub async fn remove_email(id: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| queries::remove(&member, &id).await).await?;
    redirect::go_to("/account?done=email-removed#email");
    Ok(())
}
