//! The server functions of reauthentication.

use identity::ReauthMethods;
use leptos::server;

use crate::error::AppError;

/// How the member can reauthenticate.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Unavailable`].
#[server(endpoint = "reauthentication/methods")]
pub async fn load_reauth_methods() -> Result<ReauthMethods, AppError> {
    use crate::backend::auth::{MemberContext, as_member};
    as_member(async |MemberContext { identity, user, .. }| {
        Ok(identity.accounts().credentials(&user).await?.reauth_methods())
    })
    .await
}

/// Begins an authentication with a passkey of the member. Returns its request options, as JSON.
///
/// # Errors
/// [`AppError::NotFound`] if the member has no passkey.
#[server(endpoint = "reauthentication/begin")]
pub async fn begin_reauthentication() -> Result<String, AppError> {
    use crate::backend::auth::{MemberContext, as_member};
    as_member(async |MemberContext { identity, session, user, .. }| {
        Ok(identity.reauthentication().begin(&session, &user).await?)
    })
    .await
}

/// Finishes the authentication with the credential, as JSON, and renews the session.
///
/// # Errors
/// [`AppError::ChallengeExpired`] if this browser has not begun an authentication,
/// [`AppError::PasskeyRejected`].
#[server(endpoint = "reauthentication/finish")]
pub async fn finish_reauthentication(credential: String) -> Result<(), AppError> {
    use crate::backend::auth::{MemberContext, as_member};
    as_member(async |MemberContext { identity, session, user, device, .. }| {
        Ok(identity.reauthentication().finish(&session, &user, &credential, &device).await?)
    })
    .await
}

/// Sends a code to the verified address of the member, and returns to the page.
///
/// # Errors
/// [`AppError::NotFound`] if no address is verified, [`AppError::TooManyRequests`].
#[server(endpoint = "reauthentication/send-code")]
pub async fn send_reauthentication_code(next: Option<String>) -> Result<(), AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        redirect,
    };
    as_member(async |MemberContext { identity, session, user, device, .. }| {
        Ok(identity.reauthentication().send_code(&session, &user, &device).await?)
    })
    .await?;
    match next.filter(|next| !next.is_empty()) {
        Some(next) => redirect::to_with_next("/account/confirm", &next),
        None => redirect::to("/account/confirm"),
    }
    Ok(())
}

/// Reauthenticates with a code. Then repeats the pending request, if there is one: a form that is
/// posted to `then` with the other fields of this form. Else leads to `next`.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::IncorrectCode`], [`AppError::CodeExpired`].
#[server(endpoint = "reauthentication/redeem-code")]
pub async fn redeem_reauthentication_code(
    code: String,
    then: Option<String>,
    next: Option<String>,
) -> Result<(), AppError> {
    use super::model::{accepts_forms, next_page};
    use crate::{
        backend::{
            auth::{MemberContext, as_member},
            redirect,
        },
        email_codes::model::EmailCode,
    };
    as_member(async |MemberContext { identity, session, user, device, .. }| {
        let code = EmailCode::parse(&code)?;
        Ok(identity.reauthentication().redeem_code(&session, &user, code.as_str(), &device).await?)
    })
    .await?;
    match then.as_deref().filter(|then| accepts_forms(then)) {
        Some(then) => redirect::preserving_post(then),
        None => redirect::to(&next_page(next.as_deref())),
    }
    Ok(())
}
