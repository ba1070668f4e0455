//! The ceremonies of signing up and in, in the words of `identity`.

use identity::Mediation;

use crate::backend::auth::Guest;
use crate::{error::AppError, model::email::Email};

/// # Errors
/// [`AppError::Unavailable`]. (Likewise everywhere below.)
pub async fn begin_sign_up(guest: &Guest, email: &Email) -> Result<String, AppError> {
    Ok(guest.identity.sign_up().begin(&guest.session, email.as_str()).await?)
}

/// # Errors
/// [`AppError::ChallengeExpired`], [`AppError::PasskeyRejected`], [`AppError::BadRequest`].
pub async fn finish_sign_up(guest: &Guest, credential: &str) -> Result<(), AppError> {
    guest.identity.sign_up().finish(&guest.session, credential, &guest.device).await?;
    Ok(())
}

/// # Errors
/// See [`begin_sign_up`].
pub async fn begin_sign_in(guest: &Guest, autofill: bool) -> Result<String, AppError> {
    Ok(guest.identity.sign_in().begin(&guest.session, mediation(autofill)).await?)
}

/// # Errors
/// As [`finish_sign_up`], and [`AppError::UnknownPasskey`].
pub async fn finish_sign_in(guest: &Guest, credential: &str, autofill: bool) -> Result<(), AppError> {
    guest.identity.sign_in().finish(&guest.session, mediation(autofill), credential, &guest.device).await?;
    Ok(())
}

fn mediation(autofill: bool) -> Mediation {
    if autofill { Mediation::Autofill } else { Mediation::Button }
}
