//! Server functions that sign in to an account without its passkeys. Recovery codes are created by
//! `POST /account/recovery-codes`, which responds with the page that shows them.

use leptos::server;

use crate::error::AppError;

/// Signs in with a recovery code, and leads to the page that adds a passkey.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::RecoveryRejected`], [`AppError::TooManyRequests`].
#[server(endpoint = "recovery/redeem-code")]
pub async fn redeem_recovery_code(code: String) -> Result<(), AppError> {
    use super::model::RecoveryCode;
    use crate::backend::{
        auth::{GuestContext, as_guest},
        redirect,
    };
    as_guest(async |GuestContext { identity, session, device }| {
        let code = RecoveryCode::parse(&code)?;
        identity.recovery().redeem_code(&session, code.as_str(), &device).await?;
        Ok(())
    })
    .await?;
    redirect::to("/account/add-passkey");
    Ok(())
}

/// Signs in with a recovery link that an operator has created, in place of the current session if
/// there is one. Leads to the page that adds a passkey.
///
/// # Errors
/// [`AppError::RecoveryRejected`].
#[server(endpoint = "recovery/redeem-link")]
pub async fn redeem_recovery_link(token: String) -> Result<(), AppError> {
    use crate::backend::{
        auth::{GuestContext, as_guest},
        redirect,
    };
    as_guest(async |GuestContext { identity, session, device }| {
        identity.recovery().redeem_link(&session, &token, &device).await?;
        Ok(())
    })
    .await?;
    redirect::to("/account/add-passkey");
    Ok(())
}
