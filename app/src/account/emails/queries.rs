//! The addresses of an account, in the words of `identity`.

use crate::{account::queries::parsed, backend::auth::Member};
use crate::{email_codes::model::Code, error::AppError, model::email::Email};

/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::LimitReached`], [`AppError::TooManyRequests`], [`AppError::Unavailable`].
pub async fn add(member: &Member, email: &Email) -> Result<(), AppError> {
    Ok(member.identity.emails().add(&member.session, &member.who, email.as_str(), &member.device).await?)
}

/// # Errors
/// [`AppError::NotFound`] for an id that is not this person's (likewise everywhere below), or of an address that is verified;
/// [`AppError::TooManyRequests`].
pub async fn send_code(member: &Member, id: &str) -> Result<(), AppError> {
    let id = parsed(id)?;
    Ok(member.identity.emails().send_verification_code(&member.session, &member.who, id, &member.device).await?)
}

/// # Errors
/// [`AppError::NotFound`] where the primary address is verified, [`AppError::TooManyRequests`].
pub async fn send_code_to_primary(member: &Member) -> Result<(), AppError> {
    let emails = member.identity.accounts().credentials(&member.who).await?.emails;
    let primary = emails.into_iter().find(|email| email.primary && !email.verified).ok_or(AppError::NotFound)?;
    Ok(member.identity.emails().send_verification_code(&member.session, &member.who, primary.id, &member.device).await?)
}

/// # Errors
/// [`AppError::WrongCode`], [`AppError::CodeExpired`], [`AppError::EmailTaken`].
pub async fn verify(member: &Member, code: &Code) -> Result<(), AppError> {
    Ok(member.identity.emails().verify(&member.session, &member.who, code.as_str()).await?)
}

/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::NotFound`] of an address that isn't verified.
pub async fn make_primary(member: &Member, id: &str) -> Result<(), AppError> {
    let id = parsed(id)?;
    Ok(member.identity.emails().make_primary(&member.who, id).await?)
}

/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::NotFound`] of the primary address.
pub async fn remove(member: &Member, id: &str) -> Result<(), AppError> {
    let id = parsed(id)?;
    Ok(member.identity.emails().remove(&member.who, id).await?)
}
