//! The server functions of passkeys.

use leptos::server;

use crate::error::AppError;

/// Whether the member may add a passkey now; a page that asks gives way to the one that confirms.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`]; [`AppError::SignedOut`], [`AppError::Unavailable`]. (The latter two everywhere below.)
#[server(endpoint = "passkeys/may-add")]
pub async fn may_add_passkey(next: Option<String>) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    let may = as_member(async |member| queries::may_add(&member)).await;
    if may == Err(AppError::ReauthenticationRequired) {
        let here = "/account/add-passkey";
        match next {
            Some(next) => redirect::show_instead("/account/confirm", &redirect::with_next(here, &next)),
            None => redirect::show_instead("/account/confirm", here),
        }
    }
    may
}

/// Begins the ceremony: the creation options for another passkey, on a device that has none of the member's.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::LimitReached`].
#[server(endpoint = "passkeys/begin")]
pub async fn begin_passkey() -> Result<String, AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::begin(&member).await).await
}

/// Ends it: the passkey is the member's.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::ChallengeExpired`] when this browser has begun none, [`AppError::PasskeyRejected`], [`AppError::LimitReached`].
#[server(endpoint = "passkeys/finish")]
pub async fn finish_passkey(credential: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::finish(&member, &credential).await).await
}

/// # Errors
/// [`AppError::Invalid`] for a name that breaks the rules, [`AppError::NotFound`] for a passkey that isn't the member's.
#[server(endpoint = "passkeys/rename")]
pub async fn rename_passkey(id: String, name: String) -> Result<(), AppError> {
    use super::queries;
    use crate::{
        account::model::PasskeyName,
        backend::{auth::as_member, redirect},
    };
    as_member(async |member| queries::rename(&member, &id, &PasskeyName::parse("name", &name)?).await).await?;
    redirect::go_to("/account?done=passkey-renamed#passkeys");
    Ok(())
}

/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::LastCredential`], [`AppError::NotFound`] for a passkey that isn't the member's.
#[server(endpoint = "passkeys/delete")]
pub async fn delete_passkey(id: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| queries::delete(&member, &id).await).await?;
    redirect::go_to("/account?done=passkey-deleted#passkeys");
    Ok(())
}
