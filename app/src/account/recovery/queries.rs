//! Ways back into an account, in the words of `identity`.

use identity::Error;

use super::model::RecoveryCode;
use crate::backend::auth::Guest;
use crate::error::AppError;

/// # Errors
/// [`AppError::RecoveryRejected`], [`AppError::TooManyRequests`], [`AppError::Unavailable`].
pub async fn use_code(guest: &Guest, code: &RecoveryCode) -> Result<(), AppError> {
    guest.identity.use_recovery_code(&guest.session, code.as_str(), &guest.device).await.map_err(refused)?;
    Ok(())
}

/// # Errors
/// As [`use_code`].
pub async fn use_link(guest: &Guest, token: &str) -> Result<(), AppError> {
    guest.identity.use_recovery_link(&guest.session, token, &guest.device).await.map_err(refused)?;
    Ok(())
}

fn refused(error: Error) -> AppError {
    match error {
        Error::Refused => AppError::RecoveryRejected,
        other => other.into(),
    }
}
