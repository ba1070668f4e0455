//! Codes by email, in the words of `identity`.

use super::model::{Code, PendingCode};
use crate::backend::auth::Guest;
use crate::{error::AppError, model::email::Email};

/// # Errors
/// [`AppError::TooManyRequests`], [`AppError::Unavailable`]. (Likewise everywhere below.)
pub async fn send_for_sign_in(guest: &Guest, email: &Email) -> Result<(), AppError> {
    Ok(guest.identity.codes().send_for_sign_in(&guest.session, email.as_str(), &guest.device).await?)
}

/// # Errors
/// See [`send_for_sign_in`].
pub async fn send_for_sign_up(guest: &Guest, email: &Email) -> Result<(), AppError> {
    Ok(guest.identity.codes().send_for_sign_up(&guest.session, email.as_str(), &guest.device).await?)
}

/// # Errors
/// As [`send_for_sign_in`], and [`AppError::CodeExpired`] where this browser has asked for none.
pub async fn send_again(guest: &Guest) -> Result<(), AppError> {
    Ok(guest.identity.codes().resend(&guest.session, &guest.device).await?)
}

/// # Errors
/// See [`send_for_sign_in`].
pub async fn pending(guest: &Guest) -> Result<Option<PendingCode>, AppError> {
    Ok(guest.identity.codes().pending(&guest.session).await?)
}

/// # Errors
/// [`AppError::WrongCode`], [`AppError::CodeExpired`].
pub async fn use_code(guest: &Guest, code: &Code) -> Result<(), AppError> {
    guest.identity.codes().redeem(&guest.session, code.as_str(), &guest.device).await?;
    Ok(())
}
