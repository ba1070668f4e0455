//! Server functions for the deletion of an account.

use leptos::server;

use crate::error::AppError;

/// Deletes the account with all its data and signs out. `email` confirms the deletion.
///
/// # Errors
/// [`AppError::Invalid`] if `email` is not the primary address,
/// [`AppError::ReauthenticationRequired`].
#[server(endpoint = "account/delete")]
pub async fn delete_account(email: String) -> Result<(), AppError> {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    use super::cookie;
    use crate::{
        backend::{
            auth::{MemberContext, as_member},
            redirect,
        },
        model::{
            email,
            validation::{Rule, ValidationError},
        },
    };
    let user_id = as_member(async |MemberContext { identity, session, user, .. }| {
        if !email::matches(&email, &user.email) {
            return Err(ValidationError::new("email", Rule::SameEmail).into());
        }
        identity.accounts().delete(&session, &user).await?;
        Ok(user.user_id)
    })
    .await?;
    cookie::set(&URL_SAFE_NO_PAD.encode(user_id));
    redirect::to("/account-deleted");
    Ok(())
}

/// The WebAuthn user handle, in base64url, of the account that was just deleted in this browser.
///
/// # Errors
/// Only the errors that every server function can return.
#[server(endpoint = "account/deleted")]
pub async fn load_deleted_account() -> Result<Option<String>, AppError> {
    use super::cookie;
    use crate::backend::auth::as_guest;
    as_guest(async |_| Ok(cookie::get())).await
}
