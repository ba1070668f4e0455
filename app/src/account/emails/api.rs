//! Server functions for the email addresses of the member. Those that send a code lead to the page
//! that takes it.

use leptos::server;

use crate::error::AppError;

/// Adds an unverified address and sends a code to it.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::ReauthenticationRequired`], [`AppError::TooManyRequests`],
/// [`AppError::LimitReached`].
#[server(endpoint = "emails/add")]
pub async fn add_email(email: String) -> Result<(), AppError> {
    use crate::{
        backend::{
            auth::{MemberContext, as_member},
            redirect,
        },
        model::email::Email,
    };
    as_member(async |MemberContext { identity, session, user, device, .. }| {
        let email = Email::parse(&email)?;
        Ok(identity.emails().add(&session, &user, email.as_str(), &device).await?)
    })
    .await?;
    redirect::to("/account/verify");
    Ok(())
}

/// Sends a code to an unverified address of the member.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::TooManyRequests`].
#[server(endpoint = "emails/send-code")]
pub async fn send_verification_code(id: String) -> Result<(), AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        parse_id, redirect,
    };
    as_member(async |MemberContext { identity, session, user, device, .. }| {
        let id = parse_id(&id)?;
        Ok(identity.emails().send_verification_code(&session, &user, id, &device).await?)
    })
    .await?;
    redirect::to("/account/verify");
    Ok(())
}

/// Sends a code to the primary address.
///
/// # Errors
/// [`AppError::NotFound`] if it is verified, [`AppError::TooManyRequests`].
#[server(endpoint = "emails/verify-primary")]
pub async fn verify_primary_email() -> Result<(), AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        redirect,
    };
    as_member(async |MemberContext { identity, session, user, device, .. }| {
        let emails = identity.accounts().credentials(&user).await?.emails;
        let primary = emails.into_iter().find(|email| email.primary && !email.verified);
        let id = primary.ok_or(AppError::NotFound)?.id;
        Ok(identity.emails().send_verification_code(&session, &user, id, &device).await?)
    })
    .await?;
    redirect::to("/account/verify");
    Ok(())
}

/// Verifies the address that the code was sent to.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::IncorrectCode`], [`AppError::CodeExpired`],
/// [`AppError::EmailTaken`] if another account has verified the address meanwhile.
#[server(endpoint = "emails/verify")]
pub async fn verify_email(code: String) -> Result<(), AppError> {
    use crate::{
        backend::{
            auth::{MemberContext, as_member},
            redirect,
        },
        email_codes::model::EmailCode,
    };
    as_member(async |MemberContext { identity, session, user, .. }| {
        let code = EmailCode::parse(&code)?;
        Ok(identity.emails().verify(&session, &user, code.as_str()).await?)
    })
    .await?;
    redirect::to("/account?done=email-verified#email");
    Ok(())
}

/// Makes a verified address the primary one.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::ReauthenticationRequired`].
#[server(endpoint = "emails/make-primary")]
pub async fn make_email_primary(id: String) -> Result<(), AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        parse_id, redirect,
    };
    as_member(async |MemberContext { identity, user, .. }| {
        Ok(identity.emails().make_primary(&user, parse_id(&id)?).await?)
    })
    .await?;
    redirect::to("/account?done=primary-changed#email");
    Ok(())
}

/// Removes an address other than the primary one.
///
/// # Errors
/// As [`make_email_primary`].
#[server(endpoint = "emails/remove")]
pub async fn remove_email(id: String) -> Result<(), AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        parse_id, redirect,
    };
    as_member(async |MemberContext { identity, user, .. }| {
        Ok(identity.emails().remove(&user, parse_id(&id)?).await?)
    })
    .await?;
    redirect::to("/account?done=email-removed#email");
    Ok(())
}
