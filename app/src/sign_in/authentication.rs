//! Sign-in with a passkey, by the button and by autofill.

use leptos::prelude::*;
use web_sys::AbortSignal;

use crate::{
    passkeys::{
        signal::signal_unknown_credential,
        webauthn::{Mediation, WebAuthnError, get_credential},
    },
    ui::{browser::value_of, fetch::call_server},
};

/// The hidden field with the page to continue to.
pub const NEXT_FIELD_ID: &str = "next";

/// One authentication, from its challenge to the session.
pub async fn sign_in(mediation: Mediation, signal: &AbortSignal) -> Result<(), WebAuthnError> {
    let autofill = if mediation == Mediation::Conditional { "true" } else { "false" };
    let options = call_server("/api/sign-in/begin", &[("autofill", autofill)]).await?;
    let credential = get_credential(&options, mediation, signal).await?;
    let fields = [("credential", &*credential), ("autofill", autofill)];
    let finished = call_server("/api/sign-in/finish", &fields).await;
    let error = finished.err().map(WebAuthnError::from);
    if error.as_ref().is_some_and(|error| error.is("unknown_passkey")) {
        signal_unknown_credential(&credential).await;
    }
    error.map_or(Ok(()), Err)
}

/// Opens the page to continue to.
pub fn go_to_next_page() {
    let next = value_of(NEXT_FIELD_ID);
    let _ = window().location().assign(next.as_deref().unwrap_or("/dashboard"));
}
