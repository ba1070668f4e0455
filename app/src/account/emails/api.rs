//! What the member does with their addresses. Whatever mails a code goes to the page that takes it.

use leptos::server;

use crate::error::AppError;

/// Adds an address, unverified, and mails a code to it.
///
/// # Errors
/// [`AppError::Invalid`] for something that is no email address, [`AppError::ConfirmFirst`], [`AppError::TooMany`],
/// [`AppError::Full`].
#[server(endpoint = "emails/add")]
pub async fn add_email(email: String) -> Result<(), AppError> {
    use crate::{
        backend::{emails, gate::as_member, reply},
        domain::email::Email,
    };
    as_member(async |member| emails::add(&member, &Email::parse(&email)?).await).await?;
    reply::go_to("/account/verify");
    Ok(())
}

/// Mails a code to an address of theirs that isn't verified yet.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::TooMany`].
#[server(endpoint = "emails/send-code")]
pub async fn send_verification(id: String) -> Result<(), AppError> {
    use crate::backend::{emails, gate::as_member, reply};
    as_member(async |member| emails::send_code(&member, &id).await).await?;
    reply::go_to("/account/verify");
    Ok(())
}

/// The same for the primary address, by whoever doesn't know its id.
///
/// # Errors
/// [`AppError::NotFound`] where it is verified, [`AppError::TooMany`].
#[server(endpoint = "emails/verify-primary")]
pub async fn verify_primary() -> Result<(), AppError> {
    use crate::backend::{emails, gate::as_member, reply};
    as_member(async |member| emails::send_code_to_primary(&member).await).await?;
    reply::go_to("/account/verify");
    Ok(())
}

/// Verifies the address that the code was mailed to.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::WrongCode`], [`AppError::CodeOver`], [`AppError::Taken`] where another account has
/// verified it meanwhile.
#[server(endpoint = "emails/verify")]
pub async fn verify_email(code: String) -> Result<(), AppError> {
    use crate::{
        backend::{emails, gate::as_member, reply},
        domain::code::Code,
    };
    as_member(async |member| emails::verify(&member, &Code::parse(&code)?).await).await?;
    reply::go_to("/account?done=email-verified#email");
    Ok(())
}

/// Makes a verified address the one that the account is known by.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::ConfirmFirst`].
#[server(endpoint = "emails/make-primary")]
pub async fn make_primary(id: String) -> Result<(), AppError> {
    use crate::backend::{emails, gate::as_member, reply};
    as_member(async |member| emails::make_primary(&member, &id).await).await?;
    reply::go_to("/account?done=primary-changed#email");
    Ok(())
}

/// Removes an address that isn't the primary one.
///
/// # Errors
/// As [`make_primary`].
#[server(endpoint = "emails/remove")]
pub async fn remove_email(id: String) -> Result<(), AppError> {
    use crate::backend::{emails, gate::as_member, reply};
    as_member(async |member| emails::remove(&member, &id).await).await?;
    reply::go_to("/account?done=email-removed#email");
    Ok(())
}
