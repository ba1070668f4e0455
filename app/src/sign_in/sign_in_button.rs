//! The button that signs in with a passkey. [`super::autofill`] offers passkeys in the field beside
//! it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{AbortSignal, HtmlInputElement};

use super::autofill;
use crate::{
    i18n::t,
    passkeys::{
        button::{PasskeyAction, PasskeyButton},
        signal::signal_unknown_credential,
        webauthn::{Mediation, WebAuthnError, get_credential},
    },
    ui::fetch::call_server,
};

#[island]
pub fn SignInButton() -> impl IntoView {
    let action = PasskeyAction::default();
    Effect::new(move || autofill::start(action));

    let on_click = Callback::new(move |()| {
        action.dispatch(async move {
            match sign_in(Mediation::Modal, &autofill::replace_request()).await {
                Ok(()) => go_to_next_page(),
                Err(error) => {
                    action.fail(error);
                    autofill::request(action).await;
                }
            }
            Ok(())
        });
    });
    view! { <PasskeyButton label=t!(sign_in.with_passkey) action on_click /> }
}

/// Opens the page in the hidden field `next` of the form.
pub fn go_to_next_page() {
    let field = document().get_element_by_id("next");
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let next = field.map_or_else(|| "/dashboard".to_owned(), |field| field.value());
    let _ = window().location().assign(&next);
}

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
