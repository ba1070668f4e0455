//! The button that makes another passkey.

use leptos::prelude::*;

use super::{
    button::{PasskeyAction, PasskeyButton},
    webauthn::{WebAuthnError, create},
};
use crate::{
    i18n::t,
    ui::{browser::press, fetch::call_server},
};

#[island]
pub fn AddButton() -> impl IntoView {
    let attempt = PasskeyAction::default();
    let add = Callback::new(move |()| attempt.begin(add()));
    view! { <PasskeyButton label=t!(account.passkeys.add_page.create) attempt press=add /> }
}

/// One ceremony, and away to where the server has written.
async fn add() -> Result<(), WebAuthnError> {
    let made = make().await;
    match &made {
        Ok(()) => press("done"),
        // Meanwhile it has been too long: the page, asked for again, leads there and back.
        Err(problem) if problem.is("reauthentication_required") => drop(window().location().reload()),
        Err(_) => return made,
    }
    Ok(())
}

async fn make() -> Result<(), WebAuthnError> {
    let options = call_server("/api/passkeys/begin", &[]).await?;
    let credential = create(&options).await?;
    call_server("/api/passkeys/finish", &[("credential", &credential)]).await?;
    Ok(())
}
