//! The form that makes an account.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use crate::{
    error::FormError,
    i18n::t,
    model::email::Email,
    passkeys::webauthn::{WebAuthnError, create},
    ui::{
        browser::{focus, written},
        fetch::call_server,
    },
};

/// From an address to an account in one press. Without JavaScript its button stays off: the page says why.
#[island]
pub fn SignUpForm() -> impl IntoView {
    let ready = RwSignal::new(false);
    let busy = RwSignal::new(false);
    // In the browser there is no refusal, but what the server has written of it.
    let refusal = FormError::of("sign-up/send-code");
    let typed = refusal.as_ref().map(|refusal| refusal.typed("email").to_owned());
    let said = refusal.map(|refusal| refusal.error.to_string());
    let said = if is_browser() { written("email-problem") } else { said };
    let problem = RwSignal::new(said.map(WebAuthnError::about_the_field));
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move || ready.set(true));

    let submit = move |event: SubmitEvent| {
        // The other button is a plain one.
        if event.submitter().is_some_and(|button| button.has_attribute("formaction")) {
            return;
        }
        event.prevent_default();
        let (Some(field), false) = (field.get_untracked(), busy.get_untracked()) else { return };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match sign_up(&field.value()).await {
                Ok(()) => drop(window().location().assign("/dashboard")),
                Err(cause) => {
                    let beside_field = is_about_email(&cause);
                    problem.set(Some(cause));
                    busy.set(false);
                    focus(if beside_field { "email" } else { "create" });
                }
            }
        });
    };
    let beside_field = move || problem.get().filter(is_about_email).map(|problem| problem.to_string());
    let above = move || problem.get().filter(|problem| !is_about_email(problem)).map(|problem| problem.to_string());
    view! {
        <form class="stack" method="post" on:submit=submit novalidate>
            <div role="alert" class="notice">
                {above}
            </div>
            <label for="email">{t!(sign_in.email)}</label>
            <input
                id="email"
                type="email"
                name="email"
                autocomplete="email"
                inputmode="email"
                maxlength=Email::MAX
                required
                placeholder=t!(sign_in.email_placeholder)
                value=typed
                node_ref=field
                aria-invalid=move || beside_field().is_some().then_some("true")
                aria-describedby="email-problem"
            />
            <p id="email-problem" class="problem">
                {beside_field}
            </p>
            <button
                id="create"
                class="button primary large"
                disabled=move || !ready.get() || busy.get()
                aria-busy=move || busy.get().then_some("true")
            >
                {t!(sign_in.sign_up.with_passkey)}
            </button>
            <button class="button large" formaction="/api/sign-up/send-code">
                {t!(sign_in.sign_up.with_code)}
            </button>
        </form>
    }
}

async fn sign_up(email: &str) -> Result<(), WebAuthnError> {
    let options = call_server("/api/sign-up/begin", &[("email", email)]).await?;
    let credential = create(&options).await?;
    call_server("/api/sign-up/finish", &[("credential", &credential)]).await?;
    Ok(())
}

fn is_about_email(problem: &WebAuthnError) -> bool {
    matches!(problem, WebAuthnError::Refused(report) if report.beside_field)
}
