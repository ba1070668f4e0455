//! Server functions for the passkeys of the member.

use leptos::server;

use crate::error::AppError;

/// Checks whether the member may add a passkey now. A page that calls this redirects to the page
/// for reauthentication if not; `next` is where the page itself continues to.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`].
#[server(endpoint = "passkeys/check-registration")]
pub async fn check_passkey_registration(next: Option<String>) -> Result<(), AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        redirect,
    };
    let allowed = as_member(async |MemberContext { user, .. }| {
        if user.is_recently_authenticated() {
            Ok(())
        } else {
            Err(AppError::ReauthenticationRequired)
        }
    })
    .await;
    if allowed == Err(AppError::ReauthenticationRequired) {
        let page = "/account/add-passkey";
        let page = next.map_or(page.to_owned(), |next| redirect::with_next(page, &next));
        redirect::page_to("/account/confirm", &page);
    }
    allowed
}

/// Begins the registration of another passkey. Returns its creation options, as JSON.
///
/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::LimitReached`].
#[server(endpoint = "passkeys/begin-registration")]
pub async fn begin_passkey_registration() -> Result<String, AppError> {
    use crate::backend::auth::{MemberContext, as_member};
    as_member(async |MemberContext { identity, session, user, .. }| {
        Ok(identity.passkeys().begin_registration(&session, &user).await?)
    })
    .await
}

/// Finishes the registration with the credential, as JSON.
///
/// # Errors
/// As [`begin_passkey_registration`], and [`AppError::ChallengeExpired`] if this browser has not
/// begun a registration, [`AppError::PasskeyRejected`] if the credential doesn't verify.
#[server(endpoint = "passkeys/finish-registration")]
pub async fn finish_passkey_registration(credential: String) -> Result<(), AppError> {
    use crate::backend::auth::{MemberContext, as_member};
    as_member(async |MemberContext { identity, session, user, device, .. }| {
        Ok(identity.passkeys().finish_registration(&session, &user, &credential, &device).await?)
    })
    .await
}

/// # Errors
/// [`AppError::Invalid`], [`AppError::NotFound`].
#[server(endpoint = "passkeys/rename")]
pub async fn rename_passkey(id: String, name: String) -> Result<(), AppError> {
    use crate::{
        account::model::PasskeyName,
        backend::{
            auth::{MemberContext, as_member},
            parse_id, redirect,
        },
    };
    as_member(async |MemberContext { identity, user, .. }| {
        let name = PasskeyName::parse("name", &name)?;
        Ok(identity.passkeys().rename(&user, parse_id(&id)?, name.as_str()).await?)
    })
    .await?;
    redirect::to("/account?done=passkey-renamed#passkeys");
    Ok(())
}

/// # Errors
/// [`AppError::ReauthenticationRequired`], [`AppError::LastCredential`], [`AppError::NotFound`].
#[server(endpoint = "passkeys/delete")]
pub async fn delete_passkey(id: String) -> Result<(), AppError> {
    use crate::backend::{
        auth::{MemberContext, as_member},
        parse_id, redirect,
    };
    as_member(async |MemberContext { identity, user, .. }| {
        Ok(identity.passkeys().delete(&user, parse_id(&id)?).await?)
    })
    .await?;
    redirect::to("/account?done=passkey-deleted#passkeys");
    Ok(())
}
