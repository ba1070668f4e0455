//! The button that confirms with a passkey.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    i18n::t,
    passkeys::{
        button::{Attempt, CeremonyButton},
        webauthn::{Offer, Problem, use_passkey},
    },
    ui::{browser::press, fetch::post},
};

/// What it presses once it is done: a link to where to go on, or the button of a form that asks once more.
pub const GO_ON: &str = "go-on";

#[island]
pub fn ConfirmButton() -> impl IntoView {
    let attempt = Attempt::default();
    let confirm = Callback::new(move |()| attempt.begin(confirm()));
    view! { <CeremonyButton label=t!(account.confirm.with_passkey) attempt press=confirm /> }
}

async fn confirm() -> Result<(), Problem> {
    let options = post("/api/confirm/begin", &[]).await?;
    let credential = use_passkey(&options, Offer::Dialog, &JsValue::UNDEFINED).await?;
    post("/api/confirm/finish", &[("credential", &credential)]).await?;
    press(GO_ON);
    Ok(())
}
