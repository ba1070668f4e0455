//! The button that confirms with a passkey.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    i18n::t,
    passkeys::{
        button::{PasskeyAction, PasskeyButton},
        webauthn::{Mediation, WebAuthnError, use_passkey},
    },
    ui::{browser::press, fetch::call_server},
};

/// What it presses once it is done: a link to where to go on, or the button of a form that asks once more.
pub const GO_ON: &str = "go-on";

#[island]
pub fn ConfirmButton() -> impl IntoView {
    let attempt = PasskeyAction::default();
    let confirm = Callback::new(move |()| attempt.begin(confirm()));
    view! { <PasskeyButton label=t!(account.reauthentication.with_passkey) attempt press=confirm /> }
}

async fn confirm() -> Result<(), WebAuthnError> {
    let options = call_server("/api/confirm/begin", &[]).await?;
    let credential = use_passkey(&options, Mediation::Dialog, &JsValue::UNDEFINED).await?;
    call_server("/api/confirm/finish", &[("credential", &credential)]).await?;
    press(GO_ON);
    Ok(())
}
