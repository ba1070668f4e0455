//! The form that signs in: a button, and a field that offers passkeys by itself.

use leptos::{prelude::*, task::spawn_local};

use super::{
    autofill,
    ceremony::{Offer, Problem, forget, use_passkey},
};
use crate::{domain::next::Next, ui::post::post};

/// The server says in a field where to go afterwards.
#[island]
pub fn SignInForm() -> impl IntoView {
    let next = use_context::<Next>().map(Next::into_string).unwrap_or_default();
    let destination = NodeRef::<leptos::html::Input>::new();
    let ready = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<Problem>);
    Effect::new(move || {
        ready.set(true);
        autofill::keep_armed(destination, busy, problem);
    });

    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match sign_in(Offer::Dialog, &autofill::instead()).await {
                Ok(()) => go_to(destination),
                Err(cause) => {
                    problem.set(Some(cause));
                    busy.set(false);
                    autofill::arm(destination, problem).await;
                }
            }
        });
    };
    view! {
        <div class="stack">
            <input type="hidden" name="next" value=next node_ref=destination />
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

/// Leaves for the page that the person wanted.
pub(super) fn go_to(destination: NodeRef<leptos::html::Input>) {
    let next = destination.get_untracked().map(|field| field.value());
    let _ = window().location().assign(&next.unwrap_or_else(|| "/dashboard".to_owned()));
}

/// One ceremony from its challenge to the session.
pub(super) async fn sign_in(offer: Offer, signal: &web_sys::AbortSignal) -> Result<(), Problem> {
    let autofill = if offer == Offer::Autofill { "true" } else { "false" };
    let options = post("/api/sign-in/begin", &[("autofill", autofill)]).await?;
    let credential = use_passkey(&options, offer, signal).await?;
    let finished = post("/api/sign-in/finish", &[("credential", &credential), ("autofill", autofill)]).await;
    let cause = finished.err().map(Problem::from);
    if cause.as_ref().is_some_and(|cause| cause.is("passkey_unknown")) {
        forget(&credential);
    }
    cause.map_or(Ok(()), Err)
}
