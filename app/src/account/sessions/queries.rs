//! The sessions of an account, in the words of `identity`.

use crate::error::AppError;
use crate::{account::queries::parsed, backend::auth::Member};

/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::NotFound`] for an id that is not this person's.
pub async fn end(member: &Member, id: &str) -> Result<(), AppError> {
    Ok(member.identity.sessions().end(&member.who, parsed(id)?).await?)
}

/// How many were ended.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`].
pub async fn end_others(member: &Member) -> Result<u64, AppError> {
    Ok(member.identity.sessions().end_others(&member.who).await?)
}
