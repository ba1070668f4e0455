//! The button that begins a ceremony. It is off until the browser runs the page, and while a ceremony is under way.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};

use super::webauthn::WebAuthnError;
use crate::ui::browser::focus;

const ID: &str = "ceremony";

/// A ceremony of this page: under way, or why the last one came to nothing.
#[derive(Clone, Copy, Default)]
pub struct PasskeyAction {
    pub busy: RwSignal<bool>,
    pub problem: RwSignal<Option<WebAuthnError>>,
}

impl PasskeyAction {
    /// Runs it unless one is under way. Where it succeeds it leaves the page, so the button stays off.
    pub fn begin(self, ceremony: impl Future<Output = Result<(), WebAuthnError>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            if let Err(cause) = ceremony.await {
                self.failed(cause);
            }
        });
    }

    /// Says why, and gives the button back.
    pub fn failed(self, cause: WebAuthnError) {
        self.problem.set(Some(cause));
        self.busy.set(false);
        focus(ID);
    }
}

/// See the module.
#[component]
pub fn PasskeyButton(label: &'static str, attempt: PasskeyAction, press: Callback<()>) -> impl IntoView {
    let PasskeyAction { busy, problem } = attempt;
    let ready = RwSignal::new(false);
    Effect::new(move || ready.set(true));
    view! {
        <div class="stack">
            <div role="alert" class="notice">
                {move || problem.get().map(|problem| problem.to_string())}
            </div>
            <button
                id=ID
                type="button"
                class="button primary large"
                disabled=move || !ready.get() || busy.get()
                aria-busy=move || busy.get().then_some("true")
                on:click=move |_| press.run(())
            >
                {label}
            </button>
        </div>
    }
}
