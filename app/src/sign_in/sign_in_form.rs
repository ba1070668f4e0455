//! The button that signs in with a passkey. The field beside it offers passkeys by itself: see [`super::autofill`].

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::autofill;
use crate::{
    i18n::t,
    passkeys::{
        button::{PasskeyAction, PasskeyButton},
        webauthn::{Mediation, WebAuthnError, forget, use_passkey},
    },
    ui::fetch::call_server,
};

#[island]
pub fn SignInForm() -> impl IntoView {
    let attempt = PasskeyAction::default();
    Effect::new(move || autofill::keep_armed(attempt.busy, attempt.problem));

    let press = Callback::new(move |()| {
        attempt.begin(async move {
            let tried = sign_in(Mediation::Dialog, &autofill::instead()).await;
            match tried {
                Ok(()) => go_to_next(),
                Err(cause) => {
                    attempt.failed(cause);
                    autofill::arm(attempt.problem).await;
                }
            }
            Ok(())
        });
    });
    view! { <PasskeyButton label=t!(sign_in.with_passkey) attempt press /> }
}

/// Leaves for the page that the person wanted, which the server wrote into a field.
pub fn go_to_next() {
    let field = document().get_element_by_id("next").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let next = field.map_or_else(|| "/dashboard".to_owned(), |field| field.value());
    let _ = window().location().assign(&next);
}

/// One ceremony from its challenge to the session.
pub(super) async fn sign_in(offer: Mediation, signal: &web_sys::AbortSignal) -> Result<(), WebAuthnError> {
    let autofill = if offer == Mediation::Autofill { "true" } else { "false" };
    let options = call_server("/api/sign-in/begin", &[("autofill", autofill)]).await?;
    let credential = use_passkey(&options, offer, signal).await?;
    let finished = call_server("/api/sign-in/finish", &[("credential", &credential), ("autofill", autofill)]).await;
    let cause = finished.err().map(WebAuthnError::from);
    if cause.as_ref().is_some_and(|cause| cause.is("unknown_passkey")) {
        forget(&credential);
    }
    cause.map_or(Ok(()), Err)
}
