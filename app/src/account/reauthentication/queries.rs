//! Confirming that it is still them, in the words of `identity`.

use super::model::ReauthMethods;
use crate::{backend::auth::Member, email_codes::model::Code, error::AppError};

/// # Errors
/// [`AppError::Unavailable`]. (Likewise everywhere below.)
pub async fn ways(member: &Member) -> Result<ReauthMethods, AppError> {
    Ok(member.identity.accounts().credentials(&member.who).await?.reauth_methods())
}

/// # Errors
/// [`AppError::NotFound`] where there is no passkey.
pub async fn begin(member: &Member) -> Result<String, AppError> {
    Ok(member.identity.reauthentication().begin(&member.session, &member.who).await?)
}

/// # Errors
/// [`AppError::ChallengeExpired`], [`AppError::PasskeyRejected`], [`AppError::BadRequest`].
pub async fn finish(member: &Member, credential: &str) -> Result<(), AppError> {
    Ok(member.identity.reauthentication().finish(&member.session, &member.who, credential, &member.device).await?)
}

/// # Errors
/// [`AppError::NotFound`] where no address is verified, [`AppError::TooManyRequests`].
pub async fn send_code(member: &Member) -> Result<(), AppError> {
    Ok(member.identity.reauthentication().send_code(&member.session, &member.who, &member.device).await?)
}

/// # Errors
/// [`AppError::WrongCode`], [`AppError::CodeExpired`].
pub async fn use_code(member: &Member, code: &Code) -> Result<(), AppError> {
    let Member { identity, session, who, device, .. } = member;
    Ok(identity.reauthentication().redeem_code(session, who, code.as_str(), device).await?)
}
