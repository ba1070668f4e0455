//! The button that makes another passkey.

use leptos::prelude::*;

use super::{
    button::{Attempt, CeremonyButton},
    webauthn::{Problem, create},
};
use crate::{
    i18n::t,
    ui::{browser::press, fetch::post},
};

#[island]
pub fn AddButton() -> impl IntoView {
    let attempt = Attempt::default();
    let add = Callback::new(move |()| attempt.begin(add()));
    view! { <CeremonyButton label=t!(account.passkeys.adding.create) attempt press=add /> }
}

/// One ceremony, and away to where the server has written.
async fn add() -> Result<(), Problem> {
    let made = make().await;
    match &made {
        Ok(()) => press("done"),
        // Meanwhile it has been too long: the page, asked for again, leads there and back.
        Err(problem) if problem.is("confirm_first") => drop(window().location().reload()),
        Err(_) => return made,
    }
    Ok(())
}

async fn make() -> Result<(), Problem> {
    let options = post("/api/passkeys/begin", &[]).await?;
    let credential = create(&options).await?;
    post("/api/passkeys/finish", &[("credential", &credential)]).await?;
    Ok(())
}
