//! Ways back into an account, in the words of `identity`.

use super::model::RecoveryCode;
use crate::backend::auth::Guest;
use crate::error::AppError;

/// # Errors
/// [`AppError::RecoveryRejected`], [`AppError::TooManyRequests`], [`AppError::Unavailable`].
pub async fn use_code(guest: &Guest, code: &RecoveryCode) -> Result<(), AppError> {
    guest.identity.recovery().redeem_code(&guest.session, code.as_str(), &guest.device).await?;
    Ok(())
}

/// # Errors
/// As [`use_code`].
pub async fn use_link(guest: &Guest, token: &str) -> Result<(), AppError> {
    guest.identity.recovery().redeem_link(&guest.session, token, &guest.device).await?;
    Ok(())
}
