//! Server functions about the code that a browser is expected to enter.

use identity::PendingCode;
use leptos::server;

use crate::error::AppError;

/// The code that this browser has requested, if any.
///
/// # Errors
/// [`AppError::Unavailable`].
#[server(endpoint = "email-codes/pending")]
pub async fn load_pending_code() -> Result<Option<PendingCode>, AppError> {
    use crate::backend::auth::{GuestContext, as_guest};
    as_guest(async |GuestContext { identity, session, .. }| {
        Ok(identity.codes().pending(&session).await?)
    })
    .await
}

/// Sends a new code to the same address and invalidates the previous one.
///
/// # Errors
/// [`AppError::CodeExpired`] if this browser has not requested a code,
/// [`AppError::TooManyRequests`].
#[server(endpoint = "email-codes/resend")]
pub async fn resend_code() -> Result<(), AppError> {
    use crate::backend::auth::{GuestContext, as_guest};
    as_guest(async |GuestContext { identity, session, device }| {
        Ok(identity.codes().resend(&session, &device).await?)
    })
    .await
}
