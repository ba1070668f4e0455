//! The button that registers another passkey.

use leptos::prelude::*;

use crate::{
    i18n::t,
    passkeys::{
        button::{PasskeyAction, PasskeyButton},
        webauthn::{WebAuthnError, create_credential},
    },
    ui::{browser::click, fetch::call_server},
};

/// The hidden link to the next page.
pub const NEXT_LINK_ID: &str = "next-page";

#[island]
pub fn AddPasskeyButton() -> impl IntoView {
    let action = PasskeyAction::default();
    let on_click = Callback::new(move |()| action.dispatch(add_passkey()));
    view! { <PasskeyButton label=t!(account.passkeys.add_page.create) action on_click /> }
}

async fn add_passkey() -> Result<(), WebAuthnError> {
    match register().await {
        Ok(()) => click(NEXT_LINK_ID),
        // The authentication became too old while the page was open. When it is reloaded, the
        // page redirects to reauthentication.
        Err(error) if error.is("reauthentication_required") => drop(window().location().reload()),
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn register() -> Result<(), WebAuthnError> {
    let options = call_server("/api/passkeys/begin-registration", &[]).await?;
    let credential = create_credential(&options).await?;
    call_server("/api/passkeys/finish-registration", &[("credential", &credential)]).await?;
    Ok(())
}
