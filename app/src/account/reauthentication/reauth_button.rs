//! The button that reauthenticates with a passkey.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    i18n::t,
    passkeys::{
        button::{PasskeyAction, PasskeyButton},
        webauthn::{Mediation, WebAuthnError, get_credential},
    },
    ui::{browser::click, fetch::call_server},
};

/// What is clicked after the reauthentication: a link to the next page, or the button of the
/// pending form.
pub const CONTINUE_ID: &str = "continue";

#[island]
pub fn ReauthButton() -> impl IntoView {
    let action = PasskeyAction::default();
    let on_click = Callback::new(move |()| action.dispatch(reauthenticate()));
    view! { <PasskeyButton label=t!(account.reauthentication.with_passkey) action on_click /> }
}

async fn reauthenticate() -> Result<(), WebAuthnError> {
    let options = call_server("/api/reauthentication/begin", &[]).await?;
    let credential = get_credential(&options, Mediation::Modal, &JsValue::UNDEFINED).await?;
    call_server("/api/reauthentication/finish", &[("credential", &credential)]).await?;
    click(CONTINUE_ID);
    Ok(())
}
