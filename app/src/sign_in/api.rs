//! The server's half of the two WebAuthn ceremonies. Options and responses travel as the JSON text that
//! `PublicKeyCredential.parse…OptionsFromJSON` and `toJSON` speak (WebAuthn L3 §5.1), so the browser's half needs no encoding of its own.

use leptos::server;

use crate::error::AppError;

/// Begins a sign-up: the creation options for a new account's first passkey. The address is proven by nothing yet.
///
/// # Errors
/// [`AppError::Invalid`] for something that is no email address.
#[server(endpoint = "sign-up/begin")]
pub async fn begin_sign_up(email: String) -> Result<String, AppError> {
    use crate::{
        backend::{ceremonies, gate::as_guest},
        domain::email::Email,
    };
    as_guest(async |guest| ceremonies::begin_sign_up(&guest, &Email::parse(&email)?).await).await
}

/// Ends a sign-up: creates the account with its passkey and signs the browser in.
///
/// # Errors
/// [`AppError::Expired`] when no sign-up of this browser is under way, [`AppError::PasskeyRefused`] when the response doesn't verify.
#[server(endpoint = "sign-up/finish")]
pub async fn finish_sign_up(credential: String) -> Result<(), AppError> {
    use crate::backend::{ceremonies, gate::as_guest};
    as_guest(async |guest| ceremonies::finish_sign_up(&guest, &credential).await).await
}

/// Begins a sign-in: the request options for any passkey of this site, for the button or for autofill.
///
/// # Errors
/// [`AppError::Unavailable`] when the ceremony can't be kept.
#[server(endpoint = "sign-in/begin")]
pub async fn begin_sign_in(autofill: bool) -> Result<String, AppError> {
    use crate::backend::{ceremonies, gate::as_guest};
    as_guest(async |guest| ceremonies::begin_sign_in(&guest, autofill).await).await
}

/// Ends a sign-in.
///
/// # Errors
/// As [`finish_sign_up`], and [`AppError::PasskeyUnknown`] for a passkey of no account.
#[server(endpoint = "sign-in/finish")]
pub async fn finish_sign_in(credential: String, autofill: bool) -> Result<(), AppError> {
    use crate::backend::{ceremonies, gate::as_guest};
    as_guest(async |guest| ceremonies::finish_sign_in(&guest, &credential, autofill).await).await
}

/// Ends the session and goes to `/`. Who has none goes there just the same.
///
/// # Errors
/// [`AppError::Unavailable`] when the session can't be ended: it then still lives.
#[server(endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::backend::{gate::as_guest, reply};
    as_guest(async |guest| guest.sign_out().await).await?;
    reply::go_to("/");
    Ok(())
}
