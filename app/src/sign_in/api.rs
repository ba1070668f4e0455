//! The server functions of sign-up, sign-in and sign-out.
//!
//! WebAuthn options and credentials are strings of JSON, as the browser's `parse…OptionsFromJSON`
//! and `toJSON` read and write them (WebAuthn L3 §5.1).

use leptos::server;

use crate::error::AppError;

/// Begins the registration of a new account's first passkey. Returns its creation options. The
/// address is not verified yet.
///
/// # Errors
/// [`AppError::Invalid`].
#[server(endpoint = "sign-up/begin")]
pub async fn begin_sign_up(email: String) -> Result<String, AppError> {
    use crate::{
        backend::auth::{GuestContext, as_guest},
        model::email::Email,
    };
    as_guest(async |GuestContext { identity, session, .. }| {
        let email = Email::parse(&email)?;
        Ok(identity.sign_up().begin(&session, email.as_str()).await?)
    })
    .await
}

/// Finishes the registration: creates the account and signs in.
///
/// # Errors
/// [`AppError::ChallengeExpired`] if this browser has not begun a sign-up,
/// [`AppError::PasskeyRejected`] if the credential doesn't verify.
#[server(endpoint = "sign-up/finish")]
pub async fn finish_sign_up(credential: String) -> Result<(), AppError> {
    use crate::backend::auth::{GuestContext, as_guest};
    as_guest(async |GuestContext { identity, session, device }| {
        identity.sign_up().finish(&session, &credential, &device).await?;
        Ok(())
    })
    .await
}

/// Begins an authentication with any passkey of this site. Returns its request options.
///
/// # Errors
/// [`AppError::Unavailable`].
#[server(endpoint = "sign-in/begin")]
pub async fn begin_sign_in(autofill: bool) -> Result<String, AppError> {
    use identity::Mediation;

    use crate::backend::auth::{GuestContext, as_guest};
    let mediation = if autofill { Mediation::Conditional } else { Mediation::Modal };
    as_guest(async |GuestContext { identity, session, .. }| {
        Ok(identity.sign_in().begin(&session, mediation).await?)
    })
    .await
}

/// Finishes the authentication and signs in.
///
/// # Errors
/// As [`finish_sign_up`], and [`AppError::UnknownPasskey`] if no account has the passkey.
#[server(endpoint = "sign-in/finish")]
pub async fn finish_sign_in(credential: String, autofill: bool) -> Result<(), AppError> {
    use identity::Mediation;

    use crate::backend::auth::{GuestContext, as_guest};
    let mediation = if autofill { Mediation::Conditional } else { Mediation::Modal };
    as_guest(async |GuestContext { identity, session, device }| {
        identity.sign_in().finish(&session, mediation, &credential, &device).await?;
        Ok(())
    })
    .await
}

/// Sends a sign-in code to the address, and leads to the page that takes it. The response doesn't
/// reveal whether an account has this verified address; the email does.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::TooManyRequests`].
#[server(endpoint = "sign-in/send-code")]
pub async fn send_sign_in_code(email: String, next: Option<String>) -> Result<(), AppError> {
    use crate::{
        backend::{
            auth::{GuestContext, as_guest},
            redirect,
        },
        model::{email::Email, next_path::NextPath},
    };
    as_guest(async |GuestContext { identity, session, device }| {
        let email = Email::parse(&email)?;
        Ok(identity.codes().send_for_sign_in(&session, email.as_str(), &device).await?)
    })
    .await?;
    redirect::to_with_next("/login/code", &NextPath::parse(next.as_deref()).into_string());
    Ok(())
}

/// Sends a sign-up code to the address, and leads to the page that takes it. The response doesn't
/// reveal whether the address has an account already; the email does.
///
/// # Errors
/// As [`send_sign_in_code`].
#[server(endpoint = "sign-up/send-code")]
pub async fn send_sign_up_code(email: String) -> Result<(), AppError> {
    use crate::{
        backend::{
            auth::{GuestContext, as_guest},
            redirect,
        },
        model::email::Email,
    };
    as_guest(async |GuestContext { identity, session, device }| {
        let email = Email::parse(&email)?;
        Ok(identity.codes().send_for_sign_up(&session, email.as_str(), &device).await?)
    })
    .await?;
    redirect::to("/login/code");
    Ok(())
}

/// Signs in, or up, with a code, and leads to `next`.
///
/// # Errors
/// [`AppError::Invalid`], [`AppError::IncorrectCode`], [`AppError::CodeExpired`].
#[server(endpoint = "sign-in/redeem-code")]
pub async fn redeem_sign_in_code(code: String, next: Option<String>) -> Result<(), AppError> {
    use crate::{
        backend::{
            auth::{GuestContext, as_guest},
            redirect,
        },
        email_codes::model::EmailCode,
        model::next_path::NextPath,
    };
    as_guest(async |GuestContext { identity, session, device }| {
        let code = EmailCode::parse(&code)?;
        identity.codes().redeem(&session, code.as_str(), &device).await?;
        Ok(())
    })
    .await?;
    redirect::to(&NextPath::parse(next.as_deref()).into_string());
    Ok(())
}

/// Ends the session, if there is one, and leads to the home page.
///
/// # Errors
/// [`AppError::Unavailable`]: the session is still valid.
#[server(endpoint = "sign-out")]
pub async fn sign_out() -> Result<(), AppError> {
    use crate::backend::{
        auth::{GuestContext, as_guest},
        redirect,
    };
    as_guest(async |GuestContext { identity, session, .. }| {
        Ok(identity.sessions().sign_out(&session).await?)
    })
    .await?;
    redirect::to("/");
    Ok(())
}
