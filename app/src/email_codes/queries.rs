//! Codes by email, in the words of `identity`.

use identity::{Error, codes};

use super::model::{Code, Pending, Purpose};
use crate::backend::auth::Guest;
use crate::{error::AppError, model::email::Email};

/// # Errors
/// [`AppError::TooManyRequests`], [`AppError::Unavailable`]. (Likewise everywhere below.)
pub async fn send_for_sign_in(guest: &Guest, email: &Email) -> Result<(), AppError> {
    Ok(guest.identity.send_sign_in_code(&guest.session, email.as_str(), &guest.device).await?)
}

/// # Errors
/// See [`send_for_sign_in`].
pub async fn send_for_sign_up(guest: &Guest, email: &Email) -> Result<(), AppError> {
    Ok(guest.identity.send_sign_up_code(&guest.session, email.as_str(), &guest.device).await?)
}

/// # Errors
/// As [`send_for_sign_in`], and [`AppError::CodeExpired`] where this browser has asked for none.
pub async fn send_again(guest: &Guest) -> Result<(), AppError> {
    guest.identity.resend_code(&guest.session, &guest.device).await.map_err(over)
}

/// # Errors
/// See [`send_for_sign_in`].
pub async fn pending(guest: &Guest) -> Result<Option<Pending>, AppError> {
    let pending = guest.identity.pending_code(&guest.session).await?;
    Ok(pending.map(|pending| Pending {
        purpose: purpose(pending.purpose),
        email: pending.email,
        over: pending.tries_left == 0,
    }))
}

/// # Errors
/// [`AppError::WrongCode`], [`AppError::CodeExpired`].
pub async fn use_code(guest: &Guest, code: &Code) -> Result<(), AppError> {
    guest.identity.use_code(&guest.session, code.as_str(), &guest.device).await.map_err(over)?;
    Ok(())
}

fn purpose(purpose: codes::Purpose) -> Purpose {
    match purpose {
        codes::Purpose::SignIn => Purpose::SignIn,
        codes::Purpose::SignUp => Purpose::SignUp,
        codes::Purpose::Verify => Purpose::Verify,
        codes::Purpose::Confirm => Purpose::Confirm,
    }
}

pub fn over(error: Error) -> AppError {
    match error {
        Error::Expired => AppError::CodeExpired,
        other => other.into(),
    }
}
