//! The form that signs in: a button, and a field that offers passkeys by itself.

use leptos::{prelude::*, task::spawn_local};

use super::{
    autofill,
    ceremony::{Offer, Problem, forget, use_passkey},
    sign_up_form::{go_to, text},
};
use crate::{error::AppError, ui::post::post};

/// `next` is a path of this site.
#[island]
pub fn SignInForm(next: String) -> impl IntoView {
    let ready = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<Problem>);
    let next = StoredValue::new(next);
    Effect::new(move || {
        ready.set(true);
        autofill::keep_armed(next, busy, problem);
    });

    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match sign_in(Offer::Dialog, &autofill::instead()).await {
                Ok(()) => go_to(&next.get_value()),
                Err(cause) => {
                    problem.set(Some(cause));
                    busy.set(false);
                    autofill::arm(next, problem).await;
                }
            }
        });
    };
    view! {
        <div class="stack">
            <div role="alert" class="notice">
                {move || problem.get().map(|problem| problem.to_string())}
            </div>
            <button
                type="button"
                class="button primary large"
                disabled=move || !ready.get() || busy.get()
                aria-busy=move || busy.get().then_some("true")
                on:click=press
            >
                "Sign in with a passkey"
            </button>
            <p class="or">"or pick it from the field"</p>
            <label for="email">"Email"</label>
            <input
                id="email"
                type="email"
                name="email"
                autocomplete="username webauthn"
                inputmode="email"
                placeholder="Touch to see your passkeys"
            />
        </div>
    }
}

/// One ceremony from its challenge to the session.
pub(super) async fn sign_in(offer: Offer, signal: &web_sys::AbortSignal) -> Result<(), Problem> {
    let autofill = if offer == Offer::Autofill { "true" } else { "false" };
    let options = post("/api/sign-in/begin", &[("autofill", autofill)]).await?;
    let credential = use_passkey(&text(&options), offer, signal).await?;
    let finished = post("/api/sign-in/finish", &[("credential", &credential), ("autofill", autofill)]).await;
    if finished == Err(AppError::PasskeyUnknown) {
        forget(&credential);
    }
    finished?;
    Ok(())
}
