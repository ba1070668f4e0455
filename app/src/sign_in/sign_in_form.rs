//! The button that signs in with a passkey. The field beside it offers passkeys by itself: see [`super::autofill`].

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{
    autofill,
    ceremony::{Offer, Problem, forget, use_passkey},
};
use crate::ui::post::post;

#[island]
pub fn SignInForm() -> impl IntoView {
    let ready = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<Problem>);
    Effect::new(move || {
        ready.set(true);
        autofill::keep_armed(busy, problem);
    });

    let press = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match sign_in(Offer::Dialog, &autofill::instead()).await {
                Ok(()) => go_to_next(),
                Err(cause) => {
                    problem.set(Some(cause));
                    busy.set(false);
                    autofill::arm(problem).await;
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
        </div>
    }
}

/// Leaves for the page that the person wanted, which the server wrote into a field.
pub(super) fn go_to_next() {
    let field = document().get_element_by_id("next").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let next = field.map_or_else(|| "/dashboard".to_owned(), |field| field.value());
    let _ = window().location().assign(&next);
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
