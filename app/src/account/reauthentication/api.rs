//! The server functions that confirm.

use leptos::server;

use super::model::ReauthMethods;
use crate::error::AppError;

/// How the member can confirm that it is them.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::Unavailable`]. (Likewise everywhere below.)
#[server(endpoint = "confirm/ways")]
pub async fn ways_to_confirm() -> Result<ReauthMethods, AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::ways(&member).await).await
}

/// Begins the ceremony: the request options for any passkey of the member.
///
/// # Errors
/// [`AppError::NotFound`] where there is none.
#[server(endpoint = "confirm/begin")]
pub async fn begin_confirmation() -> Result<String, AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::begin(&member).await).await
}

/// Ends it: the browser has a new session, as of somebody who has just signed in.
///
/// # Errors
/// [`AppError::ChallengeExpired`] when this browser has begun none, [`AppError::PasskeyRejected`].
#[server(endpoint = "confirm/finish")]
pub async fn finish_confirmation(credential: String) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::auth::as_member;
    as_member(async |member| queries::finish(&member, &credential).await).await
}

/// Mails a code to the member's verified address, and comes back.
///
/// # Errors
/// [`AppError::NotFound`] where no address is verified, [`AppError::TooManyRequests`].
#[server(endpoint = "confirm/send-code")]
pub async fn send_confirmation_code(next: Option<String>) -> Result<(), AppError> {
    use super::queries;
    use crate::backend::{auth::as_member, redirect};
    as_member(async |member| queries::send_code(&member).await).await?;
    match next.filter(|next| !next.is_empty()) {
        Some(next) => redirect::go_to_with_next("/account/confirm", &next),
        None => redirect::go_to("/account/confirm"),
    }
    Ok(())
}

/// Confirms by code. Then does what was asked for, at `then`, with all other fields of the form; else goes to `next`.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::WrongCode`], [`AppError::CodeExpired`].
#[server(endpoint = "confirm/use-code")]
pub async fn confirm_by_code(code: String, then: Option<String>, next: Option<String>) -> Result<(), AppError> {
    use super::{
        model::{after, takes_forms},
        queries,
    };
    use crate::{
        backend::{auth::as_member, redirect},
        email_codes::model::Code,
    };
    as_member(async |member| queries::use_code(&member, &Code::parse(&code)?).await).await?;
    match then.as_deref().filter(|then| takes_forms(then)) {
        Some(then) => redirect::hand_over_to(then),
        None => redirect::go_to(&after(next.as_deref())),
    }
    Ok(())
}
