//! The passkeys of a member, in the words of `identity`.

use crate::{account::model::PasskeyName, error::AppError};
use crate::{account::queries::parsed, backend::auth::Member};

/// # Errors
/// [`AppError::ReauthenticationRequired`]. (Likewise everywhere below, but for the name.)
pub fn may_add(member: &Member) -> Result<(), AppError> {
    if member.who.is_recently_authenticated() { Ok(()) } else { Err(AppError::ReauthenticationRequired) }
}

/// # Errors
/// [`AppError::LimitReached`], [`AppError::Unavailable`].
pub async fn begin(member: &Member) -> Result<String, AppError> {
    Ok(member.identity.passkeys().begin_registration(&member.session, &member.who).await?)
}

/// # Errors
/// [`AppError::ChallengeExpired`], [`AppError::PasskeyRejected`], [`AppError::BadRequest`], and as [`begin`].
pub async fn finish(member: &Member, credential: &str) -> Result<(), AppError> {
    Ok(member.identity.passkeys().finish_registration(&member.session, &member.who, credential, &member.device).await?)
}

/// # Errors
/// [`AppError::NotFound`] for an id that is not this person's.
pub async fn rename(member: &Member, id: &str, name: &PasskeyName) -> Result<(), AppError> {
    Ok(member.identity.passkeys().rename(&member.who, parsed(id)?, name.as_str()).await?)
}

/// # Errors
/// See [`rename`], and [`AppError::LastCredential`].
pub async fn delete(member: &Member, id: &str) -> Result<(), AppError> {
    Ok(member.identity.passkeys().delete(&member.who, parsed(id)?).await?)
}
