//! The server functions that recover an account. Codes are made by a form to a page, which alone shows them.

use leptos::server;

use crate::error::AppError;

/// Signs in with a recovery code, and goes to where a passkey is added.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::RecoveryRejected`], [`AppError::TooManyRequests`], [`AppError::Unavailable`].
#[server(endpoint = "recovery/use-code")]
pub async fn use_recovery_code(code: String) -> Result<(), AppError> {
    use super::{model::RecoveryCode, queries};
    use crate::backend::{auth::as_guest, redirect};
    as_guest(async |guest| queries::use_code(&guest, &RecoveryCode::parse(&code)?).await).await?;
    redirect::go_to("/account/add-passkey");
    Ok(())
}

/// Signs in with a link from the people who run the site; whoever was signed in here no longer is.
///
/// # Errors
/// [`AppError::RecoveryRejected`], [`AppError::Unavailable`].
#[server(endpoint = "recovery/use-link")]
pub async fn use_recovery_link(token: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_guest, redirect};
    as_guest(async |guest| queries::use_link(&guest, &token).await).await?;
    redirect::go_to("/account/add-passkey");
    Ok(())
}
