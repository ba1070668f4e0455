//! What pages ask about the account, and what its owner does with it as a whole.

use leptos::server;

use super::model::{Access, MemberProfile};
use crate::error::AppError;

/// Who is signed in, or `None` for a guest. For the navigation of pages that both may see.
///
/// # Errors
/// [`AppError::Unavailable`] when the session can't be looked up.
#[server(endpoint = "account/current")]
pub async fn current_account() -> Result<Option<MemberProfile>, AppError> {
    use crate::backend::auth;
    auth::current_account().await
}

/// Everything that gives access to the account of the member.
///
/// # Errors
/// [`AppError::SignedOut`], or [`AppError::Unavailable`] when the database doesn't answer. (Likewise everywhere below.)
#[server(endpoint = "account/access")]
pub async fn load_access() -> Result<Access, AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::access(&member).await).await
}

/// What the member wants to be called from now on; nothing means no name.
///
/// # Errors
/// [`AppError::Invalid`] for a name that breaks the rules.
#[server(endpoint = "account/rename")]
pub async fn rename_account(display_name: String) -> Result<(), AppError> {
    use super::{model::DisplayName, queries};
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| {
        let name = DisplayName::parse_optional("display_name", &display_name)?;
        queries::rename(&member, name.as_ref()).await
    })
    .await?;
    redirect::go_to("/account?done=name-saved#profile");
    Ok(())
}

/// Sets the language of the account, for pages and emails; an empty value leaves it to the browser.
///
/// # Errors
/// [`AppError::BadRequest`] for an unknown language.
#[server(endpoint = "account/language")]
pub async fn set_account_language(language: String) -> Result<(), AppError> {
    use super::queries;
    use crate::{
        backend::{auth::as_member, redirect},
        i18n::Locale,
        preferences::cookies,
    };
    let locale = as_member(async |member| {
        let locale = match &*language {
            "" => None,
            code => Some(Locale::from_code(code).ok_or(AppError::BadRequest)?),
        };
        queries::set_language(&member, locale).await?;
        Ok(locale)
    })
    .await?;
    // Pages that are shown after signing out keep the language.
    cookies::set_language(locale);
    redirect::go_to("/account?done=language-saved#profile");
    Ok(())
}

/// Deletes the account with all that belongs to it, and signs the browser out. `email` is typed to show that it is meant.
///
/// # Errors
/// [`AppError::Invalid`] where that is not the primary address, [`AppError::ReauthenticationRequired`].
#[server(endpoint = "account/delete")]
pub async fn delete_account(email: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    let handle = as_member(async |member| queries::delete(&member, &email).await).await?;
    redirect::say_goodbye_to(&handle);
    Ok(())
}

/// The handle, as authenticators know it, of the account that was deleted in this browser just now.
///
/// # Errors
/// [`AppError::Internal`] where nothing is known about the request.
#[server(endpoint = "account/farewell")]
pub async fn farewell() -> Result<Option<String>, AppError> {
    use crate::backend::{auth::as_guest, redirect};
    as_guest(async |_| Ok(redirect::farewell())).await
}
