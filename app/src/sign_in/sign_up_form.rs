//! The form that creates an account.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use crate::{
    error::{ErrorPayload, FormError},
    i18n::t,
    model::email::Email,
    passkeys::webauthn::{WebAuthnError, create_credential},
    ui::{
        browser::{focus_id, text_of, value_of},
        fetch::call_server,
        form::RETURN_TO,
        pending_button::PendingButton,
    },
};

const FIELD_ID: &str = "email";
const FIELD_ERROR_ID: &str = "email-error";
const BUTTON_ID: &str = "create-account";

/// Registers a passkey for a new account. Without JavaScript only the button that sends a code
/// works.
#[island]
pub fn SignUpForm() -> impl IntoView {
    let pending = RwSignal::new(false);
    let rejected = FormError::of("sign-up/send-code");
    let typed = rejected.as_ref().map(|form| form.typed("email").to_owned());
    // The browser knows the error of a rejected form from the page only.
    let message = if is_browser() {
        text_of(FIELD_ERROR_ID)
    } else {
        rejected.map(|form| form.error.to_string())
    };
    let error = RwSignal::new(message.map(beside_field));

    let on_submit = move |event: SubmitEvent| {
        // The browser posts the form itself for the button that sends a code.
        if event.submitter().is_some_and(|button| button.has_attribute("formaction")) {
            return;
        }
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        error.set(None);
        spawn_local(async move {
            match sign_up(&value_of(FIELD_ID).unwrap_or_default()).await {
                Ok(()) => drop(window().location().assign("/dashboard")),
                Err(cause) => {
                    focus_id(if cause.is_beside_field() { FIELD_ID } else { BUTTON_ID });
                    error.set(Some(cause));
                    pending.set(false);
                }
            }
        });
    };
    let message = move |beside_field: bool| {
        let error = error.get().filter(|error| error.is_beside_field() == beside_field);
        error.map(|error| error.to_string())
    };
    view! {
        <form class="stack" method="post" on:submit=on_submit novalidate>
            <input type="hidden" name=RETURN_TO value="/signup" />
            <div role="alert" class="notice">
                {move || message(false)}
            </div>
            <label for=FIELD_ID>{t!(sign_in.email)}</label>
            <input
                id=FIELD_ID
                type="email"
                name="email"
                autocomplete="email"
                maxlength=Email::MAX
                required
                placeholder=t!(sign_in.email_placeholder)
                value=typed
                aria-invalid=move || message(true).is_some().then_some("true")
                aria-describedby=FIELD_ERROR_ID
            />
            <p id=FIELD_ERROR_ID class="problem">
                {move || message(true)}
            </p>
            <PendingButton id=BUTTON_ID label=t!(sign_in.sign_up.with_passkey) pending />
            <button class="button large" formaction="/api/sign-up/send-code">
                {t!(sign_in.sign_up.with_code)}
            </button>
        </form>
    }
}

fn beside_field(message: String) -> WebAuthnError {
    ErrorPayload { message, beside_field: true, ..ErrorPayload::default() }.into()
}

/// One registration, from its challenge to the session.
async fn sign_up(email: &str) -> Result<(), WebAuthnError> {
    let options = call_server("/api/sign-up/begin", &[("email", email)]).await?;
    let credential = create_credential(&options).await?;
    call_server("/api/sign-up/finish", &[("credential", &credential)]).await?;
    Ok(())
}
